//! All methods of the API, one file a theme.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

mod answers;
mod bot;
mod business;
mod chat;
mod chat_info;
mod delete;
mod edit;
mod files;
mod forum;
mod forward;
mod game;
mod gift;
mod invite;
mod managed;
mod member;
mod passport;
mod payment;
mod send_album;
mod send_media;
mod send_other;
mod send_text;
mod session;
mod sticker;
mod story;
mod suggested_post;
mod updates;
mod verify;

pub use answers::{
    AnswerCallbackQuery, AnswerGuestQuery, AnswerInlineQuery, AnswerPreCheckoutQuery, AnswerShippingQuery,
    AnswerWebAppQuery, SavePreparedInlineMessage, SavePreparedKeyboardButton,
};
pub use bot::{
    DeleteMyCommands, GetChatMenuButton, GetMyCommands, GetMyDefaultAdministratorRights, GetMyDescription, GetMyName,
    GetMyShortDescription, RemoveMyProfilePhoto, SetChatMenuButton, SetMyCommands, SetMyDefaultAdministratorRights,
    SetMyDescription, SetMyName, SetMyProfilePhoto, SetMyShortDescription,
};
pub use business::{
    DeleteBusinessMessages, GetBusinessAccountGifts, GetBusinessAccountStarBalance, ReadBusinessMessage,
    RemoveBusinessAccountProfilePhoto, SetBusinessAccountBio, SetBusinessAccountGiftSettings, SetBusinessAccountName,
    SetBusinessAccountProfilePhoto, SetBusinessAccountUsername, TransferBusinessAccountStars,
};
pub use chat::{
    DeleteChatPhoto, DeleteChatStickerSet, LeaveChat, PinChatMessage, SetChatDescription, SetChatPhoto,
    SetChatStickerSet, SetChatTitle, UnpinAllChatMessages, UnpinChatMessage,
};
pub use chat_info::{
    GetBusinessConnection, GetChat, GetChatAdministrators, GetChatMember, GetChatMemberCount, GetUserChatBoosts,
    GetUserPersonalChatMessages, GetUserProfileAudios, GetUserProfilePhotos, SetUserEmojiStatus,
};
pub use delete::{
    DeleteAllMessageReactions, DeleteEphemeralMessage, DeleteMessage, DeleteMessageReaction, DeleteMessages,
    SetMessageReaction,
};
pub use edit::{
    EditEphemeralMessageCaption, EditEphemeralMessageMedia, EditEphemeralMessageReplyMarkup, EditEphemeralMessageText,
    EditMessageCaption, EditMessageChecklist, EditMessageLiveLocation, EditMessageMedia, EditMessageReplyMarkup,
    EditMessageText, StopMessageLiveLocation,
};
pub use files::GetFile;
pub use forum::{
    CloseForumTopic, CloseGeneralForumTopic, CreateForumTopic, DeleteForumTopic, EditForumTopic, EditGeneralForumTopic,
    GetForumTopicIconStickers, HideGeneralForumTopic, ReopenForumTopic, ReopenGeneralForumTopic,
    UnhideGeneralForumTopic, UnpinAllForumTopicMessages, UnpinAllGeneralForumTopicMessages,
};
pub use forward::{CopyMessage, CopyMessages, ForwardMessage, ForwardMessages};
pub use game::{GetGameHighScores, SendGame, SetGameScore};
pub use gift::{
    ConvertGiftToStars, GetAvailableGifts, GetChatGifts, GetUserGifts, GiftPremiumSubscription, SendGift, TransferGift,
    UpgradeGift,
};
pub use invite::{
    AnswerChatJoinRequestQuery, ApproveChatJoinRequest, CreateChatInviteLink, CreateChatSubscriptionInviteLink,
    DeclineChatJoinRequest, EditChatInviteLink, EditChatSubscriptionInviteLink, ExportChatInviteLink,
    RevokeChatInviteLink, SendChatJoinRequestWebApp,
};
pub use managed::{
    GetManagedBotAccessSettings, GetManagedBotToken, ReplaceManagedBotToken, SetManagedBotAccessSettings,
};
pub use member::{
    BanChatMember, BanChatSenderChat, PromoteChatMember, RestrictChatMember, SetChatAdministratorCustomTitle,
    SetChatMemberTag, SetChatPermissions, UnbanChatMember, UnbanChatSenderChat,
};
pub use passport::SetPassportDataErrors;
pub use payment::{
    CreateInvoiceLink, EditUserStarSubscription, GetMyStarBalance, GetStarTransactions, RefundStarPayment, SendInvoice,
};
pub use send_album::{SendMediaGroup, SendPaidMedia};
pub use send_media::{
    SendAnimation, SendAudio, SendDocument, SendLivePhoto, SendPhoto, SendVideo, SendVideoNote, SendVoice,
};
pub use send_other::{SendChecklist, SendContact, SendDice, SendLocation, SendPoll, SendVenue, StopPoll};
pub use send_text::{SendChatAction, SendMessage, SendMessageDraft, SendRichMessage, SendRichMessageDraft};
pub use session::{Close, GetMe, LogOut};
pub use sticker::{
    AddStickerToSet, CreateNewStickerSet, DeleteStickerFromSet, DeleteStickerSet, GetCustomEmojiStickers,
    GetStickerSet, ReplaceStickerInSet, SendSticker, SetCustomEmojiStickerSetThumbnail, SetStickerEmojiList,
    SetStickerKeywords, SetStickerMaskPosition, SetStickerPositionInSet, SetStickerSetThumbnail, SetStickerSetTitle,
    UploadStickerFile,
};
pub use story::{DeleteStory, EditStory, PostStory, RepostStory};
pub use suggested_post::{ApproveSuggestedPost, DeclineSuggestedPost};
pub use updates::{DeleteWebhook, GetUpdates, GetWebhookInfo, SetWebhook};
pub use verify::{RemoveChatVerification, RemoveUserVerification, VerifyChat, VerifyUser};
