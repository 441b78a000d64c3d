//! When to stop: Ctrl-C or SIGTERM once to finish what is in hand, Ctrl-C again to end at once.

use std::io;

use tokio::signal;

/// Waits for Ctrl-C or SIGTERM, then arms the second Ctrl-C, which ends the process with status 130.
///
/// # Cancel safety
///
/// Dropping the future before it resolves leaves everything as it was, except that tokio goes on catching the signals.
pub(crate) async fn signals() -> io::Result<()> {
    let mut ctrl_c = CtrlC::new()?;
    first(&mut ctrl_c).await?;
    tokio::spawn(async move {
        if ctrl_c.next().await.is_ok() {
            std::process::exit(130);
        }
    });
    tracing::info!("told to stop: what is in progress may finish; Ctrl-C ends at once");
    Ok(())
}

/// Catches from its making on: none is missed between two looks.
#[cfg(unix)]
struct CtrlC(signal::unix::Signal);

#[cfg(unix)]
impl CtrlC {
    fn new() -> io::Result<Self> {
        signal::unix::signal(signal::unix::SignalKind::interrupt()).map(Self)
    }

    async fn next(&mut self) -> io::Result<()> {
        self.0.recv().await.ok_or_else(|| io::Error::other("signals are not delivered any more"))
    }
}

#[cfg(unix)]
async fn first(ctrl_c: &mut CtrlC) -> io::Result<()> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    tokio::select! {
        result = ctrl_c.next() => result,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
struct CtrlC;

#[cfg(not(unix))]
impl CtrlC {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> io::Result<()> {
        signal::ctrl_c().await
    }
}

#[cfg(not(unix))]
async fn first(ctrl_c: &mut CtrlC) -> io::Result<()> {
    ctrl_c.next().await
}
