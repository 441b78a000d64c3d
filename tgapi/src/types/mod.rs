//! Objects of the API. One file a theme; names and fields are those of <https://core.telegram.org/bots/api>,
//! except that a field called `type` there is `kind` here.
//!
//! What Telegram may add tomorrow is tolerated everywhere: unknown fields are skipped, unknown values of string enums
//! and unknown members of unions are kept as they came.

mod boost;
mod bot;
mod business;
mod callback;
mod chat;
mod content;
mod inline;
mod keyboard;
mod kinds;
mod media;
mod member;
mod member_status;
mod message;
mod open_enum;
mod payment;
mod poll;
mod reaction;
mod reply;
mod unions;
mod webhook;
pub(crate) use open_enum::open_enum;

pub use boost::{
    ChatBoost, ChatBoostRemoved, ChatBoostSourceGiftCode, ChatBoostSourceGiveaway, ChatBoostSourcePremium,
    ChatBoostUpdated,
};
pub use bot::{ManagedBotUpdated, MessageGenerationStopped};
pub use business::{BusinessConnection, BusinessMessagesDeleted};
pub use callback::CallbackQuery;
pub use chat::{Chat, User};
pub use content::{Contact, Dice, Location, Sticker, Venue};
pub use inline::{ChosenInlineResult, InlineQuery, InlineQueryResultArticle, InputTextMessageContent};
pub use keyboard::{
    ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove,
};
pub use kinds::{ChatType, EntityType, ParseMode, PollType, StickerType};
pub use media::{Animation, Audio, Document, File, PhotoSize, Video, VideoNote, Voice};
pub use member::{ChatInviteLink, ChatJoinRequest, ChatMemberUpdated};
pub use member_status::{
    ChatMemberAdministrator, ChatMemberBanned, ChatMemberLeft, ChatMemberMember, ChatMemberOwner, ChatMemberRestricted,
};
pub use message::{InaccessibleMessage, Message, MessageEntity};
pub use payment::{
    BotSubscriptionUpdated, OrderInfo, PaidMediaPurchased, PreCheckoutQuery, ShippingAddress, ShippingQuery,
};
pub use poll::{Poll, PollAnswer, PollOption};
pub use reaction::{
    MessageReactionCountUpdated, MessageReactionUpdated, ReactionCount, ReactionTypeCustomEmoji, ReactionTypeEmoji,
    ReactionTypePaid,
};
pub use reply::{LinkPreviewOptions, ReplyParameters};
pub use unions::{
    ChatBoostSource, ChatMember, InlineQueryResult, InputMessageContent, MaybeInaccessibleMessage, ReactionType,
    ReplyMarkup,
};
pub use webhook::{ResponseParameters, WebhookInfo};
