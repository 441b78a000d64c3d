//! Updates by webhook: a server with TLS, a certificate, a secret, and Telegram told about it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::pin::Pin;
use std::time::Duration;

use http::Uri;
use tgapi::types::User;
use tgapi::{BoxError, Client, RawCall, SecretToken, Token};
use tgwebhook::{
    Certificate, CertificateHandle, PublicCertificate, Registration, Server, WebhookService, derived_secret, register,
    watch_delivery,
};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{dispatcher, say};
use crate::bot::Bot;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::pipeline::{Intake, Pipeline};

/// How often certificate files, and Telegram's opinion of the webhook, are looked at.
const WATCH: Duration = Duration::from_secs(60);

/// Where updates are to be sent, taken apart.
pub(super) struct Address {
    host: String,
    port: u16,
    path: String,
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, Error> {
        let uri: Uri = url.parse().map_err(|_| Error::WebhookUrl("it is not a URL"))?;
        if uri.scheme_str() != Some("https") {
            return Err(Error::WebhookUrl("its scheme is not https"));
        }
        let authority = uri.authority().ok_or(Error::WebhookUrl("it has no host"))?;
        if authority.as_str().contains('@') {
            return Err(Error::WebhookUrl("it has a user name in it"));
        }
        if uri.query().is_some() {
            return Err(Error::WebhookUrl("it has a query"));
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
        Ok(Self { host, port: uri.port_u16().unwrap_or(443), path: uri.path().to_owned() })
    }

    /// The same at every start and in every instance: Telegram has to be told only once.
    pub(super) fn secret(&self, token: &Token) -> SecretToken {
        derived_secret(token, &format!("{}{}", self.origin(self.port), self.path))
    }

    fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    fn origin(&self, port: u16) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        format!("https://{host}:{port}")
    }
}

/// Cancels `ready` when the bot is up.
pub(super) async fn run(
    mut bot: Bot,
    client: Client,
    me: &User,
    (address, secret): (Address, SecretToken),
    stop: CancellationToken,
    ready: &CancellationToken,
) -> Result<Outcome, Error> {
    let username = me.username.clone().unwrap_or_default();
    let reply_in_response = bot.reply_in_response;
    let dispatcher = dispatcher(&mut bot, &client, &username, reply_in_response)?;
    let allowed_updates = dispatcher.allowed_updates().to_vec();
    let certificate = certificate(&bot, &address)?;
    let self_signed = certificate.public().is_self_signed();
    let files = bot.settings.certificate.clone().zip(bot.settings.key.clone());
    let kept = kept_in(&bot, &address).map(|dir| (dir, address.host.clone()));
    let pipeline = Pipeline::new(bot.parts, dispatcher, Intake::Webhook { connections: bot.max_connections })?;
    let late = client.clone();
    let service = WebhookService::builder(pipeline.service.clone())
        .path(&*address.path)
        .secret(secret.clone())
        .ack(bot.ack)
        .late_reply(move |call| send_late(&late, call));
    #[cfg(feature = "durable")]
    let service = match &pipeline.queue {
        Some(queue) => service.stores(queue.intake.clone()),
        None => service,
    };
    let service = service.build()?;

    let handle = CertificateHandle::new(certificate.clone());
    let loopback = Ipv4Addr::LOCALHOST.into();
    let any = if address.is_loopback() { loopback } else { IpAddr::from(Ipv4Addr::UNSPECIFIED) };
    let server = Server::bind(bot.settings.listen.unwrap_or(SocketAddr::new(any, address.port))).await?;
    let listening = server.local_addr();
    let mut limits = bot.limits;
    limits.shutdown_timeout = bot.drain.unwrap_or(limits.shutdown_timeout);
    let server = server.tls(handle.clone()).limits(limits).route(&*address.path, service);
    // Listening comes first: Telegram delivers as soon as it is told.
    let serving = stop.child_token();
    let served = tokio::spawn(server.serve_with_shutdown(serving.clone().cancelled_owned()));

    let port = if address.port == 0 { listening.port() } else { address.port };
    let origin = address.origin(port);
    let public = format!("{origin}{}", address.path);
    let mut registration = Registration::new(&*public)
        .secret(secret)
        .fingerprint(true)
        .max_connections(bot.max_connections)
        .allowed_updates(allowed_updates)
        .certificate(certificate.public().clone());
    if bot.settings.api_url.is_some() {
        // Ports and addresses are Telegram's rules; another server has its own.
        registration = registration.allow_any_port(true).allow_private(true);
    }
    let registered = tokio::select! {
        registered = register(&client, &registration) => registered.map(|_| true),
        () = stop.cancelled() => Ok(false),
    };
    match registered {
        Ok(true) if !bot.quiet => say(&format!(
            "@{username} by webhook {origin}, listening on {listening} with a {} certificate; {}. Ctrl-C ends.",
            if self_signed { "self-signed" } else { "given" },
            pipeline.promise()
        )),
        Ok(_) => {}
        Err(error) => {
            serving.cancel();
            let _ = served.await;
            return Err(error.into());
        }
    }
    ready.cancel();
    let (registered, current) = watch::channel(registration);
    let renewing = renewing(files, kept, handle, client.clone(), registered);
    let _keeper = renewing.map(|renewing| AbortOnDrop(tokio::spawn(renewing)));
    let _monitor = AbortOnDrop(tokio::spawn(monitor(client, current)));
    let report = served.await.map_err(|error| Error::Stopped(error.into()))??;
    let unfinished = pipeline.drain(Duration::ZERO).await;
    Ok(Outcome { unfinished: unfinished.max(report.updates_unfinished) })
}

/// The given certificate, or a self-signed one: kept for hosts that others know, made anew for loopback.
fn certificate(bot: &Bot, address: &Address) -> Result<Certificate, Error> {
    if let (Some(certificate), Some(key)) = (&bot.settings.certificate, &bot.settings.key) {
        return Ok(Certificate::from_pem_files(certificate, key)?);
    }
    match kept_in(bot, address) {
        Some(dir) => Ok(Certificate::self_signed_in(dir, &address.host)?),
        None => Ok(Certificate::self_signed([&address.host])?),
    }
}

/// Reports what keeps updates from coming, as the webhook was registered last.
async fn monitor(client: Client, mut current: watch::Receiver<Registration>) {
    loop {
        let registration = current.borrow_and_update().clone();
        let report = |trouble| tracing::warn!(%trouble, "delivery to the webhook");
        tokio::select! {
            _ = watch_delivery(&client, &registration, WATCH, report) => {}
            Ok(()) = current.changed() => {}
        }
    }
}

/// Where a self-signed certificate is kept, if one is.
fn kept_in(bot: &Bot, address: &Address) -> Option<PathBuf> {
    let is_given = bot.settings.certificate.is_some();
    (!is_given && !address.is_loopback()).then(|| bot.certificate_dir.clone().unwrap_or_else(state_dir))
}

/// What keeps the certificate from ending while the bot runs: files are read again when somebody renewed them, a kept one
/// is renewed here, and Telegram told.
fn renewing(
    files: Option<(PathBuf, PathBuf)>,
    kept: Option<(PathBuf, String)>,
    handle: CertificateHandle,
    client: Client,
    registered: watch::Sender<Registration>,
) -> Option<Pin<Box<dyn Future<Output = ()> + Send>>> {
    match (files, kept) {
        (Some((certificate, key)), _) => Some(Box::pin(async move {
            handle.watch_files(certificate, key, WATCH).await;
        })),
        (None, Some((dir, host))) => Some(Box::pin(async move {
            let upload = move |certificate: PublicCertificate| {
                let (client, registered) = (client.clone(), registered.clone());
                async move {
                    let registration = registered.borrow().clone().certificate(certificate);
                    register(&client, &registration).await?;
                    registered.send_replace(registration);
                    Ok::<_, BoxError>(())
                }
            };
            handle.renew_self_signed(dir, &host, upload).await;
        })),
        (None, None) => None,
    }
}

/// `$XDG_STATE_HOME/tgbot`, or what that stands for.
fn state_dir() -> PathBuf {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || absolute("HOME").map(|home| home.join(".local/state"));
    absolute("XDG_STATE_HOME").or_else(home).unwrap_or_else(|| PathBuf::from(".")).join("tgbot")
}

/// Sends a reply that the webhook's answer could not carry.
fn send_late(client: &Client, call: RawCall) {
    let client = client.clone();
    tokio::spawn(async move {
        if let Err(error) = client.call_raw(&call).await {
            tracing::warn!(%error, "a reply that came too late for the webhook's answer could not be sent");
        }
    });
}

/// A task that ends with its owner.
struct AbortOnDrop(JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart() {
        let address = Address::parse("https://bot.example.com:8443/a/b").unwrap();
        assert_eq!((&*address.host, address.port, &*address.path), ("bot.example.com", 8443, "/a/b"));
        assert!(!address.is_loopback());
        let address = Address::parse("https://[::1]").unwrap();
        assert_eq!((&*address.host, address.port, &*address.path), ("::1", 443, "/"));
        assert!(address.is_loopback());
        assert_eq!(address.origin(8443), "https://[::1]:8443");
    }

    #[test]
    fn what_is_wrong_with_a_url_is_said() {
        for (url, reason) in [
            ("", "not a URL"),
            ("http://a/", "https"),
            ("bot.example.com", "https"),
            ("https://u@a/", "user name"),
            ("https://a/?q", "query"),
        ] {
            let Err(error) = Address::parse(url) else { panic!("{url}") };
            assert!(error.to_string().contains(reason), "{url}: {error}");
        }
    }
}
