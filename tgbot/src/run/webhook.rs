//! One bot behind a server: its service, and Telegram told about it.

use std::time::Duration;

use tgapi::types::User;
use tgapi::{Client, RawCall, SecretToken, UserId};
use tgwebhook::{Registration, ServerError, WebhookService, register, watch_delivery};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

pub(super) use super::address::Address;
use super::certificates::{AbortOnDrop, Certificates, HostCertificate, Registrant};
#[cfg(feature = "sandbox")]
use super::group::{self, Common, Member, Way};
use super::site::{Door, Front};
use super::{dispatcher, say};
use crate::bot::Bot;
use crate::change::Changes;
use crate::error::Error;
use crate::pipeline::{Closing, Intake, Pipeline, UpdateService};

/// How often Telegram's opinion of the webhook is looked at.
const WATCH: Duration = Duration::from_secs(60);
/// How long the old secret is good after a change: what was on its way comes with it.
const OVERLAP: Duration = Duration::from_secs(60);

/// A single bot: the one in the sandbox. Cancels `ready` when it is up.
#[cfg(feature = "sandbox")]
pub(super) async fn run(
    mut bot: Bot,
    client: Client,
    me: &User,
    (address, secret): (Address, SecretToken),
    stop: CancellationToken,
    ready: &CancellationToken,
) -> Result<crate::outcome::Outcome, Error> {
    let common = Common::of(&mut bot);
    let way = Way::Webhook { address, secret };
    group::run(vec![Member { bot, client, me: me.clone(), way }], common, None, stop, ready).await
}

/// A bot that can be put behind a server.
pub(super) struct Hook {
    pub(super) name: String,
    client: Client,
    pub(super) address: Address,
    secret: SecretToken,
    pub(super) service: WebhookService<UpdateService>,
    pub(super) pipeline: Pipeline,
    /// `None` where TLS is somebody else's.
    pub(super) certificate: Option<HostCertificate>,
    /// What is told to Telegram besides address, secret and certificate.
    registration: Changes<Registration>,
    quiet: bool,
}

impl Hook {
    pub(super) fn new(
        mut bot: Bot,
        client: Client,
        me: &User,
        (address, secret): (Address, SecretToken),
        front: &Front,
        certificates: &mut Certificates,
    ) -> Result<Self, Error> {
        #[cfg(feature = "acme")]
        if front.has_authority && bot.settings.certificate.is_some() {
            return Err(Error::TwoCertificates);
        }
        let name = me.username.clone().unwrap_or_default();
        let reply_in_response = bot.hooking.reply_in_response;
        let dispatcher = dispatcher(&mut bot, &client, &name, reply_in_response)?;
        let allowed_updates = dispatcher.allowed_updates().to_vec();
        let is_own = !front.is_plain && !front.has_authority;
        let certificate = is_own.then(|| certificates.of(&bot, &address)).transpose()?;
        let hooking = bot.hooking;
        let intake = Intake::Webhook { connections: hooking.max_connections };
        let pipeline = Pipeline::new(bot.parts, dispatcher, intake)?;
        let late = client.clone();
        let service = WebhookService::builder(pipeline.service.clone())
            .path(&*address.path)
            .ack(hooking.ack)
            .late_reply(move |call| send_late(&late, call));
        let mut secrets = hooking.secrets;
        if secrets.is_empty() {
            secrets.push(secret);
        }
        let service = secrets.iter().fold(service, |service, secret| service.secret(secret.clone()));
        #[cfg(feature = "durable")]
        let service = match &pipeline.queue {
            Some(queue) => service.stores(queue.raw.clone()),
            None => service,
        };
        let service = hooking.service.make(front.tell(service)).build()?;

        let (ip_address, drop_pending) = (bot.settings.ip_address, bot.drop_pending_updates);
        // Ports and addresses are Telegram's rules; another server has its own.
        let is_elsewhere = bot.settings.api_url.is_some();
        let mut registration = Changes::default();
        registration.add(move |mut registration: Registration| {
            registration.ip_address = ip_address;
            registration
                .fingerprint(true)
                .max_connections(hooking.max_connections)
                .allowed_updates(allowed_updates)
                .drop_pending_updates(drop_pending)
                .allow_any_port(is_elsewhere)
                .allow_private(is_elsewhere)
        });
        registration.append(hooking.registration);
        let secret = secrets.swap_remove(0);
        Ok(Self { name, client, address, secret, service, pipeline, certificate, registration, quiet: bot.quiet })
    }

    /// Opens its route and tells Telegram, in this order: Telegram delivers as soon as it is told. `None` if it was told to
    /// stop before.
    pub(super) async fn open(self, door: &Door, stop: &CancellationToken) -> Result<Option<OpenHook>, Error> {
        let Self { name, client, address, secret, service, pipeline, certificate, registration, quiet } = self;
        if door.has_authority {
            // As a certificate of its own is checked when it registers.
            door.routes.check_host(&address.host)?;
        }
        let host = add(door, &address, &service)?;
        if let Some(certificate) = &certificate {
            door.routes.add_certificate(&address.host, certificate.handle.clone());
        }
        let port = if address.port == 0 { door.port } else { address.port };
        let origin = address.origin(port);
        let mut wanted = Registration::new(format!("{origin}{}", address.path)).secret(secret);
        wanted.certificate = certificate.as_ref().map(|certificate| certificate.handle.current().public().clone());
        let (kind, uploaded) = match &wanted.certificate {
            Some(certificate) if certificate.is_self_signed() => (" with a self-signed certificate", true),
            Some(_) => (" with a given certificate", false),
            None => ("", false),
        };
        let wanted = registration.make(wanted);
        let told = tokio::select! {
            told = register(&client, &wanted) => told.map(|_| true),
            () = stop.cancelled() => Ok(false),
        };
        let (registered, current) = watch::channel(wanted);
        let open = OpenHook {
            client: client.clone(),
            path: address.path,
            host,
            service,
            pipeline,
            certificate,
            registered: registered.clone(),
            _monitor: AbortOnDrop(tokio::spawn(monitor(client.clone(), current))),
        };
        match told {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(error) => {
                open.close(door);
                return Err(error.into());
            }
        }
        if let (Some(certificate), true) = (&open.certificate, uploaded) {
            certificate.add(Registrant { client, registered });
        }
        if !quiet {
            let listening = &door.listening;
            let promise = open.pipeline.promise();
            say(&format!("@{name} by webhook {origin}, listening on {listening}{kind}; {promise}. Ctrl-C ends."));
        }
        Ok(Some(open))
    }
}

/// By path where that is enough; where a bot of another host has the path already, by host and path. The host, if so.
fn add(door: &Door, address: &Address, service: &WebhookService<UpdateService>) -> Result<Option<String>, Error> {
    match door.routes.add(&*address.path, service.clone()) {
        Ok(()) => Ok(None),
        Err(ServerError::DuplicateRoute) => {
            door.routes.add_host(&address.host, &*address.path, service.clone())?;
            Ok(Some(address.host.clone()))
        }
        Err(error) => Err(error.into()),
    }
}

/// A bot whose webhook Telegram knows.
pub(super) struct OpenHook {
    client: Client,
    path: String,
    host: Option<String>,
    service: WebhookService<UpdateService>,
    pipeline: Pipeline,
    certificate: Option<HostCertificate>,
    registered: watch::Sender<Registration>,
    _monitor: AbortOnDrop,
}

impl OpenHook {
    pub(super) fn id(&self) -> UserId {
        self.client.bot_id()
    }

    /// Takes its route away. The webhook stays as Telegram knows it.
    fn close(&self, door: &Door) {
        match &self.host {
            Some(host) => door.routes.remove_host(host, &self.path),
            None => door.routes.remove(&self.path),
        };
        if let Some(certificate) = &self.certificate {
            certificate.remove(self.id());
        }
    }

    /// Takes its route away and lets what it has in hand finish, at most for `limit`; how many updates did not.
    pub(super) async fn leave(self, door: &Door, limit: Duration) -> usize {
        self.close(door);
        let closing = self.pipeline.close();
        let unfinished = self.service.drain(limit).await.unfinished;
        unfinished.max(self.pipeline.drain(closing, limit).await)
    }

    /// Says that the server is about to end: what is held back goes on, and jobs stop.
    pub(super) fn prepare(&self) -> Closing {
        self.pipeline.close()
    }

    /// Once the server has ended; how many updates are unfinished.
    pub(super) async fn finish(self, closing: Closing, limit: Duration) -> usize {
        self.pipeline.drain(closing, limit).await
    }

    /// Takes another secret without a gap, and tells Telegram.
    pub(super) async fn rotate(&self, secret: SecretToken) -> Result<(), Error> {
        self.service.rotate_secret(&secret, OVERLAP);
        let registration = self.registered.borrow().clone().secret(secret).drop_pending_updates(false);
        register(&self.client, &registration).await?;
        self.registered.send_replace(registration);
        Ok(())
    }
}

/// Reports what keeps updates from coming, as the webhook was registered last.
async fn monitor(client: Client, mut current: watch::Receiver<Registration>) {
    loop {
        let registration = current.borrow_and_update().clone();
        let report = |trouble| tracing::warn!(bot = client.bot_id().0, %trouble, "delivery to the webhook");
        tokio::select! {
            _ = watch_delivery(&client, &registration, WATCH, report) => {}
            Ok(()) = current.changed() => {}
        }
    }
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
