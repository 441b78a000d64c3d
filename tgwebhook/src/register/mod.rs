//! Telling Telegram where to deliver: checked first, compared, and told only if something changed.

mod delivery;
mod error;
mod preflight;
mod registration;

pub use delivery::{DeliveryTrouble, watch_delivery};
pub use error::{PreflightError, RegisterError};
pub use registration::Registration;

use std::time::{Duration, SystemTime};

use tgapi::methods::{DeleteWebhook, GetWebhookInfo, SetWebhook};
use tgapi::types::WebhookInfo;
use tgapi::{Client, InputFile, Method, Repeat};

/// How often a call is repeated that Telegram asks to wait with. It takes one setWebhook per second.
const ATTEMPTS: u32 = 5;

/// The longest such wait in all.
const PATIENCE: Duration = Duration::from_secs(60);

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
/// [`Registration::credentials_kept`] says that they are those of the last registration, setWebhook is called. It does
/// no harm: nothing that waits is lost, only the error counters of getWebhookInfo begin anew.
///
/// A call that Telegram asks to wait with (429) is repeated up to 5 times within a minute.
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
    if registration.may_be_unchanged() {
        let info = call(client, &GetWebhookInfo::new()).await?;
        if is_unchanged(registration, &info) {
            return Ok(Registered::Unchanged);
        }
    }
    call(client, &set_webhook(registration)).await?;
    Ok(Registered::Set)
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
    call(client, &delete).await.map(|_| ())
}

fn set_webhook(registration: &Registration) -> SetWebhook {
    let mut set = SetWebhook::new(registration.url.clone());
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

/// Whether Telegram has all of it already, as far as it can be seen.
fn is_unchanged(registration: &Registration, info: &WebhookInfo) -> bool {
    let has_address = |address: std::net::IpAddr| info.ip_address.as_deref() == Some(&address.to_string());
    info.url == registration.url
        && info.has_custom_certificate == registration.upload().is_some()
        && info.max_connections == Some(i64::from(registration.max_connections.unwrap_or(Registration::CONNECTIONS)))
        // Without one, Telegram shows what it resolved: nothing to compare with.
        && registration.ip_address.is_none_or(has_address)
        && registration.has_allowed_updates(&info.allowed_updates)
}

/// A call, repeated while Telegram asks to wait.
async fn call<M: Method + Clone>(client: &Client, method: &M) -> Result<M::Output, RegisterError> {
    let mut waited = Duration::ZERO;
    let mut attempt = 1;
    loop {
        // Repeated here, whatever the client's settings: `setWebhook` is refused more than once a second.
        let error = match client.request(method.clone()).repeat(Repeat::Never).await {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        match error.retry_after() {
            Some(wait) if attempt < ATTEMPTS && waited + wait <= PATIENCE => {
                tracing::info!(method = M::NAME, ?wait, "Telegram asks to wait");
                tokio::time::sleep(wait).await;
                waited += wait;
                attempt += 1;
            }
            _ => return Err(RegisterError::Api(error)),
        }
    }
}

#[cfg(test)]
mod tests;
