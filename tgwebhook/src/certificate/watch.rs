//! Reloading certificate files when they change, as they do when an ACME client renews them.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Certificate, CertificateError, CertificateHandle};

/// Files are not looked at more often, whatever is asked for.
const SHORTEST: Duration = Duration::from_secs(1);

type Load = fn(&Path, &Path) -> Result<Certificate, CertificateError>;

/// What tells one state of the two files from another.
type Stamp = [Option<(SystemTime, u64)>; 2];

impl CertificateHandle {
    /// Looks at the two files every `interval` (at least a second), and takes them when they changed. Never returns:
    /// run it in a task of its own, or beside the server in a `select!`.
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
        let load: Load = |certificate, key| Certificate::from_pem_files(certificate, key);
        self.watch([certificate.into(), key.into()], interval, load).await
    }

    async fn watch(&self, files: [PathBuf; 2], interval: Duration, load: Load) -> Infallible {
        // What is in use was read by somebody else, at an unknown time: the first look takes the files anew.
        let mut watch = Watch::new(&files);
        loop {
            watch = match tokio::task::spawn_blocking(move || watch.look(load)).await {
                Ok((watch, found)) => {
                    if let Some(found) = found {
                        self.replace(found);
                    }
                    watch
                }
                Err(error) if error.is_panic() => {
                    tracing::error!("looking at the certificate files panicked: the old certificate stays");
                    Watch::new(&files)
                }
                // The runtime is ending.
                Err(_) => std::future::pending().await,
            };
            tokio::time::sleep(interval.max(SHORTEST)).await;
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
    fn new([certificate, key]: &[PathBuf; 2]) -> Self {
        Self { certificate: certificate.clone(), key: key.clone(), taken: None, complained: None }
    }

    fn look(mut self, load: Load) -> (Self, Option<Certificate>) {
        let stamp = [stamp(&self.certificate), stamp(&self.key)];
        if self.taken == Some(stamp) {
            return (self, None);
        }
        match load(&self.certificate, &self.key) {
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use tokio::sync::Notify;
    use tokio::time::Instant;

    use super::*;

    /// An interval of zero, and a first look that panics.
    #[tokio::test(start_paused = true)]
    async fn watching_goes_on_after_a_panic_and_never_spins() {
        static LOOKS: AtomicU32 = AtomicU32::new(0);
        static FOURTH: Notify = Notify::const_new();
        fn load(_: &Path, _: &Path) -> Result<Certificate, CertificateError> {
            match LOOKS.fetch_add(1, Ordering::SeqCst) {
                0 => panic!("as the test wants"),
                1 | 2 => Err(CertificateError::KeyMismatch),
                _ => {
                    FOURTH.notify_one();
                    Certificate::self_signed(["new.example"])
                }
            }
        }
        let handle = CertificateHandle::new(Certificate::self_signed(["old.example"]).unwrap());
        let start = Instant::now();
        let watching = {
            let handle = handle.clone();
            tokio::spawn(async move { handle.watch([PathBuf::new(), PathBuf::new()], Duration::ZERO, load).await })
        };
        // In small steps: the paused clock may go on while a look is at work, one step at most each time.
        let mut steps = 0;
        while tokio::time::timeout(Duration::from_millis(100), FOURTH.notified()).await.is_err() {
            steps += 1;
            assert!(steps < 10_000, "the watching stopped");
        }
        assert!(start.elapsed() >= 3 * SHORTEST, "four looks in {:?}", start.elapsed());
        // Nothing more has to wait for the clock.
        let patience = std::time::Instant::now() + Duration::from_secs(20);
        while handle.current().public().hosts() != ["new.example"] {
            assert!(std::time::Instant::now() < patience, "what was found is not taken");
            tokio::task::yield_now().await;
        }
        assert!(!watching.is_finished());
        watching.abort();
    }
}
