//! As much of a Bot API server as an echo needs: who the bot is, and whatever else is called, a message was sent. It can
//! take its time for that, and remember which update each message echoes.

use std::collections::HashSet;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::sender;

pub(super) const SENT: &[u8] =
    br#"{"ok":true,"result":{"message_id":1,"date":1700000000,"chat":{"id":5,"type":"private","first_name":"A"},"text":"x"}}"#;

pub(super) const ME: &[u8] = br#"{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"Bot","username":"load_bot","can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false,"can_connect_to_business":false,"has_main_web_app":false}}"#;

pub(super) struct Api {
    pub(super) address: SocketAddr,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    calls: AtomicU64,
    delay: Duration,
    /// Which updates were echoed, if that is of interest.
    echoed: Option<Mutex<HashSet<u64>>>,
}

/// At once.
pub(super) async fn start() -> std::io::Result<Api> {
    serve(Shared::default()).await
}

/// With an answer after so long, and a memory for what was echoed.
pub(super) async fn start_slow(delay: Duration) -> std::io::Result<Api> {
    serve(Shared { delay, echoed: Some(Mutex::default()), ..Shared::default() }).await
}

async fn serve(shared: Shared) -> std::io::Result<Api> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let shared = Arc::new(shared);
    let served = Arc::clone(&shared);
    let serving = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            let shared = Arc::clone(&served);
            let service = service_fn(move |request| answer(request, Arc::clone(&shared)));
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    Ok(Api { address, shared, serving })
}

async fn answer(request: Request<Incoming>, shared: Arc<Shared>) -> Result<Response<Full<Bytes>>, Infallible> {
    let asks_who = request.uri().path().to_ascii_lowercase().ends_with("/getme");
    let body = request.into_body().collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let body = if asks_who {
        ME
    } else {
        if let Some(echoed) = &shared.echoed
            && let Some(id) = sender::echoed(&body)
        {
            echoed.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        }
        if !shared.delay.is_zero() {
            tokio::time::sleep(shared.delay).await;
        }
        shared.calls.fetch_add(1, Ordering::Relaxed);
        SENT
    };
    let mut answer = Response::new(Full::new(Bytes::from_static(body)));
    answer.headers_mut().insert("content-type", http::HeaderValue::from_static("application/json"));
    Ok(answer)
}

impl Api {
    pub(super) fn calls(&self) -> u64 {
        self.shared.calls.load(Ordering::Relaxed)
    }

    /// Waits until so many were made in all: some acknowledge an update before they handle it. Not for ever.
    pub(super) async fn called(&self, calls: u64) {
        let waiting = async {
            while self.calls() < calls {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        let _ = tokio::time::timeout(Duration::from_secs(60), waiting).await;
    }

    /// Which updates were echoed so far.
    pub(super) fn echoed(&self) -> HashSet<u64> {
        let echoed = self.shared.echoed.as_ref();
        echoed.map(|echoed| echoed.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap_or_default()
    }

    pub(super) fn stop(self) {
        self.serving.abort();
    }
}
