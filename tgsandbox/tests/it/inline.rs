//! Inline queries, from the typing to the message that the bot edits.

use serde_json::{Value, json};
use tgsandbox::{Error, Sandbox, User};

use crate::kit::{newest, ok, plain, refused};

async fn with_ann() -> (Sandbox, User) {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    (sandbox, ann)
}

/// A chosen result of this form, as the message that it became.
async fn chosen(sandbox: &Sandbox, ann: &User, result: Value) -> Value {
    let query = ann.inline_query("q").await;
    let id = result["id"].as_str().unwrap().to_owned();
    ok(sandbox, "answerInlineQuery", json!({"inline_query_id": query.query_id(), "results": [result]})).await;
    ann.choose_result(&query, &id).await.unwrap();
    sandbox.bot().chat_log(ann.id()).pop().unwrap()
}

#[tokio::test]
async fn a_chosen_result_is_sent_by_the_person_via_the_bot() {
    let (sandbox, ann) = with_ann().await;
    let content = json!({"message_text": "*bold*", "parse_mode": "MarkdownV2"});
    let article = json!({"type": "article", "id": "1", "title": "t", "input_message_content": content});
    let message = chosen(&sandbox, &ann, article).await;
    assert_eq!((&message["text"], &message["entities"][0]["type"]), (&json!("bold"), &json!("bold")));
    assert_eq!((&message["from"], &message["via_bot"]["id"]), (ann.json(), &json!(sandbox.bot().id())));
    // The bot gets the message and, as its feedback, the choice.
    assert_eq!(newest(&sandbox, "message").await, message);
    assert_eq!(newest(&sandbox, "chosen_inline_result").await["result_id"], "1");
}

#[tokio::test]
async fn every_kind_of_result_becomes_a_message_of_that_kind() {
    let (sandbox, ann) = with_ann().await;
    let file = sandbox.add_file("a.txt", "text");
    sandbox.bot().serve_url("https://example.com/cat.jpg", "cat");
    let base = |more: Value| {
        let mut result = json!({"id": "1", "title": "T", "caption": "<i>c</i>", "parse_mode": "HTML"});
        result.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        result
    };
    let document = chosen(&sandbox, &ann, base(json!({"type": "document", "document_file_id": file}))).await;
    assert_eq!((&document["document"]["file_name"], &document["caption"]), (&json!("a.txt"), &json!("c")));
    assert_eq!(document["caption_entities"][0]["type"], "italic");
    let photo = json!({"type": "photo", "photo_url": "https://example.com/cat.jpg", "thumbnail_url": "https://example.com/t.jpg"});
    assert_eq!(chosen(&sandbox, &ann, base(photo)).await["photo"][0]["file_size"], 3);
    // The sandbox fetches nothing: what nobody put at an address is named.
    let lost =
        json!({"type": "gif", "gif_url": "https://example.com/x.gif", "thumbnail_url": "https://example.com/t.jpg"});
    assert_eq!(chosen(&sandbox, &ann, base(lost)).await["text"], "[animation] T");
    let place = json!({"type": "location", "latitude": 1.5, "longitude": 2.5});
    assert_eq!(chosen(&sandbox, &ann, base(place)).await["location"], json!({"latitude": 1.5, "longitude": 2.5}));
    let venue = json!({"type": "venue", "latitude": 1.5, "longitude": 2.5, "address": "A"});
    let venue = chosen(&sandbox, &ann, base(venue)).await;
    assert_eq!((&venue["venue"]["address"], &venue["venue"]["location"]["latitude"]), (&json!("A"), &json!(1.5)));
    let contact = json!({"type": "contact", "phone_number": "1", "first_name": "B"});
    assert_eq!(chosen(&sandbox, &ann, base(contact)).await["contact"]["phone_number"], "1");
    let game = json!({"type": "game", "game_short_name": "g"});
    assert_eq!(chosen(&sandbox, &ann, base(game)).await["game"]["title"], "g");
    let instead = json!({"type": "contact", "phone_number": "1", "first_name": "B", "input_message_content": {"latitude": 1.0, "longitude": 2.0}});
    assert_eq!(chosen(&sandbox, &ann, base(instead)).await["location"]["longitude"], 2.0);
}

#[tokio::test]
async fn the_button_of_a_chosen_result_is_pressed_and_its_message_edited_by_number() {
    let (sandbox, ann) = with_ann().await;
    let keyboard = json!({"inline_keyboard": [[{"text": "Vote", "callback_data": "v"}]]});
    let content = json!({"message_text": "one"});
    let article =
        json!({"type": "article", "id": "1", "title": "t", "reply_markup": keyboard, "input_message_content": content});
    chosen(&sandbox, &ann, article).await;
    let id = newest(&sandbox, "chosen_inline_result").await["inline_message_id"].clone();
    let press = ann.press("Vote").await.unwrap();
    let query = newest(&sandbox, "callback_query").await;
    assert_eq!((&query["inline_message_id"], query.get("message")), (&id, None));
    ok(&sandbox, "answerCallbackQuery", json!({"callback_query_id": press.query_id()})).await;
    ok(&sandbox, "editMessageText", json!({"inline_message_id": id, "text": "two", "reply_markup": keyboard})).await;
    let message = sandbox.bot().chat_log(ann.id()).pop().unwrap();
    assert_eq!((&message["text"], message["edit_date"].is_i64()), (&json!("two"), true));
    let same = json!({"inline_message_id": id, "text": "two", "reply_markup": keyboard});
    assert!(refused(&sandbox, "editMessageText", same).await.contains("message is not modified"));
    let caption = json!({"inline_message_id": id, "caption": "x"});
    let text = refused(&sandbox, "editMessageCaption", caption).await;
    assert_eq!(text, "Bad Request: there is no caption in the message to edit");
    // Without its keyboard nothing is left to press.
    ok(&sandbox, "editMessageReplyMarkup", json!({"inline_message_id": id})).await;
    assert!(matches!(ann.press("Vote").await, Err(Error::NotFound(_))));
}

#[tokio::test]
async fn a_query_in_a_group_says_so_and_its_result_is_sent_there() {
    let (sandbox, ann) = with_ann().await;
    let group = sandbox.supergroup("Group");
    let query = ann.inline_query_in(&group, "q").await;
    assert_eq!(newest(&sandbox, "inline_query").await["chat_type"], "supergroup");
    let result = |id: &str| json!({"type": "contact", "id": id, "phone_number": id, "first_name": "B"});
    let answer = json!({"inline_query_id": query.query_id(), "results": [result("1")], "next_offset": "one"});
    ok(&sandbox, "answerInlineQuery", answer).await;
    // What follows is asked for by the offset that the bot gave.
    let more = ann.more_results(&query).await.unwrap();
    assert_eq!(newest(&sandbox, "inline_query").await["offset"], "one");
    ok(&sandbox, "answerInlineQuery", json!({"inline_query_id": more.query_id(), "results": [result("2")]})).await;
    assert!(matches!(ann.more_results(&more).await, Err(Error::NotFound(_))));
    ann.choose_result(&more, "2").await.unwrap();
    assert_eq!(sandbox.bot().chat_log(group.id()).pop().unwrap()["contact"]["phone_number"], "2");
    // Where somebody may not send such messages, nothing is sent.
    group.promote_bot();
    let silence = json!({"chat_id": group.id(), "user_id": ann.id(), "permissions": {"can_send_messages": true}});
    ok(&sandbox, "restrictChatMember", silence).await;
    assert!(matches!(ann.choose_result(&more, "2").await, Err(Error::NotFound(text)) if text.contains("may not send")));
}
