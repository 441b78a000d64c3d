//! One update: its number and what happened.
//!
//! Parsing never loses an update. A kind this version does not know becomes [`UpdateKind::Unknown`], a known kind whose
//! content does not fit becomes [`UpdateKind::Malformed`], both with the JSON as it came; only a body without a
//! readable `update_id` is an error.

mod access;
mod kinds;
mod lane;
mod parse;
mod raw;

pub(crate) use kinds::kinds;
pub use lane::Lane;
#[cfg(feature = "client")]
pub(crate) use parse::new_updates_from_slice;
pub use parse::{NumberedUpdate, UpdateError, updates_from_slice};
pub use raw::RawUpdate;

pub use crate::generated::update_kinds::{UpdateKind, UpdateType};
use crate::ids::UpdateId;

/// One update. <https://core.telegram.org/bots/api#update>
///
/// ```
/// use tgapi::{Update, UpdateKind};
///
/// let update = Update::from_slice(br#"{"update_id": 7, "message": {"message_id": 1, "date": 1700000000,
///     "chat": {"id": 5, "type": "private", "first_name": "Ann"}, "text": "hello"}}"#)?;
/// assert_eq!(update.update_id.0, 7);
/// assert_eq!(update.text(), Some("hello"));
/// assert!(matches!(update.kind, UpdateKind::Message(_)));
/// # Ok::<(), tgapi::UpdateError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Update {
    /// Its number: consecutive for one bot, so order, gaps and duplicates can be told by it.
    pub update_id: UpdateId,
    /// What happened.
    pub kind: UpdateKind,
}

impl Update {
    /// An update of this number and kind, for tests and for feeding a dispatcher by hand.
    #[must_use]
    pub fn new(update_id: impl Into<UpdateId>, kind: UpdateKind) -> Self {
        Self { update_id: update_id.into(), kind }
    }
}

#[cfg(test)]
mod tests;
