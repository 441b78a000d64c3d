//! One update: its number and what happened.
//!
//! Parsing never loses an update. A kind this version does not know becomes [`UpdateKind::Unknown`], a known kind whose
//! content does not fit becomes [`UpdateKind::Malformed`], both with the JSON as it came; only a body without a
//! readable `update_id` is an error.

mod access;
mod lane;
mod parse;

pub use lane::Lane;
pub use parse::{UpdateError, updates_from_slice};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::ids::UpdateId;
use crate::types::{
    BotSubscriptionUpdated, BusinessConnection, BusinessMessagesDeleted, CallbackQuery, ChatBoostRemoved,
    ChatBoostUpdated, ChatJoinRequest, ChatMemberUpdated, ChosenInlineResult, InlineQuery, ManagedBotUpdated, Message,
    MessageGenerationStopped, MessageReactionCountUpdated, MessageReactionUpdated, PaidMediaPurchased, Poll,
    PollAnswer, PreCheckoutQuery, ShippingQuery,
};

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
#[derive(Clone, Debug)]
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

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident($payload:ty) = $name:literal,)+) => {
        /// What happened. Every payload is boxed, so that an update moves cheaply.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum UpdateKind {
            $($(#[$doc])* $variant(Box<$payload>),)+
            /// A kind this version does not know.
            Unknown {
                /// The name of the field it came in; empty if the update had nothing but a number.
                name: Box<str>,
                /// The content of that field, as it came.
                raw: Box<RawValue>,
            },
            /// A kind this version knows, with content that it cannot read.
            Malformed {
                /// The name of the field it came in.
                name: Box<str>,
                /// The content of that field, as it came.
                raw: Box<RawValue>,
                /// What did not fit, and where.
                error: Box<str>,
            },
        }

        crate::types::open_enum! {
            /// The name of a kind of update, as `allowed_updates` takes it.
            UpdateType {
                $($(#[$doc])* $variant = $name,)+
            }
        }

        impl UpdateType {
            /// Every kind this version knows.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
        }

        impl UpdateKind {
            /// The name of the kind: the field of the update that it came in.
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $name,)+
                    Self::Unknown { name, .. } | Self::Malformed { name, .. } => name,
                }
            }

            /// The kind as a value; a malformed one counts as the kind it claims to be.
            #[must_use]
            pub fn update_type(&self) -> UpdateType {
                match self {
                    $(Self::$variant(_) => UpdateType::$variant,)+
                    Self::Unknown { name, .. } | Self::Malformed { name, .. } => UpdateType::from(&**name),
                }
            }

            /// Reads the payload of the kind called `name`; `None` if this version does not know it.
            pub(super) fn read<'de, A: serde::de::MapAccess<'de>>(
                name: &str,
                map: &mut A,
            ) -> Option<Result<Self, A::Error>> {
                Some(match name {
                    $($name => map.next_value::<Box<$payload>>().map(Self::$variant),)+
                    _ => return None,
                })
            }

            /// Reads the payload of the kind called `name` from its JSON; `None` if this version does not know it.
            pub(super) fn from_raw(name: &str, raw: &RawValue) -> Option<Result<Self, serde_json::Error>> {
                Some(match name {
                    $($name => serde_json::from_str::<Box<$payload>>(raw.get()).map(Self::$variant),)+
                    _ => return None,
                })
            }
        }

        impl Serialize for Update {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("update_id", &self.update_id)?;
                match &self.kind {
                    $(UpdateKind::$variant(payload) => map.serialize_entry($name, payload)?,)+
                    UpdateKind::Unknown { name, .. } if name.is_empty() => {}
                    UpdateKind::Unknown { name, raw } | UpdateKind::Malformed { name, raw, .. } => {
                        map.serialize_entry(&**name, raw)?;
                    }
                }
                map.end()
            }
        }
    };
}

kinds! {
    /// A new message.
    Message(Message) = "message",
    /// A message was edited.
    EditedMessage(Message) = "edited_message",
    /// A new post in a channel.
    ChannelPost(Message) = "channel_post",
    /// A post in a channel was edited.
    EditedChannelPost(Message) = "edited_channel_post",
    /// The bot was connected to a business account, or the connection changed.
    BusinessConnection(BusinessConnection) = "business_connection",
    /// A message of a connected business account.
    BusinessMessage(Message) = "business_message",
    /// A message of a connected business account was edited.
    EditedBusinessMessage(Message) = "edited_business_message",
    /// Messages of a connected business account were deleted.
    DeletedBusinessMessages(BusinessMessagesDeleted) = "deleted_business_messages",
    /// A message to the bot from a chat that it is a guest in.
    GuestMessage(Message) = "guest_message",
    /// A user's reactions changed. Not in the default set.
    MessageReaction(MessageReactionUpdated) = "message_reaction",
    /// Anonymous reaction counts changed. Not in the default set.
    MessageReactionCount(MessageReactionCountUpdated) = "message_reaction_count",
    /// An inline query.
    InlineQuery(InlineQuery) = "inline_query",
    /// A result of an inline query was chosen and sent.
    ChosenInlineResult(ChosenInlineResult) = "chosen_inline_result",
    /// A button press.
    CallbackQuery(CallbackQuery) = "callback_query",
    /// An order waits for its shipping options.
    ShippingQuery(ShippingQuery) = "shipping_query",
    /// A payment waits for the bot's last word.
    PreCheckoutQuery(PreCheckoutQuery) = "pre_checkout_query",
    /// Paid media was bought.
    PurchasedPaidMedia(PaidMediaPurchased) = "purchased_paid_media",
    /// A poll changed.
    Poll(Poll) = "poll",
    /// A user voted.
    PollAnswer(PollAnswer) = "poll_answer",
    /// The bot's own status in a chat changed.
    MyChatMember(ChatMemberUpdated) = "my_chat_member",
    /// Somebody's status in a chat changed. Not in the default set.
    ChatMember(ChatMemberUpdated) = "chat_member",
    /// Somebody asks to join a chat.
    ChatJoinRequest(ChatJoinRequest) = "chat_join_request",
    /// A boost was added or changed.
    ChatBoost(ChatBoostUpdated) = "chat_boost",
    /// A boost was removed.
    RemovedChatBoost(ChatBoostRemoved) = "removed_chat_boost",
    /// A managed bot was created, or its token or owner changed.
    ManagedBot(ManagedBotUpdated) = "managed_bot",
    /// A subscription to the bot changed.
    Subscription(BotSubscriptionUpdated) = "subscription",
    /// A user stopped the generation of a streamed message.
    StoppedMessageGeneration(MessageGenerationStopped) = "stopped_message_generation",
}

impl UpdateType {
    /// Whether Telegram sends this kind when `allowed_updates` was never set: all but `chat_member`,
    /// `message_reaction` and `message_reaction_count`.
    ///
    /// <https://core.telegram.org/bots/api#getupdates>
    #[must_use]
    pub fn is_default(&self) -> bool {
        !matches!(self, Self::ChatMember | Self::MessageReaction | Self::MessageReactionCount)
    }
}

#[cfg(test)]
mod tests;
