//! All types of the API that are generated, one file a theme.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

mod background;
mod boost;
mod bot;
mod business;
mod chat;
mod chat_full;
mod checklist;
mod content;
mod enums;
mod forum;
mod game;
mod gift;
mod giveaway;
mod inline;
mod inline_cached;
mod inline_keyboard;
mod inline_result;
mod input_media;
mod input_rich_block;
mod keyboard;
mod media;
mod member;
mod member_status;
mod message;
mod paid_media;
mod passport;
mod payment;
mod poll;
mod reaction;
mod reply;
mod rich_block;
mod rich_text;
mod service;
mod star;
mod sticker;
mod story;
mod suggested_post;
mod text;
mod unique_gift;
mod user;
mod webhook;

pub use background::{
    BackgroundFill, BackgroundFillFreeformGradient, BackgroundFillGradient, BackgroundFillSolid, BackgroundType,
    BackgroundTypeChatTheme, BackgroundTypeFill, BackgroundTypePattern, BackgroundTypeWallpaper,
};
pub use boost::{
    ChatBoost, ChatBoostRemoved, ChatBoostSource, ChatBoostSourceGiftCode, ChatBoostSourceGiveaway,
    ChatBoostSourcePremium, ChatBoostUpdated, UserChatBoosts,
};
pub use bot::{
    BotAccessSettings, BotCommand, BotCommandScope, BotCommandScopeAllChatAdministrators, BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats, BotCommandScopeChat, BotCommandScopeChatAdministrators, BotCommandScopeChatMember,
    BotCommandScopeDefault, BotDescription, BotName, BotShortDescription, BotSubscriptionUpdated, ManagedBotUpdated,
    MenuButton, MenuButtonCommands, MenuButtonDefault, MenuButtonWebApp,
};
pub use business::{
    BusinessBotRights, BusinessConnection, BusinessIntro, BusinessLocation, BusinessMessagesDeleted,
    BusinessOpeningHours, BusinessOpeningHoursInterval,
};
pub use chat::{Chat, ChatBackground, ChatInviteLink, ChatLocation, ChatPermissions, ChatPhoto, Community};
pub use chat_full::ChatFullInfo;
pub use checklist::{Checklist, ChecklistTask, InputChecklist, InputChecklistTask};
pub use content::{Contact, Dice, Location, Venue, WebAppInfo};
pub use enums::{
    ButtonStyle, ChatAction, ChatType, EntityType, GiftOrigin, GiftRarity, HorizontalAlign, JoinRequestResult,
    ListNumbering, MaskPoint, ParseMode, PassportElementType, PollType, PriceCurrency, RefundReason, ResultMimeType,
    StickerFormat, StickerType, SubscriptionState, SuggestedPostState, TransactionType, VerticalAlign,
};
pub use forum::{
    ForumTopic, ForumTopicClosed, ForumTopicCreated, ForumTopicEdited, ForumTopicReopened, GeneralForumTopicHidden,
    GeneralForumTopicUnhidden,
};
pub use game::{Game, GameHighScore};
pub use gift::{
    AcceptedGiftTypes, Gift, GiftBackground, GiftInfo, Gifts, OwnedGift, OwnedGiftRegular, OwnedGiftUnique, OwnedGifts,
};
pub use giveaway::{Giveaway, GiveawayCompleted, GiveawayCreated, GiveawayWinners};
pub use inline::{
    ChosenInlineResult, InlineQuery, InlineQueryResult, InlineQueryResultsButton, InputContactMessageContent,
    InputInvoiceMessageContent, InputLocationMessageContent, InputMessageContent, InputRichMessageContent,
    InputTextMessageContent, InputVenueMessageContent, PreparedInlineMessage, PreparedKeyboardButton, SentGuestMessage,
    SentWebAppMessage,
};
pub use inline_cached::{
    InlineQueryResultCachedAudio, InlineQueryResultCachedDocument, InlineQueryResultCachedGif,
    InlineQueryResultCachedMpeg4Gif, InlineQueryResultCachedPhoto, InlineQueryResultCachedSticker,
    InlineQueryResultCachedVideo, InlineQueryResultCachedVoice,
};
pub use inline_keyboard::{
    CallbackGame, CallbackQuery, CopyTextButton, DisabledButton, InlineKeyboardButton, InlineKeyboardMarkup, LoginUrl,
    ReplyMarkup, SwitchInlineQueryChosenChat,
};
pub use inline_result::{
    InlineQueryResultArticle, InlineQueryResultAudio, InlineQueryResultContact, InlineQueryResultDocument,
    InlineQueryResultGame, InlineQueryResultGif, InlineQueryResultLocation, InlineQueryResultMpeg4Gif,
    InlineQueryResultPhoto, InlineQueryResultVenue, InlineQueryResultVideo, InlineQueryResultVoice,
};
pub use input_media::{
    InputMedia, InputMediaAnimation, InputMediaAudio, InputMediaDocument, InputMediaLink, InputMediaLivePhoto,
    InputMediaLocation, InputMediaPhoto, InputMediaSticker, InputMediaVenue, InputMediaVideo, InputMediaVoiceNote,
    InputPaidMedia, InputPaidMediaLivePhoto, InputPaidMediaPhoto, InputPaidMediaVideo, InputProfilePhoto,
    InputProfilePhotoAnimated, InputProfilePhotoStatic, InputRichMedia, MediaGroupItem,
};
pub use input_rich_block::{
    InputRichBlock, InputRichBlockAnchor, InputRichBlockAnimation, InputRichBlockAudio, InputRichBlockBlockQuotation,
    InputRichBlockButtons, InputRichBlockCollage, InputRichBlockDetails, InputRichBlockDivider, InputRichBlockDocument,
    InputRichBlockExpandableBlockQuotation, InputRichBlockFooter, InputRichBlockList, InputRichBlockListItem,
    InputRichBlockMap, InputRichBlockMathematicalExpression, InputRichBlockParagraph, InputRichBlockPhoto,
    InputRichBlockPreformatted, InputRichBlockPullQuotation, InputRichBlockSectionHeading, InputRichBlockSlideshow,
    InputRichBlockTable, InputRichBlockThinking, InputRichBlockVideo, InputRichBlockVoiceNote, InputRichMessage,
    InputRichMessageMedia,
};
pub use keyboard::{
    ForceReply, KeyboardButton, KeyboardButtonPollType, KeyboardButtonRequestChat, KeyboardButtonRequestManagedBot,
    KeyboardButtonRequestUsers, ReplyKeyboardMarkup, ReplyKeyboardRemove,
};
pub use media::{Animation, Audio, Document, File, LivePhoto, PhotoSize, Story, Video, VideoNote, VideoQuality, Voice};
pub use member::{ChatAdministratorRights, ChatJoinRequest, ChatMemberUpdated};
pub use member_status::{
    ChatMember, ChatMemberAdministrator, ChatMemberBanned, ChatMemberLeft, ChatMemberMember, ChatMemberOwner,
    ChatMemberRestricted,
};
pub use message::{
    EphemeralMessageParameters, InaccessibleMessage, Message, MessageGenerationStopped, MessageIdentifier,
};
pub use paid_media::{PaidMedia, PaidMediaInfo, PaidMediaLivePhoto, PaidMediaPhoto, PaidMediaPreview, PaidMediaVideo};
pub use passport::{
    EncryptedCredentials, EncryptedPassportElement, PassportData, PassportElementError, PassportElementErrorDataField,
    PassportElementErrorFile, PassportElementErrorFiles, PassportElementErrorFrontSide,
    PassportElementErrorReverseSide, PassportElementErrorSelfie, PassportElementErrorTranslationFile,
    PassportElementErrorTranslationFiles, PassportElementErrorUnspecified, PassportFile,
};
pub use payment::{
    Invoice, LabeledPrice, OrderInfo, PaidMediaPurchased, PreCheckoutQuery, RefundedPayment, ShippingAddress,
    ShippingOption, ShippingQuery, SuccessfulPayment,
};
pub use poll::{InputPollMedia, InputPollOption, InputPollOptionMedia, Poll, PollAnswer, PollMedia, PollOption};
pub use reaction::{
    MessageReactionCountUpdated, MessageReactionUpdated, ReactionCount, ReactionType, ReactionTypeCustomEmoji,
    ReactionTypeEmoji, ReactionTypePaid,
};
pub use reply::{
    ExternalReplyInfo, MessageOrigin, MessageOriginChannel, MessageOriginChat, MessageOriginHiddenUser,
    MessageOriginUser, ReplyParameters,
};
pub use rich_block::{
    RichBlock, RichBlockAnchor, RichBlockAnimation, RichBlockAudio, RichBlockBlockQuotation, RichBlockButtons,
    RichBlockCaption, RichBlockCollage, RichBlockDetails, RichBlockDivider, RichBlockDocument,
    RichBlockExpandableBlockQuotation, RichBlockFooter, RichBlockList, RichBlockListItem, RichBlockMap,
    RichBlockMathematicalExpression, RichBlockParagraph, RichBlockPhoto, RichBlockPreformatted, RichBlockPullQuotation,
    RichBlockSectionHeading, RichBlockSlideshow, RichBlockTable, RichBlockTableCell, RichBlockThinking, RichBlockVideo,
    RichBlockVoiceNote, RichMessage, RichMessageButton,
};
pub use rich_text::{
    RichText, RichTextAnchor, RichTextAnchorLink, RichTextBankCardNumber, RichTextBold, RichTextBotCommand,
    RichTextButton, RichTextCashtag, RichTextCode, RichTextCustomEmoji, RichTextDateTime, RichTextEmailAddress,
    RichTextHashtag, RichTextItalic, RichTextMarked, RichTextMathematicalExpression, RichTextMention,
    RichTextPhoneNumber, RichTextReference, RichTextReferenceLink, RichTextSpoiler, RichTextStrikethrough,
    RichTextSubscript, RichTextSuperscript, RichTextTextMention, RichTextUnderline, RichTextUrl,
};
pub use service::{
    ChatBoostAdded, ChatOwnerChanged, ChatOwnerLeft, ChatShared, ChecklistTasksAdded, ChecklistTasksDone,
    CommunityChatAdded, CommunityChatJoined, CommunityChatRemoved, DirectMessagePriceChanged, DirectMessagesTopic,
    ManagedBotCreated, MessageAutoDeleteTimerChanged, PaidMessagePriceChanged, PollOptionAdded, PollOptionDeleted,
    ProximityAlertTriggered, SharedUser, UsersShared, VideoChatEnded, VideoChatParticipantsInvited, VideoChatScheduled,
    VideoChatStarted, WebAppData, WriteAccessAllowed,
};
pub use star::{
    AffiliateInfo, RevenueWithdrawalState, RevenueWithdrawalStateFailed, RevenueWithdrawalStatePending,
    RevenueWithdrawalStateSucceeded, StarAmount, StarTransaction, StarTransactions, TransactionPartner,
    TransactionPartnerAffiliateProgram, TransactionPartnerChat, TransactionPartnerFragment, TransactionPartnerOther,
    TransactionPartnerTelegramAds, TransactionPartnerTelegramApi, TransactionPartnerUser,
};
pub use sticker::{InputSticker, MaskPosition, Sticker, StickerSet};
pub use story::{
    InputStoryContent, InputStoryContentPhoto, InputStoryContentVideo, LocationAddress, StoryArea, StoryAreaPosition,
    StoryAreaType, StoryAreaTypeLink, StoryAreaTypeLocation, StoryAreaTypeSuggestedReaction, StoryAreaTypeUniqueGift,
    StoryAreaTypeWeather,
};
pub use suggested_post::{
    SuggestedPostApprovalFailed, SuggestedPostApproved, SuggestedPostDeclined, SuggestedPostInfo, SuggestedPostPaid,
    SuggestedPostParameters, SuggestedPostPrice, SuggestedPostRefunded,
};
pub use text::{Link, LinkPreviewOptions, MessageEntity, TextQuote};
pub use unique_gift::{
    UniqueGift, UniqueGiftBackdrop, UniqueGiftBackdropColors, UniqueGiftColors, UniqueGiftInfo, UniqueGiftModel,
    UniqueGiftSymbol,
};
pub use user::{Birthdate, User, UserProfileAudios, UserProfilePhotos, UserRating};
pub use webhook::{ResponseParameters, WebhookInfo};
