//! Settings of the webhook service, checked once.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use tgapi::{BoxError, RawCall, RawUpdate, Reply, SecretToken, Update};
use tokio::sync::Semaphore;
use tower_service::Service;

use super::judge::Judge;
use super::{Gate, WebhookService};
use crate::ack::Ack;
use crate::config::{self, ConfigError};
use crate::intake::{AnyRunner, Intake, Settings, raw_runner};
use crate::late::LateReplies;
use crate::peer::{PeerPolicy, Subnet};
use crate::secret::Secrets;

/// Longer times count as this: a year, which still can be added to any moment.
pub(super) const LONGEST: Duration = Duration::from_secs(365 * 86_400);

/// Larger bodies count as this: what can be reserved at once.
const LARGEST_BODY: usize = u32::MAX as usize;

/// Settings of a [`WebhookService`].
#[must_use = "nothing is served before `build`"]
pub struct WebhookBuilder<S> {
    service: S,
    settings: Settings,
    path: Option<String>,
    secrets: Vec<SecretToken>,
    no_secret: bool,
    peers: PeerPolicy,
    max_body: usize,
    body_timeout: Duration,
    body_budget: usize,
    retry_after: Duration,
    late: Option<Arc<dyn Fn(RawCall) + Send + Sync>>,
    store: Option<AnyRunner>,
}

impl<S> WebhookBuilder<S> {
    pub(super) fn new(service: S) -> Self {
        Self {
            service,
            settings: Settings::default(),
            path: None,
            secrets: Vec::new(),
            no_secret: false,
            peers: PeerPolicy::default(),
            max_body: crate::DEFAULT_MAX_BODY,
            body_timeout: Duration::from_secs(10),
            body_budget: 64 * 1024 * 1024,
            retry_after: Duration::from_secs(5),
            late: None,
            store: None,
        }
    }

    /// The only path that is answered; a query after it is ignored. Default: any, for a service that is mounted at a
    /// path by a router.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// A secret to accept. May be given several times; to change it without a gap while the service is in use, see
    /// [`WebhookService::rotate_secret`].
    ///
    /// <https://core.telegram.org/bots/api#setwebhook>
    pub fn secret(mut self, secret: SecretToken) -> Self {
        self.secrets.push(secret);
        self
    }

    /// Believe every request. **Dangerous**: whoever finds the address can forge updates of anybody.
    pub fn dangerous_no_secret(mut self) -> Self {
        self.no_secret = true;
        self
    }

    /// When 200 is said; default [`Ack::AfterHandling`] with 25 s.
    pub fn ack(mut self, ack: Ack) -> Self {
        self.settings.ack = ack;
        self
    }

    /// Hand updates to this service as they came, even those that are no updates at all, and not parsed to the one that
    /// the builder was made with: for a service that stores them. Its `Ok` is 200 at once, whatever [`Ack`] was set. It has
    /// to know repetitions by itself, and answers nothing.
    ///
    /// ```
    /// use tgapi::{BoxError, RawUpdate, Reply, SecretToken, Update};
    /// use tgwebhook::WebhookService;
    ///
    /// let store = tower::service_fn(|update: RawUpdate| async move {
    ///     // Write `update.json()` to where it is safe.
    ///     Ok::<_, BoxError>(drop(update))
    /// });
    /// let bot = tower::service_fn(|update: Update| async move { Ok::<_, BoxError>(Reply::None) });
    /// let webhook = WebhookService::builder(bot).stores(store).secret(SecretToken::new("drawn-at-random")?).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn stores<R>(mut self, service: R) -> Self
    where
        R: Service<RawUpdate, Response = ()> + Clone + Send + 'static,
        R::Error: Into<BoxError>,
        R::Future: Send + 'static,
    {
        self.store = Some(raw_runner(service));
        self
    }

    /// The longest body in bytes; default 1 MiB, at most 4 GiB (more counts as that). Telegram's updates stay below
    /// 512 KiB.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// How long the whole body may take, from the head on; default 10 s, at most a year (more counts as that).
    pub fn body_timeout(mut self, timeout: Duration) -> Self {
        self.body_timeout = timeout;
        self
    }

    /// Bytes of unparsed bodies in memory at once; default 64 MiB. Over it, 503.
    pub fn body_budget(mut self, bytes: usize) -> Self {
        self.body_budget = bytes;
        self
    }

    /// How long to wait for the inner service to be ready; default 5 s, at most 50 s. Then 503.
    pub fn ready_timeout(mut self, timeout: Duration) -> Self {
        self.settings.ready_timeout = timeout;
        self
    }

    /// How many requests may be at work at once; default 256. Over it, 503. Work that outlives its request keeps its
    /// place.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.settings.max_in_flight = requests;
        self
    }

    /// When Telegram should send an update again that failed; default 5 s, whole seconds, 1 s to an hour: Telegram
    /// waits no longer. Few updates are worth much longer: it drops what would end meanwhile, a button press after 150
    /// s, an inline query after 30 s.
    pub fn retry_after(mut self, after: Duration) -> Self {
        self.retry_after = after;
        self
    }

    /// Answer only peers in these subnets, as [`TELEGRAM_SUBNETS`](crate::TELEGRAM_SUBNETS); others get 403. Default:
    /// everybody.
    ///
    /// The peer is the [`PeerAddr`](crate::PeerAddr) among the request's extensions; without one, nobody is answered.
    /// To drop foreign connections before they cost a TLS handshake, tell
    /// [`Server::allow_peers`](crate::Server::allow_peers) instead.
    pub fn allow_peers(mut self, subnets: impl IntoIterator<Item = Subnet>) -> Self {
        self.peers.allowed.get_or_insert_default().extend(subnets);
        self
    }

    /// Proxies whose `X-Forwarded-For` is believed: the right-most address in it that is not such a proxy is taken for
    /// the peer. Default: none.
    pub fn trusted_proxies(mut self, subnets: impl IntoIterator<Item = Subnet>) -> Self {
        self.peers.proxies.extend(subnets);
        self
    }

    /// Where replies go that no answer can carry: with files, of a method that Telegram ignores in answers, after the
    /// budget, with [`Ack::OnReceipt`], or when nobody waits any more. Without a hook they are lost, with a warning
    /// that names the method.
    ///
    /// The hook is called in the middle of things: it must not block. Typically it spawns a call of
    /// [`tgapi::RawCall`] through a client.
    pub fn late_reply(mut self, hook: impl Fn(RawCall) + Send + Sync + 'static) -> Self {
        self.late = Some(Arc::new(hook));
        self
    }

    /// The service.
    ///
    /// # Errors
    ///
    /// [`ConfigError`], if there is no secret or a setting makes no sense.
    pub fn build(self) -> Result<WebhookService<S>, ConfigError>
    where
        S: Service<Update, Response = Reply> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
    {
        config::check(&self.settings)?;
        match (self.secrets.is_empty(), self.no_secret) {
            (true, false) => return Err(ConfigError::NoSecret),
            (false, true) => return Err(ConfigError::SecretAndNoSecret),
            _ => {}
        }
        if self.path.as_deref().is_some_and(|path| !is_path(path)) {
            return Err(ConfigError::Path);
        }
        for (limit, name) in [(self.max_body, "max_body"), (self.body_budget, "body_budget")] {
            if limit == 0 {
                return Err(ConfigError::Zero(name));
            }
        }
        if self.body_timeout.is_zero() {
            return Err(ConfigError::Zero("body_timeout"));
        }
        let max_body = self.max_body.min(LARGEST_BODY);
        let judge = Judge {
            path: self.path.map(Into::into),
            peers: self.peers,
            secrets: Secrets::new(&self.secrets),
            max_body,
        };
        // Less than one body would refuse what `max_body` allows.
        let body_budget = self.body_budget.max(max_body).min(Semaphore::MAX_PERMITS);
        let runner = self.store.unwrap_or_else(|| crate::intake::runner(self.service));
        Ok(WebhookService {
            gate: Arc::new(Gate {
                intake: Intake::new(runner, self.settings, LateReplies::new(self.late)),
                judge,
                body_timeout: self.body_timeout.min(LONGEST),
                body_budget: Arc::new(Semaphore::new(body_budget)),
                retry_after: self.retry_after,
            }),
            service: PhantomData,
        })
    }
}

/// What can stand in a request line as a path.
pub(crate) fn is_path(path: &str) -> bool {
    path.starts_with('/') && !path.contains(['?', '#']) && path.parse::<http::Uri>().is_ok_and(|uri| uri.path() == path)
}

impl<S> fmt::Debug for WebhookBuilder<S> {
    /// Without the path, which may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookBuilder")
            .field("settings", &self.settings)
            .field("secrets", &self.secrets.len())
            .field("peers", &self.peers)
            .field("max_body", &self.max_body)
            .field("body_timeout", &self.body_timeout)
            .field("late_reply", &self.late.is_some())
            .finish_non_exhaustive()
    }
}
