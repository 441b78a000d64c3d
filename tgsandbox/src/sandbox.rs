//! The sandbox itself: its bots, its listening socket, its start and its end.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    time::Duration,
};

use serde_json::Value;
use tgapi::Token;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::sleep};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    bot::{Bot, BotCore, Parts, WebhookInfo},
    builder::{SandboxBuilder, Settings},
    clock::Clock,
    delivery,
    error::{Error, NotQueued},
    faults::Faults,
    http::{serve, split_token},
    page::Page,
    stats::Stats,
    transcript::Entry,
    world::{BotMessage, Channel, Group, User},
};

/// Length of the secret part of a token.
const SECRET: usize = 35;

/// The bots of one sandbox, by number.
#[derive(Debug, Default)]
pub(crate) struct Bots {
    bots: RwLock<BTreeMap<i64, Arc<BotCore>>>,
}

impl Bots {
    pub(crate) fn find(&self, id: i64) -> Option<Arc<BotCore>> {
        self.bots.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    fn all(&self) -> Vec<Arc<BotCore>> {
        self.bots.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    fn add(&self, bot: Arc<BotCore>) {
        self.bots.write().unwrap_or_else(PoisonError::into_inner).insert(bot.id(), bot);
    }
}

/// A running Bot API server with one bot or more. Dropping it stops it; [`stop`](Self::stop) also waits for the end.
///
/// Methods that concern a bot mean the first one, which every sandbox has; [`add_bot`](Self::add_bot) gives more.
/// Sandboxes in one process know nothing of each other.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    seed: u64,
    first: Bot,
    clock: Clock,
    settings: Arc<Settings>,
    rng: Mutex<fastrand::Rng>,
    shared: Shared,
    /// What ends the server that listens now, and what ends when it has.
    server: Mutex<Server>,
}

/// What every server of the sandbox works with.
#[derive(Debug)]
struct Shared {
    bots: Arc<Bots>,
    page: Option<Arc<Page>>,
    restarts: watch::Sender<()>,
    tasks: TaskTracker,
    stop: CancellationToken,
}

#[derive(Debug)]
struct Server {
    stop: CancellationToken,
    task: Option<JoinHandle<()>>,
}

impl Shared {
    /// Serves on a socket until the sandbox stops or an outage comes.
    fn serve(&self, listener: TcpListener) -> Server {
        let (stop, tasks) = (self.stop.child_token(), self.tasks.clone());
        let (bots, page, restarts) = (Arc::clone(&self.bots), self.page.clone(), self.restarts.clone());
        let task = self.tasks.spawn(serve(listener, bots, page, tasks, stop.clone(), restarts));
        Server { stop, task: Some(task) }
    }
}

impl Sandbox {
    /// Starts a sandbox with the default settings.
    ///
    /// # Errors
    /// [`Error::Bind`] when no socket can be opened.
    pub async fn start() -> Result<Self, Error> {
        Self::builder().start().await
    }

    /// For a sandbox with other settings.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }

    pub(crate) async fn with_settings(
        address: SocketAddr,
        token: Option<Token>,
        seed: Option<u64>,
        settings: Settings,
    ) -> Result<Self, Error> {
        let seed = match seed {
            Some(seed) => seed,
            None => getrandom::u64().map_err(|error| Error::Random(error.to_string()))?,
        };
        let mut rng = fastrand::Rng::with_seed(seed);
        let token = match token {
            Some(token) if split_token(token.expose()).is_err() => return Err(Error::BadToken),
            Some(token) => token,
            None => draw_token(&mut rng),
        };
        let listener = TcpListener::bind(address).await.map_err(|source| Error::Bind { address, source })?;
        let address = listener.local_addr().map_err(|source| Error::Bind { address, source })?;

        let (bots, settings) = (Arc::new(Bots::default()), Arc::new(settings));
        let restarts = watch::Sender::new(());
        let (clock, tasks, stop) = (Clock::new(), TaskTracker::new(), CancellationToken::new());
        let parts = Parts {
            token,
            username: "sandbox_bot".to_owned(),
            clock,
            settings: Arc::clone(&settings),
            seed: rng.u64(..),
            tasks: tasks.clone(),
            stop: stop.clone(),
            restarts: restarts.clone(),
        };
        let core = Arc::new(BotCore::new(parts));
        bots.add(Arc::clone(&core));
        let first = Bot::new(core, settings.timeout);
        let page = if settings.page { Some(Arc::new(Page::new(first.clone(), address)?)) } else { None };
        let shared = Shared { bots, page, restarts, tasks, stop };
        let server = Mutex::new(shared.serve(listener));
        Ok(Self { address, seed, first, clock, settings, rng: Mutex::new(rng), shared, server })
    }

    /// The base URL of the API, without a slash at the end: a method is at `{api_url}/bot{token}/{method}`.
    #[must_use]
    pub fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the API listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where a browser on this machine finds the page of the first bot, if there is one
    /// ([`SandboxBuilder::page`]): chats with the bot, the timeline of each update, and switches for the faults. The
    /// address ends in a key that is drawn at each start, and without which the page does nothing: other pages and
    /// users of the machine have no say.
    #[must_use]
    pub fn page_url(&self) -> Option<String> {
        self.shared.page.as_ref().map(|page| page.url())
    }

    /// Does what a restart of Telegram's server does: every connection is cut, those to webhooks and those of bots; what
    /// was in flight is sent again; nothing that is queued is lost.
    pub fn restart(&self) {
        self.first.restart();
    }

    /// The seed of this run; with the same one the faults are the same.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The first bot.
    #[must_use]
    pub fn bot(&self) -> &Bot {
        &self.first
    }

    /// Adds another bot with a token of its own.
    #[must_use]
    pub fn add_bot(&self) -> Bot {
        let (token, seed) = {
            let mut rng = self.rng();
            (draw_token(&mut rng), rng.u64(..))
        };
        let parts = Parts {
            username: format!("sandbox_{}_bot", token.bot_id().0),
            token,
            clock: self.clock,
            settings: Arc::clone(&self.settings),
            seed,
            tasks: self.shared.tasks.clone(),
            stop: self.shared.stop.clone(),
            restarts: self.shared.restarts.clone(),
        };
        let core = Arc::new(BotCore::new(parts));
        self.shared.bots.add(Arc::clone(&core));
        Bot::new(core, self.settings.timeout)
    }

    /// The first bot's token.
    #[must_use]
    pub fn token(&self) -> String {
        self.first.token()
    }

    /// A new person who can talk to the first bot; see [`Bot::user`].
    #[must_use]
    pub fn user(&self, first_name: &str) -> User {
        self.first.user(first_name)
    }

    /// A new group with the first bot in it; see [`Bot::group`].
    #[must_use]
    pub fn group(&self, title: &str) -> Group {
        self.first.group(title)
    }

    /// A new supergroup with the first bot in it; see [`Bot::supergroup`].
    #[must_use]
    pub fn supergroup(&self, title: &str) -> Group {
        self.first.supergroup(title)
    }

    /// A new forum with the first bot in it; see [`Bot::forum`].
    #[must_use]
    pub fn forum(&self, title: &str) -> Group {
        self.first.forum(title)
    }

    /// A new channel that the first bot administers; see [`Bot::channel`].
    #[must_use]
    pub fn channel(&self, title: &str, username: &str) -> Channel {
        self.first.channel(title, username)
    }

    /// See [`Bot::push_update`].
    ///
    /// # Errors
    /// As there.
    pub fn push_update(&self, update: &Value) -> Result<u64, NotQueued> {
        self.first.push_update(update)
    }

    /// See [`Bot::push_updates`].
    pub fn push_updates<'a>(&self, updates: impl IntoIterator<Item = &'a Value>) -> Vec<Result<u64, NotQueued>> {
        self.first.push_updates(updates)
    }

    /// See [`Bot::add_file`].
    #[must_use]
    pub fn add_file(&self, file_name: &str, data: impl Into<bytes::Bytes>) -> String {
        self.first.add_file(file_name, data)
    }

    /// See [`Bot::set_faults`].
    pub fn set_faults(&self, faults: Faults) {
        self.first.set_faults(faults);
    }

    /// See [`Bot::stats`].
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.first.stats()
    }

    /// See [`Bot::transcript`].
    #[must_use]
    pub fn transcript(&self) -> Vec<Entry> {
        self.first.transcript()
    }

    /// See [`Bot::webhook`].
    #[must_use]
    pub fn webhook(&self) -> Option<WebhookInfo> {
        self.first.webhook()
    }

    /// See [`Bot::polled`].
    ///
    /// # Errors
    /// As there.
    pub async fn polled(&self) -> Result<(), Error> {
        self.first.polled().await
    }

    /// See [`Bot::webhook_set`].
    ///
    /// # Errors
    /// As there.
    pub async fn webhook_set(&self) -> Result<WebhookInfo, Error> {
        self.first.webhook_set().await
    }

    /// See [`Bot::messages`].
    #[must_use]
    pub fn messages(&self, chat_id: i64) -> Vec<BotMessage> {
        self.first.messages(chat_id)
    }

    /// See [`Bot::idle`].
    ///
    /// # Errors
    /// As there.
    pub async fn idle(&self) -> Result<(), Error> {
        self.first.idle().await
    }

    /// See [`Bot::idle_within`].
    ///
    /// # Errors
    /// As there.
    pub async fn idle_within(&self, timeout: Duration) -> Result<(), Error> {
        self.first.idle_within(timeout).await
    }

    /// An outage: nobody listens for a while, and then the server is back at the same address. Connections of clients
    /// and to webhooks close, polls go without an answer, updates in flight are sent again. Queues, chats and webhooks
    /// stay.
    ///
    /// # Errors
    /// [`Error::Bind`] when somebody else took the port meanwhile; the server stays away then.
    ///
    /// # Cancel safety
    /// The server stays away when the future is dropped, and webhooks are gone; calling this again brings the server
    /// back.
    pub async fn outage(&self, away: Duration) -> Result<(), Error> {
        let task = {
            let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
            server.stop.cancel();
            server.task.take()
        };
        if let Some(task) = task {
            // It ends by being told to; a panic in it is as much an end.
            let _ = task.await;
        }
        let mut resting = Vec::new();
        for bot in self.shared.bots.all() {
            let hook = delivery::rest(&bot).await;
            resting.push((bot, hook));
        }
        sleep(away).await;
        let address = self.address;
        let listener = TcpListener::bind(address).await.map_err(|source| Error::Bind { address, source })?;
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = self.shared.serve(listener);
        for (bot, hook) in resting {
            delivery::go_on(&bot, hook);
        }
        Ok(())
    }

    /// Stops the server and all deliveries, and waits until everything has ended. The port is free then.
    pub async fn stop(self) {
        self.shared.stop.cancel();
        self.shared.tasks.close();
        self.shared.tasks.wait().await;
    }

    fn rng(&self) -> MutexGuard<'_, fastrand::Rng> {
        self.rng.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.shared.stop.cancel();
    }
}

#[expect(clippy::expect_used, reason = "digits, a colon and letters are a token whatever was drawn")]
fn draw_token(rng: &mut fastrand::Rng) -> Token {
    let id = rng.i64(1_000_000_000..10_000_000_000);
    let secret: String = (0..SECRET).map(|_| rng.alphanumeric()).collect();
    Token::new(&format!("{id}:{secret}")).expect("well-formed")
}
