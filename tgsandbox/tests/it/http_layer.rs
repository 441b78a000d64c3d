//! URLs, verbs, tokens, parameter encodings, the form of answers.

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::Full;
use serde_json::json;
use tgsandbox::{Faults, Sandbox, User};

use crate::kit::{Answer, call, get, multipart, plain, post, send};

/// A sandbox with a person whose chat the bot may write to.
async fn with_chat() -> (Sandbox, User) {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("/start").await;
    (sandbox, ann)
}

/// Sends `sendMessage` in some encoding; chat and text are the caller's business.
async fn send_message(sandbox: &Sandbox, query: &str, kind: &str, body: impl Into<Bytes>) -> Answer {
    let path = format!("/bot{}/sendMessage{query}", sandbox.token());
    send(sandbox.address(), post(&path, kind, body)).await.unwrap()
}

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn all_four_encodings_carry_parameters() {
    let (sandbox, ann) = with_chat().await;
    let id = ann.id();
    let by_query = get(&format!("/bot{}/sendMessage?chat_id={id}&text=a%20b%2Bc+d", sandbox.token()));
    send(sandbox.address(), by_query).await.unwrap().result();
    ann.expect_text("a b+c d").await.unwrap();
    send_message(&sandbox, "", FORM, format!("chat_id={id}&text=form")).await.result();
    ann.expect_text("form").await.unwrap();
    let body = json!({"chat_id": id, "text": "json \u{1F600}"}).to_string();
    send_message(&sandbox, "", "Application/JSON; charset=utf-8", body).await.result();
    ann.expect_text("json \u{1F600}").await.unwrap();
    let (kind, body) = multipart(&[("chat_id", &id.to_string()), ("text", "multipart")], &[]);
    send_message(&sandbox, "", &kind, body).await.result();
    ann.expect_text("multipart").await.unwrap();
}

#[tokio::test]
async fn the_query_string_wins_over_the_body_and_the_first_of_a_name_wins() {
    let (sandbox, ann) = with_chat().await;
    let query = format!("?chat_id={}&text=first&text=second", ann.id());
    send_message(&sandbox, &query, FORM, "text=body").await.result();
    ann.expect_text("first").await.unwrap();
}

#[tokio::test]
async fn json_values_may_be_strings_or_not_and_json_in_a_string_is_the_same() {
    let (sandbox, ann) = with_chat().await;
    let keyboard = json!({"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]});
    for markup in [keyboard.clone(), json!(keyboard.to_string())] {
        let body = json!({"chat_id": ann.id().to_string(), "text": 17, "reply_markup": markup}).to_string();
        let message = send_message(&sandbox, "", "application/json", body).await.result();
        assert_eq!((&message["text"], &message["reply_markup"]), (&json!("17"), &keyboard));
    }
}

#[tokio::test]
async fn json_that_breaks_off_keeps_the_members_before() {
    let (sandbox, ann) = with_chat().await;
    let body = format!("{{\"chat_id\": {}, \"text\": \"kept\", \"reply_markup\": {{\"inl", ann.id());
    send_message(&sandbox, "", "application/json", body).await.result();
    ann.expect_text("kept").await.unwrap();
    let broken = send_message(&sandbox, "", "application/json", "not json").await;
    assert_eq!(broken.error(), (400, "Bad Request: message text is empty".to_owned()));
}

#[tokio::test]
async fn null_is_a_value_and_not_an_absent_parameter() {
    let (sandbox, _) = with_chat().await;
    sandbox.push_updates(&[crate::kit::message(1, "a"), crate::kit::message(1, "b")]);
    // `null` as a number is 0, which is clamped to 1.
    let got = call(&sandbox, "getUpdates", json!({"limit": null})).await.result();
    assert_eq!(got.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn numbers_are_clamped_or_read_as_far_as_they_go() {
    let (sandbox, _) = with_chat().await;
    for limit in [json!(100_000), json!("3abc"), json!(-5), json!("junk")] {
        let expected = if limit == json!(100_000) || limit == json!("3abc") { 3 } else { 1 };
        sandbox.push_updates(&[crate::kit::message(1, "a"), crate::kit::message(1, "b")]);
        let bot = sandbox.add_bot();
        bot.push_updates(&[crate::kit::message(1, "a"), crate::kit::message(1, "b"), crate::kit::message(1, "c")]);
        let path = format!("/bot{}/getUpdates", bot.token());
        let body = json!({"limit": limit}).to_string();
        let got = send(sandbox.address(), post(&path, "application/json", body)).await.unwrap().result();
        assert_eq!(got.as_array().unwrap().len(), expected, "{limit}");
    }
}

#[tokio::test]
async fn a_body_of_another_type_is_one_file_named_file() {
    let (sandbox, ann) = with_chat().await;
    let path = format!("/bot{}/sendDocument?chat_id={}&document=attach://file", sandbox.token(), ann.id());
    let message = send(sandbox.address(), post(&path, "image/png", "raw bytes")).await.unwrap().result();
    let id = message["document"]["file_id"].as_str().unwrap();
    let file = call(&sandbox, "getFile", json!({"file_id": id})).await.result();
    assert_eq!(file["file_size"], 9);
}

#[tokio::test]
async fn a_part_with_a_file_name_is_a_file_and_names_are_percent_decoded() {
    let (sandbox, ann) = with_chat().await;
    let id = ann.id().to_string();
    let (kind, body) = multipart(&[("chat_id", &id), ("document", "attach://my%20file")], &[]);
    let head = "--bound\r\ncontent-disposition: form-data; name=\"my%2520file\"; filename=\"a%22b.txt\"\r\n\r\n";
    let mut body = String::from_utf8(body).unwrap();
    body = body.replace("--bound--\r\n", &format!("{head}line 1\r\nline 2\r\n--bound--\r\n"));
    let path = format!("/bot{}/sendDocument", sandbox.token());
    let message = send(sandbox.address(), post(&path, &kind, body)).await.unwrap().result();
    assert_eq!(message["document"]["file_name"], "a\"b.txt");
    assert_eq!(message["document"]["file_size"], "line 1\r\nline 2".len());
}

#[tokio::test]
async fn method_names_in_any_case_and_in_a_parameter_and_on_the_test_path() {
    let sandbox = plain().await;
    let token = sandbox.token();
    for path in ["/GETME", "/getMe", "/test/getme", "/?method=getMe", "?method=getMe"] {
        let answer = send(sandbox.address(), get(&format!("/bot{token}{path}"))).await.unwrap();
        assert_eq!(answer.result()["is_bot"], true, "{path}");
    }
    let not_found = (404, "Not Found: method not found".to_owned());
    for path in ["/getMe/", "/nonsense", "/"] {
        let answer = send(sandbox.address(), get(&format!("/bot{token}{path}"))).await.unwrap();
        assert_eq!(answer.error(), not_found, "{path}");
    }
}

#[tokio::test]
async fn a_wrong_path_or_token_is_answered_in_json() {
    let sandbox = plain().await;
    let error = |path: String| {
        let address = sandbox.address();
        async move { send(address, get(&path)).await.unwrap().error() }
    };
    assert_eq!(error("/".to_owned()).await, (404, "Not Found".to_owned()));
    assert_eq!(error("/botnonsense/getMe".to_owned()).await.0, 401);
    let other = format!("/bot{}:{}/getMe", sandbox.bot().id(), "x".repeat(35));
    assert_eq!(error(other).await, (401, "Unauthorized".to_owned()));
    let absolute = format!("http://localhost/bot{}/getMe", sandbox.token());
    assert_eq!(error(absolute).await, (404, "Not Found".to_owned()));
}

#[tokio::test]
async fn answers_have_telegrams_form() {
    let sandbox = plain().await;
    let answer = call(&sandbox, "deleteWebhook", json!({})).await;
    assert_eq!(answer.text, r#"{"ok":true,"result":true,"description":"Webhook is already deleted"}"#);
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.headers["connection"], "keep-alive");
    assert_eq!(answer.headers["content-length"], answer.text.len().to_string());
    assert!(!answer.headers.contains_key("retry-after"));
    let answer = call(&sandbox, "sendMessage", json!({"text": "x", "chat_id": "@né"})).await;
    assert_eq!(answer.text, r#"{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}"#);
}

#[tokio::test]
async fn a_429_says_when_to_come_back_three_times() {
    let faults = Faults { too_many_requests_rate: 1.0, retry_after: 7, ..Faults::default() };
    let sandbox = Sandbox::builder().faults(faults).start().await.unwrap();
    let answer = call(&sandbox, "getMe", json!({})).await;
    assert_eq!(answer.error(), (429, "Too Many Requests: retry after 7".to_owned()));
    assert_eq!(answer.json()["parameters"], json!({"retry_after": 7}));
    assert_eq!(answer.headers["retry-after"], "7");
    assert_eq!(sandbox.stats().calls_refused, 1);
}

#[tokio::test]
async fn failures_below_the_api_are_a_bare_status_line() {
    let sandbox = plain().await;
    let path = format!("/bot{}/sendMessage", sandbox.token());
    let long_boundary = format!("multipart/form-data; boundary={}", "b".repeat(71));
    let with = |request: http::request::Builder, body: Bytes| request.body(Full::new(body)).unwrap();
    let json = |encoding: &str| {
        Request::post(&path).header("content-type", "application/json").header("content-encoding", encoding)
    };
    let too_long = format!("text={}", "x".repeat((1 << 20) + 1));
    let cases = [
        (with(Request::put(&path), Bytes::new()), StatusCode::NOT_IMPLEMENTED),
        (with(Request::head(&path), Bytes::new()), StatusCode::NOT_IMPLEMENTED),
        (with(json("br"), "{}".into()), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (post(&path, FORM, too_long), StatusCode::PAYLOAD_TOO_LARGE),
        (post(&path, &long_boundary, "x"), StatusCode::BAD_REQUEST),
        (post(&path, "multipart/form-data; boundary=b", "--b\r\nno end"), StatusCode::BAD_REQUEST),
    ];
    for (request, status) in cases {
        let what = format!("{request:?}");
        let answer = send(sandbox.address(), request).await.unwrap();
        assert_eq!((answer.status, answer.text.as_str()), (status, ""), "{what}");
        assert_eq!(answer.headers["connection"], "close");
    }
}
