//! What people do on the page beside writing, over its interface: vote, react, answer, send files, ask inline, pay; and
//! several bots.

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::Full;
use serde_json::{Value, json};
use tgsandbox::Sandbox;

use crate::{
    kit::{Answer, call, get, newest, ok, send},
    page::{ask, key, people, see, with_page},
};

/// A sandbox with a page where somebody has written to the bot, and that somebody.
async fn with_you() -> (Sandbox, i64) {
    let sandbox = with_page().await;
    let you = people(&sandbox).await[0];
    ask(&sandbox, "send", json!({"chat": you, "from": you, "text": "hello"})).await;
    (sandbox, you)
}

async fn last(sandbox: &Sandbox, chat: i64) -> Value {
    see(sandbox, Some(chat)).await["chat"]["messages"].as_array().unwrap().last().unwrap().clone()
}

#[tokio::test]
async fn people_vote_and_the_page_knows_who_voted_for_what() {
    let (sandbox, you) = with_you().await;
    let poll = json!({"chat_id": you, "question": "q", "options": ["a", "b", "c"], "allows_multiple_answers": true});
    let message = ok(&sandbox, "sendPoll", poll).await["message_id"].clone();
    let vote = |options: Value| json!({"chat": you, "from": you, "message": message, "options": options});
    assert_eq!(ask(&sandbox, "vote", vote(json!([0, 2]))).await, json!({}));
    let seen = see(&sandbox, Some(you)).await;
    assert_eq!(seen["chat"]["votes"][message.to_string()], json!({you.to_string(): [0, 2]}));
    assert_eq!(newest(&sandbox, "poll").await["options"][2]["voter_count"], 1);
    assert_eq!(ask(&sandbox, "vote", vote(json!([3]))).await["error"], "the poll has no such option");
    assert_eq!(ask(&sandbox, "vote", vote(json!([]))).await, json!({}), "taken back");
    ok(&sandbox, "stopPoll", json!({"chat_id": you, "message_id": message})).await;
    assert_eq!(ask(&sandbox, "vote", vote(json!([0]))).await["error"], "the poll is closed");
}

#[tokio::test]
async fn people_react_and_see_the_bots_reaction() {
    let (sandbox, you) = with_you().await;
    ok(&sandbox, "getUpdates", json!({"allowed_updates": ["message_reaction"]})).await;
    let theirs = ok(&sandbox, "sendMessage", json!({"chat_id": you, "text": "x"})).await["message_id"].clone();
    let react = |emoji: &str| json!({"chat": you, "from": you, "message": theirs, "emoji": emoji});
    assert!(ask(&sandbox, "react", react("🔥")).await["update"].is_u64());
    assert_eq!(newest(&sandbox, "message_reaction").await["new_reaction"][0]["emoji"], "🔥");
    let mine = last(&sandbox, you).await["message_id"].as_i64().unwrap() - 1;
    let reaction = json!([{"type": "emoji", "emoji": "👍"}]);
    ok(&sandbox, "setMessageReaction", json!({"chat_id": you, "message_id": mine, "reaction": reaction})).await;
    let reactions = see(&sandbox, Some(you)).await["chat"]["reactions"].clone();
    let bot = sandbox.bot().id();
    assert_eq!(
        reactions,
        json!({theirs.to_string(): [{"emoji": "🔥", "by": [you]}], mine.to_string(): [{"emoji": "👍", "by": [bot]}]})
    );
    ask(&sandbox, "react", react("")).await;
    assert!(see(&sandbox, Some(you)).await["chat"]["reactions"].get(theirs.to_string()).is_none());
}

#[tokio::test]
async fn an_answer_says_which_message_it_answers() {
    let (sandbox, you) = with_you().await;
    let theirs = ok(&sandbox, "sendMessage", json!({"chat_id": you, "text": "x"})).await["message_id"].clone();
    ask(&sandbox, "send", json!({"chat": you, "from": you, "text": "y", "reply_to": theirs})).await;
    assert_eq!(newest(&sandbox, "message").await["reply_to_message"]["message_id"], theirs);
    // One that is gone is answered by a message like any other.
    ask(&sandbox, "send", json!({"chat": you, "from": you, "text": "y", "reply_to": 999})).await;
    assert!(newest(&sandbox, "message").await.get("reply_to_message").is_none());
}

/// Sends a file from the page.
async fn upload(sandbox: &Sandbox, query: &str, content_type: &str, data: impl Into<Bytes>) -> Answer {
    let request = Request::post(format!("/page/api/upload?{query}"))
        .header("host", sandbox.address().to_string())
        .header("content-type", content_type)
        .header("x-sandbox-key", key(sandbox));
    send(sandbox.address(), request.body(Full::new(data.into())).unwrap()).await.unwrap()
}

#[tokio::test]
async fn people_send_photos_and_files_that_the_bot_can_download() {
    const BYTES: &str = "application/octet-stream";
    let (sandbox, you) = with_you().await;
    let place = format!("chat={you}&from={you}");
    let photo = format!("{place}&kind=photo&width=640&height=480&caption=%2Flook%20here&name=a.png");
    assert!(upload(&sandbox, &photo, BYTES, "picture").await.json()["update"].is_u64());
    let message = newest(&sandbox, "message").await;
    assert_eq!((&message["photo"][0]["width"], &message["photo"][0]["file_size"]), (&json!(640), &json!(7)));
    assert_eq!(message["caption"], "/look here");
    assert_eq!(message["caption_entities"][0]["type"], "bot_command");
    for (kind, field) in [("video", "video"), ("audio", "audio"), ("nonsense", "document")] {
        upload(&sandbox, &format!("{place}&kind={kind}&name=b.bin&mime=x/y"), BYTES, "data").await;
        let object = newest(&sandbox, "message").await[field].take();
        assert_eq!((&object["file_name"], &object["mime_type"]), (&json!("b.bin"), &json!("x/y")), "{kind}");
        let path = ok(&sandbox, "getFile", json!({"file_id": object["file_id"]})).await["file_path"].take();
        let path = format!("/file/bot{}/{}", sandbox.token(), path.as_str().unwrap());
        assert_eq!(send(sandbox.address(), get(&path)).await.unwrap().text, "data");
    }
    assert_eq!(upload(&sandbox, &place, BYTES, "").await.json()["error"], "the file is empty");
    let caption = format!("{place}&caption={}", "x".repeat(1025));
    assert!(upload(&sandbox, &caption, BYTES, "x").await.json()["error"].is_string());
    let stranger = upload(&sandbox, &format!("chat={you}&from=5"), BYTES, "x").await;
    assert_eq!(stranger.json()["error"], "this is somebody else's private chat");
    // No form and no script of another page can send such a body unasked.
    let form = upload(&sandbox, &place, "text/plain", "x").await;
    assert_eq!(form.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let large = upload(&sandbox, &place, BYTES, vec![0; (20 << 20) + 1]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn what_is_typed_behind_the_bots_name_is_answered_and_chosen() {
    let (sandbox, you) = with_you().await;
    let group = see(&sandbox, None).await["chats"]["list"][2]["id"].as_i64().unwrap();
    let result = |id: &str| json!({"type": "article", "id": id, "title": format!("Title {id}"), "description": "d", "input_message_content": {"message_text": "<b>bold</b>", "parse_mode": "HTML"}});
    let answer = async {
        let updates = call(&sandbox, "getUpdates", json!({"offset": 1001, "timeout": 20})).await.result();
        let query = &updates[0]["inline_query"];
        assert_eq!((&query["query"], &query["chat_type"]), (&json!("cats"), &json!("group")));
        let more = json!({"inline_query_id": query["id"], "results": [result("1"), result("2")], "next_offset": "2", "button": {"text": "Log in", "start_parameter": "s"}});
        ok(&sandbox, "answerInlineQuery", more).await;
    };
    let typed = json!({"chat": group, "from": you, "query": "cats"});
    let (offered, ()) = tokio::join!(ask(&sandbox, "inline", typed), answer);
    assert_eq!(offered["results"][1], json!({"id": "2", "type": "article", "title": "Title 2", "text": "d"}));
    assert_eq!((&offered["next"], &offered["button"]["text"]), (&json!("2"), &json!("Log in")));
    let choose = json!({"chat": group, "from": you, "id": offered["id"], "query": "cats", "result": "2"});
    assert!(ask(&sandbox, "choose", choose.clone()).await["update"].is_u64());
    let message = last(&sandbox, group).await;
    assert_eq!((&message["text"], &message["from"]["id"]), (&json!("bold"), &json!(you)));
    assert_eq!(message["via_bot"]["username"], "sandbox_bot");
    let mut old = choose;
    old["id"] = "5".into();
    assert_eq!(ask(&sandbox, "choose", old).await["error"], "the query is too old");
}

#[tokio::test]
async fn an_invoice_is_paid_when_the_bot_agrees() {
    let (sandbox, you) = with_you().await;
    let bill = json!({"chat_id": you, "title": "t", "description": "d", "payload": "p", "currency": "XTR", "prices": [{"label": "l", "amount": 5}]});
    let message = ok(&sandbox, "sendInvoice", bill).await["message_id"].clone();
    let pay = json!({"chat": you, "from": you, "message": message});
    for (offset, agrees) in [(1001, false), (1002, true)] {
        let answer = async {
            let updates = call(&sandbox, "getUpdates", json!({"offset": offset, "timeout": 20})).await.result();
            let id = updates[0]["pre_checkout_query"]["id"].clone();
            let word = json!({"pre_checkout_query_id": id, "ok": agrees, "error_message": "sold out"});
            ok(&sandbox, "answerPreCheckoutQuery", word).await;
        };
        let (paid, ()) = tokio::join!(ask(&sandbox, "pay", pay.clone()), answer);
        assert_eq!(paid["update"].is_u64(), agrees, "{paid}");
        assert_eq!(paid["error"].as_str().is_some_and(|error| error.contains("sold out")), !agrees, "{paid}");
    }
    assert_eq!(last(&sandbox, you).await["successful_payment"]["total_amount"], 5);
}

#[tokio::test]
async fn each_bot_has_a_stage_of_its_own_and_there_can_be_more() {
    let sandbox = with_page().await;
    let second = sandbox.add_bot();
    let status = see(&sandbox, None).await["status"].clone();
    let names: Vec<_> =
        status["bots"].as_array().unwrap().iter().map(|bot| bot["username"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"sandbox_bot") && names.contains(&&*second.username()));
    // The same people with another bot: what is written there is not seen here.
    let on = |deed: &str| format!("{deed}?bot={}", second.id());
    let seen = ask(&sandbox, &on("sync"), json!({})).await;
    assert_eq!(seen["status"]["bot"]["id"], second.id());
    let you = seen["chats"]["people"][0]["id"].as_i64().unwrap();
    let sent = ask(&sandbox, &on("send"), json!({"chat": you, "from": you, "text": "to the second"})).await;
    assert!(sent["update"].is_u64());
    assert_eq!((second.stats().created, sandbox.stats().created), (1, 0));
    let path = format!("/bot{}/sendMessage?chat_id={you}&text=hi", second.token());
    send(sandbox.address(), get(&path)).await.unwrap().result();
    assert_eq!(ask(&sandbox, &on("sync"), json!({"open": you})).await["chat"]["messages"][1]["text"], "hi");
    assert_eq!(see(&sandbox, Some(you)).await["chat"]["messages"], json!([]));

    let made = ask(&sandbox, "bot", json!({})).await;
    let path = format!("/bot{}/getMe", made["token"].as_str().unwrap());
    let me = send(sandbox.address(), get(&path)).await.unwrap().result();
    assert_eq!((&me["id"], &me["username"]), (&made["id"], &made["username"]));
    assert_eq!(sandbox.bots().len(), 3);
    let unknown = Request::post("/page/api/sync?bot=5")
        .header("host", sandbox.address().to_string())
        .header("content-type", "application/json")
        .header("x-sandbox-key", key(&sandbox));
    let unknown = unknown.body(Full::from("{}".to_owned())).unwrap();
    assert_eq!(send(sandbox.address(), unknown).await.unwrap().status, StatusCode::NOT_FOUND);
}
