//! What a buffer can be told, with defaults, checked once.
//!
//! Knows: ranges. Does not know: how any of it is used.

use alloc::boxed::Box;
use core::fmt;
use core::time::Duration;

use crate::gap::{Adaptive, GapPolicy};

/// Settings of a [`ReorderBuffer`](crate::ReorderBuffer).
///
/// ```
/// # use tgreorder::{Config, Fixed};
/// # use std::time::Duration;
/// let config = Config::default().with_window(1024).with_gap_policy(Fixed::new(Duration::from_millis(100)));
/// assert_eq!(config.window, 1024);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// How many numbers from the head on can be held: a power of two, 1 to 2²⁴. Allocated once. Default 4,096.
    pub window: usize,
    /// For how many numbers behind the head the buffer knows whether they were given out: 64 to 2²⁴, rounded up to a
    /// multiple of 64. One bit each. Default 65,536.
    pub history: usize,
    /// How long an item waits for missing predecessors. Default [`Adaptive`] (20 ms to 1 s).
    pub gap_policy: Box<dyn GapPolicy>,
    /// How long the smallest number is looked for where the first one is not known, counted from the first arrival.
    /// Default 250 ms.
    pub start_hold: Duration,
    /// The first number expected, if it is known: no waiting at the start. Default none.
    pub start_at: Option<u64>,
    /// After so long without an item a number outside window and history begins a new numbering. Default 1 hour.
    pub idle: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            window: 4096,
            history: 65_536,
            gap_policy: Box::new(Adaptive::new()),
            start_hold: Duration::from_millis(250),
            start_at: None,
            idle: Duration::from_secs(3600),
        }
    }
}

impl Config {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`window`](Self::window), in numbers.
    #[must_use]
    pub fn with_window(mut self, window: usize) -> Self {
        self.window = window;
        self
    }

    /// Sets [`history`](Self::history), in numbers.
    #[must_use]
    pub fn with_history(mut self, history: usize) -> Self {
        self.history = history;
        self
    }

    /// Sets [`gap_policy`](Self::gap_policy).
    #[must_use]
    pub fn with_gap_policy(mut self, policy: impl GapPolicy + 'static) -> Self {
        self.gap_policy = Box::new(policy);
        self
    }

    /// A fixed wait: short for `with_gap_policy(Fixed::new(hold))`.
    #[must_use]
    pub fn with_hold(self, hold: Duration) -> Self {
        self.with_gap_policy(crate::gap::Fixed::new(hold))
    }

    /// Sets [`start_hold`](Self::start_hold).
    #[must_use]
    pub fn with_start_hold(mut self, hold: Duration) -> Self {
        self.start_hold = hold;
        self
    }

    /// Sets [`start_at`](Self::start_at): the first number expected.
    #[must_use]
    pub fn with_start_at(mut self, first: u64) -> Self {
        self.start_at = Some(first);
        self
    }

    /// Sets [`idle`](Self::idle).
    #[must_use]
    pub fn with_idle(mut self, idle: Duration) -> Self {
        self.idle = idle;
        self
    }

    /// Says whether a buffer can be made of this.
    ///
    /// # Errors
    /// The first setting out of its range.
    pub fn check(&self) -> Result<(), ConfigError> {
        if !self.window.is_power_of_two() || self.window > MAX {
            return Err(ConfigError::Window { given: self.window });
        }
        if !(64..=MAX).contains(&self.history) {
            return Err(ConfigError::History { given: self.history });
        }
        Ok(())
    }
}

/// A setting out of its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// The window is not a power of two from 1 to 2²⁴.
    Window {
        /// What was asked for.
        given: usize,
    },
    /// The history is not from 64 to 2²⁴.
    History {
        /// What was asked for.
        given: usize,
    },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Window { given } => {
                write!(f, "window of {given} numbers: must be a power of two from 1 to {MAX}")?;
                match given.checked_next_power_of_two() {
                    Some(next) if next <= MAX => write!(f, " (the next is {next})"),
                    _ => Ok(()),
                }
            }
            Self::History { given } => write!(f, "history of {given} numbers: must be from 64 to {MAX}"),
        }
    }
}

impl core::error::Error for ConfigError {}

const MAX: usize = 1 << 24;
