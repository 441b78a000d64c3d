//! Reads a request's body with limits of size, time and memory.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::StatusCode;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use tokio::{sync::Semaphore, time::timeout};

/// The largest body. Telegram's own limit for an upload is 50 MB; the whole body is held in memory here.
pub(super) const MAX_BODY: usize = 64 << 20;
/// Bodies above this size need one of the few permits for large ones.
const SMALL: usize = 1 << 20;
/// How many large bodies are read at once, for all clients.
pub(super) const LARGE_BODIES: usize = 8;
/// How long a client may send nothing.
const FRAME_TIMEOUT: Duration = Duration::from_secs(15);
/// How long a body may take altogether.
const BODY_TIMEOUT: Duration = Duration::from_secs(120);

/// Reads the body; the error is the bare status to answer.
pub(super) async fn read(body: Incoming, large: &Semaphore) -> Result<Bytes, StatusCode> {
    timeout(BODY_TIMEOUT, collect(body, large)).await.map_err(|_| StatusCode::REQUEST_TIMEOUT)?
}

async fn collect(mut body: Incoming, large: &Semaphore) -> Result<Bytes, StatusCode> {
    if body.size_hint().lower() > MAX_BODY as u64 {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let mut data = BytesMut::new();
    let mut permit = None;
    loop {
        let next = timeout(FRAME_TIMEOUT, body.frame()).await.map_err(|_| StatusCode::REQUEST_TIMEOUT)?;
        let Some(frame) = next else { return Ok(data.freeze()) };
        let Ok(chunk) = frame.map_err(|_| StatusCode::BAD_REQUEST)?.into_data() else { continue };
        if data.len() + chunk.len() > MAX_BODY {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        if permit.is_none() && data.len() + chunk.len() > SMALL {
            permit = large.acquire().await.ok();
        }
        data.extend_from_slice(&chunk);
    }
}
