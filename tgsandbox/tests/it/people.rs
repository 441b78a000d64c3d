//! What people do and see: texts, buttons, inline queries, groups, files, and the bot's mistakes.

use http::StatusCode;
use serde_json::{Value, json};
use tgsandbox::{Error, Sandbox};

use crate::kit::{call, get, multipart, plain, post, send};

async fn updates(sandbox: &Sandbox) -> Vec<Value> {
    call(sandbox, "getUpdates", json!({})).await.result().as_array().unwrap().clone()
}

/// The newest update. Its offset is another than that of `updates`, which Telegram would slow down when repeated.
async fn newest(sandbox: &Sandbox) -> Value {
    call(sandbox, "getUpdates", json!({"offset": -1})).await.result()[0].take()
}

#[tokio::test]
async fn a_persons_command_arrives_as_telegram_would_send_it() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    let sent = ann.send("😀 /start now").await;
    let update = updates(&sandbox).await.remove(0);
    assert_eq!(update["update_id"], sent.update_id.unwrap());
    let message = &update["message"];
    assert_eq!(message["message_id"], sent.message_id);
    assert_eq!(message["chat"], json!({"id": ann.id(), "type": "private", "first_name": "Ann"}));
    assert_eq!(&message["from"], ann.json());
    assert_eq!(message["entities"], json!([{"type": "bot_command", "offset": 3, "length": 6}]));
}

#[tokio::test]
async fn the_bot_answers_and_the_person_reads_in_order() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    let sent = ann.send("hi").await;
    let reply = json!({"message_id": sent.message_id});
    let params = json!({"chat_id": ann.id(), "text": "  one ", "reply_parameters": reply});
    let message = call(&sandbox, "sendMessage", params).await.result();
    assert_eq!(message["text"], "one");
    assert_eq!(message["from"]["is_bot"], true);
    assert_eq!(message["reply_to_message"]["text"], "hi");
    call(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "two"})).await.result();
    assert_eq!(ann.next_message().await.unwrap().text(), "one");
    assert_eq!(ann.expect_text("two").await.unwrap().chat_id(), ann.id());
    assert_eq!(ann.messages().len(), 2);
    assert_eq!(sandbox.bot().chat_log(ann.id()).len(), 3);
}

#[tokio::test(start_paused = true)]
async fn waiting_in_vain_ends_with_an_error_that_says_for_what() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann").with_timeout(std::time::Duration::from_secs(2));
    let error = ann.next_message().await.unwrap_err();
    assert!(matches!(&error, Error::Timeout { waited, .. } if waited.as_secs() == 2), "{error}");
    ann.send("hi").await;
    call(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "one"})).await.result();
    let error = ann.expect_text("two").await.unwrap_err();
    assert_eq!(error.to_string(), "expected the text \"two\", but the bot sent \"one\"");
}

#[tokio::test]
async fn wrong_messages_get_telegrams_texts_content_first() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let id = ann.id();
    let keyboard = |button: Value| json!({"inline_keyboard": [[button]]});
    let cases = [
        (json!({}), "message text is empty"),
        (json!({"text": " \n "}), "message text is empty"),
        (json!({"text": "x".repeat(32_769)}), "text is too long"),
        (json!({"text": "x".repeat(4_097)}), "message is too long"),
        (json!({"text": "x", "parse_mode": "rtf"}), "unsupported parse_mode"),
        (
            json!({"text": "<b>", "parse_mode": "HTML"}),
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (json!({"text": "<b></b>", "parse_mode": "HTML"}), "message text is empty"),
        (json!({"text": "x", "reply_markup": "{"}), "can't parse reply keyboard markup JSON object"),
        (json!({"text": "x", "reply_markup": "[]"}), "object expected as reply markup"),
        (json!({"text": "x", "reply_markup": format!("\"{}\"", "x".repeat(10_001))}), "reply markup is too long"),
        (
            json!({"text": "x", "reply_markup": keyboard(json!({"text": "b", "callback_data": "d".repeat(65)}))}),
            "BUTTON_DATA_INVALID",
        ),
        (
            json!({"text": "x", "reply_markup": keyboard(json!({"text": "b"}))}),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (json!({"text": "x"}), "chat_id is empty"),
        (json!({"text": "x", "chat_id": "nonsense"}), "chat not found"),
        (json!({"text": "x", "chat_id": id + 1}), "chat not found"),
        (
            json!({"text": "x", "chat_id": id, "reply_parameters": {"message_id": 999}}),
            "message to be replied not found",
        ),
    ];
    for (params, text) in cases {
        let answer = call(&sandbox, "sendMessage", params.clone()).await;
        assert_eq!(answer.error(), (400, format!("Bad Request: {text}")), "{params}");
    }
    let fits = json!({"text": "😀".repeat(2_048), "chat_id": id});
    call(&sandbox, "sendMessage", fits).await.result();
}

#[tokio::test]
async fn markup_becomes_entities_and_the_person_sees_plain_text() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let params = json!({"chat_id": ann.id(), "text": "<b>Hello</b>, Ann!", "parse_mode": "HTML"});
    let message = call(&sandbox, "sendMessage", params).await.result();
    assert_eq!(message["entities"], json!([{"type": "bold", "offset": 0, "length": 5}]));
    ann.expect_text("Hello, Ann!").await.unwrap();
}

#[tokio::test]
async fn a_bot_cannot_begin_a_conversation() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    let answer = call(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "x"})).await;
    assert_eq!(answer.error(), (400, "Bad Request: chat not found".to_owned()));
}

#[tokio::test]
async fn a_blocked_bot_is_told_and_refused() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    ann.block().await;
    let update = updates(&sandbox).await.remove(1);
    assert_eq!(update["my_chat_member"]["new_chat_member"]["status"], "kicked");
    let params = json!({"chat_id": ann.id(), "text": "x"});
    let answer = call(&sandbox, "sendMessage", params.clone()).await;
    assert_eq!(answer.error(), (403, "Forbidden: bot was blocked by the user".to_owned()));
    ann.unblock().await;
    call(&sandbox, "sendMessage", params).await.result();
}

#[tokio::test]
async fn a_button_press_reaches_the_bot_and_its_answer_the_person() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("/menu").await;
    let keyboard =
        json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "Site", "url": "https://a.b"}]]});
    let params = json!({"chat_id": ann.id(), "text": "Sure?", "reply_markup": keyboard});
    call(&sandbox, "sendMessage", params).await.result();
    assert_eq!(ann.next_message().await.unwrap().buttons(), ["Yes", "Site"]);
    assert!(matches!(ann.press("No").await, Err(Error::NotFound(text)) if text.contains("Yes, Site")));
    assert!(matches!(ann.press("Site").await, Err(Error::NotFound(_))));
    let press = ann.press("Yes").await.unwrap();
    let update = newest(&sandbox).await;
    assert_eq!(update["callback_query"]["data"], "y");
    assert_eq!(update["callback_query"]["message"]["text"], "Sure?");
    assert_eq!(update["callback_query"]["id"], press.query_id());
    let params = json!({"callback_query_id": press.query_id(), "text": "Done", "show_alert": true});
    call(&sandbox, "answerCallbackQuery", params).await.result();
    let answer = press.answer().await.unwrap();
    assert_eq!((answer.text.as_str(), answer.show_alert), ("Done", true));
}

#[tokio::test(start_paused = true)]
async fn a_query_that_is_unknown_or_old_cannot_be_answered() {
    let sandbox = plain().await;
    let query = sandbox.user("Ann").inline_query("cats").await;
    let update = updates(&sandbox).await.remove(0);
    let id = update["inline_query"]["id"].clone();
    assert_eq!(update["update_id"], query.update_id().unwrap());
    tokio::time::advance(std::time::Duration::from_secs(151)).await;
    let too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    for id in [id, json!("1"), json!("")] {
        let answer = call(&sandbox, "answerInlineQuery", json!({"inline_query_id": id, "results": []})).await;
        assert_eq!(answer.error(), (400, too_old.to_owned()));
    }
}

#[tokio::test]
async fn inline_results_are_offered_and_chosen() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    let query = ann.inline_query("cats").await;
    let id = updates(&sandbox).await.remove(0)["inline_query"]["id"].clone();
    let result = json!({"type": "article", "id": "1", "title": "Cat", "input_message_content": {"message_text": "m"}});
    let params = json!({"inline_query_id": id, "results": [result]});
    call(&sandbox, "answerInlineQuery", params).await.result();
    assert_eq!(query.results().await.unwrap(), [result]);
    assert!(matches!(ann.choose_result(&query, "2").await, Err(Error::NotFound(_))));
    let chosen = ann.choose_result(&query, "1").await.unwrap().unwrap();
    let update = newest(&sandbox).await;
    assert_eq!((&update["update_id"], &update["chosen_inline_result"]["query"]), (&json!(chosen), &json!("cats")));
}

#[tokio::test]
async fn reply_keyboards_send_their_text() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let markup = json!({"keyboard": [["Red"], [{"text": "Blue"}]]});
    let params = json!({"chat_id": ann.id(), "text": "?", "reply_markup": markup});
    let message = call(&sandbox, "sendMessage", params).await.result();
    assert!(message.get("reply_markup").is_none(), "only inline keyboards are given back");
    ann.tap("Blue").await.unwrap();
    assert_eq!(newest(&sandbox).await["message"]["text"], "Blue");
    assert!(ann.tap("Green").await.is_err());
}

#[tokio::test]
async fn a_person_has_the_names_language_and_premium_that_they_were_given() {
    let sandbox = plain().await;
    let ann =
        sandbox.user("Ann").with_last_name("Lee").with_username("@ann_lee").with_language("de").with_premium(true);
    ann.send("hi").await;
    let message = newest(&sandbox).await["message"].take();
    assert_eq!(
        message["from"],
        json!({"id": ann.id(), "is_bot": false, "first_name": "Ann", "last_name": "Lee", "username": "ann_lee",
            "language_code": "de", "is_premium": true})
    );
    assert_eq!(
        message["chat"],
        json!({"id": ann.id(), "type": "private", "first_name": "Ann", "last_name": "Lee", "username": "ann_lee"})
    );
    // Whoever changes a name is seen with the new one.
    let ann = ann.with_username("").with_language("").with_premium(false);
    ann.send("hi again").await;
    let from = newest(&sandbox).await["message"]["from"].take();
    assert_eq!(from, json!({"id": ann.id(), "is_bot": false, "first_name": "Ann", "last_name": "Lee"}));
    let chat = call(&sandbox, "getChat", json!({"chat_id": ann.id()})).await.result();
    assert!(chat.get("username").is_none(), "{chat}");
    // Commands are seen in the person's language.
    let kim = sandbox.user("Kim").with_language("ko");
    let list = json!([{"command": "korean", "description": "d"}]);
    call(&sandbox, "setMyCommands", json!({"commands": list, "language_code": "ko"})).await.result();
    assert_eq!((kim.commands().len(), ann.commands().len()), (1, 0));
}

#[tokio::test]
async fn buttons_below_the_chat_share_what_they_ask_for() {
    let sandbox = plain().await;
    let (ann, bob) = (sandbox.user("Ann"), sandbox.user("Bob").with_username("bob"));
    bob.send("hi").await;
    ann.send("hi").await;
    let group = sandbox.supergroup("Friends");
    let users = json!({"request_id": 7, "request_name": true, "request_username": true});
    let chat = json!({"request_id": 8, "chat_is_channel": false, "request_title": true});
    let markup = json!({"keyboard": [
        [{"text": "Number", "request_contact": true}, {"text": "Place", "request_location": true}],
        [{"text": "Friend", "request_users": users}, {"text": "Group", "request_chat": chat}],
        [{"text": "Channel", "request_chat": {"request_id": 9, "chat_is_channel": true}}, {"text": "Poll", "request_poll": {}}],
    ]});
    let params = json!({"chat_id": ann.id(), "text": "?", "reply_markup": markup});
    call(&sandbox, "sendMessage", params).await.result();
    let tap = async |button: &str| {
        ann.tap(button).await.unwrap();
        newest(&sandbox).await["message"].take()
    };
    assert_eq!(tap("Number").await["contact"]["user_id"], ann.id());
    call(&sandbox, "getUpdates", json!({"offset": 0})).await;
    assert!(tap("Place").await["location"]["longitude"].is_f64());
    call(&sandbox, "getUpdates", json!({"offset": 1})).await;
    let shared = tap("Friend").await;
    let friend = json!({"user_id": bob.id(), "first_name": "Bob", "username": "bob"});
    assert_eq!(shared["users_shared"], json!({"request_id": 7, "user_ids": [bob.id()], "users": [friend]}));
    // The name that this had before stands beside it.
    assert_eq!(shared["user_shared"], json!({"request_id": 7, "user_id": bob.id()}));
    call(&sandbox, "getUpdates", json!({"offset": 2})).await;
    let shared = tap("Group").await;
    assert_eq!(shared["chat_shared"], json!({"request_id": 8, "chat_id": group.id(), "title": "Friends"}));
    assert!(matches!(ann.tap("Channel").await, Err(Error::NotFound(text)) if text.contains("no chat that fits")));
    assert!(matches!(ann.tap("Poll").await, Err(Error::NotFound(text)) if text.contains("request_poll")));
}

#[tokio::test]
async fn people_edit_what_they_sent() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    let sent = ann.send("helo").await;
    ann.edit(sent, "/hello").await.unwrap();
    assert_eq!(sandbox.bot().chat_log(ann.id())[0]["text"], "/hello");
    let update = newest(&sandbox).await;
    let edited = &update["edited_message"];
    assert_eq!((&edited["message_id"], &edited["text"]), (&json!(sent.message_id), &json!("/hello")));
    assert!(edited["edit_date"].is_i64() && edited["entities"].is_array());
    assert!(sandbox.user("Bob").edit(sent, "x").await.is_err());
}

#[tokio::test]
async fn a_group_has_many_people_and_one_lane() {
    let sandbox = plain().await;
    let (ann, bob, group) = (sandbox.user("Ann"), sandbox.user("Bob"), sandbox.group("Friends"));
    ann.send_to(&group, "/start").await;
    bob.send_to(&group, "hello").await;
    let got = updates(&sandbox).await;
    assert!(got.iter().all(|update| update["message"]["chat"]["id"] == group.id()));
    assert_eq!(got[1]["message"]["from"]["first_name"], "Bob");
    call(&sandbox, "sendMessage", json!({"chat_id": group.id(), "text": "hi all"})).await.result();
    group.expect_text("hi all").await.unwrap();
    assert_eq!((group.messages().len(), ann.messages().len()), (1, 0));
    let keyboard = json!({"inline_keyboard": [[{"text": "Vote", "callback_data": "v"}]]});
    let params = json!({"chat_id": group.id(), "text": "?", "reply_markup": keyboard});
    call(&sandbox, "sendMessage", params).await.result();
    assert!(bob.press("Vote").await.is_err(), "not in the private chat");
    bob.press_in(&group, "Vote").await.unwrap();
    let query = newest(&sandbox).await["callback_query"].take();
    assert_eq!((&query["from"], &query["message"]["chat"]["id"]), (bob.json(), &json!(group.id())));
}

#[tokio::test]
async fn an_uploaded_file_can_be_asked_for_and_downloaded() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let id = ann.id().to_string();
    let (kind, body) = multipart(&[("chat_id", &id), ("caption", "my file")], &[("document", "a.txt", b"content")]);
    let path = format!("/bot{}/sendDocument", sandbox.token());
    let message = send(sandbox.address(), post(&path, &kind, body)).await.unwrap().result();
    assert_eq!(ann.expect_text("my file").await.unwrap().json()["document"]["file_name"], "a.txt");
    let file = call(&sandbox, "getFile", json!({"file_id": message["document"]["file_id"]})).await.result();
    assert_eq!(file["file_path"], "documents/file_0.txt");
    let path = format!("/file/bot{}/documents/file_0.txt", sandbox.token());
    assert_eq!(send(sandbox.address(), get(&path)).await.unwrap().text, "content");
    let missing = send(sandbox.address(), get(&path.replace('0', "1"))).await.unwrap();
    assert_ne!(missing.status, StatusCode::OK);
}

#[tokio::test]
async fn photos_by_upload_and_by_id_and_wrong_ones() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let id = ann.id().to_string();
    let (kind, body) =
        multipart(&[("chat_id", &id), ("photo", "attach://p")], &[("p", "p.png", b"png"), ("x", "x", b"y")]);
    let path = format!("/bot{}/sendPhoto", sandbox.token());
    let message = send(sandbox.address(), post(&path, &kind, body)).await.unwrap().result();
    let file_id = message["photo"][0]["file_id"].clone();
    call(&sandbox, "sendPhoto", json!({"chat_id": ann.id(), "photo": file_id})).await.result();
    for (photo, text) in [
        ("", "there is no photo in the request"),
        ("nonsense", "wrong file identifier/HTTP URL specified"),
        ("https://example.com/p.png", "failed to get HTTP URL content"),
    ] {
        let answer = call(&sandbox, "sendPhoto", json!({"chat_id": ann.id(), "photo": photo})).await;
        assert_eq!(answer.error(), (400, format!("Bad Request: {text}")));
    }
}

#[tokio::test]
async fn get_file_knows_the_files_it_was_given_up_to_20_mebibytes() {
    let sandbox = plain().await;
    let small = sandbox.add_file("a.txt", "x");
    let large = sandbox.add_file("b.txt", vec![0; (20 << 20) + 1]);
    call(&sandbox, "getFile", json!({"file_id": small})).await.result();
    for (id, text) in [(large.as_str(), "file is too big"), ("", "file_id not specified"), ("x", "invalid file_id")] {
        let answer = call(&sandbox, "getFile", json!({"file_id": id})).await;
        assert_eq!(answer.error(), (400, format!("Bad Request: {text}")));
    }
}

#[tokio::test]
async fn chat_actions_are_checked() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    call(&sandbox, "sendChatAction", json!({"chat_id": ann.id(), "action": "typing"})).await.result();
    let answer = call(&sandbox, "sendChatAction", json!({"chat_id": ann.id(), "action": "sing"})).await;
    assert_eq!(answer.error().1, "Bad Request: wrong parameter action in request");
}
