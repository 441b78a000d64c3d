//! The one thread that writes. It gathers what has come while the commit before was under way, writes it in one
//! transaction, and answers when that is on disk: there is no timer, the disk sets the pace.
//!
//! After any failure the file is closed and opened anew: what a failed write left in the system's cache is not to be
//! trusted. Until that succeeds everything is refused at once.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

use redb::Durability;
use tgapi::UserId;
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use super::book::Book;
use super::disk::OpenError;
use super::shared::Shared;
use crate::error::EngineError;
use crate::item::{Appended, NewUpdate, Ticket};
use crate::lease::{Lease, LeaseRequest};
use crate::letter::LetterId;

/// What one commit takes at most: updates, and bytes of them. One request is never divided.
const BATCH_UPDATES: usize = 256;
const BATCH_BYTES: usize = 4 * 1024 * 1024;

/// How long marks wait for something to ride along with.
const LINGER: Duration = Duration::from_millis(100);

/// How long it waits between two tries to open a file that failed.
const REOPEN_AFTER: Duration = Duration::from_secs(1);

pub(super) type Reply<T> = oneshot::Sender<Result<T, EngineError>>;

pub(super) enum Request {
    Append {
        batch: Vec<NewUpdate>,
        reply: Reply<Vec<Appended>>,
        /// Memory for it, given back when it is answered.
        room: OwnedSemaphorePermit,
    },
    Lease {
        request: LeaseRequest,
        reply: Reply<Vec<Lease>>,
    },
    Begin {
        updates: Vec<(Lease, Ticket)>,
        reply: Reply<()>,
    },
    Replay {
        id: LetterId,
        reply: Reply<bool>,
    },
    Delete {
        id: LetterId,
        reply: Reply<bool>,
    },
    Flush {
        reply: Reply<()>,
    },
    /// There are marks.
    Nudge,
}

/// What a request has come to, to be told once it is on disk.
enum Written {
    Appended(Vec<Appended>),
    Leased(Option<Lease>),
    Decided(bool),
    Nothing,
}

pub(super) struct Writer {
    shared: Arc<Shared>,
    requests: Receiver<Request>,
    /// When the file failed last, if it is closed.
    failed_at: Option<Instant>,
}

impl Writer {
    pub(super) fn new(shared: Arc<Shared>, requests: Receiver<Request>) -> Self {
        Self { shared, requests, failed_at: None }
    }

    /// Until every handle is gone. Then marks are committed and the file is closed.
    pub(super) fn run(mut self) {
        while let Some(batch) = self.gather() {
            if self.is_open() {
                self.commit(batch);
            } else {
                refuse(batch, &self.shared.down());
            }
        }
        if self.failed_at.is_none() {
            self.commit(Vec::new());
        }
        self.shared.close_file();
    }

    /// What is to be done next; nothing if only marks are. `None` at the end.
    fn gather(&self) -> Option<Vec<Request>> {
        let wait = if self.failed_at.is_some() {
            REOPEN_AFTER
        } else if self.shared.has_marks() {
            LINGER
        } else {
            Duration::MAX
        };
        let mut first = self.requests.recv_timeout(wait);
        if matches!(first, Ok(Request::Nudge)) {
            // Marks wait for company, and not for the nudge about them.
            first = self.requests.recv_timeout(LINGER);
        }
        let mut batch = match first {
            Ok(request) => vec![request],
            Err(RecvTimeoutError::Timeout) => return Some(Vec::new()),
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        let (mut updates, mut bytes) = (0, 0);
        loop {
            if let Some(Request::Append { batch, .. }) = batch.last() {
                updates += batch.len();
                bytes += batch.iter().map(|update| update.raw.len()).sum::<usize>();
            }
            if updates >= BATCH_UPDATES || bytes >= BATCH_BYTES {
                return Some(batch);
            }
            match self.requests.try_recv() {
                Ok(request) => batch.push(request),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return Some(batch),
            }
        }
    }

    /// Opens the file again, if it is closed and it is time to.
    fn is_open(&mut self) -> bool {
        let Some(at) = self.failed_at else { return true };
        if at.elapsed() < REOPEN_AFTER {
            return false;
        }
        match self.shared.open_file() {
            Ok(()) => {
                self.failed_at = None;
                tracing::info!("the queue can be written again");
                true
            }
            Err(error) => {
                self.fail(&error);
                false
            }
        }
    }

    fn commit(&mut self, batch: Vec<Request>) {
        let shared = &self.shared;
        let (overlay, released) = (shared.overlay(), shared.released());
        if overlay.is_empty() && released.is_empty() && batch.iter().all(|request| matches!(request, Request::Nudge)) {
            return;
        }
        let written = shared.with_file(|file| {
            let mut transaction = file.begin_write()?;
            transaction.set_durability(Durability::Immediate)?;
            let mut book = Book::open(&transaction, shared.now())?;
            for mark in overlay.values() {
                book.mark(mark)?;
            }
            released.iter().try_for_each(|lease| book.release(*lease))?;
            let mut leased = HashSet::new();
            let written: Vec<_> =
                batch.iter().map(|request| write(request, &mut book, &mut leased, shared)).collect::<Result<_, _>>()?;
            book.finish()?;
            transaction.commit()?;
            Ok(written)
        });
        match written {
            Ok(written) => {
                shared.committed(&overlay, &released);
                let is_arrival = |request: &Request| matches!(request, Request::Append { .. } | Request::Replay { .. });
                let arrived = batch.iter().any(is_arrival);
                batch.into_iter().zip(written).for_each(|(request, written)| answer(request, written, shared));
                if arrived {
                    shared.arrived();
                }
            }
            Err(error) => {
                let error = shared.explain(error);
                self.fail(&error);
                refuse(batch, &self.shared.down());
            }
        }
    }

    /// Nothing is trusted any more until the file was opened anew.
    fn fail(&mut self, error: &OpenError) {
        self.shared.close_file();
        self.shared.failed(error);
        if self.failed_at.replace(Instant::now()).is_none() {
            tracing::error!(%error, "the queue cannot be written: updates are refused until it can");
        }
    }
}

fn write(
    request: &Request,
    book: &mut Book<'_>,
    leased: &mut HashSet<UserId>,
    shared: &Shared,
) -> Result<Written, redb::Error> {
    Ok(match request {
        Request::Append { batch, .. } => {
            Written::Appended(batch.iter().map(|update| book.append(update)).collect::<Result<_, _>>()?)
        }
        Request::Lease { request, .. } => {
            let bot = request.bot;
            if request.want == 0 || shared.is_held(bot) || !leased.insert(bot) {
                Written::Leased(None)
            } else {
                Written::Leased(Some(book.lease(bot)?))
            }
        }
        Request::Begin { updates, .. } => {
            for (lease, ticket) in updates.iter().filter(|(lease, _)| shared.is_current(*lease)) {
                book.begin(*lease, ticket.0)?;
            }
            Written::Nothing
        }
        Request::Replay { id, .. } => Written::Decided(book.replay(*id)?),
        Request::Delete { id, .. } => Written::Decided(book.delete(*id)?),
        Request::Flush { .. } | Request::Nudge => Written::Nothing,
    })
}

/// Whoever is gone needs no answer.
fn answer(request: Request, written: Written, shared: &Shared) {
    match (request, written) {
        (Request::Append { reply, room, .. }, Written::Appended(appended)) => {
            drop(room);
            let _ = reply.send(Ok(appended));
        }
        (Request::Lease { request, reply }, Written::Leased(lease)) => {
            if let Some(lease) = lease {
                shared.take(lease, request.worker, request.ttl);
            }
            let _ = reply.send(Ok(lease.into_iter().collect()));
        }
        (Request::Replay { reply, .. } | Request::Delete { reply, .. }, Written::Decided(done)) => {
            let _ = reply.send(Ok(done));
        }
        (Request::Flush { reply } | Request::Begin { reply, .. }, _) => {
            let _ = reply.send(Ok(()));
        }
        _ => {}
    }
}

fn refuse(batch: Vec<Request>, error: &EngineError) {
    for request in batch {
        let error = error.clone();
        match request {
            Request::Append { reply, .. } => drop(reply.send(Err(error))),
            Request::Lease { reply, .. } => drop(reply.send(Err(error))),
            Request::Replay { reply, .. } | Request::Delete { reply, .. } => drop(reply.send(Err(error))),
            Request::Flush { reply } | Request::Begin { reply, .. } => drop(reply.send(Err(error))),
            Request::Nudge => {}
        }
    }
}
