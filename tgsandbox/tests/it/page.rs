//! The page's interface: who is answered, what is seen, what can be done. How it looks is tested in a browser.

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::Full;
use serde_json::{Value, json};
use tgsandbox::{Event, Faults, Mark, Sandbox};

use crate::kit::{Answer, LONG, Webhook, call, get, multipart, post, send, set};

pub(crate) async fn with_page() -> Sandbox {
    Sandbox::builder().page(true).plain_http(true).first_update_id(1000).timeout(LONG).start().await.unwrap()
}

pub(crate) fn key(sandbox: &Sandbox) -> String {
    sandbox.page_url().unwrap().split_once('#').unwrap().1.to_owned()
}

fn request(sandbox: &Sandbox, path: &str) -> http::request::Builder {
    Request::post(format!("/page/api/{path}"))
        .header("host", sandbox.address().to_string())
        .header("content-type", "application/json")
        .header("x-sandbox-key", key(sandbox))
}

pub(crate) async fn ask(sandbox: &Sandbox, path: &str, body: Value) -> Value {
    let request = request(sandbox, path).body(Full::from(body.to_string())).unwrap();
    let answer = send(sandbox.address(), request).await.unwrap();
    assert_eq!(answer.status, StatusCode::OK, "{path} {body}: {}", answer.text);
    answer.json()
}

/// Asks for what a browser sees that has nothing yet.
pub(crate) async fn see(sandbox: &Sandbox, open: Option<i64>) -> Value {
    ask(sandbox, "sync", json!({"open": open})).await
}

pub(crate) async fn people(sandbox: &Sandbox) -> Vec<i64> {
    let seen = see(sandbox, None).await;
    let people = seen["chats"]["people"].as_array().unwrap();
    people.iter().map(|person| person["id"].as_i64().unwrap()).collect()
}

async fn plain_get(sandbox: &Sandbox, path: &str, host: &str) -> Answer {
    let request = Request::get(path).header("host", host).body(Full::<Bytes>::default()).unwrap();
    send(sandbox.address(), request).await.unwrap()
}

#[tokio::test]
async fn there_is_no_page_unless_it_was_asked_for() {
    let sandbox = Sandbox::start().await.unwrap();
    assert_eq!(sandbox.page_url(), None);
    let answer = send(sandbox.address(), get("/page/")).await.unwrap();
    assert_eq!(answer.error(), (404, "Not Found".to_owned()), "as for any path that Telegram does not know");
}

#[tokio::test]
async fn the_page_is_served_under_its_address_only_and_with_a_strict_policy() {
    let sandbox = with_page().await;
    let host = sandbox.address().to_string();
    let page = plain_get(&sandbox, "/page/", &host).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.starts_with("<!doctype html>"));
    assert!(!page.text.contains(&key(&sandbox)), "the key is in the address alone");
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    assert_eq!(page.headers["x-content-type-options"], "nosniff");
    assert!(!page.headers.contains_key("access-control-allow-origin"));
    for asset in ["main.js", "style.css", "icon.svg"] {
        assert_eq!(plain_get(&sandbox, &format!("/page/{asset}"), &host).await.status, StatusCode::OK, "{asset}");
    }
    assert_eq!(plain_get(&sandbox, "/page", &host).await.headers["location"], "/page/");
    assert_eq!(plain_get(&sandbox, "/page/../Cargo.toml", &host).await.status, StatusCode::NOT_FOUND);
    let rebound = plain_get(&sandbox, "/page/", "rebound.example").await;
    assert_eq!(rebound.status, StatusCode::MISDIRECTED_REQUEST);
    // And the API is where it was.
    assert_eq!(call(&sandbox, "getMe", json!({})).await.status, StatusCode::OK);
}

#[tokio::test]
async fn other_pages_and_whoever_lacks_the_key_can_do_nothing() {
    let sandbox = with_page().await;
    let body = || Full::from("{}".to_owned());
    let status = async |request: Request<Full<Bytes>>| send(sandbox.address(), request).await.unwrap().status;
    let host = sandbox.address().to_string();
    let without_key =
        Request::post("/page/api/restart").header("host", &host).header("content-type", "application/json");
    assert_eq!(status(without_key.body(body()).unwrap()).await, StatusCode::FORBIDDEN);
    let file = Request::get("/page/api/file/x").header("host", &host);
    assert_eq!(status(file.body(body()).unwrap()).await, StatusCode::FORBIDDEN);
    let elsewhere = request(&sandbox, "restart").header("origin", "http://evil.example");
    assert_eq!(status(elsewhere.body(body()).unwrap()).await, StatusCode::FORBIDDEN);
    let form = Request::post("/page/api/restart")
        .header("host", &host)
        .header("content-type", "text/plain")
        .header("x-sandbox-key", key(&sandbox));
    assert_eq!(status(form.body(body()).unwrap()).await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let large = request(&sandbox, "send").body(Full::from("x".repeat(100_000))).unwrap();
    assert_eq!(status(large).await, StatusCode::PAYLOAD_TOO_LARGE);
    let unknown = request(&sandbox, "nonsense").body(body()).unwrap();
    assert_eq!(status(unknown).await, StatusCode::NOT_FOUND);
    assert!(!sandbox.transcript().iter().any(|entry| entry.event == Event::Restarted));
    let not_json = ask(&sandbox, "send", json!("x")).await;
    assert!(not_json["error"].as_str().unwrap().contains("not understood"), "{not_json}");
}

#[tokio::test]
async fn what_a_browser_does_not_have_is_answered_and_nothing_else() {
    let sandbox = with_page().await;
    let you = people(&sandbox).await[0];
    let all = see(&sandbox, Some(you)).await;
    assert_eq!(all["chats"]["list"].as_array().unwrap().len(), 3, "two people and a group");
    assert_eq!(all["chat"]["messages"], json!([]));
    let tags = |seen: &Value| {
        let tag = |name: &str| seen[name]["tag"].clone();
        json!({"status": tag("status"), "chats": tag("chats"), "chat": tag("chat"), "open": you,
               "timeline": seen["timeline"]["next"].as_u64().unwrap_or_default()})
    };
    // With all of it the answer waits until something happens.
    let (news, sent) = tokio::join!(
        ask(&sandbox, "sync", tags(&all)),
        ask(&sandbox, "send", json!({"chat": you, "from": you, "text": "hi /x"}))
    );
    assert_eq!(sent["update"], 1000);
    let news = if news["chat"].is_null() { see(&sandbox, Some(you)).await } else { news };
    assert_eq!(news["chat"]["messages"][0]["text"], "hi /x");
    assert_eq!(news["chat"]["messages"][0]["entities"][0]["type"], "bot_command");
    let lines = see(&sandbox, None).await["timeline"]["lines"].clone();
    assert_eq!(lines[0]["event"], "created");
    assert_eq!(lines[0]["update_id"], 1000);
}

#[tokio::test]
async fn people_write_press_and_tap() {
    let sandbox = with_page().await;
    let [you, ann] = people(&sandbox).await[..] else { panic!("two people") };
    let group = see(&sandbox, None).await["chats"]["list"][2]["id"].as_i64().unwrap();
    ask(&sandbox, "send", json!({"chat": you, "from": you, "text": "hello"})).await;
    ask(&sandbox, "send", json!({"chat": group, "from": ann, "text": "all"})).await;
    let stranger = ask(&sandbox, "send", json!({"chat": you, "from": ann, "text": "psst"})).await;
    assert_eq!(stranger["error"], "this is somebody else's private chat");
    assert_eq!(
        ask(&sandbox, "send", json!({"chat": -5, "from": ann, "text": "x"})).await["error"],
        "there is no such group"
    );

    let markup = json!({"inline_keyboard": [[{"text": "No", "url": "https://example.com"}, {"text": "Yes", "callback_data": "yes"}]]});
    let message = call(&sandbox, "sendMessage", json!({"chat_id": you, "text": "?", "reply_markup": markup})).await;
    let message = message.result()["message_id"].clone();
    let place = |column: u32| json!({"chat": you, "from": you, "message": message, "row": 0, "column": column});
    assert_eq!(ask(&sandbox, "press", place(0)).await["error"], "the button sends the bot nothing");
    let answer = async {
        let updates = call(&sandbox, "getUpdates", json!({"offset": 1002, "timeout": 20})).await.result();
        assert_eq!(updates[0]["callback_query"]["data"], "yes");
        let id = updates[0]["callback_query"]["id"].clone();
        call(&sandbox, "answerCallbackQuery", json!({"callback_query_id": id, "text": "Saved", "show_alert": true}))
            .await;
    };
    let (pressed, ()) = tokio::join!(ask(&sandbox, "press", place(1)), answer);
    assert_eq!(pressed, json!({"text": "Saved", "alert": true, "url": ""}));

    // Of the keyboard below the chat each button does what it says.
    let buttons = json!([["Red", {"text": "Me", "request_contact": true}, {"text": "Here", "request_location": true}, {"text": "App", "web_app": {"url": "https://example.com"}}]]);
    let keyboard = json!({"keyboard": buttons});
    let message = call(&sandbox, "sendMessage", json!({"chat_id": you, "text": "?", "reply_markup": keyboard})).await;
    let message = message.result()["message_id"].clone();
    let place = |column: u32| json!({"chat": you, "from": you, "message": message, "row": 0, "column": column});
    for column in 0..3 {
        assert!(ask(&sandbox, "tap", place(column)).await["update"].is_u64());
    }
    let seen = see(&sandbox, Some(you)).await;
    let [.., red, contact, location] = &seen["chat"]["messages"].as_array().unwrap()[..] else { panic!("{seen}") };
    assert_eq!((&red["text"], &contact["contact"]["user_id"]), (&json!("Red"), &json!(you)));
    assert!(location["location"]["latitude"].is_f64());
    let why = ask(&sandbox, "tap", place(3)).await["error"].clone();
    assert!(why.as_str().unwrap().contains("web_app"), "{why}");
    assert_eq!(ask(&sandbox, "tap", place(4)).await["error"], "the keyboard has no such button any more");
}

#[tokio::test]
async fn a_person_whom_the_test_made_can_write_on_the_page_too() {
    let sandbox = with_page().await;
    let eve = sandbox.user("Eve");
    eve.send("from the test").await;
    let sent = ask(&sandbox, "send", json!({"chat": eve.id(), "from": eve.id(), "text": "from the page"})).await;
    assert!(sent["update"].is_u64(), "{sent}");
    let seen = see(&sandbox, Some(eve.id())).await;
    assert_eq!(seen["chat"]["messages"][1]["from"], *eve.json());
    assert_eq!(ask(&sandbox, "person", json!({"name": " "})).await["error"], "a name is needed");
    let bob = ask(&sandbox, "person", json!({"name": "Bob"})).await["chat"].as_i64().unwrap();
    let group = ask(&sandbox, "group", json!({"name": "Team"})).await["chat"].as_i64().unwrap();
    let list = see(&sandbox, None).await["chats"]["list"].clone();
    let titles: Vec<_> = list.as_array().unwrap().iter().map(|chat| chat["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Team", "Eve", "You", "Ann", "Bob", "Friends"], "what was written last comes first");
    // The bot was added to the new group, as by anybody in Telegram.
    let updates = call(&sandbox, "getUpdates", json!({"offset": 1002})).await.result();
    let change = &updates[0]["my_chat_member"];
    assert_eq!((&change["chat"]["id"], &change["old_chat_member"]["status"]), (&json!(group), &json!("left")));
    assert_eq!(updates[1]["message"]["new_chat_members"][0]["id"], sandbox.bot().id());
    assert!(bob > 0 && group < 0);
}

#[tokio::test]
async fn what_the_bot_is_doing_is_seen_until_it_has_written() {
    let sandbox = with_page().await;
    let you = people(&sandbox).await[0];
    ask(&sandbox, "send", json!({"chat": you, "from": you, "text": "x"})).await;
    call(&sandbox, "sendChatAction", json!({"chat_id": you, "action": "typing"})).await.result();
    assert_eq!(see(&sandbox, Some(you)).await["chat"]["action"], "typing");
    call(&sandbox, "sendMessage", json!({"chat_id": you, "text": "done"})).await.result();
    assert_eq!(see(&sandbox, Some(you)).await["chat"]["action"], Value::Null);
}

#[tokio::test]
async fn a_file_of_the_bots_is_shown_as_a_picture_only_if_it_begins_as_one() {
    let sandbox = with_page().await;
    let you = people(&sandbox).await[0];
    ask(&sandbox, "send", json!({"chat": you, "from": you, "text": "x"})).await;
    for (data, kind) in
        [(&b"\x89PNG\r\n\x1a\n"[..], "image/png"), (b"<svg onload=alert(1)>", "application/octet-stream")]
    {
        let (content_type, body) = multipart(&[("chat_id", &you.to_string())], &[("document", "a.svg", data)]);
        let path = format!("/bot{}/sendDocument", sandbox.token());
        let sent = send(sandbox.address(), post(&path, &content_type, body)).await.unwrap().result();
        let id = sent["document"]["file_id"].as_str().unwrap();
        let request = Request::get(format!("/page/api/file/{id}"))
            .header("host", sandbox.address().to_string())
            .header("x-sandbox-key", key(&sandbox));
        let stream = tokio::net::TcpStream::connect(sandbox.address()).await.unwrap();
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(hyper_util::rt::TokioIo::new(stream)).await.unwrap();
        let driver = tokio::spawn(connection);
        let answer = sender.send_request(request.body(Full::<Bytes>::default()).unwrap()).await.unwrap();
        assert_eq!(answer.headers()["content-type"], kind);
        assert_eq!(http_body_util::BodyExt::collect(answer.into_body()).await.unwrap().to_bytes(), data);
        driver.abort();
    }
}

#[tokio::test]
async fn switches_set_faults_and_what_makes_no_sense_is_refused() {
    let sandbox = with_page().await;
    let all = json!({"disorder": 8, "duplicates": 0.1, "lost": 0, "delay_from": 10, "delay_to": 20, "too_many": 0, "errors": 1});
    assert_eq!(ask(&sandbox, "faults", all.clone()).await, json!({}));
    assert_eq!(sandbox.bot().faults().reorder_window, 8);
    assert_eq!(
        see(&sandbox, None).await["status"]["faults"],
        json!({"disorder": 8, "duplicates": 0.1, "lost": 0.0,
        "delay_from": 10, "delay_to": 20, "too_many": 0.0, "in_a_row": 1, "errors": 1.0, "resets": 0.0})
    );
    assert_eq!(call(&sandbox, "getMe", json!({})).await.error(), (502, "Bad Gateway".to_owned()));
    let mut more = all.clone();
    more["errors"] = 0.into();
    more["resets"] = 1.into();
    assert_eq!(ask(&sandbox, "faults", more).await, json!({}));
    assert!(crate::kit::try_call(&sandbox, "getMe", json!({})).await.is_err());
    let mut bad = all;
    bad["duplicates"] = 2.into();
    assert!(ask(&sandbox, "faults", bad).await["error"].is_string());
    assert!((sandbox.bot().faults().duplicate_rate - 0.1).abs() < 1e-9);
}

#[tokio::test]
async fn a_burst_comes_out_of_order_and_twice_and_its_faults_end_with_it() {
    let sandbox = with_page().await;
    let webhook = Webhook::ok().await;
    set(&sandbox, &webhook.url(), json!({})).await;
    let before = Faults { retry_after: 3, ..Faults::default() };
    sandbox.set_faults(before.clone());
    let burst = json!({"messages": 100, "people": 7, "disorder": 16, "duplicates": 0.2});
    assert_eq!(ask(&sandbox, "burst", burst.clone()).await, json!({}));
    assert_eq!(ask(&sandbox, "burst", burst).await["error"], "a burst is running");
    let stats = sandbox.bot().until("the burst", |stats| stats.delivered == 101 && stats.in_flight == 0).await.unwrap();
    assert_eq!(stats.max_connections, 40);
    assert!(stats.duplicates_sent > 0, "seed {}", sandbox.seed());
    let mut have = json!({});
    let status = loop {
        // Each answer says what there is, and waits when the browser has it.
        let seen = ask(&sandbox, "sync", have).await;
        if seen["status"]["burst"]["running"] == false {
            break seen["status"].clone();
        }
        have = json!({"status": seen["status"]["tag"], "chats": seen["chats"]["tag"], "timeline": seen["timeline"]["next"]});
    };
    assert_eq!(
        (&status["burst"]["first"], &status["burst"]["last"]),
        (&json!(1001), &json!(1100)),
        "after one that warms up"
    );
    assert_eq!(sandbox.bot().faults(), before);
    let sent: Vec<_> = sandbox
        .transcript()
        .into_iter()
        .filter_map(|entry| match entry.event {
            Event::Sent { update_id, .. } => Some(update_id),
            _ => None,
        })
        .collect();
    assert!(!sent.is_sorted(), "seed {}", sandbox.seed());
    for wrong in [
        json!({"messages": 0, "people": 1, "disorder": 0, "duplicates": 0}),
        json!({"messages": 1, "people": 1, "disorder": 0, "duplicates": 1.5}),
    ] {
        assert!(ask(&sandbox, "burst", wrong).await["error"].is_string());
    }
}

#[tokio::test]
async fn a_restart_cuts_everybody_but_the_page_and_loses_nothing() {
    let sandbox = with_page().await;
    let poll = post(&format!("/bot{}/getUpdates?timeout=50", sandbox.token()), "", "");
    let poll = tokio::spawn(send(sandbox.address(), poll));
    sandbox.polled().await.unwrap();
    // The page's poll stays: it is answered, with what happened.
    let seen = see(&sandbox, None).await;
    let have = json!({"status": seen["status"]["tag"], "chats": seen["chats"]["tag"]});
    let (news, restarted) = tokio::join!(ask(&sandbox, "sync", have), ask(&sandbox, "restart", json!({})));
    assert_eq!(restarted, json!({}));
    assert!(news["timeline"]["lines"].as_array().unwrap().iter().any(|line| line["event"] == "restarted"), "{news}");
    assert!(poll.await.unwrap().is_err(), "the bot's poll was cut");
    assert_eq!(call(&sandbox, "getMe", json!({})).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_chats_menu_has_the_commands_of_the_narrowest_scope_that_has_any() {
    let sandbox = with_page().await;
    let you = people(&sandbox).await[0];
    let group = see(&sandbox, None).await["chats"]["list"][2]["id"].as_i64().unwrap();
    let names = async |chat: i64| see(&sandbox, Some(chat)).await["chat"]["commands"][0]["command"].clone();
    assert_eq!(names(you).await, Value::Null);
    let set = async |name: &str, scope: Value| {
        let commands = json!([{"command": name, "description": "does something"}]);
        call(&sandbox, "setMyCommands", json!({"commands": commands, "scope": scope})).await.result();
    };
    set("everywhere", json!({"type": "default"})).await;
    set("in_groups", json!({"type": "all_group_chats"})).await;
    assert_eq!((names(you).await, names(group).await), (json!("everywhere"), json!("in_groups")));
    let calls = sandbox.stats().api_calls;
    set("here", json!({"type": "chat", "chat_id": group})).await;
    assert_eq!(names(group).await, "here");
    assert_eq!(sandbox.stats().api_calls, calls + 1, "a look at the menu is no call of the bot's");
}

#[tokio::test]
async fn numbers_can_start_anew() {
    let sandbox = with_page().await;
    let you = people(&sandbox).await[0];
    let next = ask(&sandbox, "renumber", json!({})).await["next"].clone();
    assert!(next.as_u64().unwrap() > 2_000_000);
    assert_eq!(ask(&sandbox, "send", json!({"chat": you, "from": you, "text": "x"})).await["update"], next);
}

#[tokio::test]
async fn marks_of_the_bot_stand_in_the_timeline() {
    let sandbox = with_page().await;
    sandbox.bot().mark(7, Mark::Arrived);
    sandbox.bot().mark(7, Mark::Handled);
    let lines = see(&sandbox, None).await["timeline"]["lines"].clone();
    let marks: Vec<_> = lines.as_array().unwrap().iter().map(|line| (&line["update_id"], &line["mark"])).collect();
    assert_eq!(marks, [(&json!(7), &json!("arrived")), (&json!(7), &json!("handled"))]);
}
