//! Objects of the API. Names and fields are those of <https://core.telegram.org/bots/api>, except that a field called
//! `type` there is `kind` here, and the object `MessageId` is [`MessageIdentifier`].
//!
//! What Telegram may add tomorrow is tolerated everywhere: unknown fields are skipped, unknown values of string enums
//! and unknown members of unions are kept as they came. A constructor takes the required fields; every other field has
//! a setter of its name. All but a few unions are generated from the facts table in `tgapi/api`.

mod convert;
mod file;
mod maybe_inaccessible;
mod message_or_true;

pub use crate::generated::types::*;
pub use maybe_inaccessible::MaybeInaccessibleMessage;
pub use message_or_true::MessageOrTrue;
