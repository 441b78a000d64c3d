//! The token is nowhere: not in any error, not in any type that can be shown, not in any log, whatever the server does.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use serde_json::json;
use tgapi::client::{BuildError, LocalFiles, Retry, Throttle, Trace};
use tgapi::methods::{GetMe, GetUpdates, SendMessage};
use tgapi::{Client, InputFile, RawCall, Token};
use tower::Layer;

use crate::support::{Do, Folder, SECRET, Server, builder, flood, json, nobody, ok, page, token};

/// Everything that is logged in this process, by `tracing` and by `log`.
fn logs() -> &'static Mutex<Vec<u8>> {
    static LOGS: OnceLock<Mutex<Vec<u8>>> = OnceLock::new();
    LOGS.get_or_init(|| Mutex::new(Vec::new()))
}

struct Sink;

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        logs().lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl log::Log for Sink {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("log {} {}: {}\n", record.level(), record.target(), record.args());
        logs().lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(line.as_bytes());
    }

    fn flush(&self) {}
}

fn listen() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
            .with_writer(|| Sink)
            .init();
        // Fails if the subscriber has taken that place already: then it gets those records, too.
        let _ = log::set_boxed_logger(Box::new(Sink));
        log::set_max_level(log::LevelFilter::Trace);
    });
}

fn assert_clean(text: &str) {
    assert!(!text.contains(SECRET) && !text.contains("canary"), "{text}");
}

/// An error and all that is behind it.
fn assert_error_clean(error: &(dyn StdError + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        assert_clean(&format!("{error}\n{error:?}\n{error:#?}"));
        next = error.source();
    }
}

fn assert_debug_clean(value: &impl Debug) {
    assert_clean(&format!("{value:?}\n{value:#?}"));
}

/// Everything a server can do wrong. Some repeat the URL, with the token in it.
async fn misdeeds() -> Vec<Server> {
    let echo = format!("/bot42:{SECRET}/getMe");
    let refusal = format!(r#"{{"ok":false,"error_code":400,"description":"Bad Request: no such path {echo}"}}"#);
    let location = format!("location: http://127.0.0.1:1{echo}\r\n");
    let odd_header = format!("x-request: {echo}\r\n");
    vec![
        Server::always(Do::Reset(Vec::new())).await,
        Server::always(Do::Reset(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ok\":".to_vec())).await,
        Server::always(Do::Answer(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ok\":".to_vec())).await,
        Server::always(Do::Answer(Vec::new())).await,
        Server::always(Do::Answer(format!("HTTP/1.1 200 {echo}\r\n{echo}\r\n\r\n").into_bytes())).await,
        Server::always(page("502 Bad Gateway", "", &format!("<html>{echo}</html>"))).await,
        Server::always(page("200 OK", &odd_header, &format!("<html>{echo}</html>"))).await,
        Server::always(page("200 OK", "", &format!(r#"{{"ok":true,"result":"{echo}"#))).await,
        Server::always(page("200 OK", "", &format!(r#"{{"ok":true,"result":"{echo}"}}"#))).await,
        Server::always(page("302 Found", &location, &echo)).await,
        Server::always(page("307 Temporary Redirect", &location, "")).await,
        Server::always(page("407 Proxy Authentication Required", "", &echo)).await,
        Server::always(json("400 Bad Request", &refusal)).await,
        Server::always(json("401 Unauthorized", r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#)).await,
        Server::always(flood(0)).await,
        Server::always(Do::Nothing).await,
        Server::always(Do::Flood).await,
    ]
}

/// Everything that can fail at such a server, and how many calls did.
async fn provoke(url: &str, folder: &Folder) -> usize {
    let retry = Retry::new().max_repeats(1).pauses(Duration::ZERO, Duration::ZERO);
    let client = builder(url)
        .timeout(Duration::from_millis(300))
        .upload_timeout(Duration::from_millis(300))
        .retry(retry)
        .throttle(Throttle::new())
        .build()
        .unwrap();
    assert_debug_clean(&client);
    let upload = InputFile::bytes("a", vec![0; 100_000]);
    let raw = RawCall::from_parts("sendDocument", &json!({"chat_id": 5, "document": upload}), [upload]).unwrap();
    let mut failures = 0;
    for error in [
        client.call(GetMe::new()).await.unwrap_err(),
        client.call(SendMessage::new(5, "x")).await.unwrap_err(),
        client.take_updates(GetUpdates::new()).await.unwrap_err(),
    ] {
        assert_error_clean(&error);
        failures += 1;
    }
    // This one succeeds where any JSON is good enough.
    if let Err(error) = client.call_raw(&raw).await {
        assert_error_clean(&error);
    }
    let file = serde_json::from_value(json!({"file_id": "a", "file_unique_id": "b", "file_path": "x"})).unwrap();
    let download = client.download(&file).max_bytes(1000).max_resumes(1);
    assert_debug_clean(&download);
    assert_debug_clean(&download.clone().stream());
    if let Err(error) = download.clone().bytes().await {
        assert_error_clean(&error);
    }
    let port = url.rsplit(':').next().unwrap();
    if let Err(error) = download.to_file(folder.join(port)).await {
        assert_error_clean(&error);
    }
    failures
}

#[tokio::test]
async fn whatever_a_server_does_the_token_shows_nowhere() {
    listen();
    let folder = Folder::new("secrets");
    let mut urls: Vec<String> = vec![nobody().await];
    let servers = misdeeds().await;
    urls.extend(servers.iter().map(|server| server.url.clone()));
    // TLS to a server that speaks none.
    urls.push(servers[0].url.replace("http://", "https://"));
    let failures = futures_util::future::join_all(urls.iter().map(|url| provoke(url, &folder))).await;
    assert_eq!(failures.iter().sum::<usize>(), 3 * urls.len());
    let logs = String::from_utf8_lossy(&logs().lock().unwrap()).into_owned();
    for expected in ["telegram_call", "method=\"sendMessage\"", "failed", "TRACE", "log "] {
        assert!(logs.contains(expected), "nothing was listened to: no {expected:?}");
    }
    assert_clean(&logs);
}

#[tokio::test]
async fn a_proxy_shows_neither_the_token_nor_its_password() {
    listen();
    let refusing = Server::always(page("407 Proxy Authentication Required", "", "")).await;
    for (proxy, api) in [
        (refusing.url.clone(), "http://bot-api.invalid"),
        (refusing.url.clone(), "https://bot-api.invalid"),
        (nobody().await, "https://bot-api.invalid"),
        (nobody().await.replace("http", "socks5h"), "https://bot-api.invalid"),
    ] {
        let proxy = proxy.replace("://", "://user:canary-password@");
        let builder = builder(api).proxy(proxy);
        assert_debug_clean(&builder);
        let client = builder.build().unwrap();
        assert_debug_clean(&client);
        assert_error_clean(&client.call(GetMe::new()).await.unwrap_err());
    }
    assert_clean(&String::from_utf8_lossy(&logs().lock().unwrap()));
}

#[tokio::test]
async fn no_type_of_the_client_shows_the_token() {
    let server = Server::always(ok("true")).await;
    let builder = builder(&server.url).throttle(Throttle::new()).local_files(LocalFiles::shared());
    assert_debug_clean(&builder);
    let client: Client = builder.build().unwrap();
    assert_debug_clean(&client);
    let odd = Client::builder(token()).api_url(format!("{}/{SECRET}", server.url)).build().unwrap();
    assert_debug_clean(&odd);
    assert_debug_clean(&client.request(GetMe::new()));
    assert_debug_clean(&client.call(GetMe::new()));
    let call = RawCall::new(&GetMe::new()).unwrap();
    assert_debug_clean(&call);
    assert_debug_clean(&client.call_raw(&call).await.unwrap());
    for config in [&Retry::new() as &dyn Debug, &Throttle::new(), &Trace::new(), &LocalFiles::shared()] {
        assert_clean(&format!("{config:?} {config:#?}"));
    }
    assert_debug_clean(&Retry::new().layer(client.clone()));
    assert_debug_clean(&Throttle::new().layer(client.clone()));
    assert_debug_clean(&Trace::new().layer(client.clone()));
    assert_clean(&format!("{} {:?} {:#?}", token(), token(), token()));
    assert_clean(&format!("{:?}", Token::new(&format!("42:{SECRET} and more")).unwrap_err()));
}

#[tokio::test]
async fn the_folder_of_a_bot_on_a_local_server_is_not_shown_by_its_name() {
    let folder = format!("/var/lib/telegram-bot-api/42:{SECRET}");
    let path = format!("{folder}/photos/file_0.jpg");
    let file = serde_json::from_value(json!({"file_id": "a", "file_unique_id": "b", "file_path": path})).unwrap();
    let local = LocalFiles::mapped(&folder, &folder);
    assert_debug_clean(&local);
    let shared = builder("http://127.0.0.1:1").local_files(local);
    assert_debug_clean(&shared);
    for client in [shared.build().unwrap(), builder("http://127.0.0.1:1").build().unwrap()] {
        let download = client.download(&file);
        assert_debug_clean(&download);
        let error = download.bytes().await.unwrap_err();
        assert!(error.to_string().contains("photos/file_0.jpg"), "{error}");
        assert_error_clean(&error);
        let file = InputFile::path(&path);
        assert_debug_clean(&file);
    }
    let call = RawCall::from_parts("sendPhoto", &json!({}), [InputFile::path(&path)]).unwrap();
    let error = builder("http://127.0.0.1:1").build().unwrap().call_raw(&call).await.unwrap_err();
    assert!(error.to_string().contains("***/photos/file_0.jpg"), "{error}");
    assert_error_clean(&error);
}

#[test]
fn no_wrong_setting_is_repeated() {
    let build = |url: String| -> BuildError { builder(&url).build().unwrap_err() };
    for url in [
        SECRET.to_owned(),
        format!("ftp://{SECRET}@127.0.0.1/bot42:{SECRET}"),
        format!("http://42:{SECRET}@127.0.0.1"),
        format!("http://127.0.0.1/?token={SECRET}"),
        format!("http://127.0.0.1/#{SECRET}"),
        format!("https://127.0.0.1/bot42:{SECRET}/getMe"),
    ] {
        assert_error_clean(&build(url));
    }
    assert_error_clean(&Client::builder(token()).proxy(format!("ftp://u:{SECRET}@h")).build().unwrap_err());
    assert_error_clean(&Client::builder(token()).user_agent(format!("{SECRET}\n")).build().unwrap_err());
}
