//! Reloading certificate files when they change, as they do when an ACME client renews them.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Certificate, CertificateHandle};

/// What tells one state of the two files from another.
type Stamp = [Option<(SystemTime, u64)>; 2];

impl CertificateHandle {
    /// Looks at the two files every `interval`, and takes them when they changed. Never returns: run it in a task of
    /// its own, or beside the server in a `select!`.
    ///
    /// Files that cannot be used, because only one of the two is written yet or for any other reason, change nothing:
    /// the old certificate stays, a warning says why, and they are tried again.
    ///
    /// # Cancel safety
    ///
    /// Dropping it ends the watching, and nothing else.
    pub async fn watch_files(
        &self,
        certificate: impl Into<PathBuf>,
        key: impl Into<PathBuf>,
        interval: Duration,
    ) -> Infallible {
        let (certificate, key) = (certificate.into(), key.into());
        let mut watch = Watch { certificate, key, taken: None, complained: None };
        // What is in use was read by somebody else, at an unknown time: the first look takes the files anew.
        loop {
            watch = match tokio::task::spawn_blocking(move || watch.look()).await {
                Ok((watch, found)) => {
                    if let Some(found) = found {
                        self.replace(found);
                    }
                    watch
                }
                // The runtime is ending.
                Err(_) => std::future::pending().await,
            };
            tokio::time::sleep(interval).await;
        }
    }
}

struct Watch {
    certificate: PathBuf,
    key: PathBuf,
    taken: Option<Stamp>,
    /// One warning for each state of the files, not one each time.
    complained: Option<Stamp>,
}

impl Watch {
    fn look(mut self) -> (Self, Option<Certificate>) {
        let stamp = [stamp(&self.certificate), stamp(&self.key)];
        if self.taken == Some(stamp) {
            return (self, None);
        }
        match Certificate::from_pem_files(&self.certificate, &self.key) {
            Ok(found) => {
                if self.taken.is_some() {
                    tracing::info!(hosts = ?found.public().hosts(), "the certificate files changed and were taken");
                }
                self.taken = Some(stamp);
                self.complained = None;
                (self, Some(found))
            }
            Err(error) => {
                if self.complained != Some(stamp) {
                    tracing::warn!(%error, "the certificate files cannot be used: the old certificate stays");
                    self.complained = Some(stamp);
                }
                (self, None)
            }
        }
    }
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
