//! As much of a Bot API server as an echo needs: whatever is called, a message was sent.

use std::convert::Infallible;
use std::net::SocketAddr;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const SENT: &[u8] =
    br#"{"ok":true,"result":{"message_id":1,"date":1700000000,"chat":{"id":5,"type":"private","first_name":"A"},"text":"x"}}"#;

pub(super) struct Api {
    pub(super) address: SocketAddr,
    serving: JoinHandle<()>,
}

pub(super) async fn start() -> std::io::Result<Api> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let serving = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(answer)));
        }
    });
    Ok(Api { address, serving })
}

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let _ = request.into_body().collect().await;
    let mut answer = Response::new(Full::new(Bytes::from_static(SENT)));
    answer.headers_mut().insert("content-type", http::HeaderValue::from_static("application/json"));
    Ok(answer)
}

impl Api {
    pub(super) fn stop(self) {
        self.serving.abort();
    }
}
