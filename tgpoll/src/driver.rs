//! The loop around the machine: the only place with sockets, tasks and a clock.
//!
//! Knows: how to make a request, hand an update to the service and wait for whatever happens first. Decides nothing:
//! that is `machine.rs`.

use std::future::{pending, poll_fn};
use std::pin::{Pin, pin};
use std::time::Duration;

use futures_util::FutureExt;
use tgapi::methods::GetUpdates;
use tgapi::{BoxError, Error, Reply, Update};
use tokio::sync::{mpsc, watch};
use tokio::task::coop::unconstrained;
use tokio::time::{Instant, Sleep};
use tower_service::Service;
use tracing::Instrument;

use crate::api::Api;
use crate::batch::{Element, elements};
use crate::call::{Outcome, run_call};
use crate::classify::classify;
use crate::config::Config;
use crate::error::{PollError, with_causes};
use crate::ledger::Ticket;
use crate::machine::{Machine, Request};
use crate::summary::PollSummary;

impl Machine<Element> {
    fn handle_ended(&mut self, now: std::time::Instant, ticket: Ticket, outcome: Outcome) {
        match outcome {
            Outcome::Handled { replied } => self.handle_handled(now, ticket, replied),
            Outcome::Refused { reason } => self.handle_refused(now, ticket, reason),
        }
    }
}

/// What happened.
enum Input {
    Stop,
    Ended((Ticket, Outcome)),
    Answered(Result<Answer, Error>),
    Ready(Result<(), BoxError>),
    Timeout,
}

enum Answer {
    Updates(Vec<Option<(u64, Element)>>),
    Deleted,
}

type Pending = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

pub(crate) async fn run<A, S>(
    api: A,
    mut service: S,
    config: Config,
    counters: watch::Sender<PollSummary>,
    shutdown: impl Future<Output = ()>,
) -> Result<PollSummary, PollError>
where
    A: Api,
    S: Service<Update, Response = Reply>,
    S::Error: Into<BoxError> + 'static,
    S::Future: Send + 'static,
{
    let seed = config.seed.unwrap_or_else(|| fastrand::u64(..));
    let allowed = config.allowed_updates.clone();
    let mut machine = Machine::new(config, seed);
    let mut shutdown = pin!(shutdown);
    let mut stopping = false;
    let mut request: Option<Pending> = None;
    // No more can be in it than updates are in flight, which the machine bounds.
    let (ends, mut ended) = mpsc::unbounded_channel();
    let mut alarm = Alarm::default();
    let mut broken: Option<BoxError> = None;

    loop {
        let now = Instant::now();
        machine.handle_timeout(now.into_std());
        if let Some(next) = machine.poll_request(now.into_std()) {
            request = Some(start(&api, next, allowed.as_ref(), machine.known()));
        }
        let summary = machine.summary();
        counters.send_if_modified(|seen| std::mem::replace(seen, summary) != summary);
        while let Some(event) = machine.poll_event() {
            event.log();
        }
        if machine.is_done() {
            return match broken {
                Some(error) => Err(PollError::Service { error, summary: Box::new(summary) }),
                None => Ok(summary),
            };
        }
        let wake = machine.poll_timeout(now.into_std());

        let input = tokio::select! {
            biased;
            () = &mut shutdown, if !stopping => Input::Stop,
            Some(end) = ended.recv() => {
                // A turn of this loop costs more than the end of a call: those that can end now do so first.
                tokio::task::yield_now().await;
                Input::Ended(end)
            }
            answer = answered(&mut request) => Input::Answered(answer),
            ready = poll_fn(|cx| service.poll_ready(cx)), if machine.has_update(now.into_std()) => {
                Input::Ready(ready.map_err(Into::into))
            }
            () = alarm.at(wake) => Input::Timeout,
        };

        let now = Instant::now().into_std();
        match input {
            Input::Stop => {
                stopping = true;
                request = None;
                machine.handle_stop(now);
            }
            Input::Ended(first) => {
                let others = std::iter::from_fn(|| ended.try_recv().ok());
                for (ticket, outcome) in std::iter::once(first).chain(others) {
                    machine.handle_ended(now, ticket, outcome);
                }
            }
            Input::Answered(answer) => {
                request = None;
                match answer {
                    Ok(Answer::Updates(elements)) => machine.handle_answer(now, elements),
                    Ok(Answer::Deleted) => machine.handle_deleted(),
                    Err(error) => {
                        machine.handle_failure(now, classify(&error), error.to_string());
                        if machine.is_done() && !stopping {
                            return Err(refused(error, &mut machine, &counters));
                        }
                    }
                }
            }
            Input::Ready(Ok(())) => {
                // The rest of a batch at once, as long as the service is ready for it. Readiness that turns out to be an
                // error is told again by the next turn.
                while let Some((ticket, update)) = machine.poll_update(now) {
                    let call = service.call(update);
                    // Nobody holds the task: what was accepted goes on without the poller.
                    tokio::spawn(run_call(api.clone(), ticket, call, ends.clone()).in_current_span());
                    // A batch is bounded: no use in leaving the rest of it for another turn.
                    let ready = unconstrained(poll_fn(|cx| service.poll_ready(cx)));
                    if !machine.has_update(now) || !matches!(ready.now_or_never(), Some(Ok(()))) {
                        break;
                    }
                }
            }
            Input::Ready(Err(error)) => {
                tracing::error!("the service takes no more updates, polling ends: {}", with_causes(&*error));
                broken = Some(error);
                stopping = true;
                request = None;
                machine.handle_stop(now);
            }
            Input::Timeout => {}
        }
    }
}

fn start<A: Api>(api: &A, request: Request, allowed: Option<&Vec<tgapi::UpdateType>>, known: Vec<u64>) -> Pending {
    let api = api.clone();
    match request {
        Request::DeleteWebhook { drop_pending } => {
            Box::pin(async move { api.delete_webhook(drop_pending).await.map(|()| Answer::Deleted) })
        }
        Request::Fetch { offset, limit, timeout } => {
            let mut call = get_updates(offset, limit, timeout);
            call.allowed_updates = allowed.cloned();
            Box::pin(async move { elements(&api.get_updates(call).await?, &known).map(Answer::Updates) })
        }
        Request::Confirm { offset } => {
            let call = get_updates(Some(offset), 1, Duration::ZERO);
            // What waits is for the next start.
            Box::pin(async move { api.get_updates(call).await.map(|_| Answer::Updates(Vec::new())) })
        }
    }
}

fn get_updates(offset: Option<u64>, limit: usize, timeout: Duration) -> GetUpdates {
    let clamped = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let mut call = GetUpdates::new().limit(clamped(limit as u64)).timeout(clamped(timeout.as_secs()));
    call.offset = offset.map(clamped);
    call
}

async fn answered(request: &mut Option<Pending>) -> Result<Answer, Error> {
    match request {
        Some(request) => request.await,
        None => pending().await,
    }
}

/// A timer that is set anew only when it has to ring earlier: most moments are put off again and again, and it may ring
/// too early, but not too late.
#[derive(Default)]
struct Alarm(Option<Pin<Box<Sleep>>>);

impl Alarm {
    async fn at(&mut self, wake: Option<std::time::Instant>) {
        let Some(wake) = wake.map(Instant::from_std) else { return pending().await };
        match &mut self.0 {
            Some(sleep) if sleep.deadline() <= wake && !sleep.is_elapsed() => {}
            Some(sleep) => sleep.as_mut().reset(wake),
            None => self.0 = Some(Box::pin(tokio::time::sleep_until(wake))),
        }
        if let Some(sleep) = &mut self.0 {
            sleep.as_mut().await;
        }
    }
}

/// The end by a refusal that will not pass.
fn refused(error: Error, machine: &mut Machine<Element>, counters: &watch::Sender<PollSummary>) -> PollError {
    while let Some(event) = machine.poll_event() {
        event.log();
    }
    let summary = machine.summary();
    counters.send_replace(summary);
    let summary = Box::new(summary);
    match error.into_api() {
        Ok(error) if error.code() == 404 => PollError::NotFound { error, summary },
        Ok(error) => PollError::Unauthorized { error, summary },
        // Only a refusal ends polling; see `classify`.
        Err(other) => PollError::Unauthorized { error: tgapi::ApiError::new(0, other.to_string()), summary },
    }
}
