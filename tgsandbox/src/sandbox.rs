//! The sandbox itself: its bots, its listening socket, its start and its end.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde_json::Value;
use tgapi::Token;
use tokio::{net::TcpListener, task::JoinHandle, time::sleep};
use tokio_util::sync::CancellationToken;

use crate::{
    bot::{Bot, WebhookInfo},
    builder::{SandboxBuilder, Settings},
    delivery,
    error::{Error, NotQueued},
    faults::Faults,
    http::{serve, split_token},
    maker::Maker,
    page::Page,
    stats::Stats,
    transcript::Entry,
    world::{BotMessage, Channel, Group, User},
};

/// A running Bot API server with one bot or more. Dropping it stops it; [`stop`](Self::stop) also waits for the end.
///
/// Methods that concern a bot mean the first one, which every sandbox has; [`add_bot`](Self::add_bot) gives more.
/// Sandboxes in one process know nothing of each other.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    seed: u64,
    first: Bot,
    shared: Shared,
    /// What ends the server that listens now, and what ends when it has.
    server: Mutex<Server>,
}

/// What every server of the sandbox works with.
#[derive(Debug)]
struct Shared {
    maker: Arc<Maker>,
    page: Option<Arc<Page>>,
}

#[derive(Debug)]
struct Server {
    stop: CancellationToken,
    task: Option<JoinHandle<()>>,
}

impl Shared {
    /// Serves on a socket until the sandbox stops or an outage comes.
    fn serve(&self, listener: TcpListener) -> Server {
        let stop = self.maker.stop.child_token();
        let served = serve(listener, Arc::clone(&self.maker), self.page.clone(), stop.clone());
        let task = self.maker.tasks.spawn(served);
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
        if token.as_ref().is_some_and(|token| split_token(token.expose()).is_err()) {
            return Err(Error::BadToken);
        }
        let listener = TcpListener::bind(address).await.map_err(|source| Error::Bind { address, source })?;
        let address = listener.local_addr().map_err(|source| Error::Bind { address, source })?;
        let (has_page, bots) = (settings.page, settings.bots.max(1));
        let maker = Arc::new(Maker::new(settings, fastrand::Rng::with_seed(seed)));
        let first = maker.make(token);
        (1..bots).for_each(|_| drop(maker.make(None)));
        let page = if has_page { Some(Arc::new(Page::new(Arc::clone(&maker), first.clone(), address)?)) } else { None };
        let shared = Shared { maker, page };
        let server = Mutex::new(shared.serve(listener));
        Ok(Self { address, seed, first, shared, server })
    }

    /// The base URL of the API, without a slash at the end: a method is at `{api_url}/bot{token}/{method}`.
    #[must_use]
    pub fn api_url(&self) -> String {
        format!("http://{}", reachable(self.address))
    }

    /// Where the API listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where a browser on this machine finds the page, if there is one
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
        self.shared.maker.restart();
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
        self.shared.maker.make(None)
    }

    /// All bots, by their numbers.
    #[must_use]
    pub fn bots(&self) -> Vec<Bot> {
        let timeout = self.shared.maker.settings.timeout;
        self.shared.maker.bots.all().into_iter().map(|core| Bot::new(core, timeout)).collect()
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
        self.shared.maker.closing.send_replace(false);
        let mut resting = Vec::new();
        for bot in self.shared.maker.bots.all() {
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

    /// The server shuts down in good order and comes back: for `grace` it still answers, calls that are under way with 429
    /// (`retry_after` 5) and new ones with 500 `restart`; then it is away, as in an [`outage`](Self::outage). Half a second
    /// of grace is enough for the answers to reach their clients.
    ///
    /// # Errors
    /// As `outage`.
    ///
    /// # Cancel safety
    /// As `outage`.
    pub async fn shut_down(&self, grace: Duration, away: Duration) -> Result<(), Error> {
        self.shared.maker.closing.send_replace(true);
        sleep(grace).await;
        self.outage(away).await
    }

    /// Stops the server and all deliveries, and waits until everything has ended. The port is free then.
    pub async fn stop(self) {
        self.shared.maker.stop.cancel();
        self.shared.maker.tasks.close();
        self.shared.maker.tasks.wait().await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.shared.maker.stop.cancel();
    }
}

/// Where programs on this machine reach what listens there.
pub(crate) fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
