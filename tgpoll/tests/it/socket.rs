//! What arrives on a real socket: whole answers, halves of them, other people's pages, nothing.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tgapi::{BoxError, Client, Reply, Token, Update};
use tgpoll::{Config, PollError, Poller};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::mpsc;

const TOKEN: &str = "123456:AAsecretsecretsecretsecretsecretsec";

/// One update, of a kind that nobody knows yet.
const UPDATE: &str = r#"{"ok":true,"result":[{"update_id":41,"new_kind":{}}]}"#;
/// What is answered to the reply.
const SENT: Answer = Answer::Json(200, r#"{"ok":true,"result":true}"#);

/// One answer of the server.
#[derive(Clone, Copy)]
enum Answer {
    Json(u16, &'static str),
    /// A page of whoever stands in between.
    Html(u16),
    /// Half of what the head promises, then the end.
    Half(&'static str),
    /// The connection is closed without a word.
    Nothing,
    /// The connection stays open without a word.
    Silence,
}

/// Answers one request after the other with what it was given, and then holds every request open.
struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Server {
    async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::<Mutex<Vec<_>>>::default();
        let seen = requests.clone();
        let answers = Arc::new(Mutex::new(answers.into_iter().collect::<std::collections::VecDeque<_>>()));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answers.clone(), seen.clone()));
            }
        });
        Self { address, requests }
    }

    fn client(&self) -> Client {
        let token = Token::new(TOKEN).unwrap();
        Client::builder(token).api_url(format!("http://{}", self.address)).build().unwrap()
    }

    /// The offsets that `getUpdates` was called with, and its limits.
    fn fetches(&self) -> Vec<(Option<i64>, i64)> {
        let requests = self.requests.lock().unwrap();
        let fetches = requests.iter().filter(|(method, _)| method == "getUpdates");
        fetches.map(|(_, body)| (body["offset"].as_i64(), body["limit"].as_i64().unwrap())).collect()
    }
}

async fn serve(
    mut stream: TcpStream,
    answers: Arc<Mutex<std::collections::VecDeque<Answer>>>,
    seen: Arc<Mutex<Vec<(String, Value)>>>,
) {
    while let Some((method, body)) = read_request(&mut stream).await {
        let body: Value = serde_json::from_slice(&body).unwrap();
        let confirming = method == "getUpdates" && body["timeout"] == 0;
        seen.lock().unwrap().push((method, body));
        let scripted = if confirming { None } else { answers.lock().unwrap().pop_front() };
        let (status, kind, body, promised) = match scripted {
            Some(Answer::Json(status, body)) => (status, "application/json", body, body.len()),
            Some(Answer::Html(status)) => (status, "text/html", "<html><h1>Sorry</h1></html>", 27),
            Some(Answer::Half(body)) => (200, "application/json", body, body.len() * 2),
            Some(Answer::Nothing) => return,
            Some(Answer::Silence) => std::future::pending().await,
            None if confirming => (200, "application/json", r#"{"ok":true,"result":[]}"#, 23),
            None => std::future::pending().await,
        };
        let head = format!("HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {promised}\r\n\r\n");
        if stream.write_all(format!("{head}{body}").as_bytes()).await.is_err() || promised != body.len() {
            return;
        }
    }
}

/// The method of the Bot API and the body of one request; `None` at the end of the connection.
async fn read_request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).ok()?;
    let length: usize = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok())
        .unwrap_or(0);
    while bytes.len() < head_end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let path = head.split(' ').nth(1)?;
    Some((path.rsplit('/').next()?.to_owned(), bytes[head_end..].to_vec()))
}

/// A service that says which updates came, and answers with a message.
fn service(
    ids: mpsc::UnboundedSender<u64>,
) -> impl tower_service::Service<
    Update,
    Response = Reply,
    Error = BoxError,
    Future = impl Future<Output = Result<Reply, BoxError>> + Send + 'static,
> {
    tower::service_fn(move |update: Update| {
        let ids = ids.clone();
        async move {
            ids.send(update.update_id.0)?;
            let reply = tgapi::methods::SendMessage::new(5, "thank you");
            Ok::<_, BoxError>(tgapi::RawCall::new(&reply)?.into())
        }
    })
}

fn quick() -> Config {
    Config::new().backoff(Duration::from_millis(10), Duration::from_millis(50))
}

#[tokio::test]
async fn broken_answers_are_outlived_and_nothing_is_lost() {
    const THREE: &str = r#"{"ok":true,"result":[{"update_id":41,
"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"},"text":"hi"}},{"no":"id"},{"update_id":43,"new_kind":{}}]}"#;
    let server = Server::start([
        Answer::Json(200, r#"{"ok":true,"result":true}"#),
        Answer::Html(502),
        Answer::Html(200),
        Answer::Half(r#"{"ok":true,"result":[{"update_id":41,"#),
        Answer::Nothing,
        Answer::Json(200, r#"{"ok":true}"#),
        Answer::Json(500, r#"{"ok":false,"error_code":500,"description":"Internal Server Error: restart"}"#),
        Answer::Json(200, THREE),
        Answer::Json(403, r#"{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}"#),
        Answer::Json(403, r#"{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}"#),
    ])
    .await;
    let (ids, mut came) = mpsc::unbounded_channel();
    let poller = Poller::new(server.client(), service(ids)).config(quick().delete_webhook(true));
    let mut counters = poller.watch();
    // Stop when both are handled, replies and all.
    let handled = async move {
        counters.wait_for(|summary| summary.handled == 2).await.unwrap();
    };
    let summary = poller.run_until(handled).await.unwrap();
    assert_eq!((came.recv().await, came.recv().await, came.recv().await), (Some(41), Some(43), None));
    assert_eq!((summary.received, summary.handled, summary.unreadable, summary.unconfirmed), (2, 2, 1, 0));
    assert_eq!((summary.requests_failed, summary.replies_failed), (6, 2));

    let fetches = server.fetches();
    let limits: Vec<_> = fetches.iter().take(7).map(|(_, limit)| *limit).collect();
    assert_eq!(limits, [100, 100, 50, 25, 12, 6, 6], "smaller after each answer that did not arrive whole");
    assert!(fetches.contains(&(Some(44), 1)), "the offset is confirmed: {fetches:?}");
    let methods: Vec<_> = server.requests.lock().unwrap().iter().map(|(method, _)| method.clone()).collect();
    assert_eq!(methods[0], "deleteWebhook");
    assert_eq!(methods.iter().filter(|method| *method == "sendMessage").count(), 2);
}

#[tokio::test]
async fn a_refused_token_is_explained_without_showing_it() {
    for (code, description) in [(401, "Unauthorized"), (404, "Not Found")] {
        let body = format!(r#"{{"ok":false,"error_code":{code},"description":"{description}"}}"#);
        let server = Server::start([Answer::Json(code, body.leak())]).await;
        let (ids, _came) = mpsc::unbounded_channel();
        let poller = Poller::new(server.client(), service(ids)).config(quick());
        assert!(!format!("{poller:?}").contains("secret"));
        let error = poller.run_until(std::future::pending()).await.unwrap_err();
        assert_eq!(matches!(error, PollError::Unauthorized { .. }), code == 401, "{error}");
        assert_eq!(matches!(error, PollError::NotFound { .. }), code == 404, "{error}");
        assert!(error.to_string().contains("@BotFather"));
        assert!(!format!("{error} {error:?}").contains("secret"));
        assert_eq!(server.fetches().len(), 1);
    }
}

#[tokio::test]
async fn nobody_there_is_waited_out() {
    // Bound, so that nobody else gets the port, and not listening.
    let bound = TcpSocket::new_v4().unwrap();
    bound.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = bound.local_addr().unwrap();
    let client = Client::builder(Token::new(TOKEN).unwrap()).api_url(format!("http://{address}")).build().unwrap();
    let (ids, _came) = mpsc::unbounded_channel();
    let poller = Poller::new(client, service(ids)).config(quick());
    let mut counters = poller.watch();
    let failed = async move {
        counters.wait_for(|summary| summary.requests_failed >= 5).await.unwrap();
    };
    let summary = poller.run_until(failed).await.unwrap();
    assert_eq!((summary.received, summary.unconfirmed), (0, 0));
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up_and_asked_again() {
    let server = Server::start([Answer::Silence, Answer::Silence, Answer::Json(200, UPDATE), SENT]).await;
    // No long poll, so that the client's own patience is all there is.
    let client = Client::builder(Token::new(TOKEN).unwrap())
        .api_url(format!("http://{}", server.address))
        .timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let (ids, mut came) = mpsc::unbounded_channel();
    let poller = Poller::new(client, service(ids)).config(quick().timeout(Duration::from_secs(1)));
    let mut counters = poller.watch();
    let handled = async move {
        counters.wait_for(|summary| summary.handled == 1).await.unwrap();
    };
    let summary = poller.run_until(handled).await.unwrap();
    assert_eq!(came.recv().await, Some(41));
    assert_eq!((summary.received, summary.requests_failed), (1, 2));
}

/// Name service that comes back after some failures.
struct Names {
    failures_left: AtomicU32,
    address: SocketAddr,
}

impl reqwest::dns::Resolve for Names {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let left = self.failures_left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        let address = self.address;
        Box::pin(async move {
            match left {
                Ok(_) => Err("temporary failure in name resolution".into()),
                Err(_) => Ok(Box::new(std::iter::once(address)) as reqwest::dns::Addrs),
            }
        })
    }
}

#[tokio::test]
async fn a_name_that_cannot_be_resolved_is_waited_out() {
    let server = Server::start([Answer::Json(200, UPDATE), SENT]).await;
    let names = Names { failures_left: AtomicU32::new(4), address: server.address };
    let http = reqwest::Client::builder().no_proxy().dns_resolver(Arc::new(names)).build().unwrap();
    let url = format!("http://api.example:{}", server.address.port());
    let client = Client::builder(Token::new(TOKEN).unwrap()).api_url(url).http_client(http).build().unwrap();
    let (ids, mut came) = mpsc::unbounded_channel();
    let poller = Poller::new(client, service(ids)).config(quick());
    let mut counters = poller.watch();
    let handled = async move {
        counters.wait_for(|summary| summary.handled == 1).await.unwrap();
    };
    let summary = poller.run_until(handled).await.unwrap();
    assert_eq!(came.recv().await, Some(41));
    assert_eq!(summary.requests_failed, 4);
}
