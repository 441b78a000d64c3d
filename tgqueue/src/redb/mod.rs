//! The engine for one machine: one file, no server. redb keeps it whole; this decides what is in it and when it is
//! written.

mod book;
mod disk;
mod marks;
mod shared;
mod shelf;
mod tables;
mod writer;

pub use ::redb::StorageBackend;
pub use disk::{OpenError, Storage};

use std::fmt;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tgapi::UserId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot, watch};

use crate::clock::{Clock, SystemClock};
use crate::engine::{Engine, Fetch, Fetched, Health};
use crate::error::EngineError;
use crate::item::{Appended, Mark, NewUpdate, Settled, Ticket};
use crate::lease::{Lease, LeaseRequest, Renewal};
use crate::letter::{Letter, LetterHead, LetterId};
use crate::stats::{ConversationStats, LaneStats, Stats};
use disk::Disk;
use marks::MarkState;
use shared::Shared;
use shelf::Shelf;
use writer::{Reply, Request, Writer};

/// The largest update that is stored: 16 MiB. Telegram sends none above 512 KiB.
const MAX_UPDATE: usize = 16 * 1024 * 1024;

/// Memory for updates on their way to the disk. Who finds none waits.
const ROOM_BYTES: usize = 64 * 1024 * 1024;

/// The unit of that memory: a short update takes as much as this.
const ROOM_UNIT: usize = 1024;

const DEFAULT_CACHE: usize = 64 * 1024 * 1024;

/// A queue in a file of this machine.
///
/// - `append` resolves after an fsync that it shares with everybody who waits at that moment.
/// - Marks of `settle` ride along with the next append, or are written by themselves after 100 ms.
/// - When the disk is full or fails, everything is refused and [`health`](Engine::health) says why. The file is opened
///   anew every second; once that and a commit succeed, all goes on. Nothing that was acknowledged is lost.
/// - One process at a time can have the file open. It has one lane.
///
/// Clones are one queue. It reads on tokio's threads for blocking work, and writes on a thread of its own, which ends
/// after the last clone is dropped; [`close`](Self::close) waits for that.
///
/// ```
/// use tgqueue::{Engine, Redb};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = std::env::temp_dir().join(format!("tgqueue-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// # let path = folder.join("bot.redb");
/// let queue = Redb::open(&path)?;
/// assert_eq!(queue.stats(tgapi::UserId(42)).await?.pending, 0);
/// queue.close().await;
/// # std::fs::remove_dir_all(folder)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Redb {
    inner: Arc<Inner>,
}

struct Inner {
    shared: Arc<Shared>,
    /// None once it is closed.
    requests: Mutex<Option<Sender<Request>>>,
    room: Arc<Semaphore>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

/// How a [`Redb`] is opened.
#[derive(Clone)]
pub struct RedbBuilder {
    create: bool,
    cache_bytes: usize,
    clock: Arc<dyn Clock>,
}

impl RedbBuilder {
    /// Whether the file is made if it does not exist. It is, unless set otherwise.
    #[must_use]
    pub fn create(mut self, create: bool) -> Self {
        self.create = create;
        self
    }

    /// How much of the file is kept in memory, in bytes: 64 MiB unless set otherwise.
    #[must_use]
    pub fn cache_bytes(mut self, bytes: usize) -> Self {
        self.cache_bytes = bytes;
        self
    }

    /// What tells the time: [`SystemClock`] unless set otherwise.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Opens the file. After a crash it is checked through first: about 3 s for each GB.
    ///
    /// # Errors
    ///
    /// [`OpenError`] says what is wrong and what mends it. Nothing was changed then.
    pub fn open(self, path: impl AsRef<Path>) -> Result<Redb, OpenError> {
        let disk = Disk::file(path.as_ref(), self.create, self.cache_bytes);
        Redb::start(Shared::new(disk, self.clock))
    }

    /// Opens storage of another kind. Unlike a file, nothing guards it against a second process.
    ///
    /// # Errors
    ///
    /// As of [`open`](Self::open).
    pub fn open_storage(self, storage: impl Storage) -> Result<Redb, OpenError> {
        let disk = Disk::other(storage, self.cache_bytes);
        Redb::start(Shared::new(disk, self.clock))
    }
}

impl Redb {
    /// Opens the file, or makes it: readable for its owner alone.
    ///
    /// # Errors
    ///
    /// As of [`RedbBuilder::open`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        Self::builder().open(path)
    }

    /// To open one otherwise than by default.
    #[must_use]
    pub fn builder() -> RedbBuilder {
        RedbBuilder { create: true, cache_bytes: DEFAULT_CACHE, clock: Arc::new(SystemClock::new()) }
    }

    fn start(shared: Shared) -> Result<Self, OpenError> {
        let shared = Arc::new(shared);
        shared.open_file()?;
        let (sender, requests) = mpsc::channel();
        let writer = Writer::new(Arc::clone(&shared), requests);
        let writer = std::thread::Builder::new()
            .name("tgqueue".into())
            .spawn(move || writer.run())
            .map_err(|source| OpenError::Io { name: "the queue".into(), hint: "no thread could be started", source })?;
        Ok(Self {
            inner: Arc::new(Inner {
                shared,
                requests: Mutex::new(Some(sender)),
                room: Arc::new(Semaphore::new(ROOM_BYTES / ROOM_UNIT)),
                writer: Mutex::new(Some(writer)),
            }),
        })
    }

    /// Writes what was settled, closes the file, and waits for that. All clones are closed with it. What others asked
    /// for before is done, what they ask for later is refused.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future ends the waiting; the queue is closed all the same.
    pub async fn close(self) {
        drop(lock(&self.inner.requests).take());
        let Some(writer) = lock(&self.inner.writer).take() else { return };
        // It cannot have panicked for a reason that could be mended here.
        let _ = tokio::task::spawn_blocking(move || writer.join()).await;
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.inner.shared
    }

    fn send(&self, request: Request) -> Result<(), EngineError> {
        let requests = lock(&self.inner.requests);
        requests.as_ref().and_then(|requests| requests.send(request).ok()).ok_or(EngineError::Closed)
    }

    async fn ask<T>(&self, request: impl FnOnce(Reply<T>) -> Request) -> Result<T, EngineError> {
        let (reply, answer) = oneshot::channel();
        self.send(request(reply))?;
        answer.await.map_err(|_| EngineError::Closed)?
    }

    /// Memory for a batch. One larger than all there is takes all of it.
    async fn room(&self, batch: &[NewUpdate]) -> Result<OwnedSemaphorePermit, EngineError> {
        let units: usize = batch.iter().map(|update| update.raw.len().div_ceil(ROOM_UNIT).max(1)).sum();
        let units = u32::try_from(units.min(ROOM_BYTES / ROOM_UNIT)).unwrap_or(u32::MAX);
        Arc::clone(&self.inner.room).acquire_many_owned(units).await.map_err(|_| EngineError::Closed)
    }

    /// Reads on a thread that may wait for the disk.
    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Shelf, &Shared) -> Result<T, redb::Error> + Send + 'static,
    ) -> Result<T, EngineError> {
        let shared = Arc::clone(self.shared());
        let read = tokio::task::spawn_blocking(move || {
            let shelf = shared.shelf()?;
            work(&shelf, &shared).map_err(|error| shared.unreadable(error))
        });
        read.await.map_err(|_| EngineError::Closed)?
    }

    /// So that letters of updates that were just settled are among the others.
    async fn bury(&self) -> Result<(), EngineError> {
        let is_dead = |state: &MarkState| matches!(state, MarkState::Dead { .. });
        if self.shared().overlay().values().any(|mark| is_dead(&mark.state)) { self.flush().await } else { Ok(()) }
    }
}

impl Engine for Redb {
    async fn append(&self, batch: Vec<NewUpdate>) -> Result<Vec<Appended>, EngineError> {
        if let Some(large) = batch.iter().map(|update| update.raw.len()).find(|bytes| *bytes > MAX_UPDATE) {
            return Err(EngineError::TooLarge { bytes: large, limit: MAX_UPDATE });
        }
        let room = self.room(&batch).await?;
        self.ask(|reply| Request::Append { batch, reply, room }).await
    }

    async fn lease(&self, request: LeaseRequest) -> Result<Vec<Lease>, EngineError> {
        self.ask(|reply| Request::Lease { request, reply }).await
    }

    async fn renew(&self, leases: &[Lease], ttl: Duration) -> Result<Vec<Renewal>, EngineError> {
        Ok(leases.iter().map(|lease| self.shared().renew(*lease, ttl)).collect())
    }

    async fn release(&self, leases: &[Lease]) -> Result<(), EngineError> {
        leases.iter().for_each(|lease| self.shared().release(*lease));
        self.shared().arrived();
        // A queue that is closed has written it already.
        let _ = self.send(Request::Nudge);
        Ok(())
    }

    async fn fetch(&self, leases: &[Lease], fetch: Fetch) -> Result<Fetched, EngineError> {
        let (held, lost): (Vec<_>, Vec<_>) = leases.iter().partition(|lease| self.shared().is_current(**lease));
        // There is one lane.
        let held: Option<Lease> = held.first().copied();
        let Some(lease) = held else { return Ok(Fetched { lost, ..Fetched::default() }) };
        let mut fetched = self
            .read(move |shelf, shared| {
                let mut cursor = shared.cursor(lease);
                let fetched = shelf.fetch(lease, &fetch, &mut cursor)?;
                shared.move_cursor(lease, cursor);
                shared.handed_out(fetched.updates.iter().map(|update| (update.ticket.0, update.attempts)));
                Ok(fetched)
            })
            .await?;
        fetched.lost = lost;
        Ok(fetched)
    }

    async fn begin(&self, updates: Vec<(Lease, Ticket)>) -> Result<(), EngineError> {
        self.ask(|reply| Request::Begin { updates, reply }).await
    }

    async fn settle(&self, marks: Vec<Mark>) -> Result<Vec<Settled>, EngineError> {
        let (settled, first) = self.shared().settle(marks);
        if first {
            self.send(Request::Nudge)?;
        }
        Ok(settled)
    }

    async fn flush(&self) -> Result<(), EngineError> {
        self.ask(|reply| Request::Flush { reply }).await
    }

    fn arrivals(&self) -> watch::Receiver<u64> {
        self.shared().subscribe()
    }

    async fn letters(
        &self,
        bot: Option<UserId>,
        after: Option<LetterId>,
        limit: usize,
    ) -> Result<Vec<LetterHead>, EngineError> {
        self.bury().await?;
        self.read(move |shelf, _| shelf.letters(bot, after, limit)).await
    }

    async fn letter(&self, id: LetterId) -> Result<Option<Letter>, EngineError> {
        self.bury().await?;
        self.read(move |shelf, _| shelf.letter(id)).await
    }

    async fn replay(&self, id: LetterId) -> Result<bool, EngineError> {
        self.ask(|reply| Request::Replay { id, reply }).await
    }

    async fn delete(&self, id: LetterId) -> Result<bool, EngineError> {
        self.ask(|reply| Request::Delete { id, reply }).await
    }

    async fn stats(&self, bot: UserId) -> Result<Stats, EngineError> {
        self.read(move |shelf, shared| {
            let totals = shelf.totals(bot)?;
            let lane = LaneStats { lane: 0, pending: totals.pending, holder: shared.holder(bot) };
            Ok(Stats {
                pending: totals.pending,
                oldest: totals.oldest.map(|oldest| shared.now().since(oldest)),
                letters: totals.letters,
                lanes: vec![lane],
            })
        })
        .await
    }

    async fn conversations(&self, bot: UserId, limit: usize) -> Result<Vec<ConversationStats>, EngineError> {
        self.read(move |shelf, _| shelf.conversations(bot, limit)).await
    }

    async fn bots(&self) -> Result<Vec<UserId>, EngineError> {
        self.read(|shelf, _| shelf.bots()).await
    }

    fn health(&self) -> Health {
        self.shared().health()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Redb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redb").field("health", &self.shared().health()).finish_non_exhaustive()
    }
}

impl fmt::Debug for RedbBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedbBuilder")
            .field("create", &self.create)
            .field("cache_bytes", &self.cache_bytes)
            .finish_non_exhaustive()
    }
}
