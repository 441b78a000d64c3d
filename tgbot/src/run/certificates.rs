//! The certificates of a server, one a host: given as files, or self-signed, kept and renewed. Bots of one host share
//! one, because whoever connects names the host and not the bot.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tgapi::{BoxError, Client, UserId};
use tgwebhook::{Certificate, CertificateHandle, PublicCertificate, Registration, register};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::address::Address;
use crate::bot::Bot;
use crate::error::Error;

/// How often certificate files are looked at.
const WATCH: Duration = Duration::from_secs(60);

/// By host.
#[derive(Default)]
pub(super) struct Certificates(HashMap<String, HostCertificate>);

/// A certificate, and those that are to be told when it is a new one.
#[derive(Clone)]
pub(super) struct HostCertificate {
    pub(super) handle: CertificateHandle,
    registrants: Arc<Mutex<Vec<Registrant>>>,
    _keeper: Option<Arc<AbortOnDrop>>,
}

/// A bot that has registered its webhook.
#[derive(Clone)]
pub(super) struct Registrant {
    pub(super) client: Client,
    pub(super) registered: watch::Sender<Registration>,
}

impl Certificates {
    /// That of the bot's host. The first bot of a host decides where it comes from.
    pub(super) fn of(&mut self, bot: &Bot, address: &Address) -> Result<HostCertificate, Error> {
        if let Some(known) = self.0.get(&address.host) {
            return Ok(known.clone());
        }
        let made = HostCertificate::new(bot, address)?;
        self.0.insert(address.host.clone(), made.clone());
        Ok(made)
    }
}

impl HostCertificate {
    fn new(bot: &Bot, address: &Address) -> Result<Self, Error> {
        let registrants = Arc::<Mutex<Vec<Registrant>>>::default();
        let of = |certificate| CertificateHandle::new(certificate);
        if let (Some(certificate), Some(key)) = (bot.settings.certificate.clone(), bot.settings.key.clone()) {
            let handle = of(Certificate::from_pem_files(&certificate, &key)?);
            let watched = handle.clone();
            // Whoever renews files, renews what Telegram has to know of them.
            let keeper = AbortOnDrop(tokio::spawn(async move {
                watched.watch_files(certificate, key, WATCH).await;
            }));
            return Ok(Self { handle, registrants, _keeper: Some(Arc::new(keeper)) });
        }
        if address.is_loopback() {
            let handle = of(Certificate::self_signed([&address.host])?);
            return Ok(Self { handle, registrants, _keeper: None });
        }
        let dir = bot.hooking.certificate_dir.clone().unwrap_or_else(state_dir);
        let handle = of(Certificate::self_signed_in(&dir, &address.host)?);
        let (renewed, host, told) = (handle.clone(), address.host.clone(), Arc::clone(&registrants));
        let keeper = AbortOnDrop(tokio::spawn(async move {
            renewed.renew_self_signed(dir, &host, move |new| tell(Arc::clone(&told), new)).await;
        }));
        Ok(Self { handle, registrants, _keeper: Some(Arc::new(keeper)) })
    }

    pub(super) fn add(&self, registrant: Registrant) {
        self.registrants.lock().unwrap_or_else(PoisonError::into_inner).push(registrant);
    }

    pub(super) fn remove(&self, bot: UserId) {
        let mut registrants = self.registrants.lock().unwrap_or_else(PoisonError::into_inner);
        registrants.retain(|registrant| registrant.client.bot_id() != bot);
    }
}

/// Uploads a new certificate for every bot of its host. One that cannot be told does not keep the others from theirs.
async fn tell(registrants: Arc<Mutex<Vec<Registrant>>>, certificate: PublicCertificate) -> Result<(), BoxError> {
    let all = registrants.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let mut failure = None;
    let mut told = 0;
    for Registrant { client, registered } in all {
        let registration = registered.borrow().clone().certificate(certificate.clone());
        match register(&client, &registration).await {
            Ok(_) => {
                registered.send_replace(registration);
                told += 1;
            }
            Err(error) => {
                tracing::warn!(bot = client.bot_id().0, %error, "a new certificate could not be uploaded");
                failure = Some(error);
            }
        }
    }
    match failure {
        Some(error) if told == 0 => Err(error.into()),
        _ => Ok(()),
    }
}

/// `$XDG_STATE_HOME/tgbot`, or what that stands for.
fn state_dir() -> PathBuf {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || absolute("HOME").map(|home| home.join(".local/state"));
    absolute("XDG_STATE_HOME").or_else(home).unwrap_or_else(|| PathBuf::from(".")).join("tgbot")
}

/// A task that ends with its owner.
pub(super) struct AbortOnDrop(pub(super) JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
