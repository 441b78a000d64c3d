//! Makes a buffer and hands out its two ends.
//!
//! Knows: nothing but how the parts are put together.

use core::fmt;

use crate::config::{Config, ConfigError};
use crate::drain::Drain;
use crate::inserter::Inserter;
use crate::shared::build;

/// A buffer before it is [split](Self::split) into its two ends.
pub struct ReorderBuffer<T> {
    inserter: Inserter<T>,
    drain: Drain<T>,
}

impl<T: Send> ReorderBuffer<T> {
    /// Allocates the window.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        config.check()?;
        let (core, taker) = build(&config);
        Ok(Self { inserter: Inserter { core }, drain: Drain::new(config, taker) })
    }

    /// The way in, for any number of threads, and the way out, for one.
    #[must_use]
    pub fn split(self) -> (Inserter<T>, Drain<T>) {
        (self.inserter, self.drain)
    }
}

impl<T> fmt::Debug for ReorderBuffer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReorderBuffer").finish_non_exhaustive()
    }
}
