//! When to stop: Ctrl-C or SIGTERM once to finish what is in hand, Ctrl-C again to end at once.

use std::io;

use tokio::signal;

/// Waits for Ctrl-C or SIGTERM, then arms the second Ctrl-C, which ends the process with status 130.
///
/// # Cancel safety
///
/// Dropping the future before it resolves leaves everything as it was, except that tokio goes on catching the signals.
pub(crate) async fn signals() -> io::Result<()> {
    first().await?;
    tokio::spawn(async {
        if signal::ctrl_c().await.is_ok() {
            std::process::exit(130);
        }
    });
    Ok(())
}

#[cfg(unix)]
async fn first() -> io::Result<()> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    tokio::select! {
        result = signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn first() -> io::Result<()> {
    signal::ctrl_c().await
}
