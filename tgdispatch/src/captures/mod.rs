//! What the pattern of a route captured, as arguments of its handler. Made by [`filter::matches`](crate::filter), which is
//! there by the feature `regex`; nothing here needs it.
//!
//! - `pattern`: what a pattern can capture, and whether that is what a handler takes: known when the router is built.
//! - `from`: captures as types.

mod from;
mod pattern;

pub use from::{CapturesRejection, FromCapture, FromCaptures};
#[cfg(feature = "regex")]
pub(crate) use pattern::PatternGroup;
pub use pattern::{Group, Groups};
pub(crate) use pattern::{Pattern, Patterns};

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use tgapi::{Update, UpdateKind, UpdateType};

use crate::context::Context;
use crate::extract::FromUpdate;
use crate::kinds::Kinds;

/// What the pattern of the route captured, by the number or the name of a group: an argument of handlers. Cheap to clone.
///
/// [`Captured`] is the same as a type, and is better: whether it fits the pattern is known when the router is built.
///
/// ```
/// # #[cfg(feature = "regex")]
/// # {
/// use tgapi::methods::SendMessage;
/// use tgdispatch::{Captures, Message, Router, filter::matches};
///
/// async fn order(msg: Message, found: Captures) -> SendMessage {
///     let what = found.name("what").unwrap_or("nothing");
///     msg.answer(format!("{what} in {}", found.text()))
/// }
///
/// # let pattern = matches(r"order (?<what>\w+)").unwrap();
/// let router: Router = Router::new().on(pattern, order);
/// # }
/// ```
#[derive(Clone)]
pub struct Captures(Arc<Inner>);

struct Inner {
    update: Arc<Update>,
    pattern: Pattern,
    /// Where each group is in the text; the first is the whole match.
    places: Box<[Option<Range<usize>>]>,
}

impl Captures {
    #[cfg(feature = "regex")]
    pub(crate) fn new(update: Arc<Update>, pattern: Pattern, places: Box<[Option<Range<usize>>]>) -> Self {
        Self(Arc::new(Inner { update, pattern, places }))
    }

    /// What matched, all of it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.get(0).unwrap_or_default()
    }

    /// What this group captured; they count from 1, by their opening brackets, and 0 is the whole. `None` if there is no such
    /// group, or it took no part in the match.
    #[must_use]
    pub fn get(&self, group: usize) -> Option<&str> {
        let place = self.0.places.get(group)?.clone()?;
        text_of(&self.0.update)?.get(place)
    }

    /// What the group of this name captured: `(?<name>..)`. `None` if there is no such group, or it took no part in the match.
    #[must_use]
    pub fn name(&self, name: &str) -> Option<&str> {
        self.get(self.0.pattern.number(name)?)
    }

    /// The same as a type: the field of a struct that [`FromCaptures`] is written for by hand.
    ///
    /// # Errors
    ///
    /// [`CapturesRejection`]: it took no part in the match, or is no such value.
    pub fn value<T: FromCapture>(&self, name: &'static str) -> Result<T, CapturesRejection> {
        T::from_capture(self.name(name)).map_err(|reason| CapturesRejection::of(name, reason))
    }

    fn numbered<T: FromCapture>(&self, group: usize) -> Result<T, CapturesRejection> {
        T::from_capture(self.get(group)).map_err(|reason| CapturesRejection::of(group, reason))
    }
}

impl fmt::Debug for Captures {
    /// Without the text: it is somebody's message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Captures").field("places", &self.0.places).finish_non_exhaustive()
    }
}

/// What patterns are matched against: the text or the caption of a new message.
pub(crate) fn text_of(update: &Update) -> Option<&str> {
    let UpdateKind::Message(message) = &update.kind else { return None };
    message.text.as_deref().or(message.caption.as_deref())
}

/// What the pattern of the route captured, as a type: an argument of handlers.
///
/// | type | takes |
/// |---|---|
/// | a [`FromArg`](crate::FromArg): `String`, a number, .. | the one group of the pattern |
/// | `Option` of such | that group, if it took part in the match |
/// | `(A, B, ..)` of those, up to six | the groups in their order, as many as there are |
/// | a struct with `#[derive(FromCaptures)]` | groups by the names of its fields |
///
/// A router is not built if a handler takes what its pattern cannot capture: too many or too few groups, names that are not
/// there, without an `Option` a group that may be left out; or if there is no pattern on the way to it. What is left for the
/// moment when a message comes is a text that is no such value, `99999` for a `u16`: then the next route is tried, or with
/// `Result<Captured<T>, CapturesRejection>` the handler says what is wrong.
///
/// ```
/// # #[cfg(all(feature = "regex", feature = "derive"))]
/// # {
/// use tgapi::methods::SendMessage;
/// use tgdispatch::filter::matches;
/// use tgdispatch::{BuildError, Captured, FromCaptures, Message, Router, Settings};
///
/// async fn roll(msg: Message, Captured((dice, sides)): Captured<(u8, Option<u8>)>) -> SendMessage {
///     msg.answer(format!("{dice} dice with {} sides", sides.unwrap_or(6)))
/// }
///
/// #[derive(FromCaptures)]
/// struct Order {
///     count: u32,
///     what: String,
/// }
///
/// async fn order(msg: Message, Captured(order): Captured<Order>) -> SendMessage {
///     msg.answer(format!("{} of {}", order.count, order.what))
/// }
///
/// # fn routes() -> Result<(), Box<dyn std::error::Error>> {
/// Router::new()
///     .on(matches(r"^(\d+)d(\d+)?$")?, roll)
///     .on(matches(r"^order (?<count>\d+) (?<what>\w+)$")?, order)
///     .build(Settings::new())?;
/// // Not without a second group.
/// let problem = Router::new().on(matches(r"^(\d+)d$")?, roll).build(Settings::new());
/// assert!(matches!(problem, Err(BuildError::CapturesDoNotFit { .. })));
/// # Ok(())
/// # }
/// # routes().unwrap();
/// # }
/// ```
///
/// Of several patterns that a route is behind, it is the first one of its own filter, or else of the nearest router that it is
/// nested in. Of two in an `or` it is the one that matched, and both have to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Captured<T>(pub T);

fn of(context: &Context) -> Result<&Captures, CapturesRejection> {
    context.captures().ok_or(CapturesRejection::NoPattern)
}

impl<S> FromUpdate<S> for Captures {
    type Rejection = CapturesRejection;

    fn from_update(context: &Context, _state: &S) -> Result<Self, CapturesRejection> {
        of(context).cloned()
    }

    fn kinds() -> Kinds {
        Kinds::of([UpdateType::Message])
    }

    fn captures() -> Option<Groups> {
        Some(Groups::any())
    }
}

impl<S, T: FromCaptures> FromUpdate<S> for Captured<T> {
    type Rejection = CapturesRejection;

    fn from_update(context: &Context, _state: &S) -> Result<Self, CapturesRejection> {
        T::from_captures(of(context)?).map(Self)
    }

    fn kinds() -> Kinds {
        Kinds::of([UpdateType::Message])
    }

    fn captures() -> Option<Groups> {
        Some(T::groups())
    }
}
