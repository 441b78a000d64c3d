//! A bot's side of the wire: a small HTTP client for API calls, and a webhook server that records what it gets.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tgsandbox::Sandbox;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use tokio_util::task::AbortOnDropHandle;

/// Longer than anything here takes; only a hang reaches it.
pub(crate) const LONG: Duration = Duration::from_secs(20);

/// An API answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn result(&self) -> Value {
        let json = self.json();
        assert_eq!(json["ok"], true, "{json}");
        json["result"].clone()
    }

    /// Code and description of an error.
    pub(crate) fn error(&self) -> (u64, String) {
        let json = self.json();
        assert_eq!(json["ok"], false, "{json}");
        assert_eq!(json["error_code"], self.status.as_u16());
        (json["error_code"].as_u64().unwrap(), json["description"].as_str().unwrap().to_owned())
    }
}

/// Sends any request on a connection of its own.
pub(crate) async fn send(to: SocketAddr, request: Request<Full<Bytes>>) -> Result<Answer, hyper::Error> {
    let stream = TcpStream::connect(to).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let _driver = AbortOnDropHandle::new(tokio::spawn(connection));
    let response = sender.send_request(request).await?;
    let (head, body) = response.into_parts();
    let data = body.collect().await?.to_bytes();
    Ok(Answer { status: head.status, headers: head.headers, text: String::from_utf8(data.to_vec()).unwrap() })
}

pub(crate) fn post(path: &str, content_type: &str, body: impl Into<Bytes>) -> Request<Full<Bytes>> {
    let builder = Request::post(path).header("host", "localhost").header("content-type", content_type);
    builder.body(Full::new(body.into())).unwrap()
}

pub(crate) fn get(path: &str) -> Request<Full<Bytes>> {
    Request::get(path).header("host", "localhost").body(Full::default()).unwrap()
}

/// Calls a method of the first bot with JSON parameters.
pub(crate) async fn call(sandbox: &Sandbox, method: &str, params: Value) -> Answer {
    try_call(sandbox, method, params).await.unwrap()
}

pub(crate) async fn try_call(sandbox: &Sandbox, method: &str, params: Value) -> Result<Answer, hyper::Error> {
    let path = format!("/bot{}/{method}", sandbox.token());
    send(sandbox.address(), post(&path, "application/json", params.to_string())).await
}

/// Calls a method and expects a result.
pub(crate) async fn ok(sandbox: &Sandbox, method: &str, params: Value) -> Value {
    let answer = call(sandbox, method, params).await;
    assert_eq!(answer.json()["ok"], true, "{method}: {}", answer.text);
    answer.result()
}

/// Calls a method and expects an error: its description.
pub(crate) async fn refused(sandbox: &Sandbox, method: &str, params: Value) -> String {
    call(sandbox, method, params).await.error().1
}

/// The newest update of a kind, its payload; null if there is none.
pub(crate) async fn newest(sandbox: &Sandbox, kind: &str) -> Value {
    // Another offset each time: one that comes twice within half a second gets one update only.
    let calls = i64::try_from(sandbox.stats().api_calls).unwrap();
    let all = ok(sandbox, "getUpdates", json!({"offset": -1000 - calls})).await;
    all.as_array().unwrap().iter().rev().find_map(|update| update.get(kind)).cloned().unwrap_or_default()
}

/// Calls a method with files and expects a result.
pub(crate) async fn upload(
    sandbox: &Sandbox,
    method: &str,
    params: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Value {
    let (kind, body) = multipart(params, files);
    let path = format!("/bot{}/{method}", sandbox.token());
    send(sandbox.address(), post(&path, &kind, body)).await.unwrap().result()
}

/// A multipart body: parameters and files.
pub(crate) fn multipart(params: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in params {
        body.extend(format!("--bound\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, file, data) in files {
        let head = format!("--bound\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n");
        body.extend(head.bytes());
        body.extend_from_slice(data);
        body.extend(b"\r\n");
    }
    body.extend(b"--bound--\r\n");
    ("multipart/form-data; boundary=bound".to_owned(), body)
}

/// A plain message update; every `chat` is a lane of its own.
pub(crate) fn message(chat: i64, text: &str) -> Value {
    json!({"message": {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "text": text}})
}

/// A request that the webhook got.
#[derive(Clone, Debug)]
pub(crate) struct Got {
    pub(crate) connection: usize,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Got {
    pub(crate) fn id(&self) -> u64 {
        let json: Value = serde_json::from_str(&self.text).unwrap();
        json["update_id"].as_u64().unwrap()
    }
}

/// What the webhook answers: from the number of the request (from 0) and the request.
pub(crate) type Respond = dyn Fn(usize, &Got) -> Response<Full<Bytes>> + Send + Sync;

pub(crate) fn status(code: u16) -> Response<Full<Bytes>> {
    Response::builder().status(code).body(Full::default()).unwrap()
}

/// A webhook server. What it got can be awaited one by one or looked at altogether.
pub(crate) struct Webhook {
    pub(crate) address: SocketAddr,
    got: Mutex<mpsc::UnboundedReceiver<Got>>,
    _server: AbortOnDropHandle<()>,
}

impl Webhook {
    /// One on plain HTTP that answers 200 to everything.
    pub(crate) async fn ok() -> Self {
        Self::start(None, |_, _| status(200)).await
    }

    pub(crate) async fn start(
        tls: Option<Arc<rustls::ServerConfig>>,
        respond: impl Fn(usize, &Got) -> Response<Full<Bytes>> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, got) = mpsc::unbounded_channel();
        let respond: Arc<Respond> = Arc::new(respond);
        let count = Arc::new(Mutex::new(0));
        let server = AbortOnDropHandle::new(tokio::spawn(async move {
            let mut tasks = tokio::task::JoinSet::new();
            for connection in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                // Otherwise the system holds small packets back, while a paused clock runs away.
                stream.set_nodelay(true).unwrap();
                let (tell, respond, count, tls) = (tell.clone(), Arc::clone(&respond), Arc::clone(&count), tls.clone());
                tasks.spawn(async move {
                    let service = service_fn(move |request: Request<Incoming>| {
                        let (tell, respond, count) = (tell.clone(), Arc::clone(&respond), Arc::clone(&count));
                        async move {
                            let (head, body) = request.into_parts();
                            let text = String::from_utf8(body.collect().await?.to_bytes().to_vec()).unwrap();
                            let target = format!("{} {} {:?}", head.method, head.uri, head.version);
                            let got = Got { connection, target, headers: head.headers, text };
                            let n = {
                                let mut count = count.lock().unwrap();
                                *count += 1;
                                *count - 1
                            };
                            let response = respond(n, &got);
                            let _ = tell.send(got);
                            Ok::<_, hyper::Error>(response)
                        }
                    });
                    let server = hyper::server::conn::http1::Builder::new();
                    match tls {
                        None => drop(server.serve_connection(TokioIo::new(stream), service).await),
                        Some(config) => {
                            if let Ok(stream) = tokio_rustls::TlsAcceptor::from(config).accept(stream).await {
                                let _ = server.serve_connection(TokioIo::new(stream), service).await;
                            }
                        }
                    }
                });
            }
        }));
        Self { address, got: Mutex::new(got), _server: server }
    }

    /// The next request that came in.
    pub(crate) async fn next(&self) -> Got {
        let next = std::future::poll_fn(|cx| self.got.lock().unwrap().poll_recv(cx));
        tokio::time::timeout(LONG, next).await.unwrap_or_else(|_| panic!("no request in {LONG:?}")).unwrap()
    }

    pub(crate) async fn next_n(&self, n: usize) -> Vec<Got> {
        let mut all = Vec::new();
        for _ in 0..n {
            all.push(self.next().await);
        }
        all
    }

    /// What came in and was not yet looked at.
    pub(crate) fn rest(&self) -> Vec<Got> {
        let mut got = self.got.lock().unwrap();
        std::iter::from_fn(|| got.try_recv().ok()).collect()
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook?x=1", self.address)
    }
}

/// A sandbox that takes plain HTTP webhooks.
pub(crate) async fn plain() -> Sandbox {
    Sandbox::builder().plain_http(true).timeout(LONG).start().await.unwrap()
}

/// A sandbox with a webhook set to a server.
pub(crate) async fn with_webhook(webhook: &Webhook, more: Value) -> Sandbox {
    let sandbox = plain().await;
    set(&sandbox, &webhook.url(), more).await;
    sandbox
}

/// Calls `setWebhook` and expects success.
pub(crate) async fn set(sandbox: &Sandbox, url: &str, more: Value) {
    let mut params = more;
    params["url"] = url.into();
    let answer = call(sandbox, "setWebhook", params).await;
    assert_eq!(answer.json()["description"], "Webhook was set", "{}", answer.text);
}
