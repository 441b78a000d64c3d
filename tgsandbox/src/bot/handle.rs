//! The handle through which users of the library hold one bot of a sandbox.

use std::{sync::Arc, time::Duration};

use serde_json::Value;
use tokio::time::{Instant, sleep_until};

use super::BotCore;
use crate::{
    error::{Error, NotQueued},
    faults::Faults,
    queue::Age,
    stats::Stats,
    transcript::{Entry, Event, Mark},
    world::{BotMessage, Channel, FileKind, Group, User},
};

/// How many lines of the transcript an error tells that waited in vain.
const TOLD: usize = 12;

/// One bot of a sandbox: its people, its updates, its counters. Clones are the same bot.
#[derive(Clone, Debug)]
pub struct Bot {
    core: Arc<BotCore>,
    timeout: Duration,
}

/// What the sandbox knows of a bot's webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WebhookInfo {
    /// As it was given to `setWebhook`.
    pub url: String,
    /// The last thing that went wrong: Telegram's words, and after a colon the reason, where Telegram keeps it.
    pub last_error: Option<String>,
}

impl Bot {
    pub(crate) fn new(core: Arc<BotCore>, timeout: Duration) -> Self {
        Self { core, timeout }
    }

    pub(crate) fn core(&self) -> &Arc<BotCore> {
        &self.core
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.timeout
    }

    /// The bot's number.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.core.id()
    }

    /// The token. It opens nothing but this sandbox.
    #[must_use]
    pub fn token(&self) -> String {
        self.core.token()
    }

    /// The bot's username, without `@`.
    #[must_use]
    pub fn username(&self) -> String {
        self.core.world().username().to_owned()
    }

    /// A new person who can talk to this bot. Each call makes another one, also under the same name.
    #[must_use]
    pub fn user(&self, first_name: &str) -> User {
        User::new(Arc::clone(&self.core), first_name, self.timeout)
    }

    /// A new group that the bot is in.
    #[must_use]
    pub fn group(&self, title: &str) -> Group {
        Group::new(Arc::clone(&self.core), title, "group", self.timeout)
    }

    /// A new supergroup that the bot is in.
    #[must_use]
    pub fn supergroup(&self, title: &str) -> Group {
        Group::new(Arc::clone(&self.core), title, "supergroup", self.timeout)
    }

    /// A new forum that the bot is in: a supergroup with topics.
    #[must_use]
    pub fn forum(&self, title: &str) -> Group {
        Group::new(Arc::clone(&self.core), title, "forum", self.timeout)
    }

    /// A new channel that the bot administers; `username`, without `@`, may be empty.
    #[must_use]
    pub fn channel(&self, title: &str, username: &str) -> Channel {
        Channel::new(Arc::clone(&self.core), title, username, self.timeout)
    }

    /// What people are shown that the bot does in a chat, such as `typing`: until its next message, 5 s at most.
    #[must_use]
    pub fn chat_action(&self, chat_id: i64) -> Option<String> {
        self.core.world().action(chat_id, self.core.clock.now()).map(str::to_owned)
    }

    /// Puts a file at an address, so that the bot can send it by that address. The sandbox itself asks no server: other
    /// addresses have nothing.
    pub fn serve_url(&self, url: &str, data: impl Into<bytes::Bytes>) {
        self.core.world().put_at_address(url, data.into());
    }

    /// Queues any update under the next id and returns the id. An `update_id` in it is replaced, a date in it does not
    /// make it too old, and a kind that this version does not know is taken too.
    ///
    /// # Errors
    /// [`NotQueued`], when the bot does not want the kind, its queue is full, or the value is no update.
    pub fn push_update(&self, update: &Value) -> Result<u64, NotQueued> {
        self.push_updates([update]).pop().unwrap_or(Err(NotQueued::NotAnUpdate))
    }

    /// Queues many updates in one step: none of them is sent before all are queued. The bot may write to the chats that
    /// they are from.
    pub fn push_updates<'a>(&self, updates: impl IntoIterator<Item = &'a Value>) -> Vec<Result<u64, NotQueued>> {
        let updates: Vec<_> = updates.into_iter().collect();
        let mut world = self.core.world();
        updates.iter().for_each(|update| world.meet(update));
        drop(world);
        self.core.push(updates, Age::New)
    }

    /// Makes the next update get this id. Telegram does so after a week without updates; the new id may be lower
    /// than any before.
    pub fn jump_to_update_id(&self, id: u64) {
        self.core.queue().jump_to(id);
    }

    /// Stores a file that the bot can ask for by the id that is returned.
    #[must_use]
    pub fn add_file(&self, file_name: &str, data: impl Into<bytes::Bytes>) -> String {
        self.core.world().add_file(FileKind::Document, file_name, "", data.into())
    }

    /// Changes what goes wrong, from now on.
    pub fn set_faults(&self, faults: Faults) {
        self.core.dice.set(faults);
        // A delivery that waits under the old rules looks again.
        self.core.queue_grew.notify_waiters();
    }

    /// What goes wrong now.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.core.dice.faults()
    }

    /// Writes into the transcript where an update is inside the bot: for a bot in the same process, whose arrivals and
    /// handlers the sandbox cannot see. The page shows it in its timeline.
    pub fn mark(&self, update_id: u64, mark: Mark) {
        self.core.transcript.add(Event::Marked { update_id, mark });
        self.core.changed.notify_waiters();
    }

    /// The counters.
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.core.stats()
    }

    /// What happened so far, oldest first; the number of entries kept is a setting of the sandbox. Each displays as a line,
    /// and an [`Error::Timeout`] tells the last ones.
    #[must_use]
    pub fn transcript(&self) -> Vec<Entry> {
        self.core.transcript.all()
    }

    /// The bot's webhook, if one is set.
    #[must_use]
    pub fn webhook(&self) -> Option<WebhookInfo> {
        self.core.webhook()
    }

    /// The bot's messages in a chat, oldest first.
    #[must_use]
    pub fn messages(&self, chat_id: i64) -> Vec<BotMessage> {
        self.core.world().bot_posts(chat_id).into_iter().map(BotMessage::new).collect()
    }

    /// All messages of a chat as JSON, oldest first.
    #[must_use]
    pub fn chat_log(&self, chat_id: i64) -> Vec<Value> {
        self.core.world().log(chat_id).iter().map(|message| Value::clone(message)).collect()
    }

    /// Waits until nothing is queued and nothing is being sent.
    ///
    /// # Errors
    /// [`Error::Timeout`] after the sandbox's default time.
    pub async fn idle(&self) -> Result<(), Error> {
        self.idle_within(self.timeout).await
    }

    /// As [`idle`](Self::idle), with a time of its own.
    ///
    /// # Errors
    /// [`Error::Timeout`] when something is left after that time.
    pub async fn idle_within(&self, timeout: Duration) -> Result<(), Error> {
        self.core.wait_for("an empty queue", timeout, |core| core.is_idle().then_some(())).await
    }

    /// Waits until the counters fulfil a condition.
    ///
    /// # Errors
    /// [`Error::Timeout`] after the sandbox's default time.
    pub async fn until(&self, what: &str, mut condition: impl FnMut(&Stats) -> bool + Send) -> Result<Stats, Error> {
        let check = |core: &BotCore| Some(core.stats()).filter(|stats| condition(stats));
        self.core.wait_for(what, self.timeout, check).await
    }

    /// Waits for a long poll: a `getUpdates` that waits for updates. The bot has said then which kinds it wants.
    ///
    /// # Errors
    /// [`Error::Timeout`] after the sandbox's default time.
    pub async fn polled(&self) -> Result<(), Error> {
        self.core.wait_for("a long poll", self.timeout, |core| core.polls().is_parked().then_some(())).await
    }

    /// Waits for a webhook to be set.
    ///
    /// # Errors
    /// [`Error::Timeout`] after the sandbox's default time.
    pub async fn webhook_set(&self) -> Result<WebhookInfo, Error> {
        self.core.wait_for("a webhook", self.timeout, BotCore::webhook).await
    }
}

impl BotCore {
    fn webhook(&self) -> Option<WebhookInfo> {
        let hook = self.hook().active()?;
        Some(WebhookInfo { url: hook.url().to_owned(), last_error: hook.last_error() })
    }

    /// Waits until `check` finds something.
    pub(crate) async fn wait_for<T>(
        &self,
        what: &str,
        timeout: Duration,
        mut check: impl FnMut(&Self) -> Option<T>,
    ) -> Result<T, Error> {
        let deadline = Instant::now() + timeout;
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if let Some(found) = check(self) {
                return Ok(found);
            }
            tokio::select! {
                () = &mut changed => {}
                () = sleep_until(deadline) => {
                    let hook = self.webhook().and_then(|hook| hook.last_error);
                    let hook = hook.map(|error| format!("; the webhook's last error: {error}")).unwrap_or_default();
                    let last = self.transcript.newest(TOLD);
                    let last: String = last.iter().map(|entry| format!("\n  {entry}")).collect();
                    let last = if last.is_empty() { last } else { format!("; what happened last:{last}") };
                    let state = format!("{:?}{hook}{last}", self.stats());
                    return Err(Error::Timeout { what: what.to_owned(), waited: timeout, state });
                }
            }
        }
    }
}
