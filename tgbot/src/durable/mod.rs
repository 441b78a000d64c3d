//! Updates are kept until they are handled: in a file of this machine, or in a database that several machines share.

mod queue;
#[cfg(feature = "postgres")]
mod tx;

pub(crate) use queue::Queue;
#[cfg(feature = "postgres")]
pub use tx::Tx;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "postgres")]
use tgqueue::Postgres;
use tgqueue::{Engine as _, Health, Redb, Verdicts, WorkerConfig};

use crate::bot::Bot;
use crate::change::Changes;
use crate::error::Error;
use tgapi::{BoxError, Client};

/// Updates that are kept until they are handled, by the feature `durable`.
impl Bot {
    /// Keep updates in this file until they are handled, by the feature `durable`. Telegram is told that an update is safe
    /// as soon as it is on disk, so slow handlers hold nothing up; after a crash whatever was not done is handled first, in
    /// order. The file is made if there is none. One process at a time can have it.
    ///
    /// Handlers run at least once: one that a crash cut short runs again. One that asks for [`Retry`](crate::dispatch::Retry) too
    /// often, or panics five times, or ends the whole process again and again, leaves its update as a dead letter: the program
    /// `tgbot-queue` lists them and hands them in again. Replies go by calls of the API
    /// ([`reply_in_response`](Self::reply_in_response) has no effect), and [`ack`](Self::ack) has none either, nor a hook of
    /// your own for dead letters.
    ///
    /// ```no_run
    /// use tgbot::prelude::*;
    ///
    /// async fn echo(message: Message, Text(text): Text) -> SendMessage {
    ///     message.answer(text)
    /// }
    ///
    /// #[tokio::main]
    /// async fn main() -> tgbot::Result {
    ///     Bot::from_env()?.routes(Router::new().on(text(), echo)).durable("bot.redb").run().await
    /// }
    /// ```
    pub fn durable(mut self, path: impl AsRef<Path>) -> Self {
        self.parts.durable.place = Some(Place::File(path.as_ref().to_owned()));
        self
    }

    /// Keep updates in this PostgreSQL database until they are handled, by the feature `postgres`:
    /// `postgres://USER:PASSWORD@HOST/DATABASE`. As [`durable`](Self::durable), for any number of processes on any number of
    /// machines: they share the chats, each chat's updates are handled one after another wherever that is, and when a machine
    /// is gone, others go on with its chats. The tables are made by whoever comes first.
    ///
    /// Each process takes updates in and handles them, unless it is told to do one of the two:
    /// [`front_end_only`](Self::front_end_only), [`worker_only`](Self::worker_only). A handler can write its own effects in the
    /// transaction that marks the update as done: see [`Tx`].
    ///
    /// ```no_run
    /// use tgbot::prelude::*;
    ///
    /// async fn echo(message: Message, Text(text): Text) -> SendMessage {
    ///     message.answer(text)
    /// }
    ///
    /// #[tokio::main]
    /// async fn main() -> tgbot::Result {
    ///     let bot = Bot::from_env()?.routes(Router::new().on(text(), echo));
    ///     bot.durable_postgres("postgres://bot:secret@db.example.com/bot").run().await
    /// }
    /// ```
    #[cfg(feature = "postgres")]
    pub fn durable_postgres(mut self, address: impl Into<String>) -> Self {
        self.parts.durable.place = Some(Place::Database(address.into()));
        self
    }

    /// Keep updates in a queue that you opened yourself, with settings of your own, or for several bots. It stays open when
    /// the bot ends.
    ///
    /// ```no_run
    /// use tgbot::prelude::*;
    /// use tgbot::queue::Redb;
    ///
    /// # async fn example(routes: Router) -> Result<(), Box<dyn std::error::Error>> {
    /// let queue = Redb::builder().cache_bytes(256 * 1024 * 1024).open("bot.redb")?;
    /// Bot::from_env()?.routes(routes).durable_in(queue.clone()).run().await?;
    /// queue.close().await;
    /// # Ok(())
    /// # }
    /// ```
    pub fn durable_in(mut self, queue: impl Into<Store>) -> Self {
        self.parts.durable.place = Some(Place::Opened { store: queue.into(), ours: false });
        self
    }

    /// Settings of what hands kept updates to the routes: how many chats at once, how long the lease of a lane lasts, how
    /// often a crash is survived. Without a queue they have no effect.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # fn example(bot: tgbot::Bot) -> tgbot::Bot {
    /// bot.worker(|worker| worker.name("berlin-2").lease(Duration::from_secs(10)).max_in_flight(256))
    /// # }
    /// ```
    pub fn worker(mut self, change: impl FnOnce(WorkerConfig) -> WorkerConfig + Send + 'static) -> Self {
        self.parts.durable.worker.add(change);
        self
    }

    /// Only take updates in and keep them; others handle them ([`worker_only`](Self::worker_only)). The routes are still
    /// needed: they say which kinds of update are asked of Telegram. Any number of front ends can be behind a load balancer.
    pub fn front_end_only(mut self) -> Self {
        self.parts.durable.role = Role::FrontEnd;
        self
    }

    /// Only handle updates that others took in and keep ([`front_end_only`](Self::front_end_only)): it neither polls nor has a
    /// webhook, and leaves the one that is set alone.
    pub fn worker_only(mut self) -> Self {
        self.parts.durable.role = Role::Worker;
        self
    }
}

/// An open queue, for [`Bot::durable_in`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Store {
    /// A file.
    Redb(Redb),
    /// A database.
    #[cfg(feature = "postgres")]
    Postgres(Postgres),
}

impl From<Redb> for Store {
    fn from(queue: Redb) -> Self {
        Self::Redb(queue)
    }
}

#[cfg(feature = "postgres")]
impl From<Postgres> for Store {
    fn from(queue: Postgres) -> Self {
        Self::Postgres(queue)
    }
}

impl Store {
    /// Whether updates can be stored, without waiting.
    pub(crate) fn health(&self) -> Health {
        match self {
            Self::Redb(queue) => queue.health(),
            #[cfg(feature = "postgres")]
            Self::Postgres(queue) => queue.health(),
        }
    }
}

/// What a process does of a bot whose updates are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    #[default]
    Both,
    FrontEnd,
    Worker,
}

/// Where updates are kept.
enum Place {
    File(PathBuf),
    #[cfg(feature = "postgres")]
    Database(String),
    Opened {
        store: Store,
        /// It was opened by the bot, which closes it.
        ours: bool,
    },
}

/// What is known before the bot starts.
#[derive(Default)]
pub(crate) struct Durability {
    place: Option<Place>,
    pub(crate) role: Role,
    worker: Changes<WorkerConfig>,
    client: Option<Client>,
    drain: Option<Duration>,
    /// The worker's, once there is one.
    verdicts: Arc<std::sync::OnceLock<Verdicts>>,
}

impl std::fmt::Debug for Durability {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not the place: there may be a password in it.
        f.debug_struct("Durability").field("role", &self.role).finish_non_exhaustive()
    }
}

impl Durability {
    /// Whether updates are kept at all.
    pub(crate) fn is_set(&self) -> bool {
        self.place.is_some()
    }

    /// Opens the queue, if there is to be one. Before anything else: without it nothing can be taken in.
    pub(crate) async fn open(&mut self) -> Result<(), Error> {
        let store = match &self.place {
            None if self.role != Role::Both => return Err(Error::NoQueue),
            None | Some(Place::Opened { .. }) => return Ok(()),
            Some(Place::File(path)) => {
                let path = path.clone();
                // After a crash it is checked through first.
                let opened = tokio::task::spawn_blocking(move || Redb::open(path)).await;
                Store::Redb(opened.map_err(|error| Error::Stopped(error.into()))??)
            }
            #[cfg(feature = "postgres")]
            Some(Place::Database(address)) => Store::Postgres(Postgres::builder(address).open().await?),
        };
        self.place = Some(Place::Opened { store, ours: true });
        Ok(())
    }

    /// The database, for handlers that write in it.
    #[cfg(feature = "postgres")]
    pub(crate) fn database(&self) -> Option<Postgres> {
        match &self.place {
            Some(Place::Opened { store: Store::Postgres(queue), .. }) => Some(queue.clone()),
            _ => None,
        }
    }

    /// Who the bot is, and how long its handlers may take to finish at the end. With these settings what the dispatcher
    /// gives up is kept.
    pub(crate) fn prepare(
        &mut self,
        client: &Client,
        drain: Option<Duration>,
        settings: tgdispatch::Settings,
    ) -> tgdispatch::Settings {
        if !self.is_set() {
            return settings;
        }
        self.client = Some(client.clone());
        self.drain = drain;
        let verdicts = Arc::clone(&self.verdicts);
        settings.on_dead_letter(move |letter| {
            let verdicts = Arc::clone(&verdicts);
            async move {
                let verdicts = verdicts.get().ok_or("the queue is not running")?;
                let reason = format!("{} gave up after {} attempts: {}", letter.handler, letter.attempts, letter.error);
                verdicts.condemn(letter.update.update_id, reason);
                Ok::<_, BoxError>(())
            }
        })
    }
}
