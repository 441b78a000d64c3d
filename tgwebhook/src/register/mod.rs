//! Telling Telegram where to deliver: checked first, compared, and told only if something changed.

mod delivery;
mod error;
mod patience;
mod preflight;
mod registration;

pub use delivery::{DeliveryTrouble, watch_delivery};
pub use error::{PreflightError, RegisterError};
pub use registration::Registration;

use std::time::SystemTime;

use tgapi::methods::{DeleteWebhook, GetWebhookInfo, SetWebhook};
use tgapi::{Client, InputFile, Method, Repeat};

use patience::Patience;

/// What came of a registration.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Registered {
    /// Telegram was told.
    Set,
    /// Everything was so already, and nothing was sent.
    Unchanged,
}

/// Has Telegram deliver updates as this registration says.
///
/// First everything is checked that Telegram would fail at in silence, without a call. Then the webhook is compared
/// with what Telegram has (getWebhookInfo), and setWebhook is called if anything differs.
///
/// Telegram shows neither the secret nor the certificate that it has, so these cannot be compared: unless
/// [`Registration::fingerprint`] lets it see them, or [`Registration::credentials_kept`] says that they are those of
/// the last registration, setWebhook is called. It does no harm: nothing that waits is lost, only the error counters of
/// getWebhookInfo begin anew.
///
/// A call that Telegram asks to wait with (429), that another instance's call cut off (409), or that did not get
/// through is repeated up to 5 times within a minute; what Telegram has is compared again before each time.
///
/// <https://core.telegram.org/bots/api#setwebhook>
///
/// # Errors
///
/// [`RegisterError`]. If setWebhook itself was refused, Telegram may have removed the webhook before: it erases the old
/// one first.
///
/// # Cancel safety
///
/// If the future is dropped, Telegram may have been told or not; registering again is safe.
///
/// ```no_run
/// # async fn example(client: tgapi::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use tgwebhook::{Certificate, Registration, random_secret, register};
///
/// let certificate = Certificate::self_signed_in("certificates", "192.0.2.7")?;
/// let registration = Registration::new("https://192.0.2.7:8443/hook")
///     .certificate(certificate.public().clone())
///     .secret(random_secret()?);
/// register(&client, &registration).await?;
/// # Ok(())
/// # }
/// ```
pub async fn register(client: &Client, registration: &Registration) -> Result<Registered, RegisterError> {
    preflight::check(registration, SystemTime::now())?;
    let mut patience = Patience::default();
    let set = set_webhook(registration);
    let mut told = false;
    loop {
        // With `drop_pending_updates` once, or what comes after another instance's call would be dropped as well.
        if registration.is_comparable() && (told || !registration.drop_pending_updates) {
            let info = patience.call(client, &GetWebhookInfo::new()).await?;
            if registration.difference(&info).is_none() {
                return Ok(Registered::Unchanged);
            }
        }
        match client.request(set.clone()).repeat(Repeat::Never).await {
            Ok(_) => return Ok(Registered::Set),
            Err(error) => patience.wait(SetWebhook::NAME, error).await?,
        }
        told = true;
    }
}

/// Has Telegram deliver nowhere any more; the updates can then be polled.
///
/// With `drop_pending_updates`, those that wait are forgotten.
///
/// <https://core.telegram.org/bots/api#deletewebhook>
///
/// # Errors
///
/// [`RegisterError::Api`].
///
/// # Cancel safety
///
/// As [`register`].
pub async fn unregister(client: &Client, drop_pending_updates: bool) -> Result<(), RegisterError> {
    let mut delete = DeleteWebhook::new();
    if drop_pending_updates {
        delete = delete.drop_pending_updates(true);
    }
    Patience::default().call(client, &delete).await.map(|_| ())
}

fn set_webhook(registration: &Registration) -> SetWebhook {
    let mut set = SetWebhook::new(registration.full_url());
    if let Some(certificate) = registration.upload() {
        set = set.certificate(InputFile::bytes("certificate.pem", certificate.public_pem().to_owned()));
    }
    set.secret_token.clone_from(&registration.secret);
    set.max_connections = registration.max_connections.map(i64::from);
    set.allowed_updates.clone_from(&registration.allowed_updates);
    set.ip_address = registration.ip_address.map(|address| address.to_string());
    set.drop_pending_updates = registration.drop_pending_updates.then_some(true);
    set
}

#[cfg(test)]
mod tests;
