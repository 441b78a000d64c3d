//! A part of an update that handlers hold without copying it.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use tgapi::{Update, UpdateKind, UpdateType, types};

use crate::kinds::Kinds;

/// A part of an update, say its message, taken by value but shared underneath: it derefs to the part, clones for the
/// price of a counter, outlives the handler, and may go into a task. [`Message`], [`User`] and so on are such parts.
///
/// A handler could take the plain type as well, `tgapi::types::Message` for one: that is a deep copy of every string in
/// it, for each route that is tried.
///
/// ```
/// use tgdispatch::Message;
/// use tgapi::types::{self, Chat, ChatType};
///
/// // In a test, a message is made of a message.
/// let message = Message::from(types::Message::new(1, 1_700_000_000, Chat::new(5, ChatType::Private)));
/// assert_eq!(message.chat.id.0, 5);
/// ```
pub struct Shared<T: 'static> {
    update: Arc<Update>,
    part: fn(&Update) -> Option<&T>,
}

impl<T: Payload> Shared<T> {
    /// That part of `update`, if it has one.
    #[must_use]
    pub fn of(update: Arc<Update>) -> Option<Self> {
        Self::by(update, T::find)
    }
}

impl<T> Shared<T> {
    /// The part that `part` finds. It has to find the same one each time.
    pub(crate) fn by(update: Arc<Update>, part: fn(&Update) -> Option<&T>) -> Option<Self> {
        part(&update)?;
        Some(Self { update, part })
    }

    /// The update it is a part of.
    #[must_use]
    pub fn update(&self) -> &Arc<Update> {
        &self.update
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    #[expect(clippy::expect_used, reason = "found when it was made, in an update that nothing can change since")]
    fn deref(&self) -> &T {
        (self.part)(&self.update).expect("a part of an update stays")
    }
}

impl<T> AsRef<T> for Shared<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { update: Arc::clone(&self.update), part: self.part }
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// A part that updates have: what [`Shared`] can hold and handlers can take.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a part of an update", label = "not a part of an update")]
pub trait Payload: Sized + Clone + Send + Sync + 'static {
    /// What it is called, for people.
    const WHAT: &'static str;

    /// The part, if the update has it.
    fn find(update: &Update) -> Option<&Self>;

    /// The kinds of update that can have it.
    fn kinds() -> Kinds;
}

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident = $what:literal, $first:ident $(| $more:ident)*;)+) => {$(
        $(#[$doc])*
        pub type $name = Shared<types::$name>;

        impl Payload for types::$name {
            const WHAT: &'static str = $what;

            fn find(update: &Update) -> Option<&Self> {
                match &update.kind {
                    UpdateKind::$first(part) $(| UpdateKind::$more(part))* => Some(part),
                    _ => None,
                }
            }

            fn kinds() -> Kinds {
                Kinds::of([UpdateType::$first $(, UpdateType::$more)*])
            }
        }

        impl From<types::$name> for Shared<types::$name> {
            /// Wraps it into an update numbered 0, for tests.
            fn from(part: types::$name) -> Self {
                let update = Update::new(0, UpdateKind::$first(Box::new(part)));
                Self { update: Arc::new(update), part: Payload::find }
            }
        }
    )+};
}

payloads! {
    /// A message: new or edited, a channel post, a business or guest message. Which of them a handler gets is said by
    /// the filter of its route. Not the message under a pressed button.
    Message = "message", Message | EditedMessage | ChannelPost | EditedChannelPost | BusinessMessage
        | EditedBusinessMessage | GuestMessage;
    /// A button press.
    CallbackQuery = "callback query", CallbackQuery;
    /// An inline query.
    InlineQuery = "inline query", InlineQuery;
    /// An inline result that a user chose.
    ChosenInlineResult = "chosen inline result", ChosenInlineResult;
    /// A business connection.
    BusinessConnection = "business connection", BusinessConnection;
    /// Messages of a business account that were deleted.
    BusinessMessagesDeleted = "deletion of business messages", DeletedBusinessMessages;
    /// A user's reaction. Telegram sends it only if asked for: a route that takes it asks.
    MessageReactionUpdated = "reaction", MessageReaction;
    /// Anonymous reactions. Telegram sends it only if asked for: a route that takes it asks.
    MessageReactionCountUpdated = "reaction count", MessageReactionCount;
    /// An order that waits for its shipping options.
    ShippingQuery = "shipping query", ShippingQuery;
    /// A payment that waits for the bot's last word.
    PreCheckoutQuery = "pre-checkout query", PreCheckoutQuery;
    /// A purchase of paid media.
    PaidMediaPurchased = "purchase of paid media", PurchasedPaidMedia;
    /// A poll that changed.
    Poll = "poll", Poll;
    /// A vote.
    PollAnswer = "vote", PollAnswer;
    /// A change of somebody's status in a chat: the bot's own, or a member's. The latter is sent only if asked for, and
    /// a route that takes this asks; to have the bot's own only, filter by `kind(UpdateType::MyChatMember)`.
    ChatMemberUpdated = "change of a member's status", MyChatMember | ChatMember;
    /// Somebody asks to join.
    ChatJoinRequest = "request to join", ChatJoinRequest;
    /// A boost that was added or changed.
    ChatBoostUpdated = "boost", ChatBoost;
    /// A boost that was removed.
    ChatBoostRemoved = "removal of a boost", RemovedChatBoost;
    /// A managed bot.
    ManagedBotUpdated = "managed bot", ManagedBot;
    /// A subscription.
    BotSubscriptionUpdated = "subscription", Subscription;
    /// A stopped generation of a message.
    MessageGenerationStopped = "stopped generation", StoppedMessageGeneration;
}

/// The chat it happened in; for a button press, the chat of its message.
pub type Chat = Shared<types::Chat>;

impl Payload for types::Chat {
    const WHAT: &'static str = "chat";

    fn find(update: &Update) -> Option<&Self> {
        update.chat()
    }

    fn kinds() -> Kinds {
        Kinds::any()
    }
}

/// The user who caused it.
pub type User = Shared<types::User>;

impl Payload for types::User {
    const WHAT: &'static str = "sender";

    fn find(update: &Update) -> Option<&Self> {
        update.from()
    }

    fn kinds() -> Kinds {
        Kinds::any()
    }
}
