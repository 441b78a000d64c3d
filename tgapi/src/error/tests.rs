//! Each description of Telegram's that is told apart, as it comes over the wire.

use std::time::Duration;

use super::*;
use ApiErrorKind as K;

/// Code, description, kind.
const DESCRIPTIONS: &[(u16, &str, K)] = &[
    (401, "Unauthorized", K::Unauthorized),
    (401, "Unauthorized: invalid token specified", K::Unauthorized),
    (421, "Misdirected Request: unallowed token specified", K::Unauthorized),
    (404, "Not Found", K::Unauthorized),
    (404, "Not Found: method not found", K::MethodNotFound),
    (400, "Logged out", K::LoggedOut),
    (400, "Bad Request: the bot has already been closed", K::Closed),
    (500, "Internal Server Error: restart", K::Closed),
    (500, "Internal Server Error: failed to save certificate", K::Server),
    (502, "Bad Gateway", K::Server),
    (429, "Too Many Requests: retry after 7", K::TooManyRequests),
    (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        K::PollingElsewhere,
    ),
    (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        K::WebhookActive,
    ),
    (409, "Conflict: terminated by setWebhook request", K::WebhookActive),
    (409, "Conflict: terminated by other setWebhook", K::WebhookReplaced),
    (409, "Conflict: something else", K::Conflict),
    (400, "Bad Request: chat_id is empty", K::ChatIdEmpty),
    (400, "Bad Request: chat not found", K::ChatNotFound),
    (400, "Bad Request: private chat not found", K::ChatNotFound),
    (400, "Bad Request: PEER_ID_INVALID", K::ChatNotFound),
    (400, "Bad Request: group chat was upgraded to a supergroup chat", K::ChatMigrated),
    (400, "Bad Request: message thread not found", K::ThreadNotFound),
    (400, "Bad Request: TOPIC_CLOSED", K::TopicClosed),
    (400, "Bad Request: user not found", K::UserNotFound),
    (400, "Bad Request: invalid user_id specified", K::UserNotFound),
    (400, "Bad Request: PARTICIPANT_ID_INVALID", K::UserNotFound),
    (400, "Bad Request: USER_NOT_PARTICIPANT", K::NotAParticipant),
    (400, "Bad Request: user is an administrator of the chat", K::UserIsAdministrator),
    (400, "Bad Request: method is available for supergroup and channel chats only", K::WrongChatType),
    (400, "Bad Request: chat description is not modified", K::ChatNotModified),
    (400, "Bad Request: message text is empty", K::TextEmpty),
    (400, "Bad Request: text is too long", K::TextTooLong),
    (400, "Bad Request: message is too long", K::TextTooLong),
    (400, "Bad Request: MESSAGE_TOO_LONG", K::TextTooLong),
    (400, "Bad Request: message caption is too long", K::CaptionTooLong),
    (400, "Bad Request: unsupported parse_mode", K::UnsupportedParseMode),
    (
        400,
        "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 5",
        K::CantParseEntities,
    ),
    (400, "Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 0", K::CantParseEntities),
    (
        400,
        "Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
        K::CantParseEntities,
    ),
    (
        400,
        "Bad Request: can't parse entities: Unsupported start tag \"chat not found\" at byte offset 0",
        K::CantParseEntities,
    ),
    (400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 3", K::CantParseEntities),
    (
        400,
        "Bad Request: can't parse entities: Unmatched end tag at byte offset 9, expected \"</b>\", found \"</i>\"",
        K::CantParseEntities,
    ),
    (400, "Bad Request: can't parse entities: Unexpected end tag at byte offset 0", K::CantParseEntities),
    (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same \
         as a current content and reply markup of the message",
        K::MessageNotModified,
    ),
    (400, "Bad Request: message to edit not found", K::MessageToEditNotFound),
    (400, "Bad Request: message to delete not found", K::MessageToDeleteNotFound),
    (400, "Bad Request: message to copy not found", K::MessageToCopyNotFound),
    (400, "Bad Request: message to forward not found", K::MessageToForwardNotFound),
    (400, "Bad Request: message to pin not found", K::MessageToPinNotFound),
    (400, "Bad Request: message to unpin not found", K::MessageToUnpinNotFound),
    (400, "Bad Request: message to react not found", K::MessageToReactNotFound),
    (400, "Bad Request: message to be replied not found", K::MessageToReplyNotFound),
    (400, "Bad Request: message with poll to stop not found", K::PollToStopNotFound),
    (400, "Bad Request: MESSAGE_ID_INVALID", K::MessageNotFound),
    (400, "Bad Request: message can't be edited", K::MessageCantBeEdited),
    (400, "Bad Request: message can't be deleted", K::MessageCantBeDeleted),
    (400, "Bad Request: message can't be deleted for everyone", K::MessageCantBeDeleted),
    (400, "Bad Request: messages can't be forwarded", K::MessageCantBeForwarded),
    (400, "Bad Request: message identifier is not specified", K::MessageIdEmpty),
    (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", K::QueryTooOld),
    (400, "Bad Request: wrong HTTP URL specified", K::UrlInvalid),
    (400, "Bad Request: failed to get HTTP URL content", K::UrlFetchFailed),
    (400, "Bad Request: wrong type of the web page content", K::UrlContentType),
    (400, "Bad Request: wrong file identifier/HTTP URL specified", K::FileIdInvalid),
    (400, "Bad Request: wrong remote file identifier specified: wrong string length", K::FileIdInvalid),
    (400, "Bad Request: invalid file_id", K::FileIdInvalid),
    (400, "Bad Request: file_id not specified", K::FileIdInvalid),
    (400, "Bad Request: wrong file_id or the file is temporarily unavailable", K::FileIdInvalid),
    (400, "Bad Request: there is no photo in the request", K::FileMissing),
    (400, "Bad Request: there is no document in the request", K::FileMissing),
    (400, "Bad Request: file must be non-empty", K::FileEmpty),
    (400, "Bad Request: file is too big", K::FileTooBig),
    (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", K::PhotoInvalid),
    (400, "Bad Request: can't use the media of the specified type in the album", K::AlbumInvalid),
    (400, "Bad Request: reply markup is too long", K::ReplyMarkupTooLong),
    (400, "Bad Request: can't parse reply keyboard markup JSON object", K::ReplyMarkupInvalid),
    (400, "Bad Request: object expected as reply markup", K::ReplyMarkupInvalid),
    (400, "Bad Request: BUTTON_DATA_INVALID", K::ButtonDataInvalid),
    (400, "Bad Request: BUTTON_URL_INVALID", K::ButtonUrlInvalid),
    (400, "Bad Request: text buttons are unallowed in the inline keyboard", K::ButtonTypeInvalid),
    (400, "Bad Request: parameter \"title\" is required", K::ParameterRequired),
    (400, "Bad Request: can't parse permissions JSON object", K::ParameterInvalid),
    (400, "Bad Request: expected an Array of InputMedia", K::ParameterInvalid),
    (400, "Bad Request: wrong parameter action in request", K::ChatActionInvalid),
    (400, "Bad Request: not enough rights to send text messages to the chat", K::NotEnoughRights),
    (400, "Bad Request: CHAT_ADMIN_REQUIRED", K::NotEnoughRights),
    (400, "Bad Request: have no rights to send a message", K::WriteForbidden),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", K::WriteForbidden),
    (403, "Forbidden: bot was blocked by the user", K::BlockedByUser),
    (403, "Forbidden: user is deactivated", K::UserDeactivated),
    (403, "Forbidden: bot can't initiate conversation with a user", K::CantInitiateConversation),
    (403, "Forbidden: the bot can't send messages to the bot", K::CantMessageBots),
    (403, "Forbidden: bot can't send messages to bots", K::CantMessageBots),
    (403, "Forbidden: bot was kicked from the group chat", K::Kicked),
    (403, "Forbidden: bot was kicked from the supergroup chat", K::Kicked),
    (403, "Forbidden: bot was kicked from the channel chat", K::Kicked),
    (403, "Forbidden: bot is not a member of the group chat", K::NotAMember),
    (403, "Forbidden: bot is not a member of the supergroup chat", K::NotAMember),
    (403, "Forbidden: bot is not a member of the channel chat", K::NotAMember),
    (403, "Forbidden: the group chat was deleted", K::ChatDeleted),
    (403, "Forbidden: something new", K::Forbidden),
    (400, "Bad Request: invalid webhook URL specified", K::WebhookInvalid),
    (400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook", K::WebhookInvalid),
    (400, "Bad Request: bad webhook: Failed to resolve host: Name or service not known", K::WebhookInvalid),
    (400, "Bad Request: certificate size is too big (4000000 bytes)", K::WebhookInvalid),
    (400, "Bad Request: secret token is too long", K::SecretTokenInvalid),
    (400, "Bad Request: secret token contains unallowed characters", K::SecretTokenInvalid),
    (400, "Bad Request: STICKERSET_INVALID", K::StickerSetNotFound),
    (400, "Bad Request: sticker set name is already occupied", K::StickerSetNameInvalid),
    (400, "Bad Request: SOMETHING_NEW", K::Other),
    (400, "Bad Request: a user wrote chat not found", K::Other),
    (400, "", K::Other),
];

#[test]
fn each_description_has_its_kind_and_keeps_code_and_text() {
    for (code, description, kind) in DESCRIPTIONS {
        let error = ApiError::new(*code, *description);
        assert_eq!(error.kind(), *kind, "{code} {description}");
        assert_eq!((error.code(), error.description()), (*code, *description));
        assert_eq!(error.to_string(), format!("{description} (code {code})"));
    }
    let known = DESCRIPTIONS.iter().filter(|(_, _, kind)| !matches!(kind, K::Other)).count();
    assert!(known >= 40, "{known}");
}

#[test]
fn every_beginning_is_reached() {
    // A shorter one before a longer one would hide it.
    for (at, (beginning, _)) in kind::BEGINNINGS.iter().enumerate() {
        assert_eq!(*beginning, beginning.to_lowercase());
        let hidden = kind::BEGINNINGS[..at].iter().find(|(earlier, _)| beginning.starts_with(earlier));
        assert!(hidden.is_none(), "{beginning:?} is never reached: {hidden:?}");
    }
}

#[test]
fn the_getters_tell_what_telegram_said() {
    let error = ApiError::new(429, "Too Many Requests: retry after 7");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    let error = Error::refused("sendMessage", error.with_retry_after(Duration::from_secs(9)));
    assert_eq!(
        (error.retry_after(), error.migrate_to(), error.status()),
        (Some(Duration::from_secs(9)), None, Some(429))
    );
    assert!(error.is_flood() && error.is_api() && error.is_transient() && !error.is_outcome_unknown());
    assert_eq!(error.kind(), ErrorKind::Api(K::TooManyRequests));
    let moved = ApiError::new(400, "Bad Request: group chat was upgraded to a supergroup chat");
    let error = Error::refused("sendMessage", moved.with_migrate_to(ChatId(-1005)));
    assert_eq!(error.migrate_to(), Some(ChatId(-1005)));
    assert_eq!(error.method(), "sendMessage");
    assert!(error.to_string().contains("migrate_to()"), "{error}");
    assert_eq!(error.into_api().unwrap().code(), 400);
    // Only a flood limit has seconds in its text.
    assert_eq!(ApiError::new(400, "retry after 7").retry_after(), None);
}

#[test]
fn what_is_unknown_and_what_passes_follows_from_the_cause() {
    let broken = || std::io::Error::other("gone");
    for (error, kind, unknown, transient) in [
        (Error::connect("a", "x"), ErrorKind::Connect, false, true),
        (Error::network("a", "x"), ErrorKind::Network, true, true),
        (Error::timeout("a", Duration::from_secs(1)), ErrorKind::Timeout, true, true),
        (Error::decode("a", 200, "x"), ErrorKind::Decode, true, true),
        (Error::refused("a", ApiError::new(502, "x")), ErrorKind::Api(K::Server), true, true),
        (Error::refused("a", ApiError::new(400, "x")), ErrorKind::Api(K::Other), false, false),
        (Error::upload("a", "f", broken().into()), ErrorKind::Upload, false, false),
        (Error::queue_full("a", 5), ErrorKind::QueueFull, false, true),
        (Error::layer("a", broken().into()), ErrorKind::Layer, true, false),
    ] {
        assert_eq!((error.kind(), error.is_outcome_unknown(), error.is_transient()), (kind, unknown, transient));
        assert!(error.to_string().starts_with("a: "), "{error}");
    }
    let inner = Error::layer("b", Box::new(Error::connect("a", "x")));
    assert_eq!((inner.method(), inner.kind()), ("a", ErrorKind::Connect));
}

#[test]
fn an_error_says_how_often_it_was_tried_and_why_not_again() {
    let error = Error::network("sendMessage", "reset").with_attempts(1, Some(NotRepeated::OutcomeUnknown));
    assert_eq!(
        error.to_string(),
        "sendMessage: no answer from the Bot API: reset; not repeated: it may have been carried out, and twice would show"
    );
    let error = Error::connect("getMe", "refused").with_attempts(4, Some(NotRepeated::TooOften));
    assert_eq!((error.attempts(), error.not_repeated()), (4, Some(&NotRepeated::TooOften)));
    assert_eq!(error.to_string(), "getMe: no connection to the Bot API: refused; tried 4 times");
    let spent = NotRepeated::StreamSpent { file: "a.bin".to_owned() };
    let error = Error::refused("sendDocument", ApiError::new(429, "x")).with_attempts(1, Some(spent));
    assert!(error.to_string().contains("\"a.bin\" is a stream that can be read once"), "{error}");
}
