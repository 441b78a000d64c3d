//! What to do about an error of the Bot API. Pure.

use std::time::Duration;

use tgapi::{Error, ErrorKind};

/// What an error means for polling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It will not pass: the token or the address is wrong.
    Fatal,
    /// Somebody else has the updates.
    Conflict(Rival),
    /// The flood limit: wait that long.
    Flood(Duration),
    /// It may pass by itself.
    Passing {
        /// An answer was on its way and did not arrive whole: a shorter one may.
        smaller: bool,
    },
}

/// Who has the updates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rival {
    /// Another program calls `getUpdates` with the same token.
    Poller,
    /// A webhook is set, or is being set.
    Webhook,
    /// Telegram did not say.
    Unknown,
}

impl Rival {
    /// One sentence: who it is, and what to do.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Poller => {
                "another program polls for updates with this bot's token, and Telegram serves only one: stop the other"
            }
            Self::Webhook => {
                "a webhook is set for this bot, so Telegram sends the updates there: remove it with deleteWebhook \
                 (Config::delete_webhook does it at the start), or stop polling"
            }
            Self::Unknown => "Telegram says that somebody else receives this bot's updates",
        }
    }
}

pub(crate) fn classify(error: &Error) -> Trouble {
    if let Some(refusal) = error.api() {
        return match refusal.code() {
            401 | 404 => Trouble::Fatal,
            409 => Trouble::Conflict(rival(refusal.description())),
            code => match refusal.retry_after() {
                Some(wait) => Trouble::Flood(wait),
                None if code == 429 => Trouble::Flood(UNSAID_FLOOD),
                None => Trouble::Passing { smaller: false },
            },
        };
    }
    let smaller = matches!(error.kind(), ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Decode);
    Trouble::Passing { smaller }
}

/// The texts are not part of Telegram's promises, so what they do not say is left open.
fn rival(description: &str) -> Rival {
    let description = description.to_ascii_lowercase();
    if description.contains("webhook") {
        Rival::Webhook
    } else if description.contains("getupdates") {
        Rival::Poller
    } else {
        Rival::Unknown
    }
}

/// For a 429 that does not say how long.
const UNSAID_FLOOD: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;
    use tgapi::ApiError;

    fn api(code: u16, description: &str) -> Error {
        Error::refused("getUpdates", ApiError::new(code, description))
    }

    #[test]
    fn each_error_has_its_meaning() {
        let passing = |smaller| Trouble::Passing { smaller };
        for (error, meaning) in [
            (api(401, "Unauthorized"), Trouble::Fatal),
            (api(404, "Not Found"), Trouble::Fatal),
            (api(404, "Not Found: method not found"), Trouble::Fatal),
            (
                api(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                ),
                Trouble::Conflict(Rival::Poller),
            ),
            (
                api(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
                ),
                Trouble::Conflict(Rival::Webhook),
            ),
            (api(409, "Conflict: terminated by setWebhook request"), Trouble::Conflict(Rival::Webhook)),
            (api(409, "Conflict"), Trouble::Conflict(Rival::Unknown)),
            (api(429, "Too Many Requests"), Trouble::Flood(UNSAID_FLOOD)),
            (api(500, "Internal Server Error: restart"), passing(false)),
            (api(502, "Bad Gateway"), passing(false)),
            (api(400, "Logged out"), passing(false)),
            (Error::connect("getUpdates", "refused"), passing(false)),
            (Error::network("getUpdates", "reset"), passing(true)),
            (Error::timeout("getUpdates", Duration::from_secs(60)), passing(true)),
            (Error::decode("getUpdates", 200, "cut short"), passing(true)),
        ] {
            assert_eq!(classify(&error), meaning, "{error}");
        }
    }

    #[test]
    fn a_flood_limit_says_how_long() {
        let body = br#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 17","parameters":{"retry_after":17}}"#;
        let error = tgapi::open_envelope(body).unwrap().unwrap_err();
        let error = Error::refused("getUpdates", error);
        assert_eq!(classify(&error), Trouble::Flood(Duration::from_secs(17)));
    }

    #[test]
    fn every_rival_is_one_sentence() {
        for rival in [Rival::Poller, Rival::Webhook, Rival::Unknown] {
            assert!(!rival.sentence().contains(". "), "{rival:?}");
        }
    }
}
