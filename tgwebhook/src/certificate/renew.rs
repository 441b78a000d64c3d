//! Renewing a kept self-signed certificate while it is in use. Telegram has to be told before the new one is served.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tgapi::BoxError;

use super::{Certificate, CertificateHandle, PublicCertificate, kept};

/// How often it is looked whether the certificate ends soon: one in the last 30 days of its year.
const LOOK: Duration = Duration::from_secs(12 * 3_600);

/// How long after a failure it is tried again. The old one is good for weeks.
const AGAIN: Duration = Duration::from_secs(600);

impl CertificateHandle {
    /// Keeps the self-signed certificate of this host ([`Certificate::self_signed_in`]) from ending while it is in use:
    /// in its last 30 days a new one is made, `upload` tells Telegram of it, and then it is served. Never returns: run
    /// it in a task of its own, or beside the server in a `select!`.
    ///
    /// While `upload` fails, the old one stays, a warning says why, and it is tried again every ten minutes. Between
    /// uploading and serving, deliveries fail for a moment and come again.
    ///
    /// # Cancel safety
    ///
    /// Dropping it ends the renewing. If Telegram was told of the new certificate just then, it is served by the next
    /// start: it is kept already.
    pub async fn renew_self_signed<F>(
        &self,
        dir: impl Into<PathBuf>,
        host: &str,
        upload: impl FnMut(PublicCertificate) -> F,
    ) -> Infallible
    where
        F: Future<Output = Result<(), BoxError>>,
    {
        self.renew(&dir.into(), host, upload, SystemTime::now).await
    }

    async fn renew<F>(
        &self,
        dir: &Path,
        host: &str,
        mut upload: impl FnMut(PublicCertificate) -> F,
        now: impl Fn() -> SystemTime,
    ) -> Infallible
    where
        F: Future<Output = Result<(), BoxError>>,
    {
        loop {
            let pause = match self.renew_once(dir, host, &mut upload, now()).await {
                Ok(()) => LOOK,
                Err(error) => {
                    tracing::warn!(%error, "the self-signed certificate cannot be renewed: the old one stays");
                    AGAIN
                }
            };
            tokio::time::sleep(pause).await;
        }
    }

    async fn renew_once<F>(
        &self,
        dir: &Path,
        host: &str,
        upload: &mut impl FnMut(PublicCertificate) -> F,
        now: SystemTime,
    ) -> Result<(), BoxError>
    where
        F: Future<Output = Result<(), BoxError>>,
    {
        let (dir, host) = (dir.to_owned(), host.to_owned());
        let kept = tokio::task::spawn_blocking(move || kept::self_signed_in(&dir, &host, now)).await;
        let certificate: Certificate = kept??;
        if certificate.public_pem() != self.current().public_pem() {
            upload(certificate.public().clone()).await?;
            tracing::info!(hosts = ?certificate.public().hosts(), "the self-signed certificate was renewed");
            self.replace(certificate);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use tokio::time::Instant;

    use super::*;

    const DAY: Duration = Duration::from_secs(86_400);

    #[tokio::test(start_paused = true)]
    async fn a_year_passes_and_telegram_hears_first() {
        let dir = std::env::temp_dir().join(format!("tgwebhook-renew-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let (begun, start) = (SystemTime::now(), Instant::now());
        let now = || begun + start.elapsed();
        let first = kept::self_signed_in(&dir, "203.0.113.7", now()).unwrap();
        let handle = CertificateHandle::new(first.clone());
        // When Telegram heard of which certificate, and what was served then.
        let heard = RefCell::new(Vec::new());
        let upload = |certificate: PublicCertificate| {
            let served = handle.current().public_pem().to_owned();
            heard.borrow_mut().push((start.elapsed(), certificate.public_pem().to_owned(), served));
            std::future::ready(if heard.borrow().len() == 1 { Err("no network".into()) } else { Ok(()) })
        };
        let renewing = handle.renew(&dir, "203.0.113.7", upload, now);
        // The paused clock does not wait for the disk: so many steps, in each of which a look can be done.
        tokio::select! {
            _ = renewing => {}
            () = async { while start.elapsed() < 340 * DAY { tokio::time::sleep(DAY / 2).await; disk().await; } } => {}
        }
        let heard = heard.into_inner();
        let [failed, told] = &heard[..] else { panic!("{} uploads", heard.len()) };
        assert!(failed.0 >= 335 * DAY - Duration::from_secs(1) && told.0 <= 337 * DAY, "{:?} {:?}", failed.0, told.0);
        assert_eq!(failed.2, first.public_pem(), "what Telegram does not know of is not served");
        assert_eq!((&failed.1, &told.2), (&told.1, &failed.2));
        assert_eq!(handle.current().public_pem(), told.1);
        assert_ne!(told.1, first.public_pem());
        let _ = std::fs::remove_dir_all(&dir);
    }

    /// Lets work on other threads come back.
    async fn disk() {
        tokio::task::spawn_blocking(std::thread::yield_now).await.unwrap();
    }
}
