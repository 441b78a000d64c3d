//! Changes that the user wants made to a builder of another crate, kept until there is one to make them to.

use std::fmt;
use std::sync::{Mutex, PoisonError};

type Change<T> = Box<dyn FnOnce(T) -> T + Send>;

/// In the order in which they were given. The mutex is never locked by two: it is there because a function that can be
/// called once need not bear being shared, and what has some should all the same.
pub(crate) struct Changes<T>(Mutex<Vec<Change<T>>>);

impl<T> Changes<T> {
    pub(crate) fn add(&mut self, change: impl FnOnce(T) -> T + Send + 'static) {
        self.list().push(Box::new(change));
    }

    pub(crate) fn append(&mut self, mut other: Self) {
        self.list().append(other.list());
    }

    pub(crate) fn make(mut self, to: T) -> T {
        std::mem::take(self.list()).into_iter().fold(to, |to, change| change(to))
    }

    fn list(&mut self) -> &mut Vec<Change<T>> {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Default for Changes<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> fmt::Debug for Changes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Changes(..)")
    }
}
