//! Polls, commands and the bot's own settings, stickers, payments, inline messages, games, `close` and `logOut`.

use std::time::Duration;

use serde_json::json;
use tgsandbox::{Sandbox, User};

use crate::kit::{call, newest, ok, plain, refused, upload};

async fn with_ann() -> (Sandbox, User) {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    (sandbox, ann)
}

#[tokio::test]
async fn people_vote_and_the_bot_sees_counts_and_who_where_the_poll_is_not_anonymous() {
    let (sandbox, ann) = with_ann().await;
    let params = json!({
        "chat_id": ann.id(), "question": "<b>q</b>", "question_parse_mode": "HTML",
        "options": ["a", {"text": "b"}], "is_anonymous": false,
    });
    let message = ok(&sandbox, "sendPoll", params).await;
    assert_eq!(message["poll"]["question_entities"][0]["type"], "bold");
    assert_eq!(message["poll"]["options"][1], json!({"text": "b", "voter_count": 0, "persistent_id": "1"}));
    let seen = ann.next_message().await.unwrap();
    ann.vote(&seen, &["b"]).await.unwrap();
    let updates = ok(&sandbox, "getUpdates", json!({"offset": -2})).await;
    assert_eq!(updates[0]["poll"]["options"][1]["voter_count"], 1);
    let answer = &updates[1]["poll_answer"];
    assert_eq!((&answer["option_ids"], &answer["user"]), (&json!([1]), ann.json()));
    assert!(ann.vote(&seen, &["c"]).await.is_err());
    assert!(ann.vote(&seen, &["a", "b"]).await.is_err());
    let stop = json!({"chat_id": ann.id(), "message_id": message["message_id"]});
    let poll = ok(&sandbox, "stopPoll", stop.clone()).await;
    assert_eq!((&poll["is_closed"], &poll["total_voter_count"]), (&json!(true), &json!(1)));
    assert_eq!(refused(&sandbox, "stopPoll", stop).await, "Bad Request: poll has already been closed");
    assert!(ann.vote(&seen, &["a"]).await.is_err());
    assert_eq!(ann.messages()[0].json()["poll"]["is_closed"], true);
    let other = ok(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "x"})).await;
    let other = json!({"chat_id": ann.id(), "message_id": other["message_id"]});
    assert_eq!(refused(&sandbox, "stopPoll", other).await, "Bad Request: message with poll to stop not found");
}

#[tokio::test(start_paused = true)]
async fn a_poll_closes_by_itself_when_its_time_is_over() {
    let (sandbox, ann) = with_ann().await;
    let params = json!({"chat_id": ann.id(), "question": "q", "options": ["a"], "open_period": 600});
    let message = ok(&sandbox, "sendPoll", params).await;
    assert_eq!(message["poll"]["close_date"], message["date"].as_i64().unwrap() + 600);
    sandbox.bot().until("the poll's end", |stats| stats.created == 2).await.unwrap_err();
    tokio::time::sleep(Duration::from_secs(600)).await;
    sandbox.bot().until("the poll's end", |stats| stats.created == 2).await.unwrap();
    assert_eq!(newest(&sandbox, "poll").await["is_closed"], true);
}

#[tokio::test]
async fn wrong_polls_get_telegrams_texts() {
    let (sandbox, ann) = with_ann().await;
    for (more, text) in [
        (json!({"options": ["a", ""]}), "poll options must be non-empty"),
        (json!({"options": ["x".repeat(101)]}), "poll options length must not exceed 100"),
        (json!({"question": "x".repeat(301)}), "question is too long"),
        (json!({"type": "quiz"}), "wrong correct option ID specified"),
        (json!({"type": "quiz", "correct_option_ids": [2]}), "wrong correct option ID specified"),
        (json!({"type": "exam"}), "unsupported poll type specified"),
    ] {
        let mut params = json!({"chat_id": ann.id(), "question": "q", "options": ["a", "b"]});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(refused(&sandbox, "sendPoll", params).await, format!("Bad Request: {text}"));
    }
    let quiz = json!({
        "chat_id": ann.id(), "question": "q", "options": ["a", "b"], "type": "quiz", "correct_option_id": 1,
        "explanation": "_why_", "explanation_parse_mode": "Markdown",
    });
    let poll = ok(&sandbox, "sendPoll", quiz).await["poll"].take();
    // Also under the name that it had before.
    assert_eq!((&poll["correct_option_ids"], &poll["correct_option_id"]), (&json!([1]), &json!(1)));
    assert_eq!(poll["explanation_entities"][0]["type"], "italic");
    let seen = ann.next_message().await.unwrap();
    ann.vote(&seen, &["a"]).await.unwrap();
    assert!(ann.vote(&seen, &["b"]).await.is_err(), "a quiz is answered once");
}

#[tokio::test]
async fn commands_have_scopes_and_languages_and_people_see_the_narrowest() {
    let (sandbox, ann) = with_ann().await;
    let list = |name: &str| json!([{"command": name, "description": "does it"}]);
    ok(&sandbox, "setMyCommands", json!({"commands": list("all")})).await;
    ok(&sandbox, "setMyCommands", json!({"commands": list("german"), "language_code": "de"})).await;
    assert_eq!(ann.commands(), [("all".to_owned(), "does it".to_owned())]);
    let scope = json!({"type": "all_private_chats"});
    ok(&sandbox, "setMyCommands", json!({"commands": list("/Private"), "scope": scope})).await;
    assert_eq!(ann.commands()[0].0, "private");
    let scope = json!({"type": "chat", "chat_id": ann.id()});
    ok(&sandbox, "setMyCommands", json!({"commands": list("ann"), "scope": scope})).await;
    assert_eq!(ann.commands()[0].0, "ann");
    assert_eq!(ok(&sandbox, "getMyCommands", json!({"scope": scope})).await, list("ann"));
    assert_eq!(ok(&sandbox, "getMyCommands", json!({"language_code": "fr"})).await, json!([]));
    ok(&sandbox, "deleteMyCommands", json!({"scope": scope})).await;
    assert_eq!(ann.commands()[0].0, "private");
    for (params, text) in [
        (json!({"commands": list("Not good")}), "BOT_COMMAND_INVALID"),
        (json!({"commands": [{"command": "a", "description": " "}]}), "BOT_COMMAND_DESCRIPTION_INVALID"),
        (
            json!({"commands": [{"command": "a", "description": ""}]}),
            "can't parse BotCommand: description must be non-empty",
        ),
        (json!({"commands": vec![json!({"command": "a", "description": "d"}); 101]}), "BOT_COMMANDS_TOO_MUCH"),
        (json!({"commands": [], "language_code": "german"}), "invalid language code specified"),
        (json!({"commands": [], "scope": {"type": "chat", "chat_id": 5}}), "chat not found"),
        (json!({"commands": [], "scope": {"type": "x"}}), "can't parse scope: type \"x\" is unsupported"),
    ] {
        assert_eq!(refused(&sandbox, "setMyCommands", params).await, format!("Bad Request: {text}"));
    }
}

#[tokio::test]
async fn a_bot_says_who_it_is_in_every_language() {
    let (sandbox, ann) = with_ann().await;
    assert_eq!(ok(&sandbox, "getMyName", json!({})).await["name"], "Sandbox Bot");
    ok(&sandbox, "setMyName", json!({"name": "Robo"})).await;
    ok(&sandbox, "setMyName", json!({"name": "Robi", "language_code": "de"})).await;
    assert_eq!(ok(&sandbox, "getMyName", json!({"language_code": "de"})).await["name"], "Robi");
    assert_eq!(ok(&sandbox, "getMyName", json!({"language_code": "fr"})).await["name"], "Robo");
    assert_eq!(ok(&sandbox, "getMe", json!({})).await["first_name"], "Robo");
    let message = ok(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "x"})).await;
    assert_eq!(message["from"]["first_name"], "Robo");
    for (set, get, name) in [
        ("setMyDescription", "getMyDescription", "description"),
        ("setMyShortDescription", "getMyShortDescription", "short_description"),
    ] {
        ok(&sandbox, set, json!({name: "text"})).await;
        assert_eq!(ok(&sandbox, get, json!({})).await, json!({name: "text"}));
        ok(&sandbox, set, json!({})).await;
        assert_eq!(ok(&sandbox, get, json!({})).await, json!({name: ""}));
    }
    assert_eq!(refused(&sandbox, "setMyName", json!({"name": "x".repeat(65)})).await, "Bad Request: name is too long");

    assert_eq!(ok(&sandbox, "getChatMenuButton", json!({})).await["type"], "commands");
    let button = json!({"type": "web_app", "text": "App", "web_app": {"url": "https://a.b/"}});
    ok(&sandbox, "setChatMenuButton", json!({"chat_id": ann.id(), "menu_button": button})).await;
    assert_eq!(ok(&sandbox, "getChatMenuButton", json!({"chat_id": ann.id()})).await, button);
    assert_eq!(ok(&sandbox, "getChatMenuButton", json!({})).await["type"], "commands");
    ok(&sandbox, "setChatMenuButton", json!({"chat_id": ann.id()})).await;
    assert_eq!(ok(&sandbox, "getChatMenuButton", json!({"chat_id": ann.id()})).await["type"], "commands");

    let rights = json!({"can_pin_messages": true});
    ok(&sandbox, "setMyDefaultAdministratorRights", json!({"rights": rights})).await;
    let rights = ok(&sandbox, "getMyDefaultAdministratorRights", json!({})).await;
    assert_eq!((&rights["can_pin_messages"], &rights["can_delete_messages"]), (&json!(true), &json!(false)));
    let channels = ok(&sandbox, "getMyDefaultAdministratorRights", json!({"for_channels": true})).await;
    assert_eq!((&channels["can_post_messages"], channels.get("can_pin_messages")), (&json!(false), None));
}

#[tokio::test]
async fn a_sticker_set_is_made_shown_and_changed() {
    let (sandbox, ann) = with_ann().await;
    let name = format!("cats_by_{}", sandbox.bot().username());
    let sticker = |file: &str| json!({"sticker": format!("attach://{file}"), "format": "static", "emoji_list": ["🐱"]});
    let (user, stickers) = (ann.id().to_string(), json!([sticker("a"), sticker("b")]).to_string());
    let params = [("user_id", user.as_str()), ("name", &name), ("title", "Cats"), ("stickers", &stickers)];
    let files: [(&str, &str, &[u8]); 2] = [("a", "a.webp", b"a"), ("b", "b.webp", b"bb")];
    upload(&sandbox, "createNewStickerSet", &params, &files).await;
    let set = ok(&sandbox, "getStickerSet", json!({"name": name})).await;
    assert_eq!((&set["title"], &set["sticker_type"]), (&json!("Cats"), &json!("regular")));
    // A name that is documented no more.
    assert_eq!(set["contains_masks"], false);
    let second = &set["stickers"][1];
    assert_eq!((&second["emoji"], &second["set_name"]), (&json!("🐱"), &json!(name)));
    let message = ok(&sandbox, "sendSticker", json!({"chat_id": ann.id(), "sticker": second["file_id"]})).await;
    assert_eq!(message["sticker"]["file_unique_id"], second["file_unique_id"]);
    ok(&sandbox, "setStickerPositionInSet", json!({"sticker": second["file_id"], "position": 0})).await;
    ok(&sandbox, "setStickerEmojiList", json!({"sticker": second["file_id"], "emoji_list": ["🐶"]})).await;
    ok(&sandbox, "setStickerSetTitle", json!({"name": name, "title": "Pets"})).await;
    let changed = ok(&sandbox, "getStickerSet", json!({"name": name})).await;
    assert_eq!((&changed["title"], &changed["stickers"][0]["emoji"]), (&json!("Pets"), &json!("🐶")));
    ok(&sandbox, "deleteStickerFromSet", json!({"sticker": second["file_id"]})).await;
    let again = json!({"sticker": second["file_id"]});
    assert_eq!(refused(&sandbox, "deleteStickerFromSet", again).await, "Bad Request: STICKER_INVALID");
    ok(&sandbox, "deleteStickerSet", json!({"name": name})).await;
    assert_eq!(refused(&sandbox, "getStickerSet", json!({"name": name})).await, "Bad Request: STICKERSET_INVALID");
    let foreign = json!({"user_id": ann.id(), "name": "cats", "title": "t", "stickers": [sticker("a")]});
    let text = refused(&sandbox, "createNewStickerSet", foreign).await;
    assert_eq!(text, "Bad Request: invalid sticker set name is specified");
}

#[tokio::test]
async fn an_order_waits_for_the_bots_word_and_is_paid() {
    let (sandbox, ann) = with_ann().await;
    let bill = json!({
        "chat_id": ann.id(), "title": "t", "description": "d", "payload": "order 5", "currency": "XTR",
        "prices": [{"label": "l", "amount": 5}],
    });
    let message = ok(&sandbox, "sendInvoice", bill.clone()).await;
    assert_eq!((&message["invoice"]["total_amount"], &message["invoice"]["currency"]), (&json!(5), &json!("XTR")));
    let seen = ann.next_message().await.unwrap();
    assert_eq!(seen.json()["reply_markup"]["inline_keyboard"][0][0]["pay"], true);
    let order = ann.order(&seen).await.unwrap();
    let query = newest(&sandbox, "pre_checkout_query").await;
    assert_eq!((&query["invoice_payload"], &query["total_amount"]), (&json!("order 5"), &json!(5)));
    ok(&sandbox, "answerPreCheckoutQuery", json!({"pre_checkout_query_id": query["id"], "ok": true})).await;
    assert!(order.pay().await.unwrap().update_id.is_some());
    let paid = newest(&sandbox, "message").await;
    assert_eq!(paid["successful_payment"]["invoice_payload"], "order 5");

    let order = ann.order(&seen).await.unwrap();
    let no = json!({"pre_checkout_query_id": order.query_id(), "ok": false});
    let text = refused(&sandbox, "answerPreCheckoutQuery", no.clone()).await;
    assert_eq!(text, "Bad Request: parameter \"error_message\" is required");
    let mut no = no;
    no["error_message"] = "sold out".into();
    ok(&sandbox, "answerPreCheckoutQuery", no).await;
    assert_eq!(order.answer().await.unwrap().error_message, "sold out");
    assert!(order.pay().await.is_err());
    for (name, value, text) in [
        ("prices", json!([]), "there must be at least one price"),
        ("currency", json!("eur"), "CURRENCY_INVALID"),
        ("currency", json!("EUR"), "PAYMENT_PROVIDER_INVALID"),
        ("title", json!("x".repeat(33)), "title is too long"),
    ] {
        let mut wrong = bill.clone();
        wrong[name] = value;
        assert_eq!(refused(&sandbox, "sendInvoice", wrong).await, format!("Bad Request: {text}"));
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_is_too_old_after_ten_seconds() {
    let (sandbox, ann) = with_ann().await;
    let bill = json!({
        "chat_id": ann.id(), "title": "t", "description": "d", "payload": "p", "currency": "EUR",
        "provider_token": "x", "prices": [{"label": "l", "amount": 5}], "need_shipping_address": true,
        "is_flexible": true,
    });
    ok(&sandbox, "sendInvoice", bill).await;
    let order = ann.order(&ann.next_message().await.unwrap()).await.unwrap();
    let query = newest(&sandbox, "shipping_query").await;
    assert_eq!(query["shipping_address"]["city"], "Berlin");
    let none = json!({"shipping_query_id": query["id"], "ok": true});
    let text = refused(&sandbox, "answerShippingQuery", none).await;
    assert_eq!(text, "Bad Request: there must be at least one shipping option");
    let options = json!([{"id": "1", "title": "t", "prices": [{"label": "l", "amount": 1}]}]);
    ok(
        &sandbox,
        "answerShippingQuery",
        json!({"shipping_query_id": query["id"], "ok": true, "shipping_options": options}),
    )
    .await;
    let answer = order.answer().await.unwrap();
    assert_eq!((answer.ok, &answer.shipping_options[..]), (true, &[("1".to_owned(), "t".to_owned())][..]));
    // With a way of shipping the bot is asked for its consent, and 10 s later it is too late for that.
    let order = order.ship_by("1").await.unwrap();
    let check = newest(&sandbox, "pre_checkout_query").await;
    assert_eq!((&check["shipping_option_id"], &check["total_amount"]), (&json!("1"), &json!(6)));
    assert_eq!(check["order_info"]["shipping_address"]["city"], "Berlin");
    tokio::time::advance(Duration::from_secs(11)).await;
    let late = json!({"pre_checkout_query_id": order.query_id(), "ok": true});
    let text = refused(&sandbox, "answerPreCheckoutQuery", late).await;
    assert_eq!(text, "Bad Request: query is too old and response timeout expired or query ID is invalid");
    // Of another kind, and so not found.
    let other = json!({"pre_checkout_query_id": query["id"], "ok": true});
    let text = refused(&sandbox, "answerPreCheckoutQuery", other).await;
    assert_eq!(text, "Bad Request: query is too old and response timeout expired or query ID is invalid");
}

#[tokio::test]
async fn an_order_with_shipping_is_paid_in_one_go() {
    let (sandbox, ann) = with_ann().await;
    let bill = json!({
        "chat_id": ann.id(), "title": "t", "description": "d", "payload": "p", "currency": "EUR",
        "provider_token": "x", "prices": [{"label": "l", "amount": 5}], "need_shipping_address": true,
        "is_flexible": true,
    });
    ok(&sandbox, "sendInvoice", bill).await;
    let order = ann.order(&ann.next_message().await.unwrap()).await.unwrap();
    let options = json!([{"id": "slow", "title": "Slow", "prices": [{"label": "l", "amount": 2}]}]);
    let bot = async {
        let query = newest(&sandbox, "shipping_query").await;
        let answer = json!({"shipping_query_id": query["id"], "ok": true, "shipping_options": options});
        ok(&sandbox, "answerShippingQuery", answer).await;
        sandbox.bot().until("the order", |stats| stats.created == 3).await.unwrap();
        let query = newest(&sandbox, "pre_checkout_query").await;
        ok(&sandbox, "answerPreCheckoutQuery", json!({"pre_checkout_query_id": query["id"], "ok": true})).await;
    };
    let (paid, ()) = tokio::join!(order.pay(), bot);
    assert!(paid.unwrap().update_id.is_some());
    let payment = newest(&sandbox, "message").await["successful_payment"].take();
    assert_eq!((&payment["total_amount"], &payment["shipping_option_id"]), (&json!(7), &json!("slow")));
}

#[tokio::test]
async fn an_invoice_is_opened_by_its_link() {
    let (sandbox, ann) = with_ann().await;
    let bill = json!({"title": "t", "description": "d", "payload": "link", "currency": "XTR", "prices": [{"label": "l", "amount": 9}]});
    let link = ok(&sandbox, "createInvoiceLink", bill).await;
    let order = ann.order_link(link.as_str().unwrap()).await.unwrap();
    let query = newest(&sandbox, "pre_checkout_query").await;
    assert_eq!((&query["invoice_payload"], &query["total_amount"]), (&json!("link"), &json!(9)));
    ok(&sandbox, "answerPreCheckoutQuery", json!({"pre_checkout_query_id": query["id"], "ok": true})).await;
    assert_eq!(order.pay().await.unwrap().chat_id, ann.id());
    assert!(ann.order_link("https://t.me/$nothing").await.is_err());
}

#[tokio::test]
async fn a_chosen_result_with_a_keyboard_is_edited_by_its_inline_number() {
    let (sandbox, ann) = with_ann().await;
    let query = ann.inline_query("q").await;
    let keyboard = json!({"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]});
    let result = json!({
        "type": "article", "id": "1", "title": "t", "reply_markup": keyboard,
        "input_message_content": {"message_text": "one"},
    });
    ok(&sandbox, "answerInlineQuery", json!({"inline_query_id": query.query_id(), "results": [result]})).await;
    ann.choose_result(&query, "1").await.unwrap().unwrap();
    let chosen = newest(&sandbox, "chosen_inline_result").await;
    let edit = json!({"inline_message_id": chosen["inline_message_id"], "text": "two"});
    assert_eq!(ok(&sandbox, "editMessageText", edit).await, true);
    let unknown = json!({"inline_message_id": "nothing", "text": "two"});
    assert_eq!(refused(&sandbox, "editMessageText", unknown).await, "Bad Request: MESSAGE_ID_INVALID");
    let twice = json!({"inline_query_id": query.query_id(), "results": [result, result]});
    assert_eq!(refused(&sandbox, "answerInlineQuery", twice).await, "Bad Request: RESULT_ID_DUPLICATE");
    let many: Vec<_> = (0..51)
        .map(|n| json!({"type": "contact", "id": n.to_string(), "phone_number": "1", "first_name": "A"}))
        .collect();
    let many = json!({"inline_query_id": query.query_id(), "results": many});
    assert_eq!(
        refused(&sandbox, "answerInlineQuery", many).await,
        "Bad Request: too many inline query results specified"
    );
}

#[tokio::test]
async fn scores_only_grow_unless_forced() {
    let (sandbox, ann) = with_ann().await;
    let game = ok(&sandbox, "sendGame", json!({"chat_id": ann.id(), "game_short_name": "g"})).await;
    let score = |score: i64| json!({"chat_id": ann.id(), "message_id": game["message_id"], "user_id": ann.id(), "score": score});
    ok(&sandbox, "setGameScore", score(5)).await;
    assert_eq!(refused(&sandbox, "setGameScore", score(4)).await, "Bad Request: BOT_SCORE_NOT_MODIFIED");
    let scores = ok(&sandbox, "getGameHighScores", score(0)).await;
    assert_eq!(scores, json!([{"position": 1, "user": ann.json(), "score": 5}]));
}

#[tokio::test(start_paused = true)]
async fn logging_out_clears_the_queue_and_the_webhook_and_closes_the_door_for_half_an_hour() {
    let (sandbox, ann) = with_ann().await;
    ok(&sandbox, "logOut", json!({})).await;
    assert_eq!(sandbox.stats().pending, 0);
    let answer = call(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "x"})).await;
    assert_eq!(answer.error(), (400, "Logged out".to_owned()));
    tokio::time::advance(Duration::from_secs(1800)).await;
    ok(&sandbox, "getMe", json!({})).await;
    ok(&sandbox, "close", json!({})).await;
    let answer = call(&sandbox, "getMe", json!({})).await;
    assert_eq!(answer.error(), (500, "Internal Server Error: restart".to_owned()));
    tokio::time::advance(Duration::from_secs(1)).await;
    ok(&sandbox, "getMe", json!({})).await;
}

#[tokio::test]
async fn people_send_files_and_anything_else() {
    let (sandbox, ann) = with_ann().await;
    ann.send_document("notes.txt", "text").await;
    let document = newest(&sandbox, "message").await["document"].take();
    assert_eq!((&document["file_name"], &document["file_size"]), (&json!("notes.txt"), &json!(4)));
    let file = ok(&sandbox, "getFile", json!({"file_id": document["file_id"]})).await;
    assert_eq!(file["file_path"], "documents/file_0.txt");
    ann.send_photo("picture").await;
    ann.send_content(json!({"location": {"latitude": 1.0, "longitude": 2.0}})).await;
    ann.send_video("film").await;
    ann.send_audio("song.mp3", "song").await;
    ann.send_voice("words").await;
    let log = sandbox.bot().chat_log(ann.id());
    assert_eq!(log[2]["photo"][0]["file_size"], 7);
    assert_eq!(log[3]["location"]["latitude"], 1.0);
    assert_eq!((&log[4]["video"]["mime_type"], &log[4]["video"]["width"]), (&json!("video/mp4"), &json!(320)));
    assert_eq!(log[5]["audio"]["file_name"], "song.mp3");
    assert_eq!(log[6]["voice"]["file_size"], 5);
}
