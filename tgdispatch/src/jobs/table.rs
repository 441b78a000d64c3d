//! Which jobs there are, in the order in which they are due. The time is an argument.

use std::collections::{BTreeSet, HashMap};
use std::time::SystemTime;

use tgapi::Lane;
use tokio::time::Instant;

use super::schedule::{Due, Schedule};
use super::{JobError, JobId, JobSpec, PendingJob};

pub(super) struct Table {
    jobs: HashMap<JobId, Entry>,
    queue: BTreeSet<(Instant, JobId)>,
    last: u64,
    /// Jobs that are not in `jobs` any more, and are not done with.
    last_turns: usize,
    /// How many jobs have become updates: no two updates have one number.
    updates: u64,
    started: bool,
    stopped: bool,
    /// When it was looked at last: time does not go back, and the queue counts on that.
    seen: Instant,
}

#[derive(Debug)]
struct Entry {
    spec: JobSpec,
    schedule: Schedule,
    due: Due,
    /// A turn of it is an update that is not done with.
    under_way: bool,
}

/// A job that is due.
#[derive(Debug)]
pub(super) struct Turn {
    pub(super) id: JobId,
    pub(super) spec: JobSpec,
    /// The how-manieth of all turns.
    pub(super) number: u64,
    /// The job, if no other turn will follow.
    last: Option<Entry>,
}

impl Table {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            jobs: HashMap::new(),
            queue: BTreeSet::new(),
            last: 0,
            last_turns: 0,
            updates: 0,
            started: false,
            stopped: false,
            seen: now,
        }
    }

    /// Adds a job, and says whether it is now the first to be due.
    pub(super) fn add(
        &mut self,
        schedule: Schedule,
        spec: JobSpec,
        now: Instant,
        today: SystemTime,
    ) -> Result<(JobId, bool), JobError> {
        if !schedule.has_period() {
            return Err(JobError::NoPeriod);
        }
        let due = schedule.first(now, today).ok_or(JobError::Never)?;
        self.last += 1;
        let id = JobId(self.last);
        self.queue.insert((due.wake, id));
        self.jobs.insert(id, Entry { spec, schedule, due, under_way: false });
        Ok((id, self.queue.first() == Some(&(due.wake, id))))
    }

    pub(super) fn cancel(&mut self, id: JobId) -> bool {
        let Some(entry) = self.jobs.remove(&id) else { return false };
        self.queue.remove(&(entry.due.wake, id));
        self.shrink();
        true
    }

    pub(super) fn cancel_all(&mut self, name: &str, lane: Option<Lane>) -> usize {
        let is = |entry: &Entry| entry.spec.name() == name && entry.spec.lane() == lane;
        let gone: Vec<_> = self.jobs.iter().filter(|(_, entry)| is(entry)).map(|(id, _)| *id).collect();
        gone.iter().filter(|id| self.cancel(**id)).count()
    }

    /// The next job that is due, if one is; else when to look again, if ever.
    pub(super) fn take_due(&mut self, now: Instant, today: SystemTime) -> Result<Turn, Option<Instant>> {
        self.seen = self.seen.max(now);
        loop {
            let Some((wake, id)) = self.queue.first().copied() else { return Err(None) };
            if wake > self.seen {
                return Err(Some(wake));
            }
            self.queue.pop_first();
            let Some(entry) = self.jobs.get_mut(&id) else { continue };
            if let Some(later) = entry.due.not_yet(now, today) {
                entry.due = later;
                self.queue.insert((later.wake, id));
                continue;
            }
            let was_under_way = entry.under_way;
            let spec = entry.spec.clone();
            let next = entry.schedule.next(entry.due, now, today);
            let last = match next {
                Some(next) => {
                    entry.due = next;
                    entry.under_way = true;
                    self.queue.insert((next.wake, id));
                    None
                }
                None => {
                    let last = self.jobs.remove(&id);
                    self.shrink();
                    last
                }
            };
            if was_under_way {
                tracing::warn!(job = spec.name(), "a job is left out: the turn before is not done with");
                continue;
            }
            self.last_turns += usize::from(last.is_some());
            self.updates += 1;
            return Ok(Turn { id, spec, number: self.updates, last });
        }
    }

    /// A turn is done with.
    pub(super) fn done(&mut self, turn: &Turn) {
        if turn.last.is_some() {
            self.last_turns -= 1;
        } else if let Some(entry) = self.jobs.get_mut(&turn.id) {
            entry.under_way = false;
        }
    }

    /// A turn was not taken, because everything ends: its job is one that is left.
    pub(super) fn put_back(&mut self, mut turn: Turn) {
        self.done(&turn);
        if let Some(entry) = turn.last.take() {
            self.queue.insert((entry.due.wake, turn.id));
            self.jobs.insert(turn.id, entry);
        }
    }

    pub(super) fn pending(&self, now: Instant, today: SystemTime) -> Vec<PendingJob> {
        let entries = self.queue.iter().filter_map(|(_, id)| Some((*id, self.jobs.get(id)?)));
        let mut pending: Vec<_> = entries
            .map(|(id, entry)| PendingJob {
                id,
                spec: entry.spec.clone(),
                due: entry.due.time(now, today),
                repeats: entry.schedule.repeats(),
            })
            .collect();
        pending.sort_by_key(|job| job.due);
        pending
    }

    /// How many there are, those included that are due and not done with.
    pub(super) fn len(&self) -> usize {
        self.jobs.len() + self.last_turns
    }

    /// False if it was started before.
    pub(super) fn start(&mut self) -> bool {
        !std::mem::replace(&mut self.started, true)
    }

    /// What is left stays there, to be looked at.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }

    fn shrink(&mut self) {
        if self.jobs.is_empty() {
            self.jobs.shrink_to(64);
        }
    }
}
