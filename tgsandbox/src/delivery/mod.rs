//! Webhook delivery by Telegram's own algorithm.
//!
//! `lanes`, `openings` and `target` are pure: data in, decisions out, time as an argument. `actor` drives them,
//! `connection` talks to the webhook. `hook` is what one `setWebhook` created, and this file what a bot has of it.
//! <https://core.telegram.org/bots/webhooks>

mod actor;
mod answer;
mod connection;
mod hook;
mod lanes;
mod openings;
mod target;
mod tls;
mod trouble;

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use self::{actor::Actor, tls::Trust};
pub(crate) use self::{hook::Hook, target::Target};
use crate::{bot::BotCore, transcript::Event};

/// Calls of `setWebhook` with a URL must be this far apart.
const SET_PAUSE: Duration = Duration::from_secs(1);

/// A bot's webhook, or its absence.
#[derive(Debug, Default)]
pub(crate) struct HookState {
    active: Option<Arc<Hook>>,
    /// The `setWebhook` or `deleteWebhook` under way.
    pending: Option<(u64, CancellationToken)>,
    tickets: u64,
    last_set: Option<Instant>,
}

impl HookState {
    pub(crate) fn active(&self) -> Option<Arc<Hook>> {
        self.active.clone()
    }

    pub(crate) fn is_set_or_pending(&self) -> bool {
        self.active.is_some() || self.pending.is_some()
    }

    /// Counts this call, and says whether it comes too soon after the last.
    pub(crate) fn is_set_too_often(&mut self, now: Instant) -> bool {
        if self.last_set.is_some_and(|at| now < at + SET_PAUSE) {
            return true;
        }
        self.last_set = Some(now);
        false
    }

    fn remove(&mut self, hook: &Arc<Hook>) {
        self.active.take_if(|active| Arc::ptr_eq(active, hook));
    }
}

/// The right to set the bot's webhook, until the next call takes it. Given back on drop.
#[derive(Debug)]
pub(crate) struct Ticket {
    bot: Arc<BotCore>,
    number: u64,
    replaced: CancellationToken,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.bot.hook().pending.take_if(|(number, _)| *number == self.number);
    }
}

/// What `setWebhook` asks for, with its form checked.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) target: Target,
    pub(crate) certificate: Option<Bytes>,
    pub(crate) ip: Option<IpAddr>,
    pub(crate) max_connections: usize,
    pub(crate) secret: String,
}

/// Why there is no new webhook.
#[derive(Debug)]
pub(crate) enum SetError {
    /// `bad webhook: ` and this.
    Bad(String),
    /// Another `setWebhook` came meanwhile.
    Replaced,
}

/// Ends the webhook, if there is one, and any `setWebhook` under way. When this returns nothing is sent any more;
/// what was in flight stays in the queue.
pub(crate) async fn close(bot: &Arc<BotCore>) -> Ticket {
    let (ticket, old) = take(bot).await;
    if old.is_some() {
        bot.transcript.add(Event::Webhook { active: false });
        bot.changed.notify_waiters();
    }
    ticket
}

/// The right to set another webhook, and the one that was there, which has ended.
async fn take(bot: &Arc<BotCore>) -> (Ticket, Option<Arc<Hook>>) {
    let replaced = CancellationToken::new();
    let (number, old) = {
        let mut state = bot.hook();
        state.tickets += 1;
        let number = state.tickets;
        if let Some((_, earlier)) = state.pending.replace((number, replaced.clone())) {
            earlier.cancel();
        }
        (number, state.active.take())
    };
    let ticket = Ticket { bot: Arc::clone(bot), number, replaced };
    if let Some(old) = &old {
        old.end().await;
    }
    (ticket, old)
}

/// A webhook that rests while its server is away.
#[derive(Debug)]
pub(crate) struct Resting {
    ticket: Ticket,
    hook: Option<Arc<Hook>>,
}

/// Closes all connections to the bot's webhook, as a server that goes away; what was in flight is sent again.
pub(crate) async fn rest(bot: &Arc<BotCore>) -> Resting {
    let (ticket, hook) = take(bot).await;
    Resting { ticket, hook }
}

/// Goes on with a webhook that rested.
pub(crate) fn go_on(bot: &Arc<BotCore>, resting: Resting) {
    let Resting { ticket, hook } = resting;
    if let Some(hook) = hook.filter(|_| !ticket.replaced.is_cancelled()) {
        let hook = Arc::new(hook.again(bot.stop.child_token()));
        bot.hook().active = Some(Arc::clone(&hook));
        bot.tasks.spawn(Actor::new(Arc::clone(bot), hook).run());
    }
}

/// Checks the rest, resolves the name, and starts delivery.
pub(crate) async fn set(bot: &Arc<BotCore>, request: Request, ticket: Ticket) -> Result<(), SetError> {
    let settings = &bot.settings;
    request.target.check(settings).map_err(SetError::Bad)?;
    let address = tokio::select! {
        () = ticket.replaced.cancelled() => return Err(SetError::Replaced),
        address = resolve(bot, &request.target, request.ip) => address.map_err(SetError::Bad)?,
    };
    request.target.check_address(address.ip(), settings).map_err(SetError::Bad)?;
    let trust = Trust::new(request.certificate.as_deref(), &settings.roots, &request.target.host);
    let tls = if request.target.https {
        Some(tls::config(trust.map_err(SetError::Bad)?).map_err(SetError::Bad)?)
    } else {
        None
    };
    let hook = Arc::new(Hook::new(request, address, tls, bot.stop.child_token()));
    {
        let mut state = bot.hook();
        if ticket.replaced.is_cancelled() {
            return Err(SetError::Replaced);
        }
        state.active = Some(Arc::clone(&hook));
    }
    drop(ticket);
    bot.transcript.add(Event::Webhook { active: true });
    bot.changed.notify_waiters();
    bot.tasks.spawn(Actor::new(Arc::clone(bot), hook).run());
    Ok(())
}

/// The address to connect to: the pinned one, one the sandbox was told, or what the system says (IPv4 first).
async fn resolve(bot: &BotCore, target: &Target, pinned: Option<IpAddr>) -> Result<SocketAddr, String> {
    let known = pinned.or_else(|| bot.settings.hosts.get(&target.host).copied()).or_else(|| target.ip());
    if let Some(ip) = known {
        return Ok(SocketAddr::new(ip, target.port));
    }
    let failed = |reason: &str| format!("Failed to resolve host: {reason}");
    let found = tokio::net::lookup_host((target.host.as_str(), target.port)).await;
    let addresses: Vec<_> = found.map_err(|_| failed("Name or service not known"))?.collect();
    let ipv4 = addresses.iter().find(|address| address.is_ipv4());
    ipv4.or(addresses.first()).copied().ok_or_else(|| failed("No address associated with hostname"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        let target = Target::parse("https://127.0.0.1:1/").unwrap();
        Request { target, certificate: None, ip: None, max_connections: 1, secret: String::new() }
    }

    #[tokio::test(start_paused = true)]
    async fn a_name_is_looked_up_anew_after_half_an_hour_unless_the_address_is_pinned() {
        let (before, after) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([127, 0, 0, 2]));
        let mut settings = crate::builder::Settings::default();
        settings.hosts.insert("known".to_owned(), after);
        let bot = crate::bot::tests::bot_with(settings);
        let hook = |url: &str, ip| {
            let request = Request { target: Target::parse(url).unwrap(), ip, ..request() };
            Hook::new(request, SocketAddr::new(before, 443), None, CancellationToken::new())
        };
        let known = hook("https://known/", None);
        let pinned = hook("https://known/", Some(before));
        // Such a label is refused without asking anybody.
        let lost = hook(&format!("https://{}/", "x".repeat(64)), None);
        assert_eq!(known.address(&bot).await.ip(), before);
        tokio::time::advance(Duration::from_secs(33 * 60)).await;
        assert_eq!(known.address(&bot).await.ip(), after);
        assert_eq!(pinned.address(&bot).await.ip(), before);
        assert_eq!(lost.address(&bot).await.ip(), before);
    }

    #[tokio::test]
    async fn a_second_setwebhook_ends_the_one_under_way_and_wins() {
        let bot = crate::bot::tests::bot();
        let first = close(&bot).await;
        let second = close(&bot).await;
        assert!(matches!(set(&bot, request(), first).await, Err(SetError::Replaced)));
        assert!(bot.hook().active().is_none() && bot.hook().is_set_or_pending());
        set(&bot, request(), second).await.unwrap();
        assert!(bot.hook().active().is_some());
        drop(close(&bot).await);
        assert!(!bot.hook().is_set_or_pending());
    }
}
