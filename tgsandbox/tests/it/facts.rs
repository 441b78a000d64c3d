//! Facts of Telegram's server that have no better place among these tests; and that each row of `FACTS.md` has a test that
//! is there, or a reason.

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::Full;
use serde_json::{Value, json};
use tgsandbox::Sandbox;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::kit::{LONG, Webhook, call, message, multipart, newest, ok, plain, post, refused, send, set, upload};

/// Writes a request as it is and reads the answer up to the end of the connection.
async fn raw(sandbox: &Sandbox, request: &str) -> String {
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tokio::time::timeout(LONG, stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    answer
}

#[tokio::test]
async fn a_connection_is_kept_unless_the_client_says_otherwise() {
    let sandbox = plain().await;
    let path = format!("/bot{}/getMe", sandbox.token());
    // The first request is answered and the connection kept, the second ends it.
    let both =
        format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\nGET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    let answer = raw(&sandbox, &both).await;
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 2, "{answer}");
    let old = raw(&sandbox, &format!("GET {path} HTTP/1.0\r\n\r\n")).await;
    assert!(old.starts_with("HTTP/1.0 200 OK"), "{old}");
    let unknown = raw(&sandbox, &format!("GET {path} HTTP/1.7\r\n\r\n")).await;
    assert!(unknown.starts_with("HTTP/1.1 4") || unknown.starts_with("HTTP/1.1 505"), "{unknown}");
}

#[tokio::test]
async fn a_compressed_body_is_unpacked() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let body = json!({"chat_id": ann.id(), "text": "packed"}).to_string();
    std::io::Write::write_all(&mut encoder, body.as_bytes()).unwrap();
    let request = Request::post(format!("/bot{}/sendMessage", sandbox.token()))
        .header("host", "x")
        .header("content-type", "application/json")
        .header("content-encoding", "gzip");
    let request = request.body(Full::new(Bytes::from(encoder.finish().unwrap()))).unwrap();
    send(sandbox.address(), request).await.unwrap().result();
    ann.expect_text("packed").await.unwrap();
}

#[tokio::test]
async fn parts_without_a_file_name_are_parameters_and_a_form_inside_is_expanded() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"form\"\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n\
         chat_id={}&text=expanded\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\nx\r\n--b--\r\n",
        ann.id()
    );
    let path = format!("/bot{}/sendMessage", sandbox.token());
    send(sandbox.address(), post(&path, "multipart/form-data; boundary=b", body)).await.unwrap().result();
    ann.expect_text("expanded").await.unwrap();
    // An empty file name still makes a file.
    let id = ann.id().to_string();
    let document = upload(&sandbox, "sendDocument", &[("chat_id", &id)], &[("document", "", b"x")]).await;
    assert_eq!(document["document"]["file_size"], 1);
}

#[tokio::test]
async fn a_form_that_breaks_off_keeps_what_was_before() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let path = format!("/bot{}/sendMessage", sandbox.token());
    let body = format!("chat_id={}&text=kept&parse_mo", ann.id());
    send(sandbox.address(), post(&path, "application/x-www-form-urlencoded", body)).await.unwrap().result();
    ann.expect_text("kept").await.unwrap();
}

#[tokio::test]
async fn names_of_before_stand_beside_those_of_now() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    let group = sandbox.group("Group");
    group.add(&ann).await;
    let came = newest(&sandbox, "message").await;
    assert_eq!(came["chat"]["all_members_are_administrators"], false);
    assert_eq!(came["new_chat_members"], json!([ann.json()]));
    assert_eq!((&came["new_chat_member"], &came["new_chat_participant"]), (ann.json(), ann.json()));
    group.remove(&ann).await;
    let went = newest(&sandbox, "message").await;
    assert_eq!((&went["left_chat_member"], &went["left_chat_participant"]), (ann.json(), ann.json()));
    let group = sandbox.supergroup("Group");
    group.promote_bot();
    ann.send_to(&group, "hi").await;
    let restrict =
        json!({"chat_id": group.id(), "user_id": ann.id(), "permissions": {"can_send_media_messages": true}});
    ok(&sandbox, "restrictChatMember", restrict).await;
    let member = ok(&sandbox, "getChatMember", json!({"chat_id": group.id(), "user_id": ann.id()})).await;
    assert_eq!((&member["can_send_voice_notes"], &member["can_send_media_messages"]), (&json!(true), &json!(true)));
    let me = ok(&sandbox, "getChatMember", json!({"chat_id": group.id(), "user_id": sandbox.bot().id()})).await;
    assert_eq!(me["can_manage_voice_chats"], me["can_manage_video_chats"]);
    let chat = ok(&sandbox, "getChat", json!({"chat_id": group.id()})).await;
    assert_eq!(chat["permissions"]["can_send_media_messages"], true);
}

#[tokio::test]
async fn video_chats_are_still_called_voice_chats_too() {
    let sandbox = plain().await;
    let (ann, group) = (sandbox.user("Ann"), sandbox.group("Group"));
    ann.send_to(&group, "hi").await;
    for (kind, value) in
        [("started", json!({})), ("ended", json!({"duration": 5})), ("scheduled", json!({"start_date": 9}))]
    {
        ann.send_content(json!({format!("video_chat_{kind}"): value})).await;
        let message = newest(&sandbox, "message").await;
        assert_eq!((&message[format!("video_chat_{kind}")], &message[format!("voice_chat_{kind}")]), (&value, &value));
    }
}

#[tokio::test]
async fn absent_fields_are_left_out_and_never_null() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let answer = call(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "x"})).await;
    assert!(!answer.text.contains("null") && !answer.text.contains("false,\"entities\""), "{}", answer.text);
    assert!(!answer.text.contains(": ") && !answer.text.contains('\n'), "compact: {}", answer.text);
    for method in ["getMe", "getWebhookInfo", "getMyName", "getMyDefaultAdministratorRights"] {
        assert!(!call(&sandbox, method, json!({})).await.text.contains("null"), "{method}");
    }
}

#[tokio::test]
async fn chats_that_cannot_be_written_to_say_why() {
    let sandbox = plain().await;
    let (ann, bob) = (sandbox.user("Ann"), sandbox.user("Bob"));
    ann.send("hi").await;
    ann.delete_account();
    let group = sandbox.group("Group");
    bob.send_to(&group, "hi").await;
    group.delete();
    let channel = sandbox.channel("News", "");
    for (chat, code, text) in [
        (ann.id(), 403, "Forbidden: user is deactivated"),
        (group.id(), 403, "Forbidden: the group chat was deleted"),
        (-1, 400, "Bad Request: chat not found"),
    ] {
        let answer = call(&sandbox, "sendMessage", json!({"chat_id": chat, "text": "x"})).await;
        assert_eq!(answer.error(), (code, text.to_owned()));
    }
    let text = refused(&sandbox, "getChatMenuButton", json!({"chat_id": channel.id()})).await;
    assert_eq!(text, "Bad Request: private chat not found");
}

#[tokio::test]
async fn wrong_files_get_telegrams_texts() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    sandbox.bot().serve_url("https://example.com/page", "<!doctype html>");
    for (method, params, text) in [
        ("getFile", json!({}), "file_id not specified"),
        ("getFile", json!({"file_id": "x!"}), "invalid file_id"),
        (
            "getFile",
            json!({"file_id": "BQACAgIAAxk000000000000"}),
            "wrong file_id or the file is temporarily unavailable",
        ),
        ("sendPhoto", json!({"chat_id": ann.id()}), "there is no photo in the request"),
        (
            "sendPhoto",
            json!({"chat_id": ann.id(), "photo": "https://example.com/page"}),
            "wrong type of the web page content",
        ),
        ("sendPhoto", json!({"chat_id": ann.id(), "photo": "?"}), "wrong file identifier/HTTP URL specified"),
    ] {
        assert_eq!(refused(&sandbox, method, params).await, format!("Bad Request: {text}"));
    }
}

#[tokio::test]
async fn a_bot_gets_no_updates_of_what_it_says_itself() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    ok(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "x"})).await;
    assert_eq!(sandbox.stats().created, 1);
}

#[tokio::test(start_paused = true)]
async fn allowed_updates_are_one_setting_of_both_ways_and_the_last_error_is_of_one_webhook() {
    let webhook = Webhook::start(None, |_, _| crate::kit::status(500)).await;
    let sandbox = plain().await;
    ok(&sandbox, "getUpdates", json!({"allowed_updates": ["poll", "message"]})).await;
    set(&sandbox, &webhook.url(), json!({})).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    sandbox.bot().until("a failure", |stats| stats.failed > 0).await.unwrap();
    let info = ok(&sandbox, "getWebhookInfo", json!({})).await;
    assert_eq!(info["allowed_updates"], json!(["message", "poll"]));
    assert_eq!(info["last_error_message"], "Wrong response from the webhook: 500 Internal Server Error");
    let sink = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    tokio::time::advance(std::time::Duration::from_secs(1)).await;
    set(&sandbox, &format!("http://{}/", sink.local_addr().unwrap()), json!({})).await;
    let info = ok(&sandbox, "getWebhookInfo", json!({})).await;
    assert!(info.get("last_error_message").is_none() && info.get("last_error_date").is_none(), "{info}");
}

#[tokio::test]
async fn a_certificate_may_stand_under_another_name() {
    let sandbox = plain().await;
    let key = rcgen::KeyPair::generate().unwrap();
    let params = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let pem = params.self_signed(&key).unwrap().pem();
    let fields = [("url", "https://127.0.0.1:1/"), ("certificate", "attach://mine")];
    let (kind, body) = multipart(&fields, &[("mine", "c.pem", pem.as_bytes())]);
    let path = format!("/bot{}/setWebhook", sandbox.token());
    send(sandbox.address(), post(&path, &kind, body)).await.unwrap().result();
    assert_eq!(ok(&sandbox, "getWebhookInfo", json!({})).await["has_custom_certificate"], true);
}

#[tokio::test]
async fn a_webhooks_answer_may_carry_files() {
    let chat = std::sync::Arc::new(std::sync::OnceLock::new());
    let target = std::sync::Arc::clone(&chat);
    let webhook = Webhook::start(None, move |_, _| {
        let chat: &i64 = target.get().unwrap();
        let fields = [("method", "sendDocument"), ("chat_id", &*chat.to_string())];
        let (kind, body) = multipart(&fields, &[("document", "a.txt", b"data")]);
        http::Response::builder().header("content-type", kind).body(Full::from(body)).unwrap()
    })
    .await;
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    chat.set(ann.id()).unwrap();
    set(&sandbox, &webhook.url(), json!({})).await;
    ann.send("hi").await;
    assert_eq!(ann.next_message().await.unwrap().json()["document"]["file_name"], "a.txt");
}

#[tokio::test]
async fn a_method_of_another_kind_of_request_is_a_bare_501() {
    let sandbox = plain().await;
    for method in ["DELETE", "PATCH", "OPTIONS"] {
        let request = Request::builder().method(method).uri(format!("/bot{}/getMe", sandbox.token()));
        let request = request.header("host", "x").body(Full::default()).unwrap();
        let answer = send(sandbox.address(), request).await.unwrap();
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::NOT_IMPLEMENTED, ""), "{method}");
    }
}

/// The names of all tests of the crate.
fn tests(folder: &std::path::Path, found: &mut std::collections::BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tests(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let mut lines = text.lines().map(str::trim);
            while let Some(line) = lines.next() {
                if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
                    let name = lines.next().unwrap_or_default().trim_start_matches("async ").trim_start_matches("fn ");
                    found.extend(name.split_once('(').map(|(name, _)| name.to_owned()));
                }
                // Properties stand among plain functions.
                let property = line.strip_prefix("fn ").and_then(|rest| rest.split_once('('));
                if let Some((name, _)) = property.filter(|_| text.contains("proptest!")) {
                    found.insert(name.to_owned());
                }
            }
        }
    }
}

#[test]
fn every_fact_has_a_test_that_is_there_or_a_reason() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut known = std::collections::BTreeSet::new();
    tests(&root.join("src"), &mut known);
    tests(&root.join("tests"), &mut known);
    let list = std::fs::read_to_string(root.join("FACTS.md")).unwrap();
    let rows: Vec<_> = list.lines().filter(|line| line.starts_with("| ") && *line != "| fact | test |").collect();
    assert!(rows.len() > 80, "{} facts", rows.len());
    let mut missing: Vec<Value> = Vec::new();
    for row in rows {
        let cell = row.trim_end().trim_end_matches('|').rsplit(" | ").next().unwrap().trim();
        // What is a test's name has words with lines between them; a reason may speak of methods and files.
        let mut names = cell.split('`').skip(1).step_by(2).filter(|name| name.matches('_').count() > 2).peekable();
        assert!(names.peek().is_some() || cell.starts_with("Not emulated: "), "neither a test nor a reason: {row}");
        missing.extend(names.filter(|name| !known.contains(*name)).map(Value::from));
    }
    assert!(missing.is_empty(), "{missing:?}");
}
