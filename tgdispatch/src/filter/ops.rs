//! Filters made of filters.

use std::sync::Arc;

use super::Filter;
use crate::captures::{Captures, Patterns};
use crate::context::Context;
use crate::dialogue::Fetch;
use crate::kinds::Kinds;

/// See [`Filter::and`].
#[derive(Clone, Copy, Debug)]
pub struct And<A, B>(pub(super) A, pub(super) B);

impl<A: Filter, B: Filter> Filter for And<A, B> {
    fn matches(&self, context: &Context) -> bool {
        self.0.matches(context) && self.1.matches(context)
    }

    fn kinds(&self) -> Kinds {
        self.0.kinds().and(&self.1.kinds())
    }

    fn fetches(&self) -> Vec<Arc<dyn Fetch>> {
        let mut fetches = self.0.fetches();
        fetches.extend(self.1.fetches());
        fetches
    }

    fn patterns(&self) -> Patterns {
        self.0.patterns().and(self.1.patterns())
    }

    fn captures(&self, context: &Context) -> Option<Captures> {
        self.0.captures(context).or_else(|| self.1.captures(context))
    }
}

/// See [`Filter::or`].
#[derive(Clone, Copy, Debug)]
pub struct Or<A, B>(pub(super) A, pub(super) B);

impl<A: Filter, B: Filter> Filter for Or<A, B> {
    fn matches(&self, context: &Context) -> bool {
        self.0.matches(context) || self.1.matches(context)
    }

    fn kinds(&self) -> Kinds {
        self.0.kinds().or(&self.1.kinds())
    }

    fn fetches(&self) -> Vec<Arc<dyn Fetch>> {
        let mut fetches = self.0.fetches();
        fetches.extend(self.1.fetches());
        fetches
    }

    fn patterns(&self) -> Patterns {
        self.0.patterns().or(self.1.patterns())
    }

    /// Only if there is something whichever of the two matches.
    fn captures(&self, context: &Context) -> Option<Captures> {
        if self.patterns().is_empty() {
            return None;
        }
        if self.0.matches(context) { self.0.captures(context) } else { self.1.captures(context) }
    }
}

/// See [`Filter::not`].
#[derive(Clone, Copy, Debug)]
pub struct Not<A>(pub(super) A);

impl<A: Filter> Filter for Not<A> {
    fn matches(&self, context: &Context) -> bool {
        !self.0.matches(context)
    }

    /// Anything: also the kinds that the inner filter matches, of which it may refuse some.
    fn kinds(&self) -> Kinds {
        Kinds::any()
    }

    fn fetches(&self) -> Vec<Arc<dyn Fetch>> {
        self.0.fetches()
    }
}
