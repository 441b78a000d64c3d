//! Who waits for which number: a caller for its own call, others join a number still held or handled.
//!
//! Knows: the buffer's verdict on a number, and who is to have what came of it. Does not know: services.
//!
//! A number is entered into the buffer and into the map under one lock, and leaves the map (and, if it failed, is
//! forgotten by the buffer) under the same lock. So a resend either joins, or is new, or was handled: never between.

use std::boxed::Box;
use std::collections::HashMap;
use std::future::Future;
use std::hash::{BuildHasherDefault, Hasher};
use std::mem;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::vec::Vec;

use tokio::sync::oneshot;

use super::error::CallError;
use crate::inserter::{Inserter, Refused};
use crate::shared::Core;
use crate::sync::Lock;

pub(super) type Answer<Resp> = Result<Resp, CallError>;

/// A call that the inner service has begun; it never panics.
pub(super) type Call<Resp> = Pin<Box<dyn Future<Output = Answer<Resp>> + Send>>;

pub(super) struct Registry<Resp> {
    calls: Lock<Calls<Resp>>,
    /// Changed under the lock, and read without where whoever changes them asks for another look.
    load: Load,
    max_in_flight: usize,
    /// With so many requests waiting their sender cannot send another one.
    max_callers: usize,
}

#[derive(Debug, Default)]
struct Load {
    /// Numbers that the inner service does not have yet.
    held: AtomicUsize,
    /// Calls that it has.
    in_flight: AtomicUsize,
}

struct Calls<Resp> {
    waiting: HashMap<u64, Entry<Resp>, BuildHasherDefault<Numbers>>,
    closed: Option<CallError>,
    /// Of calls that were finished before their owners looked, because others waited for them, too.
    unfetched: HashMap<Ticket, oneshot::Receiver<Answer<Resp>>, BuildHasherDefault<Numbers>>,
    next: Ticket,
}

/// An owner of a number: the number may be somebody else's later.
pub(super) type Ticket = u64;

/// A number that is held or handled.
struct Entry<Resp> {
    owner: Ticket,
    stage: Stage<Resp>,
    /// Whose request it is, is still there, and it is up to them to drive the call.
    is_owned: bool,
    /// Those who sent the same.
    joined: Vec<oneshot::Sender<Answer<Resp>>>,
}

enum Stage<Resp> {
    /// In the buffer. Its owner wants to be woken when that changes.
    Held(Option<Waker>),
    /// The inner service has begun; the owner has to fetch its call.
    Handed(Call<Resp>),
    /// Others wait for the call, too, so it was not left to an owner that may never look at it: the worker drives it.
    Shared(oneshot::Receiver<Answer<Resp>>),
    /// Somebody drives the call.
    Driven,
}

impl<Resp> Calls<Resp> {
    fn owned(&mut self, seq: u64, owner: Ticket) -> Option<&mut Entry<Resp>> {
        self.waiting.get_mut(&seq).filter(|entry| entry.owner == owner)
    }

    /// Keeps what the owner has not fetched; who is to be answered.
    fn retire(&mut self, entry: Entry<Resp>) -> Vec<oneshot::Sender<Answer<Resp>>> {
        if let Stage::Shared(waiter) = entry.stage {
            self.unfetched.insert(entry.owner, waiter);
        }
        entry.joined
    }
}

impl<Resp> Entry<Resp> {
    /// Takes the call from an owner that has not fetched it, who then waits for its answer as the others do.
    fn share(&mut self) -> Option<Call<Resp>> {
        let (answer, waiter) = oneshot::channel();
        match mem::replace(&mut self.stage, Stage::Shared(waiter)) {
            Stage::Handed(call) => {
                self.joined.insert(0, answer);
                self.is_owned = false;
                Some(call)
            }
            stage => {
                self.stage = stage;
                None
            }
        }
    }
}

/// What the owner of a request finds when its turn has come.
pub(super) enum Begun<Resp> {
    /// It has to drive this.
    Call(Call<Resp>),
    /// The worker does.
    Shared(oneshot::Receiver<Answer<Resp>>),
    Failed(CallError),
}

/// What a request has to do next.
pub(super) enum Entered<Req, Resp> {
    /// It is in the buffer.
    Held(Ticket),
    /// Somebody else drives the same call. If it has only begun, and its owner has not looked at it yet, the worker has
    /// to.
    Joined(oneshot::Receiver<Answer<Resp>>, Option<Call<Resp>>),
    /// Handled before.
    Done,
    NoRoom(Req),
    Failed(CallError),
}

/// What has to be done after a call is finished.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    Nothing,
    /// Others may go on now: a turn has to be asked for.
    Turn,
    /// It was the last one.
    End,
}

impl<Resp: Default> Registry<Resp> {
    pub(super) fn new(max_in_flight: usize, max_callers: usize) -> Self {
        let calls =
            Lock::new(Calls { waiting: HashMap::default(), closed: None, unfetched: HashMap::default(), next: 0 });
        Self { calls, load: Load::default(), max_in_flight, max_callers }
    }

    pub(super) fn enter<Req: Send>(&self, inserter: &Inserter<Req>, seq: u64, request: Req) -> Entered<Req, Resp> {
        // Dropped after the lock is released: their destructors are not ours.
        let mut unused = None;
        let entered = self.calls.with(|calls| {
            if let Some(error) = &calls.closed {
                unused = Some(request);
                return Entered::Failed(error.clone());
            }
            if let Some(entry) = calls.waiting.get_mut(&seq) {
                unused = Some(request);
                // Bounded by the callers that are still there.
                entry.joined.retain(|one| !one.is_closed());
                let (answer, waiter) = oneshot::channel();
                entry.joined.push(answer);
                return Entered::Joined(waiter, entry.share());
            }
            match inserter.insert(seq, request) {
                Ok(_) => {
                    let owner = calls.next;
                    calls.next += 1;
                    let entry = Entry { owner, stage: Stage::Held(None), is_owned: true, joined: Vec::new() };
                    calls.waiting.insert(seq, entry);
                    self.load.held.fetch_add(1, Ordering::Relaxed);
                    Entered::Held(owner)
                }
                Err(Refused::Duplicate(request)) => {
                    unused = Some(request);
                    Entered::Done
                }
                Err(Refused::Full(request)) => Entered::NoRoom(request),
                Err(Refused::Closed(request)) => {
                    unused = Some(request);
                    Entered::Failed(CallError::ended())
                }
            }
        });
        drop(unused);
        entered
    }

    /// Nothing is held.
    pub(super) fn is_empty(&self) -> bool {
        self.load.held.load(Ordering::Relaxed) == 0
    }

    /// No call is with the inner service.
    pub(super) fn is_at_rest(&self) -> bool {
        self.load.in_flight.load(Ordering::Relaxed) == 0
    }

    /// As many calls as may be are with the inner service.
    pub(super) fn is_busy(&self) -> bool {
        self.load.in_flight.load(Ordering::Relaxed) >= self.max_in_flight
    }

    /// Nothing is at work, and nothing will be any more.
    pub(super) fn is_over<Req>(&self, core: &Core<Req>) -> bool {
        self.calls.with(|calls| self.at_the_end(calls, core))
    }

    fn at_the_end<Req>(&self, calls: &Calls<Resp>, core: &Core<Req>) -> bool {
        self.is_at_rest() && (calls.closed.is_some() || (core.is_closed() && self.is_empty()))
    }

    /// Whether so many requests wait that their sender cannot send another one.
    pub(super) fn is_crowded(&self) -> bool {
        if self.max_callers == usize::MAX {
            return false;
        }
        self.calls.with(|calls| {
            // A number whose callers have gone takes none of the sender's connections.
            let is_there =
                |entry: &&Entry<Resp>| entry.is_owned || entry.joined.iter().any(|waiter| !waiter.is_closed());
            calls.waiting.len() >= self.max_callers
                && calls.waiting.values().filter(is_there).count() >= self.max_callers
        })
    }

    /// The inner service has begun with this number. The call comes back if the worker has to drive it.
    pub(super) fn hand(&self, seq: u64, call: Call<Resp>) -> Option<Call<Resp>> {
        let mut waker = None;
        let orphan = self.calls.with(|calls| {
            self.load.in_flight.fetch_add(1, Ordering::Relaxed);
            let Some(entry) = calls.waiting.get_mut(&seq) else { return Some(call) };
            self.load.held.fetch_sub(1, Ordering::Relaxed);
            let (stage, orphan) =
                if entry.is_owned { (Stage::Handed(call), None) } else { (Stage::Driven, Some(call)) };
            if let Stage::Held(left) = mem::replace(&mut entry.stage, stage) {
                waker = left;
            }
            if entry.joined.is_empty() { orphan } else { orphan.or_else(|| entry.share()) }
        });
        if let Some(waker) = waker {
            waker.wake();
        }
        orphan
    }

    /// The owner asks for its call.
    pub(super) fn poll_begun(&self, seq: u64, owner: Ticket, cx: &Context<'_>) -> Poll<Begun<Resp>> {
        self.calls.with(|calls| {
            let Some(entry) = calls.owned(seq, owner) else {
                let unfetched = calls.unfetched.remove(&owner).map(Begun::Shared);
                let failed = || Begun::Failed(calls.closed.clone().unwrap_or_else(CallError::ended));
                return Poll::Ready(unfetched.unwrap_or_else(failed));
            };
            match mem::replace(&mut entry.stage, Stage::Driven) {
                Stage::Handed(call) => Poll::Ready(Begun::Call(call)),
                Stage::Shared(waiter) => Poll::Ready(Begun::Shared(waiter)),
                Stage::Held(_) | Stage::Driven => {
                    entry.stage = Stage::Held(Some(cx.waker().clone()));
                    Poll::Pending
                }
            }
        })
    }

    /// The owner goes away. Its call comes back if it has begun and the owner has not fetched it.
    pub(super) fn leave(&self, seq: u64, owner: Ticket) -> Option<Call<Resp>> {
        let mut unused = (None, None);
        let call = self.calls.with(|calls| {
            let Some(entry) = calls.owned(seq, owner) else {
                unused.1 = calls.unfetched.remove(&owner);
                return None;
            };
            entry.is_owned = false;
            match &mut entry.stage {
                Stage::Held(left) => {
                    unused.0 = left.take();
                    None
                }
                stage => match mem::replace(stage, Stage::Driven) {
                    Stage::Handed(call) => Some(call),
                    Stage::Shared(waiter) => {
                        unused.1 = Some(waiter);
                        None
                    }
                    _ => None,
                },
            }
        });
        drop(unused);
        call
    }

    /// Answers everyone who joined `seq`. After an error the number counts as not handled. What is left for whoever drove
    /// the call comes back.
    pub(super) fn finish<Req: Send>(&self, core: &Core<Req>, seq: u64, answer: Answer<Resp>) -> (Answer<Resp>, Next) {
        let (joined, next) = self.calls.with(|calls| {
            if answer.is_err() {
                core.forget(seq);
            }
            let joined = calls.waiting.remove(&seq).map(|entry| calls.retire(entry)).unwrap_or_default();
            let before = self.load.in_flight.fetch_sub(1, Ordering::Relaxed);
            let next = if self.at_the_end(calls, core) {
                Next::End
            } else if (before == 1 || before == self.max_in_flight) && !self.is_empty() {
                Next::Turn
            } else {
                Next::Nothing
            };
            (joined, next)
        });
        (reply(joined, answer), next)
    }

    /// Every call that the inner service does not have, waiting or to come, fails with this. The first reason stays.
    pub(super) fn close(&self, error: CallError) {
        self.fail(error, |entry| matches!(entry.stage, Stage::Held(_)));
    }

    /// As [`close`](Self::close), and there will be no answers to what has no owner.
    pub(super) fn abandon(&self, error: CallError) {
        self.fail(error, |entry| matches!(entry.stage, Stage::Held(_)) || !entry.is_owned);
    }

    fn fail(&self, error: CallError, hits: impl Fn(&Entry<Resp>) -> bool) {
        let (failed, error) = self.calls.with(|calls| {
            let error = calls.closed.get_or_insert(error).clone();
            let all = mem::take(&mut calls.waiting);
            let (failed, kept): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, entry)| hits(entry));
            calls.waiting.extend(kept);
            let held = failed.iter().filter(|(_, entry)| matches!(entry.stage, Stage::Held(_))).count();
            self.load.held.fetch_sub(held, Ordering::Relaxed);
            let told = failed.into_iter().map(|(_, mut entry)| {
                let waker = if let Stage::Held(waker) = &mut entry.stage { waker.take() } else { None };
                (waker, calls.retire(entry))
            });
            (told.collect::<Vec<_>>(), error)
        });
        for (waker, joined) in failed {
            if let Some(waker) = waker {
                waker.wake();
            }
            for waiter in joined {
                drop(waiter.send(Err(error.clone())));
            }
        }
    }

    pub(super) fn closed(&self) -> Option<CallError> {
        self.calls.with(|calls| calls.closed.clone())
    }
}

/// The response itself goes to the last one who joined and is still there: whoever sent the others gave them up.
fn reply<Resp: Default>(joined: Vec<oneshot::Sender<Answer<Resp>>>, answer: Answer<Resp>) -> Answer<Resp> {
    let mut response = match answer {
        Ok(response) => Some(response),
        Err(error) => {
            joined.into_iter().for_each(|waiter| drop(waiter.send(Err(error.clone()))));
            return Err(error);
        }
    };
    for waiter in joined.into_iter().rev() {
        match response.take() {
            Some(response_now) => {
                if let Err(Ok(back)) = waiter.send(Ok(response_now)) {
                    response = Some(back);
                }
            }
            None => drop(waiter.send(Ok(Resp::default()))),
        }
    }
    Ok(response.unwrap_or_default())
}

/// Numbers that come one after the other spread by themselves; the factor fills the bits that they leave alone.
#[derive(Debug, Default)]
struct Numbers(u64);

impl Hasher for Numbers {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
