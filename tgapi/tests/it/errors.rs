//! What comes of bad answers, and of none.

use std::time::Duration;

use tgapi::methods::{GetMe, SendMessage};
use tgapi::{ApiErrorKind, ChatId, ErrorKind};

use crate::support::{Do, Server, builder, client, flood, json, nobody, page};

async fn error_of(what: Do) -> tgapi::Error {
    let server = Server::always(what).await;
    client(&server.url).call(SendMessage::new(1, "x")).await.unwrap_err()
}

#[tokio::test]
async fn a_refusal_keeps_code_text_and_parameters() {
    let error = error_of(flood(7)).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.api_kind(), Some(ApiErrorKind::TooManyRequests));
    assert_eq!(error.to_string(), "sendMessage: Too Many Requests: retry after 7 (code 429)");
    let moved = r#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}"#;
    let error = error_of(json("400 Bad Request", moved)).await;
    assert_eq!(error.kind(), ErrorKind::Api(ApiErrorKind::ChatMigrated));
    assert_eq!(error.migrate_to(), Some(ChatId(-1_001_234_567_890)));
    let unknown = r#"{"ok":false,"error_code":400,"description":"Bad Request: SOMETHING_NEW"}"#;
    let error = error_of(json("400 Bad Request", unknown)).await;
    assert_eq!(error.kind(), ErrorKind::Api(ApiErrorKind::Other));
    let refusal = error.api().unwrap();
    assert_eq!((refusal.code(), refusal.description()), (400, "Bad Request: SOMETHING_NEW"));
}

#[tokio::test]
async fn a_page_of_html_is_told_by_its_status() {
    let error = error_of(page("502 Bad Gateway", "", "<html></html>")).await;
    assert_eq!((error.api_kind(), error.status()), (Some(ApiErrorKind::Server), Some(502)));
    let error = error_of(page("429 Too Many Requests", "retry-after: 5\r\n", "<html></html>")).await;
    assert_eq!((error.is_flood(), error.retry_after()), (true, Some(Duration::from_secs(5))));
    let error = error_of(page("200 OK", "", "<html></html>")).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(200)));
}

#[tokio::test]
async fn answers_that_break_off_are_network_errors_and_half_json_is_none_of_the_bot_apis() {
    for what in [
        Do::Answer(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ok\":tr".to_vec()),
        Do::Answer(Vec::new()),
        Do::Reset(Vec::new()),
        Do::Reset(b"HTTP/1.1 200 OK\r\ncontent-le".to_vec()),
        Do::Answer(b"nonsense\r\n\r\n".to_vec()),
    ] {
        let error = error_of(what.clone()).await;
        assert_eq!((error.kind(), error.is_outcome_unknown()), (ErrorKind::Network, true), "{what:?}: {error}");
    }
    for body in [r#"{"ok":tr"#, "", "[]", r#"{"ok":true}"#, r#"{"result":5}"#] {
        let error = error_of(page("200 OK", "", body)).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}: {error}");
    }
    let error = error_of(json("200 OK", r#"{"ok":true,"result":"private words"}"#)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(!format!("{error} {error:?}").contains("private"), "{error:?}");
}

#[tokio::test]
async fn a_connection_that_is_refused_says_so() {
    let error = client(&nobody().await).call(GetMe::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.is_outcome_unknown()), (ErrorKind::Connect, false));
}

#[tokio::test]
async fn silence_ends_in_a_timeout() {
    let server = Server::always(Do::Nothing).await;
    let client = builder(&server.url).timeout(Duration::from_millis(100)).build().unwrap();
    let error = client.call(GetMe::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.to_string(), "getMe: no answer from the Bot API within 0.1 s");
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_explained() {
    let error = error_of(page("302 Found", "location: http://127.0.0.1:1/elsewhere\r\n", "")).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(302)));
    assert!(error.to_string().contains("check the API URL") && !error.is_transient(), "{error}");
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let error = error_of(Do::Flood).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("longer than 67108864 bytes"), "{error}");
}

#[tokio::test]
async fn a_file_over_20_mb_is_explained() {
    let body = r#"{"ok":false,"error_code":400,"description":"Bad Request: file is too big"}"#;
    let server = Server::always(json("400 Bad Request", body)).await;
    let error = client(&server.url).call(tgapi::methods::GetFile::new("x")).await.unwrap_err();
    assert_eq!(error.api_kind(), Some(ApiErrorKind::FileTooBig));
    assert!(error.to_string().contains("up to 20 MB") && error.to_string().contains("local Bot API server"), "{error}");
}
