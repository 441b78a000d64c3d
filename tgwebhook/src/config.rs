//! Mistakes in settings, as values. Found when something is built, never while it runs.

use std::time::Duration;

use crate::ack::Ack;
use crate::intake::Settings;

/// Why a [`WebhookService`](crate::WebhookService) or [`Feed`](crate::Feed) cannot be built.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// Without a secret anybody who finds the address can forge updates.
    #[error(
        "no secret: give `.secret(..)` the one that setWebhook is told (`random_secret()` draws one), or say \
         `.dangerous_no_secret()` if something in front already checks who asks"
    )]
    NoSecret,
    /// A secret was given and turned off, too.
    #[error("both `.secret(..)` and `.dangerous_no_secret()` were given: keep one of them")]
    SecretAndNoSecret,
    /// A path that no request can have.
    #[error("the path must start with `/` and hold only characters that a URL's path may hold, without `?` and `#`")]
    Path,
    /// The budget is zero or above [`Ack::MAX_BUDGET`].
    #[error("the budget is {}, but must be above zero and at most {} s", seconds(.0), Ack::MAX_BUDGET.as_secs())]
    Budget(Duration),
    /// The time to wait for the inner service is above [`Ack::MAX_BUDGET`].
    #[error("ready_timeout is {}, but must be at most {} s", seconds(.0), Ack::MAX_BUDGET.as_secs())]
    ReadyTimeout(Duration),
    /// A limit of zero lets nothing through.
    #[error("{0} is zero: nothing would ever get through")]
    Zero(&'static str),
}

fn seconds(duration: &Duration) -> String {
    format!("{} s", duration.as_secs_f32())
}

/// Whether the settings make sense.
pub(crate) fn check(settings: &Settings) -> Result<(), ConfigError> {
    if let Ack::AfterHandling { budget } = settings.ack
        && (budget.is_zero() || budget > Ack::MAX_BUDGET)
    {
        return Err(ConfigError::Budget(budget));
    }
    if settings.ready_timeout > Ack::MAX_BUDGET {
        return Err(ConfigError::ReadyTimeout(settings.ready_timeout));
    }
    if settings.max_in_flight == 0 {
        return Err(ConfigError::Zero("max_in_flight"));
    }
    Ok(())
}
