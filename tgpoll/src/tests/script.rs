//! A Bot API in memory, with the rules of Telegram's own server that matter for polling, and faults on demand.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tgapi::client::RawOutput;
use tgapi::methods::GetUpdates;
use tgapi::{ApiError, Error, RawCall};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::api::Api;

/// The queue of one bot. Clones are the same server.
#[derive(Clone, Debug, Default)]
pub(super) struct Server {
    state: Arc<Mutex<State>>,
    changed: Arc<Notify>,
}

#[derive(Debug, Default)]
pub(super) struct State {
    /// Waiting updates: the JSON as it is sent.
    pub(super) queue: BTreeMap<u64, String>,
    pub(super) next: u64,
    /// Errors to answer the next requests with.
    pub(super) faults: VecDeque<Error>,
    /// Every request, and when it came.
    pub(super) requests: Vec<(Instant, GetUpdates)>,
    /// Ids that were forgotten because an offset confirmed them.
    pub(super) confirmed: Vec<u64>,
    pub(super) replies: Vec<(String, String)>,
    pub(super) reply_faults: VecDeque<Error>,
    pub(super) webhook: bool,
    pub(super) deleted: Vec<bool>,
    /// Requests that are being answered.
    pub(super) n_open: usize,
    last: Option<(Instant, i64)>,
}

impl Server {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Queues updates of these ids.
    pub(super) fn push(&self, ids: impl IntoIterator<Item = u64>) {
        for id in ids {
            self.push_json(id, format!(r#"{{"update_id":{id},"test":{{}}}}"#));
        }
    }

    pub(super) fn push_json(&self, id: u64, json: String) {
        let mut state = self.lock();
        state.queue.insert(id, json);
        state.next = id + 1;
        drop(state);
        self.changed.notify_waiters();
    }

    pub(super) fn fault(&self, error: Error) {
        self.lock().faults.push_back(error);
    }

    pub(super) fn offsets(&self) -> Vec<Option<i64>> {
        self.lock().requests.iter().map(|(_, request)| request.offset).collect()
    }

    /// The elements of an answer.
    fn answer(&self, request: &GetUpdates, first: bool) -> Result<Vec<String>, Error> {
        let mut state = self.lock();
        let now = Instant::now();
        let mut limit = request.limit.unwrap_or(100).clamp(1, 100) as usize;
        let offset = request.offset.unwrap_or(0);
        if first {
            state.requests.push((now, request.clone()));
            if let Some(error) = state.faults.pop_front() {
                return Err(error);
            }
            if state.webhook {
                return Err(conflict("can't use getUpdates method while webhook is active; use deleteWebhook"));
            }
            if state.last.is_some_and(|(at, last)| last == offset && now - at < Duration::from_millis(500)) {
                limit = 1;
            }
            state.last = Some((now, offset));
        }
        let mut from = u64::try_from(offset).unwrap();
        let oldest = state.queue.first_key_value().map_or(state.next, |(id, _)| *id);
        if from > state.next + 10 || from + 100_000 < oldest {
            from = 0;
        }
        let kept = state.queue.split_off(&from);
        let forgotten = std::mem::replace(&mut state.queue, kept);
        state.confirmed.extend(forgotten.into_keys());
        Ok(state.queue.values().take(limit).cloned().collect())
    }
}

impl Api for Server {
    async fn get_updates(&self, request: GetUpdates) -> Result<RawOutput, Error> {
        let _open = Open::new(self);
        let deadline = Instant::now() + Duration::from_secs(request.timeout.unwrap_or(0) as u64);
        // A request takes its time.
        tokio::time::sleep(Duration::from_millis(5)).await;
        let mut first = true;
        loop {
            let changed = self.changed.notified();
            let batch = self.answer(&request, first)?;
            first = false;
            if !batch.is_empty() || tokio::time::timeout_at(deadline, changed).await.is_err() {
                return Ok(RawOutput::new(format!("[{}]", batch.join(","))).unwrap());
            }
        }
    }

    async fn delete_webhook(&self, drop_pending_updates: bool) -> Result<(), Error> {
        let mut state = self.lock();
        if let Some(error) = state.faults.pop_front() {
            return Err(error);
        }
        state.webhook = false;
        state.deleted.push(drop_pending_updates);
        if drop_pending_updates {
            state.queue.clear();
        }
        Ok(())
    }

    async fn send_reply(&self, call: RawCall) -> Result<(), Error> {
        let mut state = self.lock();
        state.replies.push((call.method().to_owned(), call.params().to_owned()));
        state.reply_faults.pop_front().map_or(Ok(()), Err)
    }
}

/// Counts a request for as long as somebody waits for its answer.
struct Open(Server);

impl Open {
    fn new(server: &Server) -> Self {
        server.lock().n_open += 1;
        Self(server.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.lock().n_open -= 1;
    }
}

pub(super) fn api_error(code: u16, description: &str) -> Error {
    Error::refused("getUpdates", ApiError::new(code, description))
}

pub(super) fn conflict(text: &str) -> Error {
    api_error(409, &format!("Conflict: {text}"))
}

pub(super) fn network() -> Error {
    Error::network("getUpdates", "connection reset")
}
