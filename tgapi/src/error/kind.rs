//! What a refusal is about: Telegram's descriptions, sorted into kinds that a program can act on.
//!
//! The texts are those of Telegram's own server (<https://github.com/tdlib/telegram-bot-api>). They are no promise of
//! Telegram's, so an unknown one is [`ApiErrorKind::Other`] and keeps its code and text in the error.

/// Kinds of refusals that a program acts on.
///
/// Telegram promises the codes, not the texts: a kind is a well-informed reading of the text, and a new text is
/// [`Other`](Self::Other) until this table knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiErrorKind {
    /// The token is wrong or was revoked. Telegram answers 404 for one of a wrong form.
    Unauthorized,
    /// No such method: a mistyped name, or a server older than the method.
    MethodNotFound,
    /// The bot was logged out of this server; after `logOut` the cloud takes it back 10 minutes later.
    LoggedOut,
    /// The bot's instance on this server was closed, or is closing: the next call in a while starts it again.
    Closed,
    /// The flood limit; see [`ApiError::retry_after`](super::ApiError::retry_after).
    TooManyRequests,
    /// Telegram's own trouble: codes 500 and above. Whether the call was carried out is unknown.
    Server,
    /// Another program polls with the same token.
    PollingElsewhere,
    /// A webhook is set, or was just set: `getUpdates` cannot be used.
    WebhookActive,
    /// Another `setWebhook` came in between.
    WebhookReplaced,
    /// Another kind of conflict: code 409.
    Conflict,

    /// No chat was given.
    ChatIdEmpty,
    /// No such chat, or the bot never met it.
    ChatNotFound,
    /// The group became a supergroup; see [`ApiError::migrate_to`](super::ApiError::migrate_to).
    ChatMigrated,
    /// No such topic or thread in the chat.
    ThreadNotFound,
    /// The topic is closed.
    TopicClosed,
    /// No such user, or the bot never met them.
    UserNotFound,
    /// The user is no member of the chat.
    NotAParticipant,
    /// The user is an administrator, to whom this cannot be done.
    UserIsAdministrator,
    /// The chat is of a kind for which the method does not exist.
    WrongChatType,
    /// The chat already is as it was asked to be.
    ChatNotModified,

    /// The message has no text.
    TextEmpty,
    /// The text is too long: over 4096 UTF-16 units after parsing, or over 32768 bytes before.
    TextTooLong,
    /// The caption is too long: over 1024 UTF-16 units after parsing.
    CaptionTooLong,
    /// No such `parse_mode`.
    UnsupportedParseMode,
    /// The markup of the text is wrong; the description says where, in bytes.
    CantParseEntities,

    /// The edit would change nothing.
    MessageNotModified,
    /// The message to edit is gone.
    MessageToEditNotFound,
    /// The message to delete is gone.
    MessageToDeleteNotFound,
    /// The message to copy is gone.
    MessageToCopyNotFound,
    /// The message to forward is gone.
    MessageToForwardNotFound,
    /// The message to pin is gone.
    MessageToPinNotFound,
    /// The message to unpin is gone, or is not pinned.
    MessageToUnpinNotFound,
    /// The message to react to is gone.
    MessageToReactNotFound,
    /// The message to reply to is gone.
    MessageToReplyNotFound,
    /// The poll to stop is gone.
    PollToStopNotFound,
    /// Another message that is gone, or was never there.
    MessageNotFound,
    /// The message cannot be edited: not the bot's own, too old, or of a kind that has nothing to edit.
    MessageCantBeEdited,
    /// The message cannot be deleted: older than 48 hours, or without the right to.
    MessageCantBeDeleted,
    /// The message cannot be forwarded or copied: it is protected, or a service message.
    MessageCantBeForwarded,
    /// No message was given.
    MessageIdEmpty,

    /// The query was answered already, or is too old: about 15 s for inline queries, minutes for buttons.
    QueryTooOld,
    /// The URL cannot be used.
    UrlInvalid,
    /// Telegram could not fetch the URL: it is down, slow, or has too large a file.
    UrlFetchFailed,
    /// What stands at the URL is not of the kind the method sends.
    UrlContentType,
    /// The `file_id` is wrong, is of another bot, or its file is gone for now.
    FileIdInvalid,
    /// No file came with the request.
    FileMissing,
    /// The file is empty.
    FileEmpty,
    /// The file is too big: over 20 MB to download, over 50 MB (a photo: 10 MB) to upload.
    FileTooBig,
    /// Telegram cannot read the picture or its dimensions.
    PhotoInvalid,
    /// A medium of this kind cannot stand in an album.
    AlbumInvalid,

    /// The keyboard is too long.
    ReplyMarkupTooLong,
    /// The keyboard is not what it should be.
    ReplyMarkupInvalid,
    /// A button's `callback_data` is empty or over 64 bytes.
    ButtonDataInvalid,
    /// A button's URL cannot be used.
    ButtonUrlInvalid,
    /// A button of this kind is not allowed here.
    ButtonTypeInvalid,
    /// A required parameter is missing.
    ParameterRequired,
    /// A parameter is not the JSON it should be.
    ParameterInvalid,
    /// No such action of `sendChatAction`.
    ChatActionInvalid,

    /// The bot lacks a right in the chat.
    NotEnoughRights,
    /// The bot may not write there.
    WriteForbidden,
    /// The user blocked the bot.
    BlockedByUser,
    /// The user's account is gone.
    UserDeactivated,
    /// The user never started the bot, so it cannot write first.
    CantInitiateConversation,
    /// The other one is a bot, to which bots cannot write.
    CantMessageBots,
    /// The bot was kicked from the chat.
    Kicked,
    /// The bot is no member of the chat.
    NotAMember,
    /// The group was deleted.
    ChatDeleted,
    /// Another refusal with code 403.
    Forbidden,

    /// The webhook's URL, port, address or certificate cannot be used; the description says which.
    WebhookInvalid,
    /// The webhook's secret token is too long or has a character that is not allowed.
    SecretTokenInvalid,
    /// The sticker set does not exist.
    StickerSetNotFound,
    /// The name of the sticker set is taken or cannot be one.
    StickerSetNameInvalid,

    /// Anything else: see the code and the description.
    Other,
}

use ApiErrorKind as K;

/// What a description begins with, after its prefix (`Bad Request: ` and the like), in lower case. The first that fits
/// counts, so the longer stands before the shorter.
pub(super) const BEGINNINGS: &[(&str, K)] = &[
    ("method not found", K::MethodNotFound),
    ("logged out", K::LoggedOut),
    ("the bot has already been closed", K::Closed),
    ("restart", K::Closed),
    ("unallowed token specified", K::Unauthorized),
    ("invalid token specified", K::Unauthorized),
    ("terminated by other getupdates request", K::PollingElsewhere),
    ("can't use getupdates method while webhook is active", K::WebhookActive),
    ("terminated by setwebhook request", K::WebhookActive),
    ("terminated by other setwebhook", K::WebhookReplaced),
    // Chats and users.
    ("chat_id is empty", K::ChatIdEmpty),
    ("empty chat_id specified", K::ChatIdEmpty),
    ("chat identifier is not specified", K::ChatIdEmpty),
    ("chat identifier is empty", K::ChatIdEmpty),
    ("chat not found", K::ChatNotFound),
    ("private chat not found", K::ChatNotFound),
    ("peer_id_invalid", K::ChatNotFound),
    ("group chat was upgraded to a supergroup chat", K::ChatMigrated),
    ("message thread not found", K::ThreadNotFound),
    ("topic_id_invalid", K::ThreadNotFound),
    ("topic_closed", K::TopicClosed),
    ("user not found", K::UserNotFound),
    ("invalid user_id specified", K::UserNotFound),
    ("invalid user identifier specified", K::UserNotFound),
    ("user_id_invalid", K::UserNotFound),
    ("participant_id_invalid", K::UserNotFound),
    ("have no access to the user", K::UserNotFound),
    ("user_not_participant", K::NotAParticipant),
    ("user is an administrator of the chat", K::UserIsAdministrator),
    ("can't remove chat owner", K::UserIsAdministrator),
    ("method is available", K::WrongChatType),
    ("there are no administrators in the private chat", K::WrongChatType),
    ("chat description is not modified", K::ChatNotModified),
    ("chat_not_modified", K::ChatNotModified),
    ("topic_not_modified", K::ChatNotModified),
    // Texts.
    ("message text is empty", K::TextEmpty),
    ("text must be non-empty", K::TextEmpty),
    ("text is too long", K::TextTooLong),
    ("message is too long", K::TextTooLong),
    ("message_too_long", K::TextTooLong),
    ("message caption is too long", K::CaptionTooLong),
    ("media_caption_too_long", K::CaptionTooLong),
    ("unsupported parse_mode", K::UnsupportedParseMode),
    ("can't parse entities", K::CantParseEntities),
    ("can't parse message text", K::CantParseEntities),
    ("can't parse caption", K::CantParseEntities),
    // Messages.
    ("message is not modified", K::MessageNotModified),
    ("message_not_modified", K::MessageNotModified),
    ("message to edit not found", K::MessageToEditNotFound),
    ("message to delete not found", K::MessageToDeleteNotFound),
    ("message to copy not found", K::MessageToCopyNotFound),
    ("message to forward not found", K::MessageToForwardNotFound),
    ("message to pin not found", K::MessageToPinNotFound),
    ("message to unpin not found", K::MessageToUnpinNotFound),
    ("message to react not found", K::MessageToReactNotFound),
    ("message to be replied not found", K::MessageToReplyNotFound),
    ("message with poll to stop not found", K::PollToStopNotFound),
    ("message not found", K::MessageNotFound),
    ("message_id_invalid", K::MessageNotFound),
    ("message_not_found", K::MessageNotFound),
    ("message can't be edited", K::MessageCantBeEdited),
    ("there is no text in the message to edit", K::MessageCantBeEdited),
    ("there is no caption in the message to edit", K::MessageCantBeEdited),
    ("message can't be deleted", K::MessageCantBeDeleted),
    ("message can't be forwarded", K::MessageCantBeForwarded),
    ("message can't be copied", K::MessageCantBeForwarded),
    ("messages can't be forwarded", K::MessageCantBeForwarded),
    ("message identifier is not specified", K::MessageIdEmpty),
    ("message identifiers are not specified", K::MessageIdEmpty),
    // Queries and files.
    ("query is too old and response timeout expired", K::QueryTooOld),
    ("query_id_invalid", K::QueryTooOld),
    ("wrong http url specified", K::UrlInvalid),
    ("failed to get http url content", K::UrlFetchFailed),
    ("can't upload file by url", K::UrlFetchFailed),
    ("wrong type of the web page content", K::UrlContentType),
    ("wrong file identifier/http url specified", K::FileIdInvalid),
    ("wrong remote file identifier specified", K::FileIdInvalid),
    ("wrong file_id or the file is temporarily unavailable", K::FileIdInvalid),
    ("wrong file identifier", K::FileIdInvalid),
    ("invalid file_id", K::FileIdInvalid),
    ("invalid file id", K::FileIdInvalid),
    ("file_id not specified", K::FileIdInvalid),
    ("file must be non-empty", K::FileEmpty),
    ("file is too big", K::FileTooBig),
    ("photo_invalid_dimensions", K::PhotoInvalid),
    ("photo_ext_invalid", K::PhotoInvalid),
    ("image_process_failed", K::PhotoInvalid),
    ("can't use the media of the specified type in the album", K::AlbumInvalid),
    // Keyboards and parameters.
    ("reply markup is too long", K::ReplyMarkupTooLong),
    ("reply_markup_too_long", K::ReplyMarkupTooLong),
    ("can't parse reply keyboard markup", K::ReplyMarkupInvalid),
    ("can't parse inline keyboard button", K::ReplyMarkupInvalid),
    ("can't parse keyboard button", K::ReplyMarkupInvalid),
    ("object expected as reply markup", K::ReplyMarkupInvalid),
    ("button_data_invalid", K::ButtonDataInvalid),
    ("button_url_invalid", K::ButtonUrlInvalid),
    ("button_type_invalid", K::ButtonTypeInvalid),
    ("text buttons are unallowed in the inline keyboard", K::ButtonTypeInvalid),
    ("wrong parameter action in request", K::ChatActionInvalid),
    ("can't parse", K::ParameterInvalid),
    ("object expected as", K::ParameterInvalid),
    ("expected an array of", K::ParameterInvalid),
    // Rights.
    ("not enough rights", K::NotEnoughRights),
    ("chat_admin_required", K::NotEnoughRights),
    ("need administrator rights", K::NotEnoughRights),
    ("have no rights to send a message", K::WriteForbidden),
    ("chat_write_forbidden", K::WriteForbidden),
    ("user_is_blocked", K::BlockedByUser),
    ("bot was blocked by the user", K::BlockedByUser),
    ("user is deactivated", K::UserDeactivated),
    ("input_user_deactivated", K::UserDeactivated),
    ("bot can't initiate conversation with a user", K::CantInitiateConversation),
    ("the bot can't send messages to the bot", K::CantMessageBots),
    ("bot can't send messages to bots", K::CantMessageBots),
    ("bot was kicked from the", K::Kicked),
    ("bot is not a member of the", K::NotAMember),
    ("the group chat was deleted", K::ChatDeleted),
    // Webhooks and stickers.
    ("invalid webhook url specified", K::WebhookInvalid),
    ("bad webhook:", K::WebhookInvalid),
    ("certificate size is too big", K::WebhookInvalid),
    ("secret token is too long", K::SecretTokenInvalid),
    ("secret token contains unallowed characters", K::SecretTokenInvalid),
    ("sticker set not found", K::StickerSetNotFound),
    ("stickerset_invalid", K::StickerSetNotFound),
    ("sticker set name is already occupied", K::StickerSetNameInvalid),
    ("invalid sticker set name is specified", K::StickerSetNameInvalid),
];

/// What Telegram's server puts before a description, by its code.
const PREFIXES: &[&str] = &[
    "bad request: ",
    "unauthorized: ",
    "forbidden: ",
    "not found: ",
    "conflict: ",
    "misdirected request: ",
    "internal server error: ",
];

impl ApiErrorKind {
    pub(super) fn of(code: u16, description: &str) -> Self {
        if code == 429 {
            return Self::TooManyRequests;
        }
        let text = description.to_lowercase();
        let text = PREFIXES.iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(&text);
        if let Some((_, kind)) = BEGINNINGS.iter().find(|(beginning, _)| text.starts_with(beginning)) {
            return *kind;
        }
        match code {
            // The sentence has the name of a parameter or a kind of file in its middle.
            400 if text.starts_with("parameter \"") && text.contains("\" is required") => Self::ParameterRequired,
            400 if text.starts_with("there is no ") && text.ends_with(" in the request") => Self::FileMissing,
            401 | 404 => Self::Unauthorized,
            403 => Self::Forbidden,
            409 => Self::Conflict,
            500.. => Self::Server,
            _ => Self::Other,
        }
    }

    /// Whether nothing can be sent to this chat until somebody does something about it: it does not exist, or the bot
    /// is blocked, kicked or not a member. A broadcast can strike the chat off its list.
    #[must_use]
    pub fn is_unreachable(self) -> bool {
        matches!(
            self,
            Self::ChatNotFound
                | Self::BlockedByUser
                | Self::UserDeactivated
                | Self::CantInitiateConversation
                | Self::CantMessageBots
                | Self::Kicked
                | Self::NotAMember
                | Self::ChatDeleted
        )
    }

    /// Whether what the call asked for is so already: an edit that changes nothing, a message to delete that is gone,
    /// a query that was answered. After a repeated call it may mean that the first one had succeeded.
    #[must_use]
    pub fn is_already_so(self) -> bool {
        matches!(
            self,
            Self::MessageNotModified
                | Self::ChatNotModified
                | Self::MessageToDeleteNotFound
                | Self::MessageToUnpinNotFound
                | Self::QueryTooOld
        )
    }

    /// What to do about it, where Telegram's own sentence does not say.
    #[must_use]
    pub fn advice(self) -> Option<&'static str> {
        Some(match self {
            Self::Unauthorized => "the token is wrong or was revoked: @BotFather shows the one that counts",
            Self::LoggedOut => "after logOut the cloud takes the bot back 10 minutes later",
            Self::PollingElsewhere => "another program polls with this token: only one may",
            Self::WebhookActive => "a webhook gets the updates: deleteWebhook first, or do not poll",
            Self::ChatMigrated => "send to the supergroup from now on: migrate_to() has its id",
            Self::CantParseEntities => "the text has markup characters in it that are not escaped",
            Self::CantInitiateConversation => "the user has to start the bot first",
            Self::FileTooBig => {
                "Telegram's server gives files up to 20 MB and takes them up to 50 MB (photos 10 MB); a local Bot API \
                 server gives any and takes 2000 MB"
            }
            Self::FileIdInvalid => "a file_id belongs to the bot that got it, and must be passed on unchanged",
            Self::ButtonDataInvalid => "callback_data has 1 to 64 bytes",
            _ => return None,
        })
    }
}
