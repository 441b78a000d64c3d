//! Whether a call has the parameters that its method wants, by the facts table, in Telegram's words.
//!
//! What the table says of a number is no matter of errors: Telegram puts numbers into their range. Parameters are
//! looked at in the table's order, chats after everything else; that the chat is there is looked at by the method.

use serde_json::Value;

use super::{ApiError, fits, markup, text};
use crate::{
    facts::{Field, Method, Unit},
    http::Params,
};

/// Required parameters that Telegram does without, or misses in words of the method's own.
const LENIENT: &[(&str, &str)] = &[
    ("setWebhook", "url"),
    ("setMyCommands", "commands"),
    ("answerInlineQuery", "results"),
    ("answerInlineQuery", "inline_query_id"),
    ("answerCallbackQuery", "callback_query_id"),
    ("answerShippingQuery", "shipping_query_id"),
    ("answerPreCheckoutQuery", "pre_checkout_query_id"),
    ("answerShippingQuery", "ok"),
    ("answerPreCheckoutQuery", "ok"),
    ("setChatAdministratorCustomTitle", "custom_title"),
];

/// What is said when a parameter is missing, where that is not said of all of its type.
const MISSING: &[(&str, &str)] = &[
    ("text", "message text is empty"),
    ("file_id", "file_id not specified"),
    ("message_id", "message identifier is not specified"),
    ("message_ids", "message identifiers are not specified"),
    ("message_thread_id", "message thread not found"),
    ("action", "wrong parameter action in request"),
    ("latitude", "latitude is empty"),
    ("longitude", "longitude is empty"),
    ("question", "poll question must be non-empty"),
    ("sender_chat_id", "sender_chat_id is empty"),
    ("sticker_set_name", "sticker_set_name is empty"),
    ("result", "result isn't specified"),
    ("sticker_format", "invalid sticker format specified"),
    ("format", "invalid sticker format specified"),
];

/// What is said of a value that is not among the allowed ones.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("action", "wrong parameter action in request"),
    ("sticker_format", "invalid sticker format specified"),
    ("format", "invalid sticker format specified"),
    ("sticker_type", "unsupported sticker type specified"),
    ("type", "unsupported poll type specified"),
];

/// Texts whose length is a matter of the method itself.
const MEASURED_LATER: &[(&str, &str)] = &[
    // Said when the old webhook is gone.
    ("setWebhook", "secret_token"),
    ("answerCallbackQuery", "text"),
];

/// Actions that are documented no more and still taken.
const OLD_ACTIONS: [&str; 2] = ["record_audio", "upload_audio"];

/// Checks everything that can be said without a look at the bot's world.
pub(super) fn parameters(method: &Method, params: &Params) -> Result<(), ApiError> {
    let (chats, others): (Vec<&Field>, Vec<&Field>) =
        method.params.iter().partition(|field| field.is_chat() || field.name == "chat_id");
    for field in others {
        one(method, field, params).map_err(|text| ApiError::bad_request(&text))?;
    }
    for field in chats {
        if field.required && params.text(field.name).trim().is_empty() {
            return Err(ApiError::bad_request(&format!("{} is empty", field.name)));
        }
    }
    Ok(())
}

fn one(method: &Method, field: &Field, params: &Params) -> Result<(), String> {
    if field.types.contains(&"InputFile") {
        return file(method, field, params);
    }
    if field.name == "reply_markup" {
        return markup::read(params).map(drop);
    }
    if matches!(field.limit, Some((_, _, Unit::Marked))) && has_text(method, field, params) {
        return text::marked(params, field).map(drop);
    }
    let given = params.text(field.name);
    if given.is_empty() {
        let lenient = !field.required || LENIENT.contains(&(method.name, field.name));
        return if lenient { Ok(()) } else { Err(missing(method, field)) };
    }
    match field.types {
        ["String"] => a_text(method, field, given),
        ["Integer"] => a_number(field, given),
        ["Float" | "Boolean" | "True"] => Ok(()),
        kinds => a_document(field, kinds, given),
    }
}

/// Whether a text with markup is there, or has to be.
fn has_text(method: &Method, field: &Field, params: &Params) -> bool {
    // A text may be left out for a rich message, and then is none.
    let instead =
        method.params.iter().any(|other| other.name == "rich_message") && !params.text("rich_message").is_empty();
    !params.text(field.name).is_empty() || (field.name == "text" && !instead && method.name != "sendMessageDraft")
}

/// A file of the request itself, or the id or the address of one.
fn file(method: &Method, field: &Field, params: &Params) -> Result<(), String> {
    // The name that thumbnails had before.
    let old = if field.name == "thumbnail" { params.upload("thumb") } else { None };
    let (upload, given) = (params.upload(field.name).or(old), params.text(field.name));
    let words = words(field.name);
    match upload {
        Some(upload) if upload.data.is_empty() => Err("file must be non-empty".to_owned()),
        Some(_) => Ok(()),
        // `certificate`: a plain text is ignored.
        None if method.name == "setWebhook" => Ok(()),
        None if given.is_empty() && !field.required => Ok(()),
        None if field.types == ["InputFile"] && method.name == "uploadStickerFile" => {
            Err("there is no sticker file in the request".to_owned())
        }
        None if field.types == ["InputFile"] => Err(format!("{words} must be uploaded as an InputFile")),
        None if given.is_empty() => Err(format!("there is no {words} in the request")),
        None => Ok(()),
    }
}

fn a_text(method: &Method, field: &Field, given: &str) -> Result<(), String> {
    let old = field.name == "action" && OLD_ACTIONS.iter().any(|old| old.eq_ignore_ascii_case(given));
    if field.name.ends_with("parse_mode") {
        // Said when the text is read; without a text it does not matter.
        return Ok(());
    }
    // Any emoji may be asked for; which can be thrown is for the method to say.
    if !field.values.is_empty() && field.name != "emoji" && !old && !fits::is_one_of(field, given) {
        return Err(said(UNSUPPORTED, field.name).unwrap_or_else(|| format!("invalid {} specified", words(field.name))));
    }
    match fits::too_long(field, given) {
        Some(_) if MEASURED_LATER.contains(&(method.name, field.name)) => Ok(()),
        Some(reason) => Err(format!("{} {reason}", words(field.name))),
        None => Ok(()),
    }
}

fn a_number(field: &Field, given: &str) -> Result<(), String> {
    if is_user(field) && given.trim().parse::<i64>().is_ok_and(|id| id > 0) {
        return Ok(());
    }
    if is_user(field) && field.required {
        return Err(format!("invalid {} specified", field.name));
    }
    let number = crate::http::leading_number(given).to_string();
    if !field.values.is_empty() && !field.values.contains(&number.as_str()) {
        return Err(format!("invalid {} specified", words(field.name)));
    }
    Ok(())
}

fn a_document(field: &Field, kinds: &[&str], given: &str) -> Result<(), String> {
    // How updates come is for `getUpdates` and `setWebhook`, which take anything.
    if field.name == "allowed_updates" {
        return Ok(());
    }
    let words = words(field.name);
    let value: Value = serde_json::from_str(given).map_err(|_| format!("can't parse {words} JSON object"))?;
    if let Some(items) = value.as_array()
        && let Some((min, max, Unit::Items)) = field.limit
    {
        let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
        if count > max {
            return Err(format!("too many {} specified", plural(field.name)));
        }
        if count < min {
            return Err(format!("{words} must have at least {min} items"));
        }
    }
    let kind = kinds.first().copied().unwrap_or_default();
    fits::fits_one(kinds, &value).map_err(|reason| {
        match (kind.strip_prefix("Array of "), value.is_array(), value.is_object()) {
            (Some(element), false, _) => format!("expected an Array of {element}"),
            (Some(element), true, _) => format!("can't parse {element}: {reason}"),
            (None, _, false) => format!("object expected as {words}"),
            (None, _, true) => format!("can't parse {words}: {reason}"),
        }
    })
}

fn missing(method: &Method, field: &Field) -> String {
    if let Some(text) = said(MISSING, field.name) {
        return text;
    }
    if is_user(field) {
        return format!("invalid {} specified", field.name);
    }
    match field.types {
        ["String" | "Integer" | "Float" | "Boolean"] => format!("parameter \"{}\" is required", field.name),
        // Nothing is no JSON.
        _ if method.name.ends_with("Story") => "story content isn't specified".to_owned(),
        _ => format!("can't parse {} JSON object", words(field.name)),
    }
}

fn said(list: &[(&str, &str)], name: &str) -> Option<String> {
    list.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
}

fn is_user(field: &Field) -> bool {
    field.types == ["Integer"] && field.name.ends_with("user_id")
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

fn plural(name: &str) -> String {
    match name {
        "message_ids" => "message identifiers".to_owned(),
        name => words(name),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::facts;

    fn check(method: &str, query: &str) -> Result<(), String> {
        let params = Params::read(query, "", &Bytes::new()).unwrap();
        let result = parameters(facts::method(method).unwrap(), &params);
        result.map_err(|error| error.description().trim_start_matches("Bad Request: ").to_owned())
    }

    fn wrong(method: &str, query: &str) -> String {
        check(method, query).unwrap_err()
    }

    #[test]
    fn what_is_missing_is_said_in_telegrams_words_and_the_chat_last() {
        assert_eq!(wrong("sendMessage", ""), "message text is empty");
        assert_eq!(wrong("sendMessage", "text=x"), "chat_id is empty");
        assert_eq!(wrong("sendVideoNote", "chat_id=1"), "there is no video note in the request");
        assert_eq!(wrong("banChatMember", "chat_id=1"), "invalid user_id specified");
        assert_eq!(wrong("banChatMember", "chat_id=1&user_id=x"), "invalid user_id specified");
        assert_eq!(wrong("forwardMessage", "chat_id=1"), "message identifier is not specified");
        assert_eq!(wrong("deleteMessages", "chat_id=1"), "message identifiers are not specified");
        assert_eq!(wrong("getStickerSet", ""), "parameter \"name\" is required");
        assert_eq!(wrong("sendLocation", "chat_id=1"), "latitude is empty");
        assert_eq!(wrong("setChatPhoto", "photo=x"), "photo must be uploaded as an InputFile");
        assert_eq!(
            wrong("sendInvoice", "title=t&description=d&payload=p&currency=XTR"),
            "can't parse prices JSON object"
        );
    }

    #[test]
    fn values_and_lengths_are_checked_and_numbers_are_put_into_their_range() {
        assert_eq!(wrong("sendChatAction", "action=sleep"), "wrong parameter action in request");
        assert_eq!(check("sendChatAction", "action=RECORD_AUDIO&chat_id=1"), Ok(()));
        assert_eq!(wrong("setChatTitle", &format!("title={}", "x".repeat(129))), "title is too long");
        assert_eq!(wrong("sendPoll", "question=q&options=[]&type=exam"), "options must have at least 1 items");
        assert_eq!(wrong("sendPoll", "question=q&options=[1]"), "can't parse InputPollOption: expected an Object");
        assert_eq!(wrong("sendPoll", "question=q&options=[\"a\"]&type=exam"), "unsupported poll type specified");
        let many = vec!["1"; 101].join(",");
        assert_eq!(wrong("deleteMessages", &format!("message_ids=[{many}]")), "too many message identifiers specified");
        assert_eq!(check("getStarTransactions", "limit=99999&offset=x"), Ok(()));
        assert_eq!(wrong("giftPremiumSubscription", "user_id=1&month_count=4"), "invalid month count specified");
    }

    #[test]
    fn documents_are_read_to_their_depths() {
        assert_eq!(wrong("restrictChatMember", "user_id=1&permissions=["), "can't parse permissions JSON object");
        assert_eq!(wrong("restrictChatMember", "user_id=1&permissions=[]"), "object expected as permissions");
        assert_eq!(wrong("setMyCommands", "commands={}"), "expected an Array of BotCommand");
        let command = wrong("setMyCommands", "commands=[{\"command\":\"a\"}]");
        assert_eq!(command, "can't parse BotCommand: Can't find field \"description\"");
        assert_eq!(
            wrong("editMessageMedia", "media={\"type\":\"photo\"}"),
            "can't parse media: Can't find field \"media\""
        );
    }

    #[test]
    fn what_telegram_does_without_is_not_missed() {
        assert_eq!(check("setMyCommands", ""), Ok(()));
        assert_eq!(check("setWebhook", "secret_token=%C3%A9"), Ok(()));
        assert_eq!(check("answerCallbackQuery", ""), Ok(()));
    }
}
