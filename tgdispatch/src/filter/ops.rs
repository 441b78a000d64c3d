//! Filters made of filters.

use std::sync::Arc;

use super::Filter;
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
