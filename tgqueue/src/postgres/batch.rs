//! What goes into one commit: the updates of several calls, as the columns of a statement, and what is answered to each.

use tgapi::UserId;
use tokio::sync::oneshot;

use super::append::{APPEND, STORE, STORE_ONE};
use super::pool::Link;
use super::shared::Shared;
use super::{clean, column, number};
use crate::SEEN_FOR;
use crate::error::EngineError;
use crate::item::{Appended, Key, NewUpdate};

/// A call of `append`.
pub(super) struct Job {
    pub(super) updates: Vec<NewUpdate>,
    pub(super) answer: oneshot::Sender<Result<Vec<Appended>, EngineError>>,
}

/// Calls to be stored together.
#[derive(Default)]
pub(super) struct Batch {
    jobs: Vec<Job>,
    updates: usize,
    bytes: usize,
    unreadable: bool,
}

/// How many updates go into one commit, and how many bytes, before the next call is left for the one after.
const UPDATES: usize = 512;
const BYTES: usize = 4 * 1024 * 1024;

impl Batch {
    pub(super) fn push(&mut self, job: Job) {
        self.updates += job.updates.len();
        self.bytes += job.updates.iter().map(|update| update.raw.len()).sum::<usize>();
        self.unreadable |= job.updates.iter().any(|update| matches!(update.key, Key::Unreadable { .. }));
        self.jobs.push(job);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.updates >= UPDATES || self.bytes >= BYTES
    }

    /// How many calls.
    pub(super) fn calls(&self) -> usize {
        self.jobs.len()
    }

    /// Whether a short statement may do.
    pub(super) fn is_plain(&self) -> bool {
        !self.unreadable
    }

    /// Whether it is a single update.
    pub(super) fn is_one(&self) -> bool {
        self.updates == 1
    }

    /// All bots, each once.
    pub(super) fn bots(&self) -> Vec<UserId> {
        let mut bots: Vec<_> = self.updates().map(|update| update.bot).collect();
        bots.sort_unstable();
        bots.dedup();
        bots
    }

    fn updates(&self) -> impl Iterator<Item = &NewUpdate> {
        self.jobs.iter().flat_map(|job| &job.updates)
    }

    /// Sends the short statement; gives the rows, by their places, that it did not store.
    pub(super) async fn store(
        &self,
        link: &Link,
        shared: &Shared,
        before: Option<String>,
        name: String,
    ) -> Result<Vec<usize>, EngineError> {
        let arranged = Arranged::new(self.updates());
        let columns = Columns::new(arranged.rows.iter().copied(), shared)?;
        let Columns { bots, update_ids, lanes, kinds, conversations, raws, .. } = &columns;
        let distinct: Vec<i64> = self.bots().into_iter().map(|bot| bot.0).collect();
        let params: super::pool::Params<'_> =
            &[bots, update_ids, lanes, kinds, conversations, raws, &seen_for(), &distinct, &before, &name];
        let rows = link.query(STORE, params).await?;
        rows.iter().map(|row| Ok(usize::try_from(column::<i64>(row, 0)? - 1).unwrap_or(usize::MAX))).collect()
    }

    /// Sends the shortest statement, which takes a single update; gives what [`store`](Self::store) gives.
    pub(super) async fn store_one(&self, link: &Link, shared: &Shared) -> Result<Vec<usize>, EngineError> {
        let Some(update) = self.updates().next() else { return Ok(Vec::new()) };
        let Some(Place { update_id, lane, kind, conversation }) = Place::new(update, lanes(update.bot, shared)?) else {
            return Ok(vec![0]);
        };
        let params: super::pool::Params<'_> =
            &[&update.bot.0, &update_id, &lane, &kind, &conversation, &&*update.raw, &seen_for()];
        let stored = link.execute(STORE_ONE, params).await?;
        Ok(if stored == 0 { vec![0] } else { Vec::new() })
    }

    /// Sends the long statement for what the short one did not store; gives the answers to all.
    pub(super) async fn complete(
        &self,
        link: &Link,
        shared: &Shared,
        missing: &[usize],
    ) -> Result<Vec<Appended>, EngineError> {
        let arranged = Arranged::new(self.updates());
        let mut answers = vec![Appended::Fresh; arranged.rows.len()];
        if !missing.is_empty() {
            let rows = missing.iter().filter_map(|at| arranged.rows.get(*at).copied());
            let found = append(link, &Columns::new(rows, shared)?).await?;
            for (at, answer) in missing.iter().zip(found) {
                if let Some(place) = answers.get_mut(*at) {
                    *place = answer;
                }
            }
        }
        Ok(arranged.answers(&answers))
    }

    /// Sends the long statement for all.
    pub(super) async fn append(&self, link: &Link, shared: &Shared) -> Result<Vec<Appended>, EngineError> {
        let arranged = Arranged::new(self.updates());
        let answers = append(link, &Columns::new(arranged.rows.iter().copied(), shared)?).await?;
        Ok(arranged.answers(&answers))
    }

    /// Tells all callers.
    pub(super) fn answer(self, stored: Result<Vec<Appended>, EngineError>) {
        match stored {
            Ok(mut answers) => {
                for job in self.jobs {
                    let rest = answers.split_off(job.updates.len().min(answers.len()));
                    // Whoever does not wait any more will send it again.
                    let _ = job.answer.send(Ok(std::mem::replace(&mut answers, rest)));
                }
            }
            Err(error) => {
                for job in self.jobs {
                    let _ = job.answer.send(Err(error.clone()));
                }
            }
        }
    }
}

async fn append(link: &Link, columns: &Columns<'_>) -> Result<Vec<Appended>, EngineError> {
    let Columns { bots, update_ids, lanes, kinds, conversations, reasons, raws } = columns;
    let params: super::pool::Params<'_> = &[bots, update_ids, lanes, kinds, conversations, reasons, raws, &seen_for()];
    let rows = link.query(APPEND, params).await?;
    rows.iter()
        .map(|row| {
            Ok(match column::<i32>(row, 0)? {
                0 => Appended::Fresh,
                1 => Appended::Duplicate,
                _ => Appended::AlreadyDone,
            })
        })
        .collect()
}

fn seen_for() -> i64 {
    number(SEEN_FOR.as_millis())
}

/// Updates in the order of the primary key, each number of a bot once: the first that was handed over counts. Those
/// without a number come first, as they were handed over.
struct Arranged<'a> {
    rows: Vec<&'a NewUpdate>,
    /// Of each update as handed over: its row, and whether it is the one that is there.
    places: Vec<(usize, bool)>,
}

impl<'a> Arranged<'a> {
    fn new(updates: impl Iterator<Item = &'a NewUpdate>) -> Self {
        let mut sorted: Vec<_> = updates.enumerate().map(|(at, update)| (key(update), at, update)).collect();
        sorted.sort_unstable_by_key(|(key, at, _)| (*key, *at));
        let mut arranged = Self { rows: Vec::with_capacity(sorted.len()), places: vec![(0, false); sorted.len()] };
        let mut last = None;
        for (key, at, update) in sorted {
            let first = key.is_none() || key != last;
            if first {
                arranged.rows.push(update);
            }
            last = key;
            arranged.places[at] = (arranged.rows.len() - 1, first);
        }
        arranged
    }

    /// What is answered to each update as handed over.
    fn answers(&self, of_rows: &[Appended]) -> Vec<Appended> {
        let answer = |(row, first): &(usize, bool)| match of_rows.get(*row) {
            Some(Appended::Fresh) if *first => Appended::Fresh,
            Some(Appended::AlreadyDone) => Appended::AlreadyDone,
            _ => Appended::Duplicate,
        };
        self.places.iter().map(answer).collect()
    }
}

/// As the database sorts it.
fn key(update: &NewUpdate) -> Option<(i64, i64)> {
    match &update.key {
        Key::Known { update_id, .. } => Some((update.bot.0, update_id.0.cast_signed())),
        Key::Unreadable { .. } => None,
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

impl<'a> Columns<'a> {
    fn new(rows: impl Iterator<Item = &'a NewUpdate>, shared: &Shared) -> Result<Self, EngineError> {
        let mut columns = Self::default();
        let mut last = None;
        for update in rows {
            let lanes = match last {
                Some((bot, lanes)) if bot == update.bot => lanes,
                _ => lanes(update.bot, shared)?,
            };
            last = Some((update.bot, lanes));
            columns.push(update, lanes);
        }
        Ok(columns)
    }

    fn push(&mut self, update: &'a NewUpdate, lanes: u32) {
        self.bots.push(update.bot.0);
        self.raws.push(&update.raw);
        let place = Place::new(update, lanes);
        self.update_ids.push(place.as_ref().map(|place| place.update_id));
        self.lanes.push(place.as_ref().map(|place| place.lane));
        self.kinds.push(place.as_ref().map(|place| place.kind));
        self.conversations.push(place.as_ref().map(|place| place.conversation));
        self.reasons.push(match &update.key {
            Key::Known { .. } => None,
            Key::Unreadable { reason } => Some(clean(reason)),
        });
    }
}

/// Where an update belongs, as the database has it. None of one without a number.
struct Place {
    update_id: i64,
    lane: i32,
    kind: i16,
    conversation: i64,
}

impl Place {
    fn new(update: &NewUpdate, lanes: u32) -> Option<Self> {
        let Key::Known { update_id, conversation } = &update.key else { return None };
        let (kind, number) = conversation.to_parts();
        let lane = i32::try_from(conversation.lane_of(lanes)).unwrap_or_default();
        Some(Self { update_id: update_id.0.cast_signed(), lane, kind: kind.into(), conversation: number })
    }
}

fn lanes(bot: UserId, shared: &Shared) -> Result<u32, EngineError> {
    let unknown = || EngineError::Corrupted { what: "nobody asked how many lanes the bot has".into() };
    shared.known_lanes(bot).ok_or_else(unknown)
}
