//! Calling the service as an HTTP stack would, without one.

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use tgwebhook::{SECRET_HEADER, WebhookService};
use tower::ServiceExt;

use crate::support::*;

pub(crate) fn post(id: u64) -> Request<Full<Bytes>> {
    post_body(update(id))
}

pub(crate) fn post_body(body: impl Into<Bytes>) -> Request<Full<Bytes>> {
    Request::post("/hook")
        .header("content-type", "application/json")
        .header(SECRET_HEADER, SECRET)
        .body(Full::new(body.into()))
        .unwrap()
}

pub(crate) async fn send<S>(webhook: &WebhookService<S>, request: Request<Full<Bytes>>) -> Response<Bytes> {
    let (head, body) = webhook.clone().oneshot(request).await.unwrap().into_parts();
    Response::from_parts(head, body.collect().await.unwrap().to_bytes())
}

pub(crate) fn retry_after(answer: &Response<Bytes>) -> Option<u64> {
    answer.headers().get("retry-after").map(|after| after.to_str().unwrap().parse().unwrap())
}

/// Lets every task run as far as it can.
pub(crate) async fn settle() {
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
}
