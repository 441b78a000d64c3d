//! The albums that are being collected. One lock; what is called under it is `call` of the service inside, which does not
//! wait, because an album and the update behind it have to get there in this order.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tgapi::types::Message;
use tgapi::{BoxError, Lane, Reply, Update, UpdateId, UpdateKind, UserId};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::time::Instant;
use tower_service::Service;

use super::part;

/// How many messages an album has at most. <https://core.telegram.org/bots/api#sendmediagroup>
const MEMBERS_MAX: usize = 10;

pub(super) type Outcome = Result<Reply, BoxError>;
type Call = Box<dyn FnOnce(Update) -> Pin<Box<dyn Future<Output = Outcome> + Send>> + Send>;

pub(super) struct Table {
    settle: Duration,
    max_open: usize,
    state: Mutex<State>,
    /// Of albums that are being handled, by the number of the update that stands for them.
    collected: Mutex<HashMap<UpdateId, Arc<[Message]>>>,
}

#[derive(Default)]
struct State {
    /// Of each lane in the order in which they began.
    lanes: HashMap<Lane, Vec<Open>>,
    open: usize,
    next_number: u64,
    /// Nothing is collected any more.
    closed: bool,
}

/// An album that is being collected.
struct Open {
    number: u64,
    group: String,
    sender: Option<UserId>,
    members: Vec<Member>,
    /// Whether members are answered as they come, because the sender waits for that.
    answers_at_once: bool,
    settled_at: Instant,
    /// The service inside, which is ready for one update.
    call: Call,
}

struct Member {
    update: Update,
    /// Whoever waits for its outcome, unless it was answered.
    waits: Option<oneshot::Sender<Outcome>>,
}

impl Table {
    pub(super) fn new(settle: Duration, max_open: usize) -> Self {
        Self { settle, max_open, state: Mutex::default(), collected: Mutex::default() }
    }

    pub(super) fn settle(&self) -> Duration {
        self.settle
    }

    pub(super) fn max_open(&self) -> usize {
        self.max_open
    }

    pub(super) fn open(&self) -> usize {
        self.lock().open
    }

    /// The messages of the album that this update stands for.
    pub(super) fn collected(&self, update_id: UpdateId) -> Option<Arc<[Message]>> {
        self.collected.lock().unwrap_or_else(PoisonError::into_inner).get(&update_id).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a member of an album, whose outcome comes later, or lets an update go on to the service inside, behind the
    /// albums that it makes whole.
    pub(super) fn offer<S>(
        self: &Arc<Self>,
        update: Update,
        runtime: &Handle,
        inner: &mut S,
    ) -> Result<oneshot::Receiver<Outcome>, S::Future>
    where
        S: Service<Update, Response = Reply> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
    {
        let mut state = self.lock();
        if state.closed {
            return Err(inner.call(update));
        }
        let lane = update.lane();
        let sender = update.from().map(|user| user.id);
        let Some(group) = part(&update).and_then(|message| message.media_group_id.clone()) else {
            let made_whole = state.remove(lane, |open| open.sender == sender);
            made_whole.into_iter().for_each(|open| self.hand_on(open, runtime));
            return Err(inner.call(update));
        };
        let (waits, outcome) = oneshot::channel();
        let mut member = Member { update, waits: Some(waits) };
        let settled_at = Instant::now() + self.settle;
        if let Some(open) = state.find(lane, |open| open.group == group) {
            if open.answers_at_once {
                member.answer();
            }
            open.settled_at = settled_at;
            open.members.push(member);
            if open.members.len() >= MEMBERS_MAX {
                let number = open.number;
                let whole = state.remove(lane, |open| open.number == number);
                whole.into_iter().for_each(|open| self.hand_on(open, runtime));
            }
            return Ok(outcome);
        }
        // Of the same sender's, another album begins: the one before is whole.
        let made_whole = state.remove(lane, |open| open.sender == sender);
        made_whole.into_iter().for_each(|open| self.hand_on(open, runtime));
        if state.open >= self.max_open
            && let Some(oldest) = state.remove_oldest()
        {
            self.hand_on(oldest, runtime);
        }
        let number = state.next_number;
        state.next_number += 1;
        state.open += 1;
        state.lanes.entry(lane).or_default().push(Open {
            number,
            group,
            sender,
            members: vec![member],
            answers_at_once: false,
            settled_at,
            call: take_ready(inner),
        });
        drop(state);
        runtime.spawn(Arc::clone(self).watch(lane, number, settled_at));
        Ok(outcome)
    }

    /// Waits until an album is whole. Ends by itself soon after it was handed on by somebody else.
    async fn watch(self: Arc<Self>, lane: Lane, number: u64, mut at: Instant) {
        loop {
            tokio::time::sleep_until(at).await;
            match self.look(lane, number) {
                Some(later) => at = later,
                None => return,
            }
        }
    }

    /// Hands an album on if it is whole, or says when to look again.
    fn look(self: &Arc<Self>, lane: Lane, number: u64) -> Option<Instant> {
        let mut state = self.lock();
        let open = state.find(lane, |open| open.number == number)?;
        if Instant::now() < open.settled_at {
            return Some(open.settled_at);
        }
        if let ([only], false) = (&mut *open.members, open.answers_at_once) {
            // Perhaps the second is only sent when the first is answered.
            only.answer();
            open.answers_at_once = true;
            open.settled_at = Instant::now() + self.settle;
            return Some(open.settled_at);
        }
        for open in state.remove(lane, |open| open.number == number) {
            self.hand_on(open, &Handle::current());
        }
        None
    }

    pub(super) fn close_all(self: &Arc<Self>) {
        let mut state = self.lock();
        state.closed = true;
        state.open = 0;
        let mut all: Vec<_> = std::mem::take(&mut state.lanes).into_values().flatten().collect();
        all.sort_by_key(|open| open.number);
        // Without a runtime nobody handles them: their answers fail.
        if let Ok(runtime) = Handle::try_current() {
            all.into_iter().for_each(|open| self.hand_on(open, &runtime));
        }
    }

    /// Gives an album to the service inside. Called under the lock.
    fn hand_on(self: &Arc<Self>, open: Open, runtime: &Handle) {
        let Open { mut members, call, .. } = open;
        members.sort_by_key(|member| part(&member.update).map(|message| message.message_id));
        let mut messages = Vec::with_capacity(members.len());
        let mut waiting = Vec::with_capacity(members.len());
        let mut first = None;
        for Member { update, waits } in members {
            let answered = waits.is_none();
            waiting.extend(waits);
            if first.is_none() {
                messages.extend(part(&update).cloned());
                first = Some((update, answered));
            } else {
                messages.extend(into_message(update));
            }
        }
        let Some((first, answered)) = first else { return };
        let place = Collected { table: Arc::clone(self), update_id: first.update_id };
        self.collected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(first.update_id, messages.into_boxed_slice().into());
        let handled = call(first);
        runtime.spawn(async move {
            let outcome = handled.await;
            let update_id = place.update_id;
            drop(place);
            if answered && let Err(error) = &outcome {
                tracing::error!(update_id = update_id.0, %error, "an album is lost: its messages were answered already");
            }
            tell(waiting, outcome, update_id);
        });
    }
}

impl State {
    fn find(&mut self, lane: Lane, is: impl Fn(&Open) -> bool) -> Option<&mut Open> {
        self.lanes.get_mut(&lane)?.iter_mut().find(|open| is(open))
    }

    /// Takes those out of a lane that `is` picks, in the order in which they began.
    fn remove(&mut self, lane: Lane, is: impl Fn(&Open) -> bool) -> Vec<Open> {
        let Some(albums) = self.lanes.get_mut(&lane) else { return Vec::new() };
        let (gone, rest) = std::mem::take(albums).into_iter().partition(|open| is(open));
        *albums = rest;
        if albums.is_empty() {
            self.lanes.remove(&lane);
        }
        let gone: Vec<Open> = gone;
        self.open -= gone.len();
        if self.open == 0 {
            self.lanes.shrink_to(64);
        }
        gone
    }

    fn remove_oldest(&mut self) -> Option<Open> {
        let firsts = self.lanes.iter().filter_map(|(lane, albums)| Some((albums.first()?.number, *lane)));
        let (number, lane) = firsts.min_by_key(|(number, _)| *number)?;
        self.remove(lane, |open| open.number == number).pop()
    }
}

impl Member {
    fn answer(&mut self) {
        if let Some(waits) = self.waits.take() {
            let _ = waits.send(Ok(Reply::None));
        }
    }
}

/// Tells members what became of their album. The last of them has the reply, or the error as it was.
fn tell(mut waiting: Vec<oneshot::Sender<Outcome>>, outcome: Outcome, update_id: UpdateId) {
    let Some(last) = waiting.pop() else {
        if let Ok(Reply::Call(call)) = &outcome {
            let method = call.method();
            tracing::error!(update_id = update_id.0, method, "no response is left that could carry an album's reply");
        }
        return;
    };
    for member in waiting {
        // Nobody listens if the caller has gone.
        let _ = member.send(match &outcome {
            Ok(_) => Ok(Reply::None),
            Err(error) => Err(format!("the album of this message was not handled: {error}").into()),
        });
    }
    let _ = last.send(outcome);
}

fn into_message(update: Update) -> Option<Message> {
    match update.kind {
        UpdateKind::Message(message) | UpdateKind::ChannelPost(message) | UpdateKind::BusinessMessage(message) => {
            Some(*message)
        }
        _ => None,
    }
}

/// Takes the service that is ready for an album, which has a place in it, and leaves a clone.
fn take_ready<S>(inner: &mut S) -> Call
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    let clone = inner.clone();
    let mut service = std::mem::replace(inner, clone);
    Box::new(move |update| {
        let future = service.call(update);
        Box::pin(async move { future.await.map_err(Into::into) })
    })
}

/// The messages of an album, there for as long as it is handled.
struct Collected {
    table: Arc<Table>,
    update_id: UpdateId,
}

impl Drop for Collected {
    fn drop(&mut self) {
        let mut collected = self.table.collected.lock().unwrap_or_else(PoisonError::into_inner);
        collected.remove(&self.update_id);
        if collected.is_empty() {
            collected.shrink_to(64);
        }
    }
}
