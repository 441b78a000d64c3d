//! What Telegram is to be told.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;

use tgapi::types::WebhookInfo;
use tgapi::{SecretToken, UpdateType};

use crate::certificate::PublicCertificate;
use crate::secret::digest;

/// Where and how Telegram is to deliver. <https://core.telegram.org/bots/api#setwebhook>
///
/// `Debug` shows neither the secret nor the path of the URL, which may be one.
#[derive(Clone)]
#[non_exhaustive]
pub struct Registration {
    /// The public address: `https`, and port 443, 80, 88 or 8443.
    pub url: String,
    /// The certificate of the server at that address, if it is known here. A self-signed one is uploaded; any is
    /// checked.
    pub certificate: Option<PublicCertificate>,
    /// Sent by Telegram with every request.
    pub secret: Option<SecretToken>,
    /// The secret and the certificate are those of the last registration: setWebhook can be left out if nothing else
    /// changed. Default false.
    pub credentials_kept: bool,
    /// Add a fingerprint of secret and certificate to the query of the URL (`k=` and 16 digits), so that a later
    /// registration sees whether they are the same, and leaves out setWebhook if nothing changed. Then several
    /// instances that start at once end with one webhook. Default false.
    ///
    /// For secrets that cannot be guessed, as [`derived_secret`](crate::derived_secret) and
    /// [`random_secret`](crate::random_secret) give them: whoever sees the URL can check a guess.
    pub fingerprint: bool,
    /// Connections at once: 1 to 100; absent: 40.
    pub max_connections: Option<u8>,
    /// Kinds of updates; absent: as before; empty: Telegram's default set.
    pub allowed_updates: Option<Vec<UpdateType>>,
    /// Address to connect to instead of asking DNS. IPv4 only.
    pub ip_address: Option<IpAddr>,
    /// Forget all updates that wait.
    pub drop_pending_updates: bool,
    /// Allow any port: for Bot API servers of one's own, and the sandbox. Default false.
    pub allow_any_port: bool,
    /// Allow addresses that Telegram cannot reach, and plain HTTP: for Bot API servers of one's own, and the sandbox.
    /// Default false.
    pub allow_private: bool,
}

impl Registration {
    /// Telegram's number of connections if none is given.
    pub(super) const CONNECTIONS: u8 = 40;

    /// With everything else absent.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            certificate: None,
            secret: None,
            credentials_kept: false,
            fingerprint: false,
            max_connections: None,
            allowed_updates: None,
            ip_address: None,
            drop_pending_updates: false,
            allow_any_port: false,
            allow_private: false,
        }
    }

    /// Sets [`certificate`](Self::certificate).
    #[must_use]
    pub fn certificate(mut self, certificate: PublicCertificate) -> Self {
        self.certificate = Some(certificate);
        self
    }

    /// Sets [`secret`](Self::secret).
    #[must_use]
    pub fn secret(mut self, secret: SecretToken) -> Self {
        self.secret = Some(secret);
        self
    }

    /// Sets [`credentials_kept`](Self::credentials_kept).
    #[must_use]
    pub fn credentials_kept(mut self, kept: bool) -> Self {
        self.credentials_kept = kept;
        self
    }

    /// Sets [`fingerprint`](Self::fingerprint).
    #[must_use]
    pub fn fingerprint(mut self, add: bool) -> Self {
        self.fingerprint = add;
        self
    }

    /// Sets [`max_connections`](Self::max_connections).
    #[must_use]
    pub fn max_connections(mut self, connections: u8) -> Self {
        self.max_connections = Some(connections);
        self
    }

    /// Sets [`allowed_updates`](Self::allowed_updates).
    #[must_use]
    pub fn allowed_updates(mut self, kinds: Vec<UpdateType>) -> Self {
        self.allowed_updates = Some(kinds);
        self
    }

    /// Sets [`ip_address`](Self::ip_address).
    #[must_use]
    pub fn ip_address(mut self, address: IpAddr) -> Self {
        self.ip_address = Some(address);
        self
    }

    /// Sets [`drop_pending_updates`](Self::drop_pending_updates).
    #[must_use]
    pub fn drop_pending_updates(mut self, drop: bool) -> Self {
        self.drop_pending_updates = drop;
        self
    }

    /// Sets [`allow_any_port`](Self::allow_any_port).
    #[must_use]
    pub fn allow_any_port(mut self, allow: bool) -> Self {
        self.allow_any_port = allow;
        self
    }

    /// Sets [`allow_private`](Self::allow_private).
    #[must_use]
    pub fn allow_private(mut self, allow: bool) -> Self {
        self.allow_private = allow;
        self
    }

    /// The certificate, if it has to be uploaded.
    pub(super) fn upload(&self) -> Option<&PublicCertificate> {
        self.certificate.as_ref().filter(|certificate| certificate.is_self_signed())
    }

    /// The URL that Telegram is told, with the fingerprint if there is one.
    pub(super) fn full_url(&self) -> Cow<'_, str> {
        if !self.fingerprint || !self.has_credentials() {
            return Cow::Borrowed(&self.url);
        }
        let secret = self.secret.as_ref().map_or("", |secret| secret.expose());
        let certificate = self.upload().map_or("", PublicCertificate::public_pem);
        let digest = digest(b"webhook fingerprint", &[secret.as_bytes(), certificate.as_bytes()]);
        let mut url = self.url.clone();
        url.push_str(if url.contains('?') { "&k=" } else { "?k=" });
        url.extend(digest[..8].iter().map(|byte| format!("{byte:02x}")));
        Cow::Owned(url)
    }

    fn has_credentials(&self) -> bool {
        self.secret.is_some() || self.upload().is_some()
    }

    /// Whether it can be seen that nothing changed.
    pub(super) fn is_comparable(&self) -> bool {
        self.credentials_kept || self.fingerprint || !self.has_credentials()
    }

    /// What Telegram has otherwise, as far as it can be seen.
    pub(super) fn difference(&self, info: &WebhookInfo) -> Option<&'static str> {
        let connections = i64::from(self.max_connections.unwrap_or(Self::CONNECTIONS));
        let has_address = |address: IpAddr| info.ip_address.as_deref() == Some(&address.to_string());
        if info.url != *self.full_url() {
            Some("url")
        } else if info.has_custom_certificate != self.upload().is_some() {
            Some("certificate")
        } else if info.max_connections != Some(connections) {
            Some("max_connections")
        } else if self.ip_address.is_some_and(|address| !has_address(address)) {
            // Without one, Telegram shows what it resolved: nothing to compare with.
            Some("ip_address")
        } else if !self.has_allowed_updates(&info.allowed_updates) {
            Some("allowed_updates")
        } else {
            None
        }
    }

    /// Whether Telegram has these kinds already. It shows an empty list for its default set, and knows no order.
    fn has_allowed_updates(&self, shown: &[UpdateType]) -> bool {
        let Some(wanted) = &self.allowed_updates else { return true };
        let mut wanted: Vec<&str> = wanted.iter().map(UpdateType::as_str).collect();
        let mut shown: Vec<&str> = shown.iter().map(UpdateType::as_str).collect();
        for names in [&mut wanted, &mut shown] {
            names.sort_unstable();
            names.dedup();
        }
        wanted == shown
    }
}

impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration")
            .field("url", &super::preflight::shown(&self.url))
            .field("certificate", &self.certificate)
            .field("secret", &self.secret)
            .field("credentials_kept", &self.credentials_kept)
            .field("fingerprint", &self.fingerprint)
            .field("max_connections", &self.max_connections)
            .field("allowed_updates", &self.allowed_updates)
            .field("ip_address", &self.ip_address)
            .field("drop_pending_updates", &self.drop_pending_updates)
            .field("allow_any_port", &self.allow_any_port)
            .field("allow_private", &self.allow_private)
            .finish()
    }
}
