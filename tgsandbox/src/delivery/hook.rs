//! What one `setWebhook` created: where to send, with what, and what went wrong last.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderValue, Method, Request as HttpRequest, header};
use rustls::ClientConfig;
use serde_json::{Value, json};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::{Request, target::Target, trouble::Trouble};
use crate::bot::BotCore;

/// How long a name's address is believed, and by how many seconds that varies.
const RESOLVE_AGAIN: Duration = Duration::from_secs(1800);
const RESOLVE_SPREAD: usize = 180;
/// Telegram never sends a request whose head is longer.
const MAX_HEAD: usize = 4096;
const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

#[derive(Debug)]
pub(crate) struct Hook {
    pub(super) target: Target,
    address: Mutex<(SocketAddr, Instant)>,
    pub(super) tls: Option<Arc<ClientConfig>>,
    pub(super) max_connections: usize,
    has_certificate: bool,
    pinned: Option<std::net::IpAddr>,
    secret: String,
    pub(super) stop: CancellationToken,
    pub(super) ended: CancellationToken,
    last_error: Mutex<Option<(i64, Trouble)>>,
}

impl Hook {
    pub(super) fn new(
        request: Request,
        address: SocketAddr,
        tls: Option<Arc<ClientConfig>>,
        stop: CancellationToken,
    ) -> Self {
        Self {
            target: request.target,
            address: Mutex::new((address, Instant::now())),
            tls,
            max_connections: request.max_connections,
            has_certificate: request.certificate.is_some(),
            pinned: request.ip,
            secret: request.secret,
            stop,
            ended: CancellationToken::new(),
            last_error: Mutex::default(),
        }
    }

    /// The same webhook for another time, without the last error.
    pub(super) fn again(&self, stop: CancellationToken) -> Self {
        Self {
            target: self.target.clone(),
            address: Mutex::new(*lock(&self.address)),
            tls: self.tls.clone(),
            max_connections: self.max_connections,
            has_certificate: self.has_certificate,
            pinned: self.pinned,
            secret: self.secret.clone(),
            stop,
            ended: CancellationToken::new(),
            last_error: Mutex::default(),
        }
    }

    /// Whether a `setWebhook` with these values has nothing to do.
    pub(crate) fn is_same(&self, url: &str, max_connections: usize, ip: &str, secret: &str) -> bool {
        !self.has_certificate
            && self.target.url == url
            && self.max_connections == max_connections
            && self.pinned == ip.parse().ok()
            && self.secret == secret
    }

    pub(crate) fn url(&self) -> &str {
        &self.target.url
    }

    pub(crate) fn connection_limit(&self) -> usize {
        self.max_connections
    }

    /// Adds the fields of `WebhookInfo` that a set webhook has.
    pub(crate) fn describe(&self, info: &mut Value) {
        info["url"] = json!(self.target.url);
        info["has_custom_certificate"] = json!(self.has_certificate);
        info["ip_address"] = json!(lock(&self.address).0.ip().to_string());
        info["max_connections"] = json!(self.max_connections);
        if let Some((date, error)) = &*lock(&self.last_error) {
            info["last_error_date"] = json!(date);
            info["last_error_message"] = json!(error.text);
        }
    }

    /// The last error with what Telegram would not tell of it.
    pub(crate) fn last_error(&self) -> Option<String> {
        lock(&self.last_error).as_ref().map(|(_, error)| error.to_string())
    }

    pub(super) fn note_error(&self, date: i64, error: Trouble) {
        *lock(&self.last_error) = Some((date, error));
    }

    /// Where to connect. A name is looked up anew after a while; if that fails the old address stays.
    pub(super) async fn address(&self, bot: &BotCore) -> SocketAddr {
        let (address, since) = *lock(&self.address);
        let spread = Duration::from_secs(bot.dice.pick(RESOLVE_SPREAD) as u64);
        if self.pinned.is_some() || since.elapsed() < RESOLVE_AGAIN + spread {
            return address;
        }
        let found = super::resolve(bot, &self.target, None).await.ok();
        let found = found.filter(|found| self.target.check_address(found.ip(), &bot.settings).is_ok());
        let address = found.unwrap_or(address);
        *lock(&self.address) = (address, Instant::now());
        address
    }

    /// Stops delivery and waits until it has stopped.
    pub(super) async fn end(&self) {
        self.stop.cancel();
        self.ended.cancelled().await;
    }

    /// The request for one update, or nothing when its head would be too long.
    pub(super) fn request(&self, body: &Bytes) -> Option<HttpRequest<()>> {
        let mut request = HttpRequest::builder().method(Method::POST).uri(self.target.path.as_str());
        // Telegram leaves the port out of Host, and sends no User-Agent.
        request = request.header(header::HOST, self.target.host.as_str());
        if let Some(credentials) = &self.target.credentials {
            request = request.header(header::AUTHORIZATION, format!("Basic {credentials}"));
        }
        if !self.secret.is_empty() {
            let mut secret = HeaderValue::from_str(&self.secret).ok()?;
            secret.set_sensitive(true);
            request = request.header(SECRET_HEADER, secret);
        }
        let request = request
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::CONTENT_LENGTH, body.len())
            .header(header::CONNECTION, "keep-alive")
            .header(header::ACCEPT_ENCODING, "gzip, deflate")
            .body(())
            .ok()?;
        let head = "POST  HTTP/1.1\r\n\r\n".len()
            + self.target.path.len()
            + request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum::<usize>();
        (head <= MAX_HEAD).then_some(request)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
