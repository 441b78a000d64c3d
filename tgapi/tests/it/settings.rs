//! Settings that reach the wire, and those that are refused.

use std::time::Duration;

use tgapi::client::BuildError;
use tgapi::methods::GetMe;
use tgapi::{Client, ErrorKind};

use crate::support::{Server, builder, client, ok, token};

const ME: &str = r#"{"id":42,"is_bot":true,"first_name":"B"}"#;

#[tokio::test]
async fn the_user_agent_is_ours_or_yours() {
    let server = Server::always(ok(ME)).await;
    client(&server.url).call(GetMe::new()).await.unwrap();
    let yours = builder(&server.url).user_agent("my-bot/1").build().unwrap();
    yours.call(GetMe::new()).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("user-agent"), Some(concat!("tgapi/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(requests[1].header("user-agent"), Some("my-bot/1"));
}

#[tokio::test]
async fn a_proxy_gets_the_requests() {
    let proxy = Server::always(ok(ME)).await;
    // A name that does not exist: only a proxy can know it.
    let url = proxy.url.replace("http://", "http://user:hidden@");
    let client = builder("http://bot-api.invalid:8081").proxy(url).build().unwrap();
    client.call(GetMe::new()).await.unwrap();
    let request = &proxy.requests()[0];
    assert!(request.target().starts_with("POST http://bot-api.invalid:8081/bot42:"), "{request:?}");
    assert!(request.header("proxy-authorization").unwrap().starts_with("Basic "));
}

#[tokio::test]
async fn a_server_on_this_machine_is_reached_without_the_proxy() {
    let (server, proxy) = (Server::always(ok(ME)).await, Server::always(ok(ME)).await);
    builder(&server.url).proxy(&proxy.url).build().unwrap().call(GetMe::new()).await.unwrap();
    assert_eq!((server.requests().len(), proxy.requests().len()), (1, 0));
}

#[tokio::test]
async fn a_client_of_your_own_is_used() {
    let server = Server::always(ok(ME)).await;
    let own = reqwest::Client::builder().user_agent("own").no_proxy().build().unwrap();
    let client = builder(&server.url).http_client(own.clone()).build().unwrap();
    client.call(GetMe::new()).await.unwrap();
    assert_eq!(server.requests()[0].header("user-agent"), Some("own"));
    let both = builder(&server.url).http_client(own).user_agent("x").build().unwrap_err();
    assert!(matches!(both, BuildError::OwnClient { setting: "user_agent" }), "{both}");
}

#[tokio::test]
async fn a_pool_of_none_makes_a_connection_for_each_call() {
    use tokio::io::AsyncWriteExt;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = builder(&url).connection_pool(0, Duration::from_secs(1)).build().unwrap();
    let serving = tokio::spawn(async move {
        // Each stays open: a kept one would be used again.
        let mut open = Vec::new();
        for _ in 0..3 {
            let (mut stream, _) = listener.accept().await.unwrap();
            crate::support::read(&mut stream).await.unwrap();
            let body = format!("{{\"ok\":true,\"result\":{ME}}}");
            let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            stream.write_all(answer.as_bytes()).await.unwrap();
            open.push(stream);
        }
    });
    for _ in 0..3 {
        client.call(GetMe::new()).await.unwrap();
    }
    serving.await.unwrap();
}

#[tokio::test]
async fn a_connection_that_is_not_made_in_time_is_a_connect_error() {
    // A listener whose queue is full lets nobody in.
    let listener = socket_with_full_queue();
    let client = builder(&listener.url).connect_timeout(Duration::from_millis(100)).build().unwrap();
    let error = client.call(GetMe::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
}

struct Full {
    url: String,
    _listener: std::net::TcpListener,
    _inside: Vec<std::net::TcpStream>,
}

fn socket_with_full_queue() -> Full {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut inside = Vec::new();
    // The queue is 128 long, or as long as the system allows.
    while let Ok(stream) = std::net::TcpStream::connect_timeout(&address, Duration::from_millis(100)) {
        inside.push(stream);
        assert!(inside.len() < 20_000, "the queue never fills");
    }
    Full { url: format!("http://{address}"), _listener: listener, _inside: inside }
}

#[test]
fn what_cannot_be_used_is_refused_and_not_repeated() {
    for url in [
        "",
        "api.telegram.org",
        "ftp://127.0.0.1",
        "http://u:hidden@127.0.0.1",
        "http://127.0.0.1/?hidden=b",
        "http://127.0.0.1/bot42:hidden/",
    ] {
        let error = builder(url).build().unwrap_err();
        assert!(matches!(error, BuildError::ApiUrl { .. }), "{error}");
        assert!(!format!("{error} {error:?}").contains("hidden"), "{error:?}");
    }
    for proxy in ["", "hidden", "ftp://u:hidden@h", "http://"] {
        let error = Client::builder(token()).proxy(proxy).build().unwrap_err();
        assert!(matches!(error, BuildError::Proxy), "{error}");
        assert!(!format!("{error} {error:?}").contains("hidden"), "{error:?}");
    }
    assert!(Client::builder(token()).proxy("socks5://127.0.0.1:1080").build().is_ok());
    assert!(matches!(Client::builder(token()).user_agent("a\nb").build(), Err(BuildError::UserAgent)));
}
