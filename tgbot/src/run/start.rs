//! The first call: who the bot is. It also tells a wrong token from a network that is not there yet.

use std::time::Duration;

use tgapi::methods::GetMe;
use tgapi::types::User;
use tgapi::{Client, Repeat};
use tokio_util::sync::CancellationToken;

use crate::error::Error;

/// How often it is tried: a machine that has just booted may have no network for some seconds.
const ATTEMPTS: u32 = 5;

/// The bot's own account; `None` if it was told to stop before it could be asked.
pub(super) async fn identify(client: &Client, stop: &CancellationToken) -> Result<Option<User>, Error> {
    let mut attempt = 1;
    loop {
        let error = tokio::select! {
            () = stop.cancelled() => return Ok(None),
            // Repeated here, where it is told why it takes so long.
            result = client.request(GetMe::new()).repeat(Repeat::Never).into_future() => match result {
                Ok(me) => return Ok(Some(me)),
                Err(error) => error,
            },
        };
        if attempt == ATTEMPTS || !error.is_transient() {
            return Err(error.into());
        }
        let pause = error.retry_after().unwrap_or(Duration::from_secs(1 << (attempt - 1)));
        tracing::warn!(%error, attempt, ?pause, "the Bot API does not answer yet");
        tokio::select! {
            () = stop.cancelled() => return Ok(None),
            () = tokio::time::sleep(pause) => attempt += 1,
        }
    }
}
