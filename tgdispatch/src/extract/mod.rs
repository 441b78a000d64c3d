//! Extractors: the arguments of handlers, each taken from an update by its type.
//! Knows the context of one update and the state; nothing of routes.

mod command;
mod extension;
mod parts;
mod state;

pub use command::{Args, Command};
pub(crate) use extension::Extensions;
pub use extension::{Extension, ExtensionType, NoExtension};
pub use parts::{CallbackData, Caption, Missing, ReplyTo, Text, Unknown};
pub use state::{FromRef, State};

use std::convert::Infallible;
use std::error::Error;

use crate::captures::Groups;
use crate::closing::Closing;
use crate::context::Context;
use crate::kinds::Kinds;

/// What a handler can take as an argument.
///
/// An extractor that does not fit is no failure: the router tries the next route. To handle the case in place, take
/// `Option<T>` or `Result<T, T::Rejection>`.
///
/// ```
/// use tgdispatch::{Context, FromUpdate, Kinds, Missing};
///
/// /// The language of the sender's app.
/// struct Language(String);
///
/// impl<S> FromUpdate<S> for Language {
///     type Rejection = Missing;
///
///     fn from_update(context: &Context, _state: &S) -> Result<Self, Missing> {
///         let language = context.from().and_then(|user| user.language_code.clone());
///         language.map(Self).ok_or(Missing::new("language"))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a handler: it cannot be taken from an update",
    label = "`{Self}` is not an extractor",
    note = "arguments of a handler are extractors: `Message`, `Text`, `Command`, `Args<T>`, `CallbackQuery`, `User`, `Client`, `State<T>`, `Session<T>`, ...",
    note = "the state of the router is `{S}`: `State<T>` and `Session<T>` need `.with_state(..)` with a `T` or a `Sessions<T>`, or a state that implements `FromRef` for it"
)]
pub trait FromUpdate<S>: Sized {
    /// Why it may not fit; [`Infallible`] if it always does.
    type Rejection: Error + Send + Sync + 'static;

    /// A handler that takes it needs a client.
    const NEEDS_CLIENT: bool = false;

    /// A handler that takes it may wait for updates to come: [`Conversation`](crate::Conversation).
    const CONVERSES: bool = false;

    /// Takes it from the update.
    ///
    /// # Errors
    ///
    /// The rejection, if the update does not have it.
    fn from_update(context: &Context, state: &S) -> Result<Self, Self::Rejection>;

    /// The kinds of update it can fit; any by default. It must not leave one out: what no route wants is not asked of
    /// Telegram.
    #[must_use]
    fn kinds() -> Kinds {
        Kinds::any()
    }

    /// The extensions it takes: without them the router is not built. None by default.
    #[must_use]
    fn extensions() -> Vec<ExtensionType> {
        Vec::new()
    }

    /// What it takes of what the pattern of its route captured: without that the router is not built. Nothing by default.
    #[must_use]
    fn captures() -> Option<Groups> {
        None
    }

    /// What of the state is to be ended when the bot shuts down: see [`Dispatcher::close`](crate::Dispatcher::close).
    /// Nothing by default.
    #[must_use]
    fn closing(state: &S) -> Vec<Closing> {
        let _ = state;
        Vec::new()
    }
}

impl<S, T: FromUpdate<S>> FromUpdate<S> for Option<T> {
    type Rejection = Infallible;
    const NEEDS_CLIENT: bool = T::NEEDS_CLIENT;

    fn from_update(context: &Context, state: &S) -> Result<Self, Infallible> {
        Ok(T::from_update(context, state).ok())
    }

    /// If there is a pattern at all.
    fn captures() -> Option<Groups> {
        T::captures().map(Groups::or_none)
    }

    fn closing(state: &S) -> Vec<Closing> {
        T::closing(state)
    }
}

impl<S, T: FromUpdate<S>> FromUpdate<S> for Result<T, T::Rejection> {
    type Rejection = Infallible;
    const NEEDS_CLIENT: bool = T::NEEDS_CLIENT;

    fn from_update(context: &Context, state: &S) -> Result<Self, Infallible> {
        Ok(T::from_update(context, state))
    }

    fn captures() -> Option<Groups> {
        T::captures()
    }

    fn closing(state: &S) -> Vec<Closing> {
        T::closing(state)
    }
}
