//! Who waits for which number: callers join a number still held or handled, and are answered together.
//!
//! Knows: the buffer's verdict on a number and the waiters. Does not know: services.
//!
//! A number is entered into the buffer and into the map under one lock, and leaves the map (and, if it failed, is
//! forgotten by the buffer) under the same lock. So a resend either joins, or is new, or was handled: never between.

use std::collections::HashMap;
use std::mem;
use std::task::Context;
use std::vec::Vec;

use futures_util::task::AtomicWaker;
use tokio::sync::oneshot;

use super::error::CallError;
use crate::drain::Drain;
use crate::inserter::{Inserter, Refused};
use crate::sync::Lock;

pub(super) type Answer<Resp> = Result<Resp, CallError>;

#[derive(Debug)]
pub(super) struct Registry<Resp> {
    calls: Lock<Calls<Resp>>,
    /// With so many requests waiting their sender cannot send another one.
    max_callers: usize,
    /// The worker, to be told when there are so many.
    worker: AtomicWaker,
}

#[derive(Debug)]
struct Calls<Resp> {
    waiting: HashMap<u64, Entry<Resp>>,
    closed: Option<CallError>,
}

/// A number that is held or handled.
#[derive(Debug)]
struct Entry<Resp> {
    waiters: Vec<oneshot::Sender<Answer<Resp>>>,
    /// The inner service has it: its own answer is the only true one.
    started: bool,
}

/// What a call has to do next.
pub(super) enum Entered<Req, Resp> {
    Wait(oneshot::Receiver<Answer<Resp>>),
    /// Handled before.
    Done,
    NoRoom(Req),
    Failed(CallError),
}

impl<Resp: Default> Registry<Resp> {
    pub(super) fn new(max_callers: usize) -> Self {
        let calls = Lock::new(Calls { waiting: HashMap::new(), closed: None });
        Self { calls, max_callers, worker: AtomicWaker::new() }
    }

    /// Whether so many requests wait that their sender cannot send another one. If not, the worker is woken when there
    /// are.
    pub(super) fn poll_crowded(&self, cx: &Context<'_>) -> bool {
        if self.max_callers == usize::MAX {
            return false;
        }
        // Left before the look: whoever comes after it finds a waker.
        self.worker.register(cx.waker());
        self.calls.with(|calls| {
            // A number whose callers have gone takes none of the sender's connections.
            let is_there = |entry: &&Entry<Resp>| entry.waiters.iter().any(|waiter| !waiter.is_closed());
            calls.waiting.len() >= self.max_callers
                && calls.waiting.values().filter(is_there).count() >= self.max_callers
        })
    }

    pub(super) fn enter<Req: Send>(&self, inserter: &Inserter<Req>, seq: u64, request: Req) -> Entered<Req, Resp> {
        // Dropped after the lock is released: their destructors are not ours.
        let mut unused = None;
        let mut crowded = false;
        let entered = self.calls.with(|calls| {
            if let Some(error) = &calls.closed {
                unused = Some(request);
                return Entered::Failed(error.clone());
            }
            if let Some(Entry { waiters, .. }) = calls.waiting.get_mut(&seq) {
                unused = Some(request);
                // Bounded by the callers that are still there.
                waiters.retain(|waiter| !waiter.is_closed());
                let (answer, waiter) = oneshot::channel();
                waiters.push(answer);
                return Entered::Wait(waiter);
            }
            match inserter.insert(seq, request) {
                Ok(_) => {
                    let (answer, waiter) = oneshot::channel();
                    calls.waiting.insert(seq, Entry { waiters: Vec::from([answer]), started: false });
                    crowded = calls.waiting.len() >= self.max_callers;
                    Entered::Wait(waiter)
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
        if crowded {
            self.worker.wake();
        }
        entered
    }

    /// Answers everyone who waits for `seq`. After an error the number counts as not handled.
    pub(super) fn finish<Req: Send>(&self, drain: &mut Drain<Req>, seq: u64, answer: Answer<Resp>) {
        let waiters = self.calls.with(|calls| {
            if answer.is_err() {
                drain.forget(seq);
            }
            calls.waiting.remove(&seq).map(|entry| entry.waiters).unwrap_or_default()
        });
        reply(waiters, answer);
    }

    /// The inner service is about to get this number.
    pub(super) fn start(&self, seq: u64) {
        self.calls.with(|calls| {
            if let Some(entry) = calls.waiting.get_mut(&seq) {
                entry.started = true;
            }
        });
    }

    /// Every call that the inner service does not have, waiting or to come, fails with this. The first reason stays.
    pub(super) fn close(&self, error: CallError) {
        self.fail(error, |entry| !entry.started);
    }

    /// As [`close`](Self::close), and there will be no answers to what the inner service has.
    pub(super) fn abandon(&self, error: CallError) {
        self.fail(error, |_| true);
    }

    fn fail(&self, error: CallError, hits: impl Fn(&Entry<Resp>) -> bool) {
        let (failed, error) = self.calls.with(|calls| {
            let error = calls.closed.get_or_insert(error).clone();
            let all = mem::take(&mut calls.waiting);
            let (failed, kept): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, entry)| hits(entry));
            calls.waiting.extend(kept);
            (failed, error)
        });
        for (_, entry) in failed {
            reply(entry.waiters, Err(error.clone()));
        }
    }

    pub(super) fn closed(&self) -> Option<CallError> {
        self.calls.with(|calls| calls.closed.clone())
    }
}

/// The response itself goes to the last waiter still there: the earlier ones were given up by whoever sent them.
fn reply<Resp: Default>(waiters: Vec<oneshot::Sender<Answer<Resp>>>, answer: Answer<Resp>) {
    match answer {
        Err(error) => waiters.into_iter().for_each(|waiter| drop(waiter.send(Err(error.clone())))),
        Ok(response) => {
            let mut response = Some(response);
            for waiter in waiters.into_iter().rev() {
                match response.take() {
                    Some(response_now) => {
                        if let Err(Ok(back)) = waiter.send(Ok(response_now)) {
                            response = Some(back);
                        }
                    }
                    None => drop(waiter.send(Ok(Resp::default()))),
                }
            }
        }
    }
}
