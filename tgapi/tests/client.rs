//! The client against a scripted server on loopback: what it sends, what it makes of every kind of answer, and that no
//! error of it ever shows the token.
#![cfg(feature = "client")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use tgapi::methods::{GetMe, GetUpdates, SendMessage, SetWebhook};
use tgapi::{ApiErrorKind, Client, DownloadError, ErrorKind, InputFile, Token};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const SECRET: &str = "AAcanaryEEffGGhhIIjjKKllMMnnOOpp_-0";

/// Answers one request with `answer`, closes, and gives back what was sent.
async fn server(answer: impl Into<Vec<u8>>) -> (Client, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&format!("http://{}", listener.local_addr().unwrap()));
    let answer = answer.into();
    let sent = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let n = stream.read(&mut buffer).await.unwrap();
            request.extend_from_slice(&buffer[..n]);
            if n == 0 || is_whole(&request) {
                break;
            }
        }
        stream.write_all(&answer).await.unwrap();
        stream.shutdown().await.unwrap();
        String::from_utf8_lossy(&request).into_owned()
    });
    (client, sent)
}

/// Whether head and body are there: a length, or the last chunk.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    match length {
        Some(length) => body.len() >= length,
        None => !head.to_lowercase().contains("chunked") || body.ends_with("0\r\n\r\n"),
    }
}

fn client(url: &str) -> Client {
    let token = Token::new(&format!("42:{SECRET}")).unwrap();
    Client::builder(token)
        .api_url(url)
        .timeout(Duration::from_millis(300))
        .retry(tgapi::client::Retry::off())
        .build()
        .unwrap()
}

fn json(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn assert_no_token(error: &(dyn std::error::Error + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        let text = format!("{error} {error:?} {error:#?}");
        assert!(!text.contains("canary"), "{text}");
        next = error.source();
    }
}

#[tokio::test]
async fn a_call_is_a_post_of_json_to_the_methods_url() {
    let (client, sent) =
        server(json("200 OK", r#"{"ok":true,"result":{"id":42,"is_bot":true,"first_name":"B"}}"#)).await;
    let me = client.call(GetMe::new()).await.unwrap();
    assert_eq!((me.id.0, me.is_bot, &*me.first_name), (42, true, "B"));
    let sent = sent.await.unwrap();
    assert!(sent.starts_with(&format!("POST /bot42:{SECRET}/getMe HTTP/1.1\r\n")), "{sent}");
    assert!(sent.ends_with("\r\n\r\n{}"), "{sent}");
}

#[tokio::test]
async fn a_refusal_keeps_code_text_and_parameters() {
    let body = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}"#;
    let (client, _sent) = server(json("429 Too Many Requests", body)).await;
    let error = client.call(SendMessage::new(1, "x")).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.api().unwrap().kind(), ApiErrorKind::TooManyRequests);
    assert_eq!(error.to_string(), "sendMessage: Too Many Requests: retry after 7 (code 429)");
    assert_no_token(&error);
}

#[tokio::test]
async fn a_page_of_html_is_told_by_its_status() {
    let (client, _sent) = server("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 13\r\n\r\n<html></html>").await;
    let error = client.call(GetMe::new()).await.unwrap_err();
    assert_eq!(error.api().unwrap().kind(), ApiErrorKind::Server);
    let (client, _sent) = server("HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n<html></html>").await;
    let error = client.call(GetMe::new()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Decode && error.status() == Some(200), "{error:?}");
    assert_no_token(&error);
}

#[tokio::test]
async fn half_an_answer_and_none_at_all_are_network_errors() {
    let (client, _sent) = server("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ok\":tr").await;
    let error = client.call(GetMe::new()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Network, "{error:?}");
    assert_no_token(&error);
    let (client, _sent) = server("").await;
    let error = client.call(GetMe::new()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Network, "{error:?}");
    assert_no_token(&error);
}

#[tokio::test]
async fn a_connection_that_is_refused_says_so() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = client(&format!("http://{address}")).call(GetMe::new()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Connect, "{error:?}");
    assert_no_token(&error);
}

#[tokio::test]
async fn silence_ends_in_a_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&format!("http://{}", listener.local_addr().unwrap()));
    let error = client.call(GetMe::new()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Timeout, "{error:?}");
    assert_no_token(&error);
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_token() {
    let (client, _sent) =
        server("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/elsewhere\r\ncontent-length: 0\r\n\r\n").await;
    let error = client.call(GetMe::new()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Decode && error.status() == Some(302), "{error:?}");
    assert_no_token(&error);
}

#[tokio::test]
async fn updates_come_one_by_one() {
    let body = r#"{"ok":true,"result":[{"update_id":1,"new_kind":{}},{"nonsense":1},{"update_id":2,"message":{}}]}"#;
    let (client, sent) = server(json("200 OK", body)).await;
    let updates = client.take_updates(GetUpdates::new().offset(1).timeout(0)).await.unwrap();
    let ids: Vec<_> = updates.iter().map(|update| update.as_ref().ok().map(|update| update.update_id.0)).collect();
    assert_eq!(ids, [Some(1), None, Some(2)]);
    assert!(sent.await.unwrap().ends_with(r#"{"offset":1,"timeout":0}"#));
}

#[tokio::test]
async fn a_file_goes_along_as_a_part_of_its_own() {
    let (client, sent) = server(json("200 OK", r#"{"ok":true,"result":true}"#)).await;
    let method = SetWebhook::new("https://example.com:8443/hook")
        .certificate(InputFile::bytes("cert.pem", "-----BEGIN CERTIFICATE-----"))
        .max_connections(40);
    assert!(client.call(method).await.unwrap());
    let sent = sent.await.unwrap();
    assert!(sent.contains("content-type: multipart/form-data; boundary="), "{sent}");
    assert!(sent.contains("name=\"url\"\r\n\r\nhttps://example.com:8443/hook\r\n"), "{sent}");
    assert!(sent.contains("name=\"max_connections\"\r\n\r\n40\r\n"), "{sent}");
    assert!(sent.contains("filename=\"cert.pem\"\r\n"), "{sent}");
    let part = sent.split("attach://").nth(1).unwrap().split("\r\n").next().unwrap();
    assert!(sent.contains(&format!("name=\"{part}\"; filename=\"cert.pem\"")), "{sent}");
}

#[tokio::test]
async fn a_download_stops_at_its_limit() {
    let file = |path: &str| {
        serde_json::from_value(serde_json::json!({"file_id": "a", "file_unique_id": "b", "file_path": path})).unwrap()
    };
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";
    let (client, sent) = server(answer).await;
    assert_eq!(client.download(&file("photos/file 0.jpg"), 5).await.unwrap(), "hello");
    assert!(sent.await.unwrap().starts_with(&format!("GET /file/bot42:{SECRET}/photos/file%200.jpg ")));
    let (client, _sent) = server(answer).await;
    let error = client.download(&file("x"), 4).await.unwrap_err();
    assert!(matches!(error, DownloadError::TooLarge(4)), "{error:?}");
    let (client, _sent) = server("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n").await;
    let error = client.download(&file("x"), 4).await.unwrap_err();
    assert!(matches!(error, DownloadError::Refused(404)), "{error:?}");
    assert_no_token(&error);
}

#[test]
fn the_client_shows_no_token_and_refuses_a_url_it_cannot_use() {
    assert!(!format!("{:?}", client("http://127.0.0.1:1")).contains("canary"));
    let build = |url: &str| Client::builder(Token::new(&format!("42:{SECRET}")).unwrap()).api_url(url).build();
    for url in ["", "api.telegram.org", "ftp://127.0.0.1", "http://u:p@127.0.0.1", "http://127.0.0.1/?a=b"] {
        let error = build(url).unwrap_err();
        assert!(!error.to_string().contains("u:p"), "{error}");
    }
}
