//! What is kept between starts: the account, and the certificate with its key.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use instant_acme::AccountCredentials;
use zeroize::Zeroizing;

use super::{AcmeError, Settings};
use crate::certificate::{Certificate, CertificateError, write_private};

/// One for each authority and set of hosts.
fn file(settings: &Settings, what: &str) -> PathBuf {
    let authority = settings.directory.split("://").last().unwrap_or_default();
    let authority = authority.split('/').next().unwrap_or_default();
    let name = format!("acme-{authority}-{what}");
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '_' };
    settings.dir.join(name.chars().map(safe).collect::<String>())
}

/// The kept certificate, if it is for these hosts and has not ended.
pub(super) async fn certificate(settings: &Settings, now: SystemTime) -> Result<Option<Certificate>, AcmeError> {
    let (path, hosts) = (certificate_file(settings), settings.hosts.clone());
    on_disk(move || {
        let Some(content) = read(&path)? else { return Ok(None) };
        let certificate = match Certificate::from_pem(&content, &content) {
            Ok(certificate) => certificate,
            Err(CertificateError::Expired { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let is_good = certificate.public().check_time(now).is_ok()
            && hosts.iter().all(|host| certificate.check_host(host).is_ok());
        Ok(is_good.then_some(certificate))
    })
    .await
}

pub(super) async fn keep_certificate(settings: &Settings, chain: &str, key: &str) -> Result<(), AcmeError> {
    let content = Zeroizing::new(format!("{chain}\n{key}"));
    keep(settings, certificate_file(settings), content).await
}

fn certificate_file(settings: &Settings) -> PathBuf {
    file(settings, &format!("{}.pem", settings.hosts.first().map_or("", String::as_str)))
}

pub(super) async fn account(settings: &Settings) -> Result<Option<AccountCredentials>, AcmeError> {
    let path = file(settings, "account.json");
    on_disk(move || {
        let Some(content) = read(&path)? else { return Ok(None) };
        serde_json::from_slice(&content).map(Some).map_err(|_| AcmeError::Account(path))
    })
    .await
}

pub(super) async fn keep_account(settings: &Settings, account: &AccountCredentials) -> Result<(), AcmeError> {
    let content = serde_json::to_string(account).map_err(|error| AcmeError::Generate(error.to_string()))?;
    keep(settings, file(settings, "account.json"), Zeroizing::new(content)).await
}

async fn keep(settings: &Settings, path: PathBuf, content: Zeroizing<String>) -> Result<(), AcmeError> {
    let dir = settings.dir.clone();
    on_disk(move || write_private(&dir, &path, content.as_bytes()).map_err(|source| AcmeError::File { path, source }))
        .await
}

fn read(path: &Path) -> Result<Option<Zeroizing<Vec<u8>>>, AcmeError> {
    match std::fs::read(path) {
        Ok(content) => Ok(Some(Zeroizing::new(content))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(AcmeError::File { path: path.to_owned(), source }),
    }
}

async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AcmeError> + Send + 'static,
) -> Result<T, AcmeError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(AcmeError::Generate(error.to_string())),
    }
}
