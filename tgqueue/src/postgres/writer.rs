//! Group commit: what is to be stored while a commit is under way goes into the next one, all in one statement.

use std::sync::{Arc, Weak};

use tgapi::UserId;
use tokio::sync::{mpsc, oneshot};

use super::shared::Shared;
use super::{clean, sql};
use crate::SEEN_FOR;
use crate::error::EngineError;
use crate::item::{Appended, Key, NewUpdate};

pub(super) struct Job {
    pub(super) updates: Vec<NewUpdate>,
    pub(super) answer: oneshot::Sender<Result<Vec<Appended>, EngineError>>,
}

/// How many calls may wait for their commit; further ones wait to be let in.
pub(super) const QUEUE: usize = 1024;

/// How many updates go into one commit, and how many bytes, before the next call is left for the one after.
const BATCH: usize = 512;
const BATCH_BYTES: usize = 4 * 1024 * 1024;

/// Until the last engine is gone. No timer: the commit is the timer.
///
/// One after another, never two at once: a poller hands over several updates of a chat without waiting for each, and the
/// later one must not be there, and handled, before the earlier one is.
pub(super) async fn run(shared: Weak<Shared>, mut jobs: mpsc::Receiver<Job>) {
    while let Some(job) = jobs.recv().await {
        let Some(shared) = shared.upgrade() else { return };
        let mut batch = Vec::new();
        let (mut updates, mut bytes) = (0, 0);
        let mut next = Some(job);
        while let Some(job) = next {
            updates += job.updates.len();
            bytes += job.updates.iter().map(|update| update.raw.len()).sum::<usize>();
            batch.push(job);
            next = if updates < BATCH && bytes < BATCH_BYTES { jobs.try_recv().ok() } else { None };
        }
        let stored = shared.note(store(&shared, &batch).await);
        match stored {
            Ok(mut answers) => {
                for job in batch {
                    let rest = answers.split_off(job.updates.len().min(answers.len()));
                    // Whoever does not wait any more will send it again.
                    let _ = job.answer.send(Ok(std::mem::replace(&mut answers, rest)));
                }
                shared.arrived();
            }
            Err(error) => {
                for job in batch {
                    let _ = job.answer.send(Err(error.clone()));
                }
            }
        }
    }
}

#[derive(Default)]
struct Columns<'a> {
    bots: Vec<i64>,
    update_ids: Vec<Option<i64>>,
    lanes: Vec<Option<i32>>,
    kinds: Vec<Option<i16>>,
    conversations: Vec<Option<i64>>,
    reasons: Vec<Option<String>>,
    raws: Vec<&'a [u8]>,
}

async fn store(shared: &Arc<Shared>, batch: &[Job]) -> Result<Vec<Appended>, EngineError> {
    let mut columns = Columns::default();
    for update in batch.iter().flat_map(|job| &job.updates) {
        let lanes = shared.lanes(update.bot).await?;
        columns.push(update, lanes);
    }
    let mut link = shared.pool.get().await?;
    let seen_for = i64::try_from(SEEN_FOR.as_millis()).unwrap_or(i64::MAX);
    let Columns { bots, update_ids, lanes, kinds, conversations, reasons, raws } = &columns;
    let rows =
        link.query(sql::APPEND, &[bots, update_ids, lanes, kinds, conversations, reasons, raws, &seen_for]).await?;
    rows.iter()
        .map(|row| {
            Ok(match super::column::<i32>(row, 0)? {
                0 => Appended::Fresh,
                1 => Appended::Duplicate,
                _ => Appended::AlreadyDone,
            })
        })
        .collect()
}

impl<'a> Columns<'a> {
    fn push(&mut self, update: &'a NewUpdate, lanes: u32) {
        let UserId(bot) = update.bot;
        self.bots.push(bot);
        self.raws.push(&update.raw);
        let (known, reason) = match &update.key {
            Key::Known { update_id, conversation } => {
                let (kind, number) = conversation.to_parts();
                let lane = i32::try_from(conversation.lane_of(lanes)).unwrap_or_default();
                (Some((update_id.0.cast_signed(), lane, i16::from(kind), number)), None)
            }
            Key::Unreadable { reason } => (None, Some(clean(reason))),
        };
        self.update_ids.push(known.map(|known| known.0));
        self.lanes.push(known.map(|known| known.1));
        self.kinds.push(known.map(|known| known.2));
        self.conversations.push(known.map(|known| known.3));
        self.reasons.push(reason);
    }
}
