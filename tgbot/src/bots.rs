//! Several bots in one process: one runtime, one server, one port, one end.

use std::pin::pin;
use std::time::Duration;

use tgapi::{SecretToken, UserId};
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use crate::bot::Bot;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::run::{self, Common, Member, Order};
use crate::server_config::ServerConfig;
use crate::settings::{Settings, SettingsError};
use crate::shutdown;

/// Several bots that run together, each with its own token, routes and state.
///
/// Those with a webhook share a server and its port: their URLs differ by path, or by host, each host with a certificate
/// of its own (SNI). So the four ports that Telegram allows do not limit the number of bots. Those without poll.
///
/// ```no_run
/// use tgbot::{Bot, Bots};
/// use tgbot::api::Token;
/// use tgbot::prelude::*;
///
/// async fn echo(message: Message, Text(text): Text) -> SendMessage {
///     message.answer(text)
/// }
///
/// # async fn example(first: Token, second: Token) -> tgbot::Result {
/// Bots::new()
///     .bot(Bot::new(first).webhook("https://203.0.113.7:8443/first").routes(Router::new().on(text(), echo)))
///     .bot(Bot::new(second).webhook("https://203.0.113.7:8443/second").routes(Router::new().on(text(), echo)))
///     .run()
///     .await
/// # }
/// ```
#[derive(Debug)]
#[must_use = "bots do nothing until they are run"]
pub struct Bots {
    bots: Vec<Bot>,
    server: ServerConfig,
    drain: Option<Duration>,
    orders: (mpsc::Sender<Order>, mpsc::Receiver<Order>),
}

/// Adds and removes bots while [`Bots`] run, and changes their secrets. Clones are the same.
#[derive(Clone, Debug)]
pub struct BotsHandle {
    orders: mpsc::Sender<Order>,
}

/// The bots do not run any more, or not yet.
#[derive(Debug, thiserror::Error)]
#[error("the bots do not run")]
pub struct Gone;

impl Bots {
    /// None yet, and a server with its defaults.
    pub fn new() -> Self {
        Self::with(ServerConfig::default())
    }

    /// None yet, and a server with the settings of the environment: the variables that [`Bot::from_env`] reads for its
    /// server.
    ///
    /// # Errors
    ///
    /// [`Error::Settings`], which names the variable that is wrong.
    pub fn from_env() -> Result<Self, Error> {
        Ok(Self::with(Settings::read(|name| std::env::var_os(name))?.server))
    }

    fn with(server: ServerConfig) -> Self {
        // Orders are few, and each is waited for.
        Self { bots: Vec::new(), server, drain: None, orders: mpsc::channel(16) }
    }

    /// One more bot. What it sets of the server itself ([`Bot::server`], [`Bot::listen`]) does not count here.
    pub fn bot(mut self, bot: Bot) -> Self {
        self.bots.push(bot);
        self
    }

    /// Settings of the server. May be given several times: what a later one leaves out stays as it is.
    pub fn server(mut self, config: ServerConfig) -> Self {
        self.server = self.server.under(config);
        self
    }

    /// How long updates in progress may take to finish when the bots are told to stop; default 20 s.
    pub fn drain(mut self, limit: Duration) -> Self {
        self.drain = Some(limit);
        self
    }

    /// Adds and removes bots while these run.
    #[must_use]
    pub fn handle(&self) -> BotsHandle {
        BotsHandle { orders: self.orders.0.clone() }
    }

    /// Runs all until Ctrl-C or SIGTERM, then finishes what is in progress. A second Ctrl-C ends the process at once.
    ///
    /// A bot that polls and whose token is revoked meanwhile ends with a line in the log; the others go on.
    ///
    /// # Errors
    ///
    /// [`Error::OneOf`], if a bot cannot start: then none does. [`Error`] for what concerns all.
    ///
    /// # Cancel safety
    ///
    /// As [`Bot::run`].
    pub async fn run(self) -> Result<Outcome, Error> {
        let mut failure = None;
        let stop = async { failure = shutdown::signals().await.err() };
        let outcome = self.run_until(stop).await?;
        failure.map_or(Ok(outcome), |error| Err(Error::Signals(error)))
    }

    /// As [`run`](Self::run), until `stop` resolves instead of a signal.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    ///
    /// # Cancel safety
    ///
    /// As [`Bot::run`].
    pub async fn run_until(self, stop: impl Future<Output = ()>) -> Result<Outcome, Error> {
        let token = CancellationToken::new();
        // Whatever ends this future, the parts that run in tasks of their own must hear of it.
        let _stop_on_drop = token.clone().drop_guard();
        let mut running = pin!(self.run_with(token.clone()));
        tokio::select! {
            result = &mut running => return result,
            () = stop => token.cancel(),
        }
        running.await
    }

    async fn run_with(self, stop: CancellationToken) -> Result<Outcome, Error> {
        let Self { bots, server, drain, orders: (sender, receiver) } = self;
        // With no handle left there are no orders to come.
        drop(sender);
        let mut members: Vec<Member> = Vec::new();
        for bot in bots {
            let Some(member) = member(bot, &stop).await? else { return Ok(Outcome::default()) };
            if members.iter().any(|other| other.id() == member.id()) {
                return Err(Error::Twice(member.id()));
            }
            members.push(member);
        }
        let common = Common { server, drain };
        run::run_group(members, common, Some(receiver), stop, &CancellationToken::new()).await
    }
}

impl Default for Bots {
    fn default() -> Self {
        Self::new()
    }
}

impl BotsHandle {
    /// Starts one more bot; its number. One with a webhook comes to the server that is there, so at least one bot has to
    /// have had a webhook from the start.
    ///
    /// # Errors
    ///
    /// [`Error::OneOf`]: what is wrong with the bot. [`Error::Gone`], if the bots do not run.
    ///
    /// # Cancel safety
    ///
    /// A future that is dropped leaves the bot added or not.
    pub async fn add(&self, bot: Bot) -> Result<UserId, Error> {
        // The order is dropped when the bots end, and so is what waits for its answer.
        let Some(member) = member(bot, &CancellationToken::new()).await? else { return Err(Gone.into()) };
        let id = member.id();
        let added = self.ask(|answer| Order::Add(Box::new(member), answer)).await?;
        added.map_err(|error| Error::OneOf { bot: id, error: Box::new(error) })
    }

    /// Stops a bot, after what it has in progress; `None` if there is no such bot. Its webhook stays set: updates wait
    /// at Telegram.
    ///
    /// # Errors
    ///
    /// [`Gone`].
    ///
    /// # Cancel safety
    ///
    /// A future that is dropped does not keep the bot from ending.
    pub async fn remove(&self, bot: UserId) -> Result<Option<Outcome>, Gone> {
        self.ask(|answer| Order::Remove(bot, answer)).await
    }

    /// Gives the webhook of a bot another secret without a gap, and tells Telegram; `false` if there is no such bot, or it
    /// polls.
    ///
    /// # Errors
    ///
    /// What Telegram says to it, or [`Error::Gone`].
    ///
    /// # Cancel safety
    ///
    /// A future that is dropped leaves the secret changed or not.
    pub async fn rotate_secret(&self, bot: UserId, secret: SecretToken) -> Result<bool, Error> {
        match self.ask(|answer| Order::Rotate(bot, secret, answer)).await? {
            Some(result) => result.map(|()| true),
            None => Ok(false),
        }
    }

    async fn ask<T>(&self, order: impl FnOnce(oneshot::Sender<T>) -> Order) -> Result<T, Gone> {
        let (answer, answered) = oneshot::channel();
        self.orders.send(order(answer)).await.map_err(|_| Gone)?;
        answered.await.map_err(|_| Gone)
    }
}

async fn member(mut bot: Bot, stop: &CancellationToken) -> Result<Option<Member>, Error> {
    let token = bot.settings.token.take().ok_or(SettingsError::NeedsToken("one of several bots"))?;
    let id = token.bot_id();
    run::member(bot, token, stop).await.map_err(|error| Error::OneOf { bot: id, error: Box::new(error) })
}
