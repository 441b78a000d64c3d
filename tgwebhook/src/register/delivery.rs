//! Hearing of failed deliveries: Telegram tells nobody, it has to be asked.

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use tgapi::methods::GetWebhookInfo;
use tgapi::types::WebhookInfo;
use tgapi::{Client, UnixTime};

use super::{Registration, preflight};

/// Readings in a row with more updates waiting than before, until that is reported.
const GROWING: u32 = 3;

/// Telegram is not asked more often, whatever is asked for.
const SHORTEST: Duration = Duration::from_secs(1);
/// Until a webhook that is gone is looked for again, before that is reported.
const A_MOMENT: Duration = Duration::from_secs(1);

/// What keeps updates from arriving, as Telegram sees it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeliveryTrouble {
    /// A delivery failed since the last reading.
    Failing {
        /// Telegram's words.
        message: String,
        /// When it failed last.
        at: UnixTime,
        /// How many updates wait.
        pending: i64,
    },
    /// More and more updates wait.
    Growing {
        /// How many wait now.
        pending: i64,
    },
    /// The webhook was removed, or leads to another address: another program uses the same token.
    Elsewhere {
        /// The address it leads to; empty if it was removed. Its path may be somebody's secret.
        url: String,
    },
    /// Something else of the webhook is not as it was registered: another program uses the same token.
    Changed {
        /// Which parameter of setWebhook.
        what: &'static str,
    },
}

impl fmt::Display for DeliveryTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failing { message, pending, .. } => {
                write!(f, "Telegram cannot deliver: {message} ({pending} updates wait)")
            }
            Self::Growing { pending } => {
                write!(f, "updates come faster than they are taken: {pending} wait")
            }
            Self::Elsewhere { url } if url.is_empty() => {
                write!(f, "the webhook was removed: another program uses the same token")
            }
            Self::Elsewhere { url } => {
                write!(f, "the webhook leads to {}: another program uses the same token", preflight::shown(url))
            }
            Self::Changed { what } => {
                write!(f, "{what} of the webhook is not as it was registered: another program uses the same token")
            }
        }
    }
}

impl fmt::Debug for DeliveryTrouble {
    /// As `Display`: another program's path is not to be shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeliveryTrouble({self})")
    }
}

/// Asks Telegram every `interval` (at least a second) how delivery goes, and reports each trouble once: a failed
/// delivery, a queue that keeps growing, a webhook that leads elsewhere or is otherwise not as it was registered.
/// Never returns: run it in a task of its own, or beside the server in a `select!`. A minute is a good interval.
///
/// A question that gets no answer is skipped.
///
/// <https://core.telegram.org/bots/api#getwebhookinfo>
///
/// # Cancel safety
///
/// Dropping it ends the watching, and nothing else.
///
/// ```no_run
/// # async fn example(client: tgapi::Client) {
/// use std::time::Duration;
/// use tgwebhook::{Registration, watch_delivery};
///
/// let registration = Registration::new("https://example.com/hook");
/// let minute = Duration::from_secs(60);
/// watch_delivery(&client, &registration, minute, |trouble| eprintln!("{trouble}")).await;
/// # }
/// ```
pub async fn watch_delivery(
    client: &Client,
    registration: &Registration,
    interval: Duration,
    report: impl FnMut(DeliveryTrouble),
) -> Infallible {
    keep_asking(|| client.call(GetWebhookInfo::new()), registration, interval, report).await
}

async fn keep_asking<F>(
    mut ask: impl FnMut() -> F,
    registration: &Registration,
    interval: Duration,
    mut report: impl FnMut(DeliveryTrouble),
) -> Infallible
where
    F: Future<Output = Result<WebhookInfo, tgapi::Error>>,
{
    let mut watch = Watch::default();
    loop {
        let mut answer = ask().await;
        if answer.as_ref().is_ok_and(|info| info.url.is_empty()) {
            // setWebhook takes the old one away before it sets the new one: what is gone may be there again in a moment.
            tokio::time::sleep(A_MOMENT).await;
            answer = ask().await;
        }
        match answer {
            Ok(info) => {
                if let Some(trouble) = watch.look(registration, &info) {
                    report(trouble);
                }
            }
            Err(error) => tracing::debug!(%error, "how delivery goes is not known"),
        }
        tokio::time::sleep(interval.max(SHORTEST)).await;
    }
}

/// What was seen at the last reading.
#[derive(Debug, Default)]
struct Watch {
    last_error: Option<UnixTime>,
    pending: Option<i64>,
    growing: u32,
    /// What was not as registered.
    drifted: Option<&'static str>,
}

impl Watch {
    fn look(&mut self, registration: &Registration, info: &WebhookInfo) -> Option<DeliveryTrouble> {
        let before = self.pending.replace(info.pending_update_count);
        let drifted = registration.difference(info);
        // Once, until it is right again or something else is wrong.
        if let Some(what) = drifted
            && self.drifted.replace(what) != drifted
        {
            let elsewhere = what == "url";
            let url = info.url.clone();
            return Some(if elsewhere {
                DeliveryTrouble::Elsewhere { url }
            } else {
                DeliveryTrouble::Changed { what }
            });
        }
        self.drifted = drifted;
        if drifted == Some("url") {
            // How that one fares is its owner's business.
            return None;
        }
        let first = before.is_none();
        if let Some(at) = info.last_error_date.filter(|at| self.last_error != Some(*at)) {
            self.last_error = Some(at);
            // What failed before the first reading may be long over, if nothing waits.
            if !first || info.pending_update_count > 0 {
                let message = info.last_error_message.clone().unwrap_or_else(|| "no reason given".to_owned());
                return Some(DeliveryTrouble::Failing { message, at, pending: info.pending_update_count });
            }
        }
        self.growing = match before {
            Some(before) if info.pending_update_count > before => self.growing + 1,
            _ => 0,
        };
        (self.growing > 0 && self.growing.is_multiple_of(GROWING))
            .then_some(DeliveryTrouble::Growing { pending: info.pending_update_count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://example.com/hook";

    fn registration() -> Registration {
        Registration::new(URL)
    }

    fn info(pending: i64, error: Option<i64>) -> WebhookInfo {
        let mut info = WebhookInfo::new(URL, pending);
        info.max_connections = Some(40);
        info.last_error_date = error.map(UnixTime);
        info.last_error_message = error.map(|_| "Connection refused".to_owned());
        info
    }

    #[test]
    fn a_failure_is_reported_once_each_time() {
        let mut watch = Watch::default();
        // Long over.
        assert_eq!(watch.look(&registration(), &info(0, Some(100))), None);
        assert_eq!(watch.look(&registration(), &info(2, Some(100))), None);
        let Some(trouble) = watch.look(&registration(), &info(2, Some(200))) else { panic!("not reported") };
        assert_eq!(trouble.to_string(), "Telegram cannot deliver: Connection refused (2 updates wait)");
        assert_eq!(watch.look(&registration(), &info(2, Some(200))), None);
        // Still going on when the watching begins.
        let failing = Watch::default().look(&registration(), &info(1, Some(100)));
        assert!(matches!(failing, Some(DeliveryTrouble::Failing { pending: 1, .. })));
    }

    #[test]
    fn a_queue_that_keeps_growing_is_reported() {
        let mut watch = Watch::default();
        let looked: Vec<_> = [0, 5, 9, 20, 30, 40, 50, 20, 30, 40]
            .map(|pending| watch.look(&registration(), &info(pending, None)))
            .into_iter()
            .enumerate()
            .filter_map(|(at, trouble)| trouble.map(|trouble| (at, trouble)))
            .collect();
        let growing = |pending| DeliveryTrouble::Growing { pending };
        assert_eq!(looked, [(3, growing(20)), (6, growing(50))]);
    }

    #[test]
    fn a_webhook_of_somebody_else_is_reported_without_its_path() {
        let mut watch = Watch::default();
        assert_eq!(watch.look(&registration(), &info(0, None)), None);
        let other = WebhookInfo::new("https://other.example/hidden", 0);
        let trouble = watch.look(&registration(), &other).unwrap();
        assert!(trouble.to_string().contains("https://other.example/***"), "{trouble}");
        assert!(!format!("{trouble} {trouble:?}").contains("hidden"));
        assert_eq!(watch.look(&registration(), &other), None);
        assert_eq!(watch.look(&registration(), &info(0, None)), None);
        assert!(watch.look(&registration(), &WebhookInfo::new("", 0)).unwrap().to_string().contains("removed"));
    }

    #[test]
    fn what_somebody_else_changed_is_reported_once() {
        let mut watch = Watch::default();
        let mut other = info(0, None);
        other.max_connections = Some(10);
        other.allowed_updates = vec![tgapi::UpdateType::Message];
        let changed = |what| Some(DeliveryTrouble::Changed { what });
        assert_eq!(watch.look(&registration(), &other), changed("max_connections"));
        assert_eq!(watch.look(&registration(), &other), None);
        let wanted = registration().max_connections(10).allowed_updates(vec![]);
        assert_eq!(watch.look(&wanted, &other), changed("allowed_updates"));
        assert_eq!(watch.look(&registration(), &info(0, None)), None);
        assert_eq!(watch.look(&registration(), &other), changed("max_connections"), "again, after it was right");
        // Failures are still heard of.
        other.last_error_date = Some(UnixTime(1));
        assert!(matches!(watch.look(&registration(), &other), Some(DeliveryTrouble::Failing { .. })));
        other.has_custom_certificate = true;
        assert_eq!(watch.look(&registration(), &other), changed("certificate"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_webhook_that_is_just_being_set_is_not_gone() {
        // Which of the readings find one, and how many reports there are.
        for (found, expected) in [(&[true, false, true, true][..], 0), (&[true, false, false, false], 1)] {
            let mut found = found.iter();
            let ask = || {
                let is_set = *found.next().unwrap_or(&true);
                std::future::ready(Ok(if is_set { info(0, None) } else { WebhookInfo::new("", 0) }))
            };
            let (registration, mut reports) = (registration(), Vec::new());
            let watching = keep_asking(ask, &registration, Duration::ZERO, |trouble| reports.push(trouble));
            assert!(tokio::time::timeout(Duration::from_secs(10), watching).await.is_err());
            assert_eq!(reports, vec![DeliveryTrouble::Elsewhere { url: String::new() }; expected]);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn asking_never_spins() {
        let asked = std::cell::Cell::new(0_u32);
        let ask = || {
            asked.set(asked.get() + 1);
            assert!(asked.get() < 100, "it spins");
            // As a real question, it lets others run.
            async {
                tokio::task::yield_now().await;
                Ok(info(0, None))
            }
        };
        let registration = registration();
        let watching = keep_asking(ask, &registration, Duration::ZERO, |trouble| panic!("{trouble}"));
        assert!(tokio::time::timeout(Duration::from_millis(9_500), watching).await.is_err());
        assert_eq!(asked.get(), 10);
    }

    #[test]
    fn watching_can_be_spawned() {
        fn spawned<F: Future + Send>(_: F) {}
        let client = Client::builder(tgapi::Token::new("123456:ABC-DEF").unwrap()).build().unwrap();
        let registration = registration();
        spawned(watch_delivery(&client, &registration, Duration::ZERO, drop));
    }
}
