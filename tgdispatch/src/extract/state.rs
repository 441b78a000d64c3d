//! Extractors of what belongs to the bot and not to the update: its state and its client.

use std::convert::Infallible;

use super::FromUpdate;
use crate::context::Context;

/// The state that [`Router::with_state`](crate::Router::with_state) was given, or a part of it by [`FromRef`].
#[derive(Clone, Copy, Debug)]
pub struct State<T>(pub T);

/// A part of a state, taken by cloning it: so it should be cheap to clone, an `Arc` or a pool.
///
/// ```
/// use tgdispatch::{FromRef, Sessions};
///
/// #[derive(Clone)]
/// struct App {
///     greeting: std::sync::Arc<str>,
///     seen: Sessions<u32>,
/// }
///
/// impl FromRef<App> for Sessions<u32> {
///     fn from_ref(app: &App) -> Self {
///         app.seen.clone()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the state `{S}` of this router has no `{Self}`",
    label = "`{Self}` is not in the state",
    note = "give it by `.with_state(..)`, or implement `FromRef<{S}>` for `{Self}`"
)]
pub trait FromRef<S> {
    /// The part.
    fn from_ref(state: &S) -> Self;
}

/// Makes fields of a state parts of it: implements [`FromRef`] for their types, by cloning the field.
///
/// ```
/// use tgdispatch::{Sessions, from_ref};
///
/// #[derive(Clone)]
/// struct App {
///     greeting: std::sync::Arc<str>,
///     seen: Sessions<u32>,
/// }
///
/// from_ref!(App { greeting: std::sync::Arc<str>, seen: Sessions<u32> });
/// ```
#[macro_export]
macro_rules! from_ref {
    ($state:ty { $($field:ident: $part:ty),+ $(,)? }) => {$(
        impl $crate::FromRef<$state> for $part {
            fn from_ref(state: &$state) -> Self {
                ::core::clone::Clone::clone(&state.$field)
            }
        }
    )+};
}

impl<T: Clone> FromRef<T> for T {
    fn from_ref(state: &T) -> T {
        state.clone()
    }
}

impl<S, T: FromRef<S>> FromUpdate<S> for State<T> {
    type Rejection = Infallible;

    fn from_update(_context: &Context, state: &S) -> Result<Self, Infallible> {
        Ok(Self(T::from_ref(state)))
    }
}

#[cfg(feature = "client")]
impl<S> FromUpdate<S> for tgapi::Client {
    type Rejection = super::Missing;
    const NEEDS_CLIENT: bool = true;

    fn from_update(context: &Context, _state: &S) -> Result<Self, super::Missing> {
        context.client().cloned().ok_or(super::Missing::new("client"))
    }
}
