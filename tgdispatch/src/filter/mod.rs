//! Filters: pure predicates on updates that know which kinds they can match.

mod message;
mod ops;
#[cfg(feature = "regex")]
mod pattern;
pub(crate) mod ready;

pub use crate::content::filters::{
    animation, audio, chat_shared, checklist, contact, dice, document, forwarded, game, location, new_members, photo,
    refunded_payment, sticker, story, successful_payment, users_shared, venue, video, video_note, voice, web_app_data,
};
pub use crate::jobs::job;
pub use crate::member::{bot_member, member};
pub use message::{caption, from_user, group, has_entity, in_chat, in_topic, private, reply};
pub use ops::{And, Not, Or};
#[cfg(feature = "regex")]
pub use pattern::{PatternError, matches};
pub use ready::{
    album, callback_data, callback_query, channel_post, chat_type, chosen_inline_result, command, edited_message,
    inline_query, kind, message, text, unknown,
};

use std::sync::Arc;

use tgapi::Update;

use crate::captures::{Captures, Patterns};
use crate::context::Context;
use crate::dialogue::Fetch;
use crate::kinds::Kinds;

/// A predicate on updates. Closures are filters: `|update: &Update| ..`.
///
/// A closure can match anything, so a route by a closure alone asks Telegram for everything that it sends by default.
/// Where the kind is known, say it: `kind(UpdateType::ChatMember).and(|update: &Update| ..)`.
///
/// ```
/// use tgdispatch::filter::{Filter, chat_type, message, text};
/// use tgapi::{Update, types::ChatType};
///
/// let shouting = |update: &Update| update.text().is_some_and(|text| text.ends_with('!'));
/// let _in_private = text().and(shouting).and(chat_type(ChatType::Private));
/// let _no_text = message().and(text().not());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a filter",
    label = "not a filter",
    note = "a filter is one of `tgdispatch::filter`, such as `text()`, or a closure `|update: &Update| -> bool` with its argument's type written out"
)]
pub trait Filter: Send + Sync + 'static {
    /// Whether the update matches.
    fn matches(&self, context: &Context) -> bool;

    /// The kinds of update it can match; any by default. It must not leave one out: what no route wants is not asked of
    /// Telegram.
    fn kinds(&self) -> Kinds {
        Kinds::any()
    }

    /// What has to be fetched for it before it is asked.
    #[doc(hidden)]
    fn fetches(&self) -> Vec<Arc<dyn Fetch>> {
        Vec::new()
    }

    /// The patterns by which it matches.
    #[doc(hidden)]
    fn patterns(&self) -> Patterns {
        Patterns::default()
    }

    /// What they captured of an update that it matches; always something, if there are any.
    #[doc(hidden)]
    fn captures(&self, context: &Context) -> Option<Captures> {
        let _ = context;
        None
    }

    /// Matches what both match.
    #[must_use]
    fn and<F: Filter>(self, other: F) -> And<Self, F>
    where
        Self: Sized,
    {
        And(self, other)
    }

    /// Matches what either matches.
    #[must_use]
    fn or<F: Filter>(self, other: F) -> Or<Self, F>
    where
        Self: Sized,
    {
        Or(self, other)
    }

    /// Matches what this does not match, of any kind.
    #[must_use]
    fn not(self) -> Not<Self>
    where
        Self: Sized,
    {
        Not(self)
    }
}

impl<F: Fn(&Update) -> bool + Send + Sync + 'static> Filter for F {
    fn matches(&self, context: &Context) -> bool {
        self(context)
    }
}
