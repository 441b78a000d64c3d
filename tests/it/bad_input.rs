//! Everything that is no update, or not from Telegram. Each gets the answer that is promised, nothing of it comes back,
//! the process goes on, and the next good update is handled. The layers are put together by hand, without the facade.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::{SecretToken, Update};
use tgdispatch::filter::text;
use tgdispatch::{LanesLayer, Message, Router, Settings, Unknown};
use tgreorder::ReorderLayer;
use tgwebhook::{Limits, Server, ShutdownReport, WebhookService};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower_layer::Layer;

use crate::soon;

const SECRET: &str = "correct-horse_battery";

/// A bot that notes the texts it gets, and what the fallback gets.
struct Target {
    address: SocketAddr,
    texts: Arc<Mutex<Vec<String>>>,
    unknown: Arc<Mutex<Vec<(String, String)>>>,
    stop: oneshot::Sender<()>,
    served: JoinHandle<ShutdownReport>,
}

impl Target {
    async fn start() -> Self {
        Self::with_deadline(Duration::from_secs(60)).await
    }

    /// With so much time for a head and for a body.
    async fn with_deadline(deadline: Duration) -> Self {
        let texts = Arc::new(Mutex::new(Vec::new()));
        let unknown = Arc::new(Mutex::new(Vec::new()));
        let (note_text, note_unknown) = (Arc::clone(&texts), Arc::clone(&unknown));
        let router = Router::new()
            .on(text(), move |message: Message| {
                note_text.lock().unwrap().push(message.text.clone().unwrap());
                async {}
            })
            .fallback(move |Unknown { name, raw, .. }: Unknown| {
                note_unknown.lock().unwrap().push((name, raw.get().to_owned()));
                async {}
            });
        let lanes = LanesLayer::new().layer(router.build(Settings::new()).unwrap());
        let in_order = ReorderLayer::new(tgreorder::Config::default(), |update: &Update| update.update_id.0).unwrap();
        let webhook = WebhookService::builder(in_order.layer(lanes))
            .secret(SecretToken::new(SECRET).unwrap())
            .body_timeout(deadline)
            .build()
            .unwrap();
        let mut limits = Limits::default();
        limits.head_timeout = deadline;
        let server = Server::bind("127.0.0.1:0").await.unwrap().limits(limits).route("/hook", webhook);
        let address = server.local_addr();
        let (stop, stopped) = oneshot::channel();
        let served = tokio::spawn(async move {
            let stopped = async {
                let _ = stopped.await;
            };
            server.serve_with_shutdown(stopped).await.unwrap()
        });
        Self { address, texts, unknown, stop, served }
    }

    /// Sends these bytes on a connection of their own, and gives the status and everything else that came back.
    async fn raw(&self, request: &[u8]) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        // The server may have answered and closed before it has read everything.
        let _ = stream.write_all(request).await;
        let mut answer = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            match soon("an answer", stream.read(&mut buffer)).await {
                Ok(n) if n > 0 => answer.extend_from_slice(&buffer[..n]),
                _ => break,
            }
            if answer.windows(4).any(|window| window == b"\r\n\r\n") && !answer.starts_with(b"HTTP/1.1 100") {
                break;
            }
        }
        let answer = String::from_utf8(answer).unwrap();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
        (status.unwrap_or_else(|| panic!("no status in {answer:?}")), answer)
    }

    async fn post(&self, path: &str, secret: &str, body: &[u8]) -> (u16, String) {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Type: \
             application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        self.raw(&[head.as_bytes(), body].concat()).await
    }

    /// A good update is handled, whatever came before.
    async fn is_well(&self, id: u64) {
        let text = format!("good {id}");
        let update = serde_json::json!({"update_id": id, "message": {
            "message_id": id, "date": 1, "chat": {"id": 5, "type": "private"}, "text": text,
        }});
        let (status, _) = self.post("/hook", SECRET, update.to_string().as_bytes()).await;
        assert_eq!(status, 200);
        assert_eq!(self.texts.lock().unwrap().last(), Some(&text));
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        let report = soon("the server to stop", self.served).await.unwrap();
        assert_eq!((report.connections_cut, report.updates_unfinished), (0, 0));
    }
}

#[tokio::test]
async fn each_gets_its_answer_and_the_next_good_update_is_handled() {
    let target = Target::start().await;
    target.is_well(100).await;
    let update =
        br#"{"update_id":200,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"forged"}}"#;
    let nested = [b"{\"update_id\":1,\"message\":".as_slice(), &b"[".repeat(1_000_000)].concat();
    let deep_in_a_known_field =
        [br#"{"update_id":300,"message":{"chat":"#.as_slice(), &b"{\"a\":".repeat(180_000)].concat();
    let cases: Vec<(&str, &str, &str, &[u8], u16)> = vec![
        ("wrong path", "/other", SECRET, update, 404),
        ("path below", "/hook/x", SECRET, update, 404),
        ("wrong secret", "/hook", "correct-horse_batterz", update, 401),
        ("shorter secret", "/hook", "correct", update, 401),
        ("empty secret", "/hook", "", update, 401),
        ("not JSON", "/hook", SECRET, b"hello", 400),
        ("empty body", "/hook", SECRET, b"", 400),
        ("not UTF-8", "/hook", SECRET, b"{\"update_id\":1,\"message\":\"\xff\"}", 400),
        ("no update", "/hook", SECRET, b"{\"a\":1}", 400),
        ("an array", "/hook", SECRET, b"[1,2]", 400),
        ("a negative id", "/hook", SECRET, b"{\"update_id\":-5}", 400),
        ("a megabyte of nesting", "/hook", SECRET, &nested, 400),
        ("nesting in a known field", "/hook", SECRET, &deep_in_a_known_field, 400),
        ("JSON cut short", "/hook", SECRET, &update[..40], 400),
        ("more than a megabyte", "/hook", SECRET, &[b' '; (1 << 20) + 1], 413),
    ];
    let mut id = 100;
    for (what, path, secret, body, expected) in cases {
        let (status, answer) = target.post(path, secret, body).await;
        assert_eq!(status, expected, "{what}: {answer}");
        let content = answer.split("\r\n\r\n").nth(1).unwrap_or_default();
        assert_eq!(content, "", "{what}: the answer tells something");
        id += 1;
        target.is_well(id).await;
    }
    assert!(!target.texts.lock().unwrap().iter().any(|text| text == "forged"));
    target.stop().await;
}

#[tokio::test]
async fn requests_that_are_no_posts_of_json_are_refused() {
    let target = Target::start().await;
    let secret = format!("X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n");
    let cases = [
        ("a get", "GET /hook HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(), 405),
        (
            "no secret",
            "POST /hook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                .to_owned(),
            401,
        ),
        (
            "two secrets",
            format!(
                "POST /hook HTTP/1.1\r\nHost: x\r\n{secret}{secret}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
            ),
            401,
        ),
        ("no type", format!("POST /hook HTTP/1.1\r\nHost: x\r\n{secret}Content-Length: 2\r\n\r\n{{}}"), 415),
        (
            "a form",
            format!(
                "POST /hook HTTP/1.1\r\nHost: x\r\n{secret}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b"
            ),
            415,
        ),
        (
            "both lengths",
            format!(
                "POST /hook HTTP/1.1\r\nHost: x\r\n{secret}Content-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            ),
            400,
        ),
        ("no HTTP at all", "hello\r\n\r\n".to_owned(), 400),
    ];
    for (n, (what, request, expected)) in cases.into_iter().enumerate() {
        let (status, answer) = target.raw(request.as_bytes()).await;
        assert_eq!(status, expected, "{what}: {answer}");
        target.is_well(100 + n as u64).await;
    }
    target.stop().await;
}

#[tokio::test]
async fn a_body_that_stops_half_way_is_not_waited_for() {
    let target = Target::with_deadline(Duration::from_millis(300)).await;
    let head = format!(
        "POST /hook HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Type: \
         application/json\r\nContent-Length: 1000\r\n\r\n{{\"update_id\":1"
    );
    let (status, answer) = target.raw(head.as_bytes()).await;
    assert_eq!(status, 408, "{answer}");
    target.is_well(100).await;
    target.stop().await;
}

#[tokio::test]
async fn a_body_whose_connection_closes_early_is_forgotten() {
    let target = Target::start().await;
    target.is_well(100).await;
    let mut stream = TcpStream::connect(target.address).await.unwrap();
    let head = format!(
        "POST /hook HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Type: \
         application/json\r\nContent-Length: 1000\r\n\r\n{{\"update_id\":101,\"message\":"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    drop(stream);
    target.is_well(101).await;
    target.stop().await;
}

#[tokio::test]
async fn an_unknown_kind_reaches_the_fallback_with_its_raw_json() {
    let target = Target::start().await;
    target.is_well(100).await;
    let (status, _) =
        target.post("/hook", SECRET, br#"{"update_id":101,"telepathy":{"from": {"id":7}, "x":[1,  2]}}"#).await;
    assert_eq!(status, 200);
    // A known kind with content that does not fit gets there, too.
    let (status, _) = target.post("/hook", SECRET, br#"{"update_id":102,"message":{"message_id":"?"}}"#).await;
    assert_eq!(status, 200);
    target.is_well(103).await;
    let expected = [
        ("telepathy".to_owned(), r#"{"from": {"id":7}, "x":[1,  2]}"#.to_owned()),
        ("message".to_owned(), r#"{"message_id":"?"}"#.to_owned()),
    ];
    assert_eq!(*target.unknown.lock().unwrap(), expected);
    target.stop().await;
}
