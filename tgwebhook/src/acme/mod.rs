//! Certificates of a public authority, obtained and renewed by the server itself: ACME with the challenge TLS-ALPN-01,
//! which needs no other port and no other server. Knows certificates and the clock; what is sent, `order` knows.
//! <https://www.rfc-editor.org/rfc/rfc8737>

mod challenges;
mod client;
mod error;
mod order;
mod store;

pub(crate) use challenges::{Challenges, PROTOCOL};
pub use error::AcmeError;

use std::convert::Infallible;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

use crate::certificate::Certificate;

/// The most that passes between two looks at the certificate.
const LOOK: Duration = Duration::from_secs(12 * 3_600);

/// After a failure it is tried again in this time, and then in twice as much each time, up to [`LOOK`]: authorities
/// count failures.
const AGAIN: Duration = Duration::from_secs(300);

/// A certificate from an authority that speaks ACME, such as Let's Encrypt, the default.
///
/// The authority connects to port 443 of each host and expects an answer that only this server can give. So the server
/// listens on port 443 (or a proxy passes bytes on from there), and is not limited to Telegram's addresses by
/// [`Server::allow_peers`](crate::Server::allow_peers);
/// [`WebhookBuilder::allow_peers`](crate::WebhookBuilder::allow_peers) does no harm.
///
/// ```no_run
/// # async fn example(webhook: tgwebhook::WebhookService<()>) -> Result<(), Box<dyn std::error::Error>> {
/// use tgwebhook::{Acme, Server};
///
/// let acme = Acme::new(["bot.example.com"], "certificates")?.contact("me@example.com").agree_to_terms();
/// let server = Server::bind("0.0.0.0:443").await?.acme(&acme).route("/hook", webhook);
/// let register = async {
///     let certificate = acme.ready().await;
///     // Now Telegram can be told: `register` with `certificate.public()`.
///     std::future::pending::<()>().await;
/// };
/// tokio::select! {
///     ended = server.serve_with_shutdown(std::future::pending::<()>()) => { ended?; }
///     _ = acme.run() => {}
///     () = register => {}
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Acme {
    settings: Arc<Settings>,
    challenges: Challenges,
    current: watch::Sender<Option<Certificate>>,
}

#[derive(Clone, Debug)]
struct Settings {
    hosts: Vec<String>,
    dir: PathBuf,
    directory: String,
    contacts: Vec<String>,
    root: Option<Vec<u8>>,
    agreed: bool,
}

impl Acme {
    /// The directory of Let's Encrypt.
    pub const LETS_ENCRYPT: &'static str = "https://acme-v02.api.letsencrypt.org/directory";

    /// The directory of Let's Encrypt for trying things out: its certificates are believed by nobody, and its limits
    /// are wide.
    pub const LETS_ENCRYPT_STAGING: &'static str = "https://acme-staging-v02.api.letsencrypt.org/directory";

    /// A certificate for these names. It, its key and the account are kept in `dir`, in files that only their owner can
    /// read, and used again by the next start.
    ///
    /// # Errors
    ///
    /// [`AcmeError::NoHost`], [`AcmeError::NotAName`].
    pub fn new<H: Into<String>>(
        hosts: impl IntoIterator<Item = H>,
        dir: impl Into<PathBuf>,
    ) -> Result<Self, AcmeError> {
        let hosts: Vec<String> = hosts.into_iter().map(|host| host.into().to_ascii_lowercase()).collect();
        if hosts.is_empty() {
            return Err(AcmeError::NoHost);
        }
        // An address has no name to ask for in a handshake; a star needs another kind of challenge.
        let is_name = |host: &String| {
            crate::certificate::is_host_name(host) && !host.contains('*') && host.parse::<std::net::IpAddr>().is_err()
        };
        if let Some(host) = hosts.iter().find(|host| !is_name(host)) {
            return Err(AcmeError::NotAName(host.clone()));
        }
        let settings = Settings {
            hosts,
            dir: dir.into(),
            directory: Self::LETS_ENCRYPT.to_owned(),
            contacts: Vec::new(),
            root: None,
            agreed: false,
        };
        Ok(Self { settings: Arc::new(settings), challenges: Challenges::default(), current: watch::Sender::new(None) })
    }

    /// The directory of another authority; default [`LETS_ENCRYPT`](Self::LETS_ENCRYPT).
    #[must_use]
    pub fn directory(self, url: impl Into<String>) -> Self {
        self.with(|settings| settings.directory = url.into())
    }

    /// An e-mail address that the authority may write to. Default: none.
    #[must_use]
    pub fn contact(self, address: impl AsRef<str>) -> Self {
        let address = address.as_ref();
        let contact = if address.contains(':') { address.to_owned() } else { format!("mailto:{address}") };
        self.with(|settings| settings.contacts.push(contact))
    }

    /// Believe this certificate (PEM) when talking to the authority, too: for one of your own.
    #[must_use]
    pub fn root_certificate(self, pem: impl Into<Vec<u8>>) -> Self {
        self.with(|settings| settings.root = Some(pem.into()))
    }

    /// You have read the authority's terms of service and agree. Without it, no certificate is asked for.
    #[must_use]
    pub fn agree_to_terms(self) -> Self {
        self.with(|settings| settings.agreed = true)
    }

    fn with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(Arc::make_mut(&mut self.settings));
        self
    }

    /// Obtains the certificate and renews it in the last third of its time, for ever: run it in a task of its own, or
    /// beside the server in a `select!`. The server has to run meanwhile.
    ///
    /// What goes wrong is logged, and tried again after 5 minutes, 10, and so on up to 12 hours: authorities allow few
    /// failures. What there is stays in use.
    ///
    /// # Cancel safety
    ///
    /// Dropping it ends the renewing. An order under way is abandoned, which costs nothing.
    pub async fn run(&self) -> Infallible {
        let mut failures = 0_u32;
        loop {
            let pause = match self.renew(SystemTime::now()).await {
                Ok(pause) => {
                    failures = 0;
                    pause
                }
                Err(error) => {
                    let pause = AGAIN.saturating_mul(1 << failures.min(8)).min(LOOK);
                    failures += 1;
                    tracing::error!(%error, ?pause, "no certificate from the authority; it is tried again");
                    pause
                }
            };
            tokio::time::sleep(pause).await;
        }
    }

    /// Obtains the certificate once, unless the one that is kept is good for a while: to hear what goes wrong.
    ///
    /// # Errors
    ///
    /// [`AcmeError`].
    ///
    /// # Cancel safety
    ///
    /// As [`run`](Self::run).
    pub async fn obtain(&self) -> Result<Certificate, AcmeError> {
        self.renew(SystemTime::now()).await?;
        Ok(self.ready().await)
    }

    /// The certificate in use, as soon as there is one.
    ///
    /// # Cancel safety
    ///
    /// It can be dropped at any time.
    pub async fn ready(&self) -> Certificate {
        let mut current = self.current.subscribe();
        loop {
            if let Some(certificate) = &*current.borrow_and_update() {
                return certificate.clone();
            }
            if current.changed().await.is_err() {
                // This very value holds the other end.
                std::future::pending::<()>().await;
            }
        }
    }

    pub(crate) fn challenges(&self) -> &Challenges {
        &self.challenges
    }

    /// The certificate in use, if there is one yet.
    pub(crate) fn current(&self) -> Option<Certificate> {
        self.current.borrow().clone()
    }

    /// Has a good certificate in use; how long until the next look.
    async fn renew(&self, now: SystemTime) -> Result<Duration, AcmeError> {
        if self.current.borrow().is_none()
            && let Some(kept) = store::certificate(&self.settings, now).await?
        {
            self.current.send_replace(Some(kept));
        }
        if let Some(certificate) = self.current()
            && let Some(pause) = good_for(&certificate, now)
        {
            return Ok(pause);
        }
        let certificate = order::certificate(&self.settings, &self.challenges).await?;
        tracing::info!(hosts = ?certificate.public().hosts(), "a certificate was obtained from the authority");
        let pause = good_for(&certificate, now).unwrap_or(Duration::from_secs(1));
        self.current.send_replace(Some(certificate));
        Ok(pause)
    }
}

/// How long to leave it alone, if it need not be renewed yet: it has more than a third of its time left.
fn good_for(certificate: &Certificate, now: SystemTime) -> Option<Duration> {
    let public = certificate.public();
    let whole = public.not_after().duration_since(public.not_before()).unwrap_or_default();
    let left = public.not_after().duration_since(now).unwrap_or_default();
    let spare = left.checked_sub(whole / 3).filter(|spare| !spare.is_zero())?;
    Some(spare.clamp(Duration::from_secs(1), LOOK))
}

impl fmt::Debug for Acme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Acme")
            .field("hosts", &self.settings.hosts)
            .field("directory", &self.settings.directory)
            .field("current", &*self.current.borrow())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_get_a_certificate() {
        for host in ["127.0.0.1", "::1", "*.example.com", "a b", "", "https://example.com"] {
            assert!(matches!(Acme::new([host], "x"), Err(AcmeError::NotAName(_))), "{host}");
        }
        assert!(matches!(Acme::new([""; 0], "x"), Err(AcmeError::NoHost)));
        let acme = Acme::new(["Bot.Example.com"], "x").unwrap().contact("me@example.com");
        assert_eq!(acme.settings.hosts, ["bot.example.com"]);
        assert_eq!(acme.settings.contacts, ["mailto:me@example.com"]);
    }

    #[tokio::test]
    async fn nothing_is_asked_without_agreement() {
        let dir = std::env::temp_dir().join(format!("tgwebhook-acme-{}", std::process::id()));
        let acme = Acme::new(["bot.example.com"], &dir).unwrap();
        assert!(matches!(acme.obtain().await, Err(AcmeError::Terms)));
        assert!(!dir.exists());
    }

    #[test]
    fn the_last_third_is_for_renewing() {
        let certificate = Certificate::self_signed(["bot.example.com"]).unwrap();
        let day = Duration::from_secs(86_400);
        let begun = certificate.public().not_before();
        // 366 days: it begins a day before it was made.
        assert_eq!(good_for(&certificate, begun), Some(LOOK));
        assert_eq!(good_for(&certificate, begun + 243 * day), Some(LOOK));
        assert_eq!(good_for(&certificate, begun + 244 * day - day / 24), Some(day / 24));
        assert_eq!(good_for(&certificate, begun + 244 * day), None);
        assert_eq!(good_for(&certificate, begun + 1_000 * day), None);
    }
}
