//! A self-signed certificate that is kept in a directory: made once, reused, renewed in time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::{Certificate, CertificateError, load, self_signed};

/// A certificate that ends sooner than this is replaced.
const RENEW_BEFORE: Duration = Duration::from_secs(30 * 86_400);

pub(super) fn self_signed_in(dir: &Path, host: &str, now: SystemTime) -> Result<Certificate, CertificateError> {
    let path = dir.join(file_name(host));
    if let Some(kept) = read(&path, host, now)? {
        return Ok(kept);
    }
    let made = self_signed::make([host], now, self_signed::YEAR)?;
    let content = Zeroizing::new(format!("{}{}", made.certificate.public_pem(), *made.key_pem));
    let failed = |source| CertificateError::Write { path: path.clone(), source: Arc::new(source) };
    let new = New::write(dir, &path, content.as_bytes()).map_err(failed)?;
    if new.publish(&path) {
        sync_dir(dir).map_err(failed)?;
        return Ok(made.certificate);
    }
    // Another one was faster, or what is there ends soon, or the file system has no hard links. One at a time: a
    // second renewal would take away the certificate that the first one has begun to serve.
    let _renewing = RENEWING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kept) = read(&path, host, now)? {
        return Ok(kept);
    }
    new.replace(&path).map_err(failed)?;
    sync_dir(dir).map_err(failed)?;
    // Another process may have replaced it at once: what is there counts.
    Ok(read(&path, host, now)?.unwrap_or(made.certificate))
}

/// Held while a kept certificate is replaced. Between processes nothing is held: the last one wins.
static RENEWING: Mutex<()> = Mutex::new(());

/// One file for both, so that a crash never leaves a certificate with the key of another.
fn file_name(host: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '_' };
    format!("webhook-{}.pem", host.chars().map(safe).collect::<String>())
}

/// The kept certificate, if there is one with enough time left.
fn read(path: &Path, host: &str, now: SystemTime) -> Result<Option<Certificate>, CertificateError> {
    let content = match fs::read(path) {
        Ok(content) => Zeroizing::new(content),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(CertificateError::Read { path: path.to_owned(), source: Arc::new(source) }),
    };
    let kept = || CertificateError::Kept { path: path.to_owned() };
    let origin = path.display().to_string();
    match load::from_pem(&content, &content, [&origin, &origin], now) {
        Ok(certificate) => {
            if !certificate.public.is_self_signed() || certificate.check_host(host).is_err() {
                return Err(kept());
            }
            owner_only(path)
                .map_err(|source| CertificateError::Write { path: path.to_owned(), source: Arc::new(source) })?;
            let lasts = certificate.public.not_after().duration_since(now).is_ok_and(|left| left > RENEW_BEFORE);
            Ok(lasts.then_some(certificate))
        }
        // It was ours, and it has ended.
        Err(CertificateError::Expired { .. }) => Ok(None),
        // Not to be overwritten: the clock may be wrong, not the certificate.
        Err(error @ CertificateError::NotYetValid { .. }) => Err(error),
        Err(_) => Err(kept()),
    }
}

/// A new file beside the one it is to become: whole and durable before anybody sees it. Gone when dropped.
struct New(PathBuf);

impl New {
    fn write(dir: &Path, path: &Path, content: &[u8]) -> io::Result<Self> {
        create_dir(dir)?;
        // Of this call alone. Not by process id: those of two containers with one directory may be the same.
        let mut random = [0_u8; 8];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let new = path.with_extension(format!("pem.{:016x}.new", u64::from_ne_bytes(random)));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&new)?;
        let new = Self(new);
        file.write_all(content)?;
        file.sync_all()?;
        Ok(new)
    }

    /// Puts it there, unless there is something already. `false` as well where there are no hard links.
    fn publish(&self, path: &Path) -> bool {
        fs::hard_link(&self.0, path).is_ok()
    }

    fn replace(&self, path: &Path) -> io::Result<()> {
        fs::rename(&self.0, path)
    }
}

impl Drop for New {
    fn drop(&mut self) {
        // After a replacement it is gone already.
        let _ = fs::remove_file(&self.0);
    }
}

/// A file of this content that only its owner can read: the old one or the new one, never half of it.
#[cfg(feature = "acme")]
pub(crate) fn write_private(dir: &Path, path: &Path, content: &[u8]) -> io::Result<()> {
    New::write(dir, path, content)?.replace(path)?;
    sync_dir(dir)
}

fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

fn create_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

#[cfg(unix)]
fn owner_only(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    let mut permissions = fs::metadata(path)?.permissions();
    if permissions.mode() & 0o077 != 0 {
        permissions.set_mode(0o600);
        fs::set_permissions(path, permissions)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn owner_only(_: &Path) -> io::Result<()> {
    Ok(())
}
