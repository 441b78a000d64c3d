//! What a bot does with messages: all kinds of them, changed, deleted, forwarded, copied, pinned, reacted to.

use serde_json::{Value, json};
use tgsandbox::{Sandbox, User};

use crate::kit::{ok, plain, refused, upload};

/// A sandbox and a person who wrote to the bot.
async fn with_ann() -> (Sandbox, User) {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    (sandbox, ann)
}

#[tokio::test]
async fn every_medium_is_sent_as_a_file_and_again_by_its_id() {
    let (sandbox, ann) = with_ann().await;
    let chat = ann.id().to_string();
    for (method, name) in [
        ("sendPhoto", "photo"),
        ("sendAudio", "audio"),
        ("sendDocument", "document"),
        ("sendVideo", "video"),
        ("sendAnimation", "animation"),
        ("sendVoice", "voice"),
        ("sendVideoNote", "video_note"),
        ("sendSticker", "sticker"),
    ] {
        let params = [("chat_id", chat.as_str()), ("caption", "see")];
        let message = upload(&sandbox, method, &params, &[(name, "a.bin", b"data")]).await;
        let medium = if name == "photo" { &message["photo"][0] } else { &message[name] };
        assert_eq!(medium["file_size"], 4, "{method}: {message}");
        let again = ok(&sandbox, method, json!({"chat_id": ann.id(), name: medium["file_id"]})).await;
        let again = if name == "photo" { &again["photo"][0] } else { &again[name] };
        assert_eq!(again["file_unique_id"], medium["file_unique_id"], "{method}");
        let file = ok(&sandbox, "getFile", json!({"file_id": medium["file_id"]})).await;
        assert!(file["file_path"].as_str().unwrap().contains("/file_"), "{file}");
    }
    assert_eq!(ann.messages().len(), 16);
    assert_eq!(ann.messages()[0].text(), "see");
}

#[tokio::test]
async fn a_medium_shows_what_the_call_says_of_it_and_a_thumbnail_under_both_names() {
    let (sandbox, ann) = with_ann().await;
    let chat = ann.id().to_string();
    let params =
        [("chat_id", chat.as_str()), ("width", "640"), ("height", "480"), ("duration", "7"), ("has_spoiler", "true")];
    let files: [(&str, &str, &[u8]); 2] = [("video", "a.mp4", b"data"), ("thumb", "t.jpg", b"small")];
    let message = upload(&sandbox, "sendVideo", &params, &files).await;
    let video = &message["video"];
    assert_eq!((&video["width"], &video["height"], &video["duration"]), (&json!(640), &json!(480), &json!(7)));
    assert_eq!(video["file_name"], "a.mp4");
    assert_eq!(video["thumbnail"]["file_size"], 5);
    assert_eq!(video["thumb"], video["thumbnail"]);
    assert_eq!(message["has_media_spoiler"], true);
    // Those who do not know animations see a document.
    let params = [("chat_id", chat.as_str())];
    let message = upload(&sandbox, "sendAnimation", &params, &[("animation", "a.gif", b"gif")]).await;
    assert_eq!(message["document"]["file_id"], message["animation"]["file_id"]);
    let params = [("chat_id", chat.as_str()), ("performer", "P"), ("title", "T")];
    let message = upload(&sandbox, "sendAudio", &params, &[("audio", "a.mp3", b"mp3")]).await;
    assert_eq!((&message["audio"]["performer"], &message["audio"]["title"]), (&json!("P"), &json!("T")));
}

#[tokio::test]
async fn an_address_has_what_was_put_there_and_a_file_stays_of_its_kind() {
    let (sandbox, ann) = with_ann().await;
    sandbox.bot().serve_url("https://example.com/cat.jpg", "cat");
    let params = json!({"chat_id": ann.id(), "photo": "https://example.com/cat.jpg"});
    let message = ok(&sandbox, "sendPhoto", params).await;
    assert_eq!(message["photo"][0]["file_size"], 3);
    let params = json!({"chat_id": ann.id(), "photo": "https://example.com/dog.jpg"});
    assert_eq!(refused(&sandbox, "sendPhoto", params).await, "Bad Request: failed to get HTTP URL content");
    let wrong = json!({"chat_id": ann.id(), "video": message["photo"][0]["file_id"]});
    assert_eq!(refused(&sandbox, "sendVideo", wrong).await, "Bad Request: can't use file of type Photo as Video");
    let unknown = json!({"chat_id": ann.id(), "video": "nothing"});
    let text = refused(&sandbox, "sendVideo", unknown).await;
    assert_eq!(text, "Bad Request: wrong file identifier/HTTP URL specified");
}

#[tokio::test]
async fn an_album_is_one_message_for_each_medium_under_one_number() {
    let (sandbox, ann) = with_ann().await;
    let media = json!([
        {"type": "photo", "media": "attach://one", "caption": "<b>x</b>", "parse_mode": "HTML"},
        {"type": "video", "media": "attach://two"},
    ]);
    let (chat, media) = (ann.id().to_string(), media.to_string());
    let params = [("chat_id", chat.as_str()), ("media", media.as_str())];
    let files: [(&str, &str, &[u8]); 2] = [("one", "1.jpg", b"1"), ("two", "2.mp4", b"22")];
    let album = upload(&sandbox, "sendMediaGroup", &params, &files).await;
    assert_eq!(album[0]["media_group_id"], album[1]["media_group_id"]);
    assert_eq!(album[0]["caption_entities"][0]["type"], "bold");
    assert_eq!(album[1]["video"]["file_size"], 2);
    let mixed = json!([{"type": "document", "media": "x"}, {"type": "photo", "media": "y"}]);
    let text = refused(&sandbox, "sendMediaGroup", json!({"chat_id": ann.id(), "media": mixed})).await;
    assert_eq!(text, "Bad Request: document can't be mixed with other media types");
    let one = json!([{"type": "photo", "media": "y"}]);
    let text = refused(&sandbox, "sendMediaGroup", json!({"chat_id": ann.id(), "media": one})).await;
    assert_eq!(text, "Bad Request: media must have at least 2 items");
    let lost = json!([{"type": "photo", "media": "attach://no"}, {"type": "photo", "media": "attach://no"}]);
    let text = refused(&sandbox, "sendMediaGroup", json!({"chat_id": ann.id(), "media": lost})).await;
    assert_eq!(text, "Bad Request: there is no file to upload with the given name");
}

#[tokio::test]
async fn places_contacts_dice_and_paid_media_are_messages_too() {
    let (sandbox, ann) = with_ann().await;
    let chat = ann.id();
    let venue = json!({"chat_id": chat, "latitude": "51.5", "longitude": -0.1, "title": "T", "address": "A"});
    let venue = ok(&sandbox, "sendVenue", venue).await;
    assert_eq!(venue["venue"]["location"], json!({"latitude": 51.5, "longitude": -0.1}));
    assert_eq!(venue["venue"]["title"], "T");
    let far = json!({"chat_id": chat, "latitude": 91, "longitude": 0});
    assert_eq!(refused(&sandbox, "sendLocation", far).await, "Bad Request: wrong location specified");
    let contact = ok(&sandbox, "sendContact", json!({"chat_id": chat, "phone_number": "1", "first_name": "B"})).await;
    assert_eq!(contact["contact"], json!({"phone_number": "1", "first_name": "B"}));
    for _ in 0..20 {
        let dice = ok(&sandbox, "sendDice", json!({"chat_id": chat, "emoji": "🏀"})).await;
        assert!((1..=5).contains(&dice["dice"]["value"].as_i64().unwrap()), "{dice}");
    }
    let text = refused(&sandbox, "sendDice", json!({"chat_id": chat, "emoji": "x"})).await;
    assert_eq!(text, "Bad Request: wrong dice emoji specified");
    let (id, media) = (chat.to_string(), json!([{"type": "photo", "media": "attach://p"}]).to_string());
    let params = [("chat_id", id.as_str()), ("star_count", "5"), ("media", media.as_str())];
    let paid = upload(&sandbox, "sendPaidMedia", &params, &[("p", "p.jpg", b"p")]).await;
    assert_eq!(paid["paid_media"]["star_count"], 5);
    assert_eq!(paid["paid_media"]["paid_media"][0]["photo"][0]["file_size"], 1);
}

#[tokio::test]
async fn a_mention_by_number_shows_a_person_that_the_bot_knows_and_nobody_else() {
    let (sandbox, ann) = with_ann().await;
    let text = format!("<a href=\"tg://user?id={}\">Ann</a> <a href=\"tg://user?id=1\">Bob</a>", ann.id());
    let message = ok(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": text, "parse_mode": "html"})).await;
    let entities = message["entities"].as_array().unwrap();
    assert_eq!(entities.len(), 1);
    assert_eq!((&entities[0]["type"], &entities[0]["user"]), (&json!("text_mention"), ann.json()));
}

#[tokio::test]
async fn a_message_is_edited_in_place_and_a_change_of_nothing_is_refused() {
    let (sandbox, ann) = with_ann().await;
    let message = ok(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "one"})).await;
    let seen = ann.next_message().await.unwrap();
    let target = |more: Value| {
        let mut params = json!({"chat_id": ann.id(), "message_id": message["message_id"]});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    let keyboard = json!({"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]});
    let edited = ok(
        &sandbox,
        "editMessageText",
        target(json!({"text": "*two*", "parse_mode": "MarkdownV2", "reply_markup": keyboard})),
    )
    .await;
    assert_eq!((&edited["text"], &edited["reply_markup"]), (&json!("two"), &keyboard));
    assert!(edited["edit_date"].is_i64());
    ann.expect_edited(&seen, "two").await.unwrap();
    ann.press("b").await.unwrap();
    let same = target(json!({"text": "*two*", "parse_mode": "MarkdownV2", "reply_markup": keyboard}));
    let text = refused(&sandbox, "editMessageText", same).await;
    assert_eq!(
        text,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as \
         a current content and reply markup of the message"
    );
    // A new text without a keyboard takes the keyboard away.
    let bare = ok(&sandbox, "editMessageText", target(json!({"text": "three"}))).await;
    assert!(bare.get("reply_markup").is_none() && bare.get("entities").is_none());
    ok(&sandbox, "editMessageReplyMarkup", target(json!({"reply_markup": keyboard}))).await;
    let text = refused(&sandbox, "editMessageCaption", target(json!({"caption": "c"}))).await;
    assert_eq!(text, "Bad Request: there is no caption in the message to edit");
    let theirs = sandbox.bot().chat_log(ann.id())[0]["message_id"].clone();
    let theirs = json!({"chat_id": ann.id(), "message_id": theirs, "text": "x"});
    assert_eq!(refused(&sandbox, "editMessageText", theirs).await, "Bad Request: message can't be edited");
    let nothing = json!({"chat_id": ann.id(), "message_id": 99, "text": "x"});
    assert_eq!(refused(&sandbox, "editMessageText", nothing).await, "Bad Request: message to edit not found");
    let none = json!({"text": "x"});
    assert_eq!(refused(&sandbox, "editMessageText", none).await, "Bad Request: message identifier is not specified");
}

#[tokio::test]
async fn media_captions_and_live_places_are_edited() {
    let (sandbox, ann) = with_ann().await;
    let chat = ann.id().to_string();
    let params = [("chat_id", chat.as_str()), ("caption", "one")];
    let photo = upload(&sandbox, "sendPhoto", &params, &[("photo", "a.jpg", b"1")]).await;
    let id = photo["message_id"].to_string();
    let media = json!({"type": "document", "media": "attach://new", "caption": "two"}).to_string();
    let params = [("chat_id", chat.as_str()), ("message_id", id.as_str()), ("media", media.as_str())];
    let edited = upload(&sandbox, "editMessageMedia", &params, &[("new", "b.txt", b"22")]).await;
    assert!(edited.get("photo").is_none());
    assert_eq!((&edited["document"]["file_name"], &edited["caption"]), (&json!("b.txt"), &json!("two")));
    let params = json!({"chat_id": ann.id(), "message_id": photo["message_id"], "caption": "three"});
    assert_eq!(ok(&sandbox, "editMessageCaption", params).await["caption"], "three");

    let place = json!({"chat_id": ann.id(), "latitude": 1, "longitude": 2, "live_period": 60});
    let place = ok(&sandbox, "sendLocation", place).await;
    let moved = json!({"chat_id": ann.id(), "message_id": place["message_id"], "latitude": 3, "longitude": 4});
    let moved = ok(&sandbox, "editMessageLiveLocation", moved).await;
    assert_eq!(moved["location"], json!({"latitude": 3.0, "longitude": 4.0, "live_period": 60}));
    let stop = json!({"chat_id": ann.id(), "message_id": place["message_id"]});
    let stopped = ok(&sandbox, "stopMessageLiveLocation", stop.clone()).await;
    assert_eq!(stopped["location"], json!({"latitude": 3.0, "longitude": 4.0}));
    assert_eq!(refused(&sandbox, "stopMessageLiveLocation", stop).await, "Bad Request: message can't be edited");
}

#[tokio::test(start_paused = true)]
async fn messages_are_deleted_for_two_days_and_then_no_more() {
    let (sandbox, ann) = with_ann().await;
    let id = async |text: &str| {
        let message = ok(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": text})).await;
        message["message_id"].as_i64().unwrap()
    };
    let (one, two, three) = (id("1").await, id("2").await, id("3").await);
    let params = |id: i64| json!({"chat_id": ann.id(), "message_id": id});
    assert_eq!(ok(&sandbox, "deleteMessage", params(one)).await, true);
    assert_eq!(refused(&sandbox, "deleteMessage", params(one)).await, "Bad Request: message to delete not found");
    // What is not there is passed over.
    ok(&sandbox, "deleteMessages", json!({"chat_id": ann.id(), "message_ids": [one, two]})).await;
    let left: Vec<_> = ann.messages().iter().map(|message| message.text().to_owned()).collect();
    assert_eq!(left, ["3"]);
    // The person saw all of them come.
    for text in ["1", "2", "3"] {
        ann.expect_text(text).await.unwrap();
    }
    tokio::time::advance(std::time::Duration::from_secs(48 * 3600)).await;
    assert_eq!(refused(&sandbox, "deleteMessage", params(three)).await, "Bad Request: message can't be deleted");
}

#[tokio::test]
async fn a_forwarded_message_says_where_it_is_from_and_a_copy_does_not() {
    let (sandbox, ann) = with_ann().await;
    let bob = sandbox.user("Bob");
    bob.send("hello").await;
    let original = sandbox.bot().chat_log(ann.id())[0].clone();
    let params = json!({"chat_id": bob.id(), "from_chat_id": ann.id(), "message_id": original["message_id"]});
    let forwarded = ok(&sandbox, "forwardMessage", params.clone()).await;
    let origin = &forwarded["forward_origin"];
    assert_eq!(
        (&origin["type"], &origin["sender_user"], &origin["date"]),
        (&json!("user"), ann.json(), &original["date"])
    );
    // The names of before stand beside it.
    assert_eq!((&forwarded["forward_from"], &forwarded["forward_date"]), (ann.json(), &original["date"]));
    let copied = ok(&sandbox, "copyMessage", params).await;
    assert_eq!(copied.as_object().unwrap().len(), 1);
    let copy = bob.messages().pop().unwrap();
    assert_eq!((copy.text(), copy.json().get("forward_origin")), ("hi", None));

    let news = sandbox.channel("News", "news");
    let post = news.post("breaking").await;
    let params = json!({"chat_id": bob.id(), "from_chat_id": "@news", "message_ids": [post.message_id, 999]});
    let ids = ok(&sandbox, "forwardMessages", params).await;
    assert_eq!(ids.as_array().unwrap().len(), 1);
    let message = bob.messages().pop().unwrap();
    let origin = &message.json()["forward_origin"];
    assert_eq!((&origin["type"], &origin["message_id"]), (&json!("channel"), &json!(post.message_id)));
    let params = json!({"chat_id": bob.id(), "from_chat_id": "@news", "message_id": 999});
    assert_eq!(refused(&sandbox, "forwardMessage", params.clone()).await, "Bad Request: message to forward not found");
    assert_eq!(refused(&sandbox, "copyMessage", params).await, "Bad Request: message to copy not found");

    let protected = json!({"chat_id": ann.id(), "text": "secret", "protect_content": true});
    let protected = ok(&sandbox, "sendMessage", protected).await;
    let params = json!({"chat_id": bob.id(), "from_chat_id": ann.id(), "message_id": protected["message_id"]});
    assert_eq!(refused(&sandbox, "copyMessage", params).await, "Bad Request: message can't be copied");
}

#[tokio::test]
async fn a_message_is_pinned_and_the_chat_is_told() {
    let (sandbox, ann) = with_ann().await;
    let message = ok(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "pin me"})).await;
    let params = json!({"chat_id": ann.id(), "message_id": message["message_id"]});
    ok(&sandbox, "pinChatMessage", params.clone()).await;
    let chat = ok(&sandbox, "getChat", json!({"chat_id": ann.id()})).await;
    assert_eq!(chat["pinned_message"]["text"], "pin me");
    let update = ok(&sandbox, "getUpdates", json!({"offset": -1})).await;
    assert_eq!(update[0]["message"]["pinned_message"]["text"], "pin me");
    ok(&sandbox, "unpinChatMessage", params.clone()).await;
    let chat = ok(&sandbox, "getChat", json!({"chat_id": ann.id()})).await;
    assert!(chat.get("pinned_message").is_none());
    let missing = json!({"chat_id": ann.id(), "message_id": 99});
    assert_eq!(refused(&sandbox, "pinChatMessage", missing.clone()).await, "Bad Request: message to pin not found");
    assert_eq!(refused(&sandbox, "unpinChatMessage", missing).await, "Bad Request: message to unpin not found");

    // In a group it takes a right that members need not have.
    let group = sandbox.supergroup("Group");
    let sent = ann.send_to(&group, "hi").await;
    group.promote_bot();
    let permissions = json!({"chat_id": group.id(), "permissions": {"can_send_messages": true}});
    ok(&sandbox, "setChatPermissions", permissions).await;
    group.demote_bot();
    let params = json!({"chat_id": group.id(), "message_id": sent.message_id});
    let text = refused(&sandbox, "pinChatMessage", params).await;
    assert_eq!(text, "Bad Request: not enough rights to manage pinned messages in the chat");
}

#[tokio::test]
async fn people_react_and_so_does_the_bot() {
    let (sandbox, ann) = with_ann().await;
    ok(&sandbox, "getUpdates", json!({"allowed_updates": ["message_reaction", "message_reaction_count"]})).await;
    let message = ok(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "x"})).await;
    let seen = ann.next_message().await.unwrap();
    ann.react(&seen, "👍").await.unwrap();
    let update = ok(&sandbox, "getUpdates", json!({"offset": -1})).await;
    let reaction = &update[0]["message_reaction"];
    assert_eq!(reaction["message_id"], message["message_id"]);
    assert_eq!((&reaction["old_reaction"], &reaction["new_reaction"][0]["emoji"]), (&json!([]), &json!("👍")));
    let params = |emoji: &str| {
        let reaction = json!([{"type": "emoji", "emoji": emoji}]);
        json!({"chat_id": ann.id(), "message_id": message["message_id"], "reaction": reaction})
    };
    assert_eq!(ok(&sandbox, "setMessageReaction", params("❤")).await, true);
    assert_eq!(refused(&sandbox, "setMessageReaction", params("x")).await, "Bad Request: REACTION_INVALID");
    let missing = json!({"chat_id": ann.id(), "message_id": 99, "reaction": []});
    assert_eq!(refused(&sandbox, "setMessageReaction", missing).await, "Bad Request: message to react not found");

    // In a channel nobody is named.
    let news = sandbox.channel("News", "");
    ok(&sandbox, "sendMessage", json!({"chat_id": news.id(), "text": "x"})).await;
    ann.react(&news.next_message().await.unwrap(), "🔥").await.unwrap();
    let update = ok(&sandbox, "getUpdates", json!({"offset": -1, "limit": 1})).await;
    let counts = json!([{"type": {"type": "emoji", "emoji": "🔥"}, "total_count": 1}]);
    assert_eq!(update[0]["message_reaction_count"]["reactions"], counts);
}

#[tokio::test]
async fn a_reply_may_quote_and_may_be_to_another_chat() {
    let (sandbox, ann) = with_ann().await;
    let sent = ann.send("one 😀 two").await;
    let reply = json!({"message_id": sent.message_id, "quote": "two"});
    let message = json!({"chat_id": ann.id(), "text": "x", "reply_parameters": reply});
    let message = ok(&sandbox, "sendMessage", message).await;
    assert_eq!(message["quote"], json!({"text": "two", "position": 7, "is_manual": true}));
    let reply = json!({"message_id": sent.message_id, "quote": "three"});
    let wrong = json!({"chat_id": ann.id(), "text": "x", "reply_parameters": reply});
    assert_eq!(refused(&sandbox, "sendMessage", wrong).await, "Bad Request: QUOTE_TEXT_INVALID");
    let news = sandbox.channel("News", "news");
    let post = news.post("post").await;
    let reply = json!({"message_id": post.message_id, "chat_id": "@news"});
    let message = json!({"chat_id": ann.id(), "text": "x", "reply_parameters": reply});
    let message = ok(&sandbox, "sendMessage", message).await;
    assert_eq!(message["external_reply"]["origin"]["type"], "channel");
    let gone = json!({"message_id": 999, "allow_sending_without_reply": true});
    let message = json!({"chat_id": ann.id(), "text": "x", "reply_parameters": gone});
    assert!(ok(&sandbox, "sendMessage", message).await.get("reply_to_message").is_none());
    // And the person answers the bot.
    let last = ann.messages().pop().unwrap();
    ann.reply(&last, "yes").await;
    let update = ok(&sandbox, "getUpdates", json!({"offset": -1})).await;
    assert_eq!(update[0]["message"]["reply_to_message"]["message_id"], last.message_id());
}

#[tokio::test(start_paused = true)]
async fn a_chat_action_is_shown_for_a_while_or_until_the_message_comes() {
    let (sandbox, ann) = with_ann().await;
    let typing = || sandbox.bot().chat_action(ann.id());
    ok(&sandbox, "sendChatAction", json!({"chat_id": ann.id(), "action": "Typing"})).await;
    assert_eq!(typing().as_deref(), Some("typing"));
    tokio::time::advance(std::time::Duration::from_secs(5)).await;
    assert_eq!(typing(), None);
    ok(&sandbox, "sendChatAction", json!({"chat_id": ann.id(), "action": "upload_photo"})).await;
    ok(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "x"})).await;
    assert_eq!(typing(), None);
}
