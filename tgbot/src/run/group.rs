//! Bots that run together, one or many: a server for those with a webhook, a poller for each of the others,
//! measurements for all, and one end.

use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use tgapi::types::User;
use tgapi::{Client, SecretToken, UserId};
use tgwebhook::{Observer, ServerError, ShutdownReport};
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinHandle, JoinSet};
use tokio_util::sync::CancellationToken;

use super::address::Address;
use super::certificates::Certificates;
use super::metrics::{Board, Place};
use super::polling::Polling;
use super::site::{Door, Front, Site};
use super::webhook::{Hook, OpenHook};
use super::working::Working;
use crate::bot::Bot;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::server_config::ServerConfig;

/// A bot that is known to Telegram.
pub(crate) struct Member {
    pub(super) bot: Bot,
    pub(super) client: Client,
    pub(super) me: User,
    pub(super) way: Way,
}

impl Member {
    pub(crate) fn id(&self) -> UserId {
        self.client.bot_id()
    }
}

/// How its updates come in.
pub(super) enum Way {
    Polling,
    /// Not at all: others keep them for it.
    Worker,
    Webhook {
        address: Address,
        secret: SecretToken,
    },
}

/// What is the same for all.
pub(crate) struct Common {
    pub(crate) server: ServerConfig,
    pub(crate) drain: Option<Duration>,
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Member").field("bot", &self.bot).finish_non_exhaustive()
    }
}

/// What a handle asks of running bots.
#[derive(Debug)]
pub(crate) enum Order {
    Add(Box<Member>, oneshot::Sender<Result<UserId, Error>>),
    Remove(UserId, oneshot::Sender<Option<Outcome>>),
    Rotate(UserId, SecretToken, oneshot::Sender<Option<Result<(), Error>>>),
}

impl Common {
    /// Those of a single bot.
    pub(super) fn of(bot: &mut Bot) -> Self {
        Self { server: std::mem::take(&mut bot.settings.server), drain: bot.drain }
    }
}

/// Runs until `stop` is cancelled, or until there is nothing left that could go on. Cancels `ready` when all are up.
pub(crate) async fn run(
    members: Vec<Member>,
    mut common: Common,
    mut orders: Option<mpsc::Receiver<Order>>,
    stop: CancellationToken,
    ready: &CancellationToken,
) -> Result<Outcome, Error> {
    let mut group = Group::start(members, &mut common, &stop).await?;
    ready.cancel();
    loop {
        tokio::select! {
            // First, because everything below ends by it, too.
            biased;
            () = stop.cancelled() => break,
            Some(ended) = group.pollers.join_next() => {
                let (id, result) = ended.map_err(|error| Error::Stopped(error.into()))?;
                let Some(error) = group.poller_ended(id, result) else { continue };
                if group.is_empty() && orders.is_none() {
                    return Err(error);
                }
                tracing::error!(bot = id.0, %error, "a bot ended by itself; the others go on");
            }
            served = served(&mut group.serving) => {
                served?;
                return Err(Error::Stopped("the server ended without being told to".into()));
            }
            order = next(&mut orders) => match order {
                Some(order) => group.obey(order, &stop).await,
                // Nobody is left who could give one.
                None => orders = None,
            },
        }
    }
    group.end().await
}

struct Group {
    board: Board,
    front: Front,
    certificates: Certificates,
    door: Option<Door>,
    serving: Option<JoinHandle<Result<ShutdownReport, ServerError>>>,
    hooks: HashMap<UserId, (OpenHook, Option<Place>)>,
    pollers: JoinSet<(UserId, Result<Outcome, Error>)>,
    /// Those that poll, and workers.
    polling: HashMap<UserId, AtPolling>,
    /// Bots of webhooks that finish what they have in hand.
    leaving: JoinSet<()>,
    drain: Option<Duration>,
    /// Stops what runs beside the bots.
    stop: CancellationToken,
}

/// What stops a poller, and who waits for its end.
struct AtPolling {
    stop: CancellationToken,
    waiting: Option<oneshot::Sender<Option<Outcome>>>,
}

impl Group {
    async fn start(members: Vec<Member>, common: &mut Common, stop: &CancellationToken) -> Result<Self, Error> {
        let has_certificate = members.iter().any(|member| member.bot.settings.certificate.is_some());
        let mut group = Self {
            board: Board::default(),
            front: Front::new(&common.server, has_certificate),
            certificates: Certificates::default(),
            door: None,
            serving: None,
            hooks: HashMap::new(),
            pollers: JoinSet::new(),
            polling: HashMap::new(),
            leaving: JoinSet::new(),
            drain: common.drain,
            stop: stop.child_token(),
        };
        // Whatever goes wrong below, what was started is stopped.
        let undo = group.stop.clone().drop_guard();
        let (mut hooks, mut pollers, mut workers) = (Vec::new(), Vec::new(), Vec::new());
        for Member { mut bot, client, me, way } in members {
            open_queue(&mut bot).await?;
            match way {
                Way::Webhook { address, secret } => {
                    let id = client.bot_id();
                    let to = (address, secret);
                    hooks.push((id, Hook::new(bot, client, &me, to, &group.front, &mut group.certificates)?));
                }
                Way::Polling => pollers.push((bot, client, me)),
                Way::Worker => workers.push((bot, client, me)),
            }
        }
        let mut observer = Observer::new();
        let site = match hooks.first() {
            Some((_, first)) => Some(group.site(&mut common.server, first, common.drain).await?),
            None => None,
        };
        if let Some(site) = &site {
            observer = observer.server(&site.monitor());
            for (_, hook) in &hooks {
                observer = observer.webhook(&*hook.name, &hook.service);
                if let Some(certificate) = &hook.certificate {
                    observer = observer.certificate(&certificate.handle);
                }
            }
        }
        if let Some(address) = common.server.metrics {
            let observer = std::mem::take(&mut common.server.observer).make(observer);
            group.board.serve(observer, address, group.stop.clone()).await?;
        }
        if let Some(site) = site {
            group.door = Some(site.door.clone());
            group.serving = Some(site.serve(group.stop.clone()));
        }
        #[cfg(feature = "acme")]
        if let (Some(acme), false) = (&common.server.acme, hooks.is_empty()) {
            // It may take long, and whoever polls needs none.
            group.start_others(&mut pollers, &mut workers)?;
            group.obtain(acme, stop).await;
        }
        for (id, hook) in hooks {
            if let Err(error) = group.open(id, hook, stop).await {
                drop(undo);
                let _ = group.end().await;
                return Err(error);
            }
        }
        group.start_others(&mut pollers, &mut workers)?;
        undo.disarm();
        Ok(group)
    }

    async fn site(&self, config: &mut ServerConfig, first: &Hook, drain: Option<Duration>) -> Result<Site, Error> {
        let mut limits = config.limits.take().unwrap_or_default();
        limits.shutdown_timeout = drain.unwrap_or(limits.shutdown_timeout);
        config.limits = Some(limits);
        let certificate = first.certificate.as_ref().map(|certificate| certificate.handle.clone());
        Site::open(config, &self.front, &first.address, certificate).await
    }

    /// Starts obtaining a certificate, and waits for it.
    #[cfg(feature = "acme")]
    async fn obtain(&self, acme: &tgwebhook::Acme, stop: &CancellationToken) {
        let (keeping, stopped) = (acme.clone(), self.stop.clone());
        tokio::spawn(async move {
            tokio::select! {
                never = keeping.run() => match never {},
                () = stopped.cancelled() => {}
            }
        });
        tokio::select! {
            _ = acme.ready() => {}
            () = stop.cancelled() => {}
        }
    }

    /// Starts those that need no webhook, if they are not started yet.
    fn start_others(
        &mut self,
        pollers: &mut Vec<(Bot, Client, User)>,
        workers: &mut Vec<(Bot, Client, User)>,
    ) -> Result<(), Error> {
        for (bot, client, me) in pollers.drain(..) {
            self.poll(bot, client, &me)?;
        }
        for (bot, client, me) in workers.drain(..) {
            self.work(bot, &client, &me)?;
        }
        Ok(())
    }

    async fn open(&mut self, id: UserId, hook: Hook, stop: &CancellationToken) -> Result<(), Error> {
        let Some(door) = &self.door else { return Err(Error::NoServer) };
        let place = self.board.show(&hook.name, &hook.pipeline, None);
        if let Some(open) = hook.open(door, stop).await? {
            self.hooks.insert(id, (open, Some(place)));
        }
        Ok(())
    }

    fn poll(&mut self, mut bot: Bot, client: Client, me: &User) -> Result<(), Error> {
        let id = client.bot_id();
        bot.drain = bot.drain.or(self.drain);
        let polling = Polling::new(bot, client, me, &self.board)?;
        let stop = self.stop.child_token();
        self.polling.insert(id, AtPolling { stop: stop.clone(), waiting: None });
        self.pollers.spawn(async move { (id, polling.run(stop).await) });
        Ok(())
    }

    fn work(&mut self, mut bot: Bot, client: &Client, me: &User) -> Result<(), Error> {
        let id = client.bot_id();
        bot.drain = bot.drain.or(self.drain);
        let working = Working::new(bot, client, me, &self.board)?;
        let stop = self.stop.child_token();
        self.polling.insert(id, AtPolling { stop: stop.clone(), waiting: None });
        self.pollers.spawn(async move { (id, working.run(stop).await) });
        Ok(())
    }

    fn is_empty(&self) -> bool {
        self.polling.is_empty() && self.hooks.is_empty()
    }

    fn has(&self, id: UserId) -> bool {
        self.polling.contains_key(&id) || self.hooks.contains_key(&id)
    }

    async fn obey(&mut self, order: Order, stop: &CancellationToken) {
        match order {
            Order::Add(member, answer) => {
                let result = self.add(*member, stop).await;
                let _ = answer.send(result);
            }
            Order::Remove(id, answer) => self.remove(id, answer),
            Order::Rotate(id, secret, answer) => {
                let result = match self.hooks.get(&id) {
                    Some((hook, _)) => Some(hook.rotate(secret).await),
                    None => None,
                };
                let _ = answer.send(result);
            }
        }
    }

    async fn add(&mut self, member: Member, stop: &CancellationToken) -> Result<UserId, Error> {
        let Member { mut bot, client, me, way } = member;
        let id = client.bot_id();
        if self.has(id) {
            return Err(Error::Twice(id));
        }
        open_queue(&mut bot).await?;
        match way {
            Way::Polling => self.poll(bot, client, &me)?,
            Way::Worker => self.work(bot, &client, &me)?,
            Way::Webhook { address, secret } => {
                let hook = Hook::new(bot, client, &me, (address, secret), &self.front, &mut self.certificates)?;
                self.open(id, hook, stop).await?;
            }
        }
        Ok(id)
    }

    /// Without waiting for its end here: the others go on.
    fn remove(&mut self, id: UserId, answer: oneshot::Sender<Option<Outcome>>) {
        if let (Some((hook, place)), Some(door)) = (self.hooks.remove(&id), self.door.clone()) {
            let limit = self.drain.unwrap_or(DRAIN);
            self.leaving.spawn(async move {
                let outcome = Outcome { unfinished: hook.leave(&door, limit).await };
                drop(place);
                let _ = answer.send(Some(outcome));
            });
        } else if let Some(poller) = self.polling.get_mut(&id) {
            poller.stop.cancel();
            poller.waiting = Some(answer);
        } else {
            let _ = answer.send(None);
        }
    }

    /// The error of one that was not told to end.
    fn poller_ended(&mut self, id: UserId, result: Result<Outcome, Error>) -> Option<Error> {
        match (self.polling.remove(&id)?.waiting, result) {
            (Some(waiting), result) => {
                let _ = waiting.send(Some(result.unwrap_or_default()));
                None
            }
            (None, result) => result.err(),
        }
    }

    /// Lets all finish what they have in hand.
    async fn end(mut self) -> Result<Outcome, Error> {
        let hooks: Vec<_> = self.hooks.drain().map(|(_, (hook, place))| (hook.prepare(), hook, place)).collect();
        self.stop.cancel();
        let mut unfinished = 0;
        if let Some(serving) = self.serving.take() {
            let report = serving.await.map_err(|error| Error::Stopped(error.into()))??;
            let limit = self.drain.unwrap_or(DRAIN);
            let mut finishing = JoinSet::new();
            for (closing, hook, place) in hooks {
                finishing.spawn(async move {
                    let unfinished = hook.finish(closing, limit).await;
                    drop(place);
                    unfinished
                });
            }
            let mut hooks = 0;
            while let Some(finished) = finishing.join_next().await {
                hooks += finished.map_err(|error| Error::Stopped(error.into()))?;
            }
            unfinished += hooks.max(report.updates_unfinished);
        }
        while self.leaving.join_next().await.is_some() {}
        let mut failure = None;
        while let Some(ended) = self.pollers.join_next().await {
            match ended {
                Ok((_, Ok(outcome))) => unfinished += outcome.unfinished,
                Ok((_, Err(error))) => failure = Some(error),
                Err(error) => failure = Some(Error::Stopped(error.into())),
            }
        }
        failure.map_or(Ok(Outcome { unfinished }), Err)
    }
}

/// Before anything of the bot is started: without its queue nothing can be taken in.
#[cfg(feature = "durable")]
async fn open_queue(bot: &mut Bot) -> Result<(), Error> {
    bot.parts.durable.open().await
}

#[cfg(not(feature = "durable"))]
async fn open_queue(_: &mut Bot) -> Result<(), Error> {
    Ok(())
}

async fn served(
    serving: &mut Option<JoinHandle<Result<ShutdownReport, ServerError>>>,
) -> Result<ShutdownReport, Error> {
    match serving {
        Some(serving) => Ok(serving.await.map_err(|error| Error::Stopped(error.into()))??),
        None => std::future::pending().await,
    }
}

async fn next(orders: &mut Option<mpsc::Receiver<Order>>) -> Option<Order> {
    match orders {
        Some(orders) => orders.recv().await,
        None => std::future::pending().await,
    }
}

/// How long a bot that is removed may take to finish, unless it is said.
const DRAIN: Duration = Duration::from_secs(20);
