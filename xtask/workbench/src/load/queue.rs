//! A Bot API server with a queue of updates, for bots that poll: Telegram's rules for `getUpdates`, and whoever sends a
//! message is checked for the order of its chat.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::api::{ME, SENT};

const TRUE: &[u8] = br#"{"ok":true,"result":true}"#;
/// The number of the first update.
const FIRST: u64 = 1_000_001;
/// An offset that is repeated sooner gets one update only.
const HASTE: Duration = Duration::from_millis(500);

pub(super) struct Queue {
    pub(super) address: SocketAddr,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

struct Shared {
    updates: Vec<Bytes>,
    state: Mutex<State>,
    /// As many messages were sent as there are updates. Nobody is woken before: who waits shares the processors with the
    /// bot that is measured.
    done: Notify,
}

#[derive(Default)]
struct State {
    began: Option<Instant>,
    last: Option<(u64, Instant)>,
    answered: usize,
    /// The last number that was said in each chat.
    chats: HashMap<i64, u64>,
    wrong: u64,
}

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drained {
    pub(super) took: Duration,
    /// Messages that were sent after a newer one of their chat, or again.
    pub(super) wrong: u64,
}

#[derive(Deserialize)]
struct Fetch {
    offset: Option<u64>,
    limit: Option<usize>,
}

#[derive(Deserialize)]
struct Send<'a> {
    chat_id: i64,
    #[serde(borrow)]
    text: &'a str,
}

impl Queue {
    /// With so many text messages of so many chats, which count in each chat.
    pub(super) async fn start(updates: u64, chats: u64) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            updates: (0..updates).map(|n| update(n, chats)).collect(),
            state: Mutex::default(),
            done: Notify::new(),
        });
        let serving = {
            let shared = Arc::clone(&shared);
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let _ = stream.set_nodelay(true);
                    let shared = Arc::clone(&shared);
                    let service = service_fn(move |request| answer(request, Arc::clone(&shared)));
                    tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
                }
            })
        };
        Ok(Self { address, shared, serving })
    }

    /// Waits until as many messages were sent as there are updates: a minute at most, and then it is an error.
    pub(super) async fn drained(&self) -> std::io::Result<Drained> {
        let waited = tokio::time::timeout(Duration::from_secs(60), self.shared.done.notified()).await;
        waited.map_err(|_| std::io::Error::other("not everything was answered within a minute"))?;
        let state = self.shared.lock();
        let took = state.began.map_or(Duration::ZERO, |began| began.elapsed());
        Ok(Drained { took, wrong: state.wrong })
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None`: there is nothing to answer with, and there will be nothing.
    fn fetch(&self, request: &Fetch) -> Option<Vec<u8>> {
        let now = Instant::now();
        let offset = request.offset.unwrap_or(0);
        let mut limit = request.limit.unwrap_or(100).clamp(1, 100);
        {
            let mut state = self.lock();
            state.began.get_or_insert(now);
            let before = state.last.replace((offset, now));
            if before.is_some_and(|(last, at)| last == offset && now - at < HASTE) {
                limit = 1;
            }
        }
        let from = usize::try_from(offset.saturating_sub(FIRST)).unwrap_or(usize::MAX).min(self.updates.len());
        let found = &self.updates[from..(from + limit).min(self.updates.len())];
        if found.is_empty() {
            return None;
        }
        let mut body = Vec::with_capacity(found.iter().map(Bytes::len).sum::<usize>() + 128);
        body.extend_from_slice(br#"{"ok":true,"result":["#);
        body.extend_from_slice(&found.join(&b","[..]));
        body.extend_from_slice(b"]}");
        Some(body)
    }

    fn sent(&self, body: &[u8]) {
        let number = |send: &Send<'_>| Some((send.chat_id, send.text.rsplit(' ').next()?.parse().ok()?));
        let sent = serde_json::from_slice::<Send<'_>>(body).ok().as_ref().and_then(number);
        let mut state = self.lock();
        if let Some((chat, number)) = sent {
            let before = state.chats.insert(chat, number);
            state.wrong += u64::from(before.is_some_and(|before| before >= number));
        }
        state.answered += 1;
        if state.answered == self.updates.len() {
            self.done.notify_one();
        }
    }
}

fn update(n: u64, chats: u64) -> Bytes {
    let (id, chat, number) = (FIRST + n, n % chats + 1, n / chats + 1);
    format!(
        r#"{{"update_id":{id},
"message":{{"message_id":{number},"from":{{"id":{chat},"is_bot":false,"first_name":"Ann","username":"ann{chat}","language_code":"en"}},"chat":{{"id":{chat},"first_name":"Ann","username":"ann{chat}","type":"private"}},"date":1700000000,"text":"message {number}"}}}}"#
    )
    .into()
}

async fn answer(request: Request<Incoming>, shared: Arc<Shared>) -> Result<Response<Full<Bytes>>, Infallible> {
    let path = request.uri().path().to_ascii_lowercase();
    let method = path.rsplit('/').next().unwrap_or_default();
    let body = request.into_body().collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let body = match method {
        "getme" => Bytes::from_static(ME),
        "getupdates" => {
            let request = serde_json::from_slice(&body).unwrap_or(Fetch { offset: None, limit: None });
            match shared.fetch(&request) {
                Some(body) => body.into(),
                // The long poll that is open when everything is done.
                None => std::future::pending().await,
            }
        }
        "sendmessage" => {
            shared.sent(&body);
            Bytes::from_static(SENT)
        }
        _ => Bytes::from_static(TRUE),
    };
    let mut answer = Response::new(Full::new(body));
    answer.headers_mut().insert("content-type", http::HeaderValue::from_static("application/json"));
    Ok(answer)
}
