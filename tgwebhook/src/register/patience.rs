//! Calls that may have to be repeated: how often, and after what time. All of them can be repeated without harm, and
//! are here, whatever the client's settings: between two attempts it is looked whether another instance was faster.

use std::time::Duration;

use tgapi::{Client, Error, Method, Repeat};

use super::RegisterError;

/// How often a registration calls something again.
const ATTEMPTS: u32 = 5;

/// The longest that it waits in all.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is left of the patience of one registration.
#[derive(Debug, Default)]
pub(super) struct Patience {
    failures: u32,
    waited: Duration,
}

impl Patience {
    pub(super) async fn call<M: Method + Clone>(
        &mut self,
        client: &Client,
        method: &M,
    ) -> Result<M::Output, RegisterError> {
        loop {
            match client.request(method.clone()).repeat(Repeat::Never).await {
                Ok(output) => return Ok(output),
                Err(error) => self.wait(M::NAME, error).await?,
            }
        }
    }

    /// Waits as long as the error asks for; gives it back, if another try makes no sense, or after too many.
    pub(super) async fn wait(&mut self, method: &str, error: Error) -> Result<(), RegisterError> {
        self.failures += 1;
        match self.pause(&error) {
            Some(pause) if self.failures < ATTEMPTS && self.waited + pause <= PATIENCE => {
                tracing::info!(method, %error, ?pause, "the call is repeated");
                self.waited += pause;
                tokio::time::sleep(pause).await;
                Ok(())
            }
            _ => Err(RegisterError::Api(error)),
        }
    }

    fn pause(&self, error: &Error) -> Option<Duration> {
        if let Some(wait) = error.retry_after() {
            return Some(wait);
        }
        // Another instance called setWebhook at the same time.
        let is_conflict = error.api().is_some_and(|refusal| refusal.code() == 409);
        let doubling = Duration::from_secs(1 << self.failures.saturating_sub(1).min(6));
        (is_conflict || error.is_transient()).then_some(doubling)
    }
}
