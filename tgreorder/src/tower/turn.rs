//! Taking items in order and calling the inner service with them: what one turn is, whoever has it.
//!
//! Whoever brings a request takes the turn (or leaves it to who has it), so that no task has to be woken for a request
//! that is next. The call is then driven by whoever brought the request. Where there is a moment to be waited for, or
//! nobody to drive a call, the worker is told.
//!
//! Knows: readiness, panics, in-flight bounds. Does not know: timers, or who waits for what (the registry does).

use std::boxed::Box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;
use std::vec::Vec;

use futures_util::FutureExt;
use futures_util::task::AtomicWaker;
use tower_service::Service;

use super::error::{BoxError, CallError};
use super::registry::{Answer, Call, Next, Registry};
use crate::drain::{Drain, Pop};
use crate::shared::Core;
use crate::sync::{Arc, Lock, PlainArc};
use crate::time::{Moment, Tick};
use crate::turns::{Asked, Turns};

/// What a service and its worker share, whatever the inner service is.
pub(super) trait Drive<Req, Resp>: Send + Sync {
    /// Gives out what can be given out now, by this thread or by the one that is at it.
    fn drive(&self);

    fn shared(&self) -> &Shared<Req, Resp>;
}

pub(super) struct Shared<Req, Resp> {
    pub(super) registry: Registry<Resp>,
    /// The memory of the buffer, to forget numbers in; it does not keep it open.
    pub(super) core: Arc<Core<Req>>,
    /// Calls whose owners have gone; `None` when nobody will drive them any more.
    orphans: Lock<Option<Vec<Orphan<Resp>>>>,
    pub(super) bell: PlainArc<Bell>,
}

/// A call with its number.
type Orphan<Resp> = (u64, Call<Resp>);

/// Wakes the worker.
#[derive(Debug, Default)]
pub(super) struct Bell(pub(super) AtomicWaker);

impl Wake for Bell {
    fn wake(self: PlainArc<Self>) {
        self.0.wake();
    }

    fn wake_by_ref(self: &PlainArc<Self>) {
        self.0.wake();
    }
}

impl<Req: Send, Resp: Default> Shared<Req, Resp> {
    pub(super) fn new(registry: Registry<Resp>, core: Arc<Core<Req>>) -> Self {
        Self { registry, core, orphans: Lock::new(Some(Vec::new())), bell: PlainArc::default() }
    }

    /// The worker is to drive this call.
    pub(super) fn adopt(&self, seq: u64, call: Call<Resp>) {
        let mut call = Some(call);
        self.orphans.with(|orphans| {
            if let Some(orphans) = orphans {
                orphans.extend(call.take().map(|call| (seq, call)));
            }
        });
        match call {
            None => self.bell.0.wake(),
            // There is no worker any more. What the call has begun is cancelled.
            Some(call) => {
                drop(call);
                let _ = self.registry.finish(&self.core, seq, Err(CallError::ended()));
            }
        }
    }

    pub(super) fn take_orphans(&self) -> Vec<Orphan<Resp>> {
        self.orphans.with(|orphans| orphans.as_mut().map(std::mem::take)).unwrap_or_default()
    }

    /// Nobody will drive them any more.
    pub(super) fn refuse_orphans(&self) {
        drop(self.orphans.with(Option::take));
    }
}

pub(super) struct Engine<S, Req, Resp> {
    pub(super) turns: Turns<Turn<S, Req>>,
    shared: Shared<Req, Resp>,
}

/// What whoever has the turn works on.
pub(super) struct Turn<S, Req> {
    service: S,
    pub(super) drain: Drain<Req>,
    /// The service said that it is.
    ready: bool,
    failed: bool,
    /// The worker will look again by then.
    pub(super) armed: Option<Instant>,
    /// The worker's bell, for whatever has to wake somebody.
    pub(super) bell: Waker,
}

/// Why a turn ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum After {
    /// Nothing is left, or what is left waits for something that will say so.
    Idle,
    /// Something waits for this moment.
    Until(Instant),
    /// There may be more, but others have waited long enough.
    More,
    /// The service takes no more calls.
    Failed,
}

impl<S, Req, Resp> Engine<S, Req, Resp>
where
    Req: Send + 'static,
    S: Service<Req>,
    S::Response: Default + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    Self: Drive<Req, S::Response>,
{
    pub(super) fn new(service: S, drain: Drain<Req>, shared: Shared<Req, Resp>) -> Self {
        let bell = Waker::from(PlainArc::clone(&shared.bell));
        let turn = Turn { service, drain, ready: false, failed: false, armed: None, bell };
        Self { turns: Turns::new(turn), shared }
    }

    /// One turn. `is_worker`: looks even if no request is there, because a moment may have come or somebody stands in
    /// line for room.
    pub(super) fn run(&self, turn: &mut Turn<S, Req>, is_worker: bool) -> After {
        let Shared { registry, .. } = self.shared();
        let mut clock = Clock::default();
        let mut hurried = false;
        let mut look = is_worker;
        let mut budget = ITEMS_PER_TURN;
        let after = loop {
            if turn.failed {
                break After::Failed;
            }
            if (registry.is_empty() && !look) || registry.is_busy() {
                break After::Idle;
            }
            if budget == 0 {
                break After::More;
            }
            budget -= 1;
            if !turn.ready {
                let Turn { service, bell, .. } = turn;
                match catch_unwind(AssertUnwindSafe(|| service.poll_ready(&mut Context::from_waker(bell)))) {
                    Ok(Poll::Ready(Ok(()))) => turn.ready = true,
                    Ok(Poll::Pending) => break After::Idle,
                    Ok(Poll::Ready(Err(error))) => self.fail(turn, error.into()),
                    Err(panic) => self.fail(turn, CallError::panicked(&*panic).into()),
                }
                continue;
            }
            look = false;
            let (seq, request) = match self.next(turn, &mut clock) {
                Pop::Item { seq, value, skipped, .. } => {
                    if let Some(gap) = skipped {
                        tracing::debug!(numbers = ?gap.numbers, waited = ?gap.waited, "gap given up");
                    }
                    (seq, value)
                }
                // All of the sender's requests are held for one that it cannot send: no use in waiting.
                Pop::WaitUntil(_) if registry.is_at_rest() && !hurried && registry.is_crowded() => {
                    hurried = true;
                    turn.drain.hurry();
                    continue;
                }
                Pop::WaitUntil(at) => break After::Until(at),
                Pop::Empty | Pop::Closed => break After::Idle,
            };
            turn.ready = false;
            let call = self.begin(&mut turn.service, seq, request);
            if let Some(orphan) = registry.hand(seq, call) {
                self.shared().adopt(seq, orphan);
            }
        };
        if clock.is_unnoted {
            turn.drain.gave_at(Tick(clock.now().to_nanos()));
        }
        after
    }

    fn next(&self, turn: &mut Turn<S, Req>, clock: &mut Clock) -> Pop<Req, Instant> {
        if let Some((seq, value)) = turn.drain.take_calm(|| Tick(clock.now().to_nanos())) {
            clock.is_unnoted = true;
            return Pop::Item { seq, value, late: false, skipped: None };
        }
        let now = clock.now();
        if std::mem::take(&mut clock.is_unnoted) {
            turn.drain.gave_at(Tick(now.to_nanos()));
        }
        turn.drain.pop(now)
    }

    fn begin(&self, service: &mut S, seq: u64, request: Req) -> Call<S::Response> {
        match catch_unwind(AssertUnwindSafe(|| service.call(request))) {
            Ok(call) => Box::pin(AssertUnwindSafe(call).catch_unwind().map(move |outcome| settle(seq, outcome))),
            Err(panic) => Box::pin(std::future::ready(settle::<_, S::Error>(seq, Err(panic)))),
        }
    }

    /// The inner service takes no more calls. Those it has already are still driven to their end.
    fn fail(&self, turn: &mut Turn<S, Req>, error: BoxError) {
        let error = CallError::not_ready(error);
        tracing::error!(%error, "the service behind the reorder buffer failed; closed");
        turn.failed = true;
        self.shared().registry.close(error);
        // Those who wait for room hear of it, too.
        turn.drain.close();
    }
}

impl<S, Req> Drive<Req, S::Response> for Engine<S, Req, S::Response>
where
    Req: Send + 'static,
    S: Service<Req> + Send + 'static,
    S::Response: Default + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    fn drive(&self) {
        let asked = self.turns.ask(|turn| {
            let is_news = match self.run(turn, false) {
                After::Idle => false,
                After::Until(at) if turn.armed.is_some_and(|armed| armed <= at) => false,
                After::Until(at) => {
                    turn.armed = Some(at);
                    true
                }
                After::More | After::Failed => true,
            };
            if is_news {
                self.shared.bell.0.wake();
            }
        });
        if asked == Asked::Unfinished {
            self.shared.bell.0.wake();
        }
    }

    fn shared(&self) -> &Shared<Req, S::Response> {
        &self.shared
    }
}

/// A call came to its end: everyone hears of it, and others may go on. What is left for whoever drove it comes back.
pub(super) fn finish<Req: Send, Resp: Default>(
    engine: &dyn Drive<Req, Resp>,
    seq: u64,
    answer: Answer<Resp>,
) -> Answer<Resp> {
    let shared = engine.shared();
    let (answer, next) = shared.registry.finish(&shared.core, seq, answer);
    match next {
        Next::Nothing => {}
        Next::Turn => engine.drive(),
        Next::End => shared.bell.0.wake(),
    }
    answer
}

type Outcome<Resp, E> = Result<Result<Resp, E>, Box<dyn std::any::Any + Send>>;

fn settle<Resp, E: Into<BoxError>>(seq: u64, outcome: Outcome<Resp, E>) -> Result<Resp, CallError> {
    match outcome {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(error)) => Err(CallError::service(error.into())),
        Err(panic) => {
            let error = CallError::panicked(&*panic);
            tracing::error!(seq, %error, "a call panicked");
            Err(error)
        }
    }
}

/// The time of a turn, looked at once and only if somebody asks: a look costs more than an item.
#[derive(Debug, Default)]
struct Clock {
    now: Option<Instant>,
    /// Items were given out that the drain was not told the time of.
    is_unnoted: bool,
}

impl Clock {
    fn now(&mut self) -> Instant {
        *self.now.get_or_insert_with(|| tokio::time::Instant::now().into_std())
    }
}

/// As many as tokio lets its own resources give before a task has to yield.
const ITEMS_PER_TURN: usize = 128;
