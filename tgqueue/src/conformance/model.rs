//! What an engine should hold, told in the plainest way: a list of everything that ever came.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use tgapi::{UpdateId, UserId};

use crate::SEEN_FOR;
use crate::conversation::Conversation;
use crate::item::{Appended, Stored};
use crate::lease::Lease;

/// Time since the history began.
pub(super) type Now = Duration;

#[derive(Default)]
pub(super) struct Model {
    pub(super) now: Now,
    /// By the number that is written in their content.
    pub(super) entries: Vec<Entry>,
    eras: BTreeMap<UserId, (u32, Now)>,
    pub(super) lanes: BTreeMap<(UserId, u32), Hold>,
    /// Which lane a conversation is in, as the engine showed.
    pub(super) lane_of: BTreeMap<(UserId, Conversation), u32>,
    /// Leases that ended without being given back.
    unclean: BTreeSet<Lease>,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) bot: UserId,
    pub(super) update: Option<(UpdateId, Conversation)>,
    pub(super) raw: String,
    era: u32,
    pub(super) arrived: Now,
    pub(super) state: State,
    /// What it was before marks that may be lost in a crash.
    pub(super) before: Vec<(State, Notes)>,
    pub(super) notes: Notes,
    /// Every lease it was handed out under.
    pub(super) handed_out: BTreeSet<Lease>,
    /// Every lease that began when it was there.
    before_lease: BTreeSet<Lease>,
}

/// Under which leases it was begun, and nothing was said of it.
pub(super) type Notes = BTreeSet<Lease>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Waiting { attempts: u32, due: Now },
    Dead { attempts: u32 },
    Done,
}

/// The newest lease of a lane.
#[derive(Clone, Debug)]
pub(super) struct Hold {
    pub(super) epoch: u64,
    pub(super) worker: String,
    until: Now,
    released: bool,
    /// Its process died: whether the engine remembers it is its own affair.
    orphaned: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Current,
    /// It ran out and nobody took it, or its holder died: may be honoured or not.
    RanOut,
    Over,
}

impl Model {
    pub(super) fn append(&mut self, bot: UserId, update: Option<(UpdateId, Conversation)>, raw: String) -> Appended {
        let now = self.now;
        let Some((update_id, _)) = update else {
            let state = State::Dead { attempts: 0 };
            self.entries.push(Entry::new(bot, update, raw, 0, now, state));
            return Appended::Fresh;
        };
        let same = |entry: &&Entry| entry.bot == bot && entry.update.is_some_and(|(id, _)| id == update_id);
        if let Some(last) = self.entries.iter().rev().find(same)
            && now - last.arrived < SEEN_FOR
        {
            return if last.state == State::Done { Appended::AlreadyDone } else { Appended::Duplicate };
        }
        let (era, last_arrival) = self.eras.entry(bot).or_insert((0, now));
        *era += u32::from(now - *last_arrival >= SEEN_FOR);
        *last_arrival = now;
        let (era, state) = (*era, State::Waiting { attempts: 0, due: now });
        self.entries.push(Entry::new(bot, update, raw, era, now, state));
        Appended::Fresh
    }

    /// What waits in a conversation, by its number in the list and in its order.
    pub(super) fn line(&self, bot: UserId, conversation: Conversation) -> Vec<usize> {
        let mut line: Vec<_> = self
            .waiting(bot)
            .filter_map(|(number, entry)| {
                let (update_id, of) = entry.update?;
                (of == conversation).then_some((entry.era, update_id, number))
            })
            .collect();
        line.sort_unstable();
        line.into_iter().map(|(_, _, number)| number).collect()
    }

    /// Where an update stands in its conversation.
    pub(super) fn place(&self, raw: &[u8]) -> Option<(u32, UpdateId, usize)> {
        let (number, entry) = self.entries.iter().enumerate().find(|(_, entry)| entry.raw.as_bytes() == raw)?;
        Some((entry.era, entry.update?.0, number))
    }

    pub(super) fn hand_out(&mut self, stored: &Stored) {
        let entry = self.entries.iter_mut().find(|entry| entry.raw.as_bytes() == &stored.raw[..]);
        entry.map(|entry| entry.handed_out.insert(stored.lease));
    }

    pub(super) fn waiting(&self, bot: UserId) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries
            .iter()
            .enumerate()
            .filter(move |(_, entry)| entry.bot == bot && entry.attempts_if_waiting().is_some())
    }

    pub(super) fn conversations(&self, bot: UserId) -> Vec<Conversation> {
        let mut all: Vec<_> = self.waiting(bot).filter_map(|(_, entry)| Some(entry.update?.1)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    pub(super) fn standing(&self, lease: Lease) -> Standing {
        match self.lanes.get(&(lease.bot, lease.lane)) {
            Some(hold) if hold.epoch == lease.epoch && !hold.released => {
                if hold.until > self.now && !hold.orphaned {
                    Standing::Current
                } else {
                    Standing::RanOut
                }
            }
            _ => Standing::Over,
        }
    }

    pub(super) fn is_held(&self, bot: UserId, lane: u32) -> bool {
        self.lanes
            .get(&(bot, lane))
            .is_some_and(|hold| self.standing(Lease { bot, lane, epoch: hold.epoch }) == Standing::Current)
    }

    pub(super) fn leased(&mut self, lease: Lease, worker: String, until: Now) {
        if let Some(hold) = self.lanes.get(&(lease.bot, lease.lane)).filter(|hold| !hold.released) {
            self.unclean.insert(Lease { epoch: hold.epoch, ..lease });
        }
        for entry in self.entries.iter_mut().filter(|entry| entry.bot == lease.bot) {
            entry.before_lease.insert(lease);
        }
        let hold = Hold { epoch: lease.epoch, worker, until, released: false, orphaned: false };
        self.lanes.insert((lease.bot, lease.lane), hold);
    }

    pub(super) fn renewed(&mut self, lease: Lease, until: Now) {
        if let Some(hold) = self.lanes.get_mut(&(lease.bot, lease.lane)) {
            hold.until = until;
            hold.orphaned = false;
        }
    }

    /// Whether an update is suspect, where the model knows: it is if it was in the hands of somebody who vanished, and is
    /// not if it came under the lease it is handed out under.
    pub(super) fn is_suspect(&self, entry: &Entry, lease: Lease) -> Option<bool> {
        if entry.handed_out.iter().any(|of| self.unclean.contains(of)) {
            Some(true)
        } else if entry.before_lease.contains(&lease) {
            None
        } else {
            Some(false)
        }
    }

    pub(super) fn released(&mut self, lease: Lease) {
        if let Some(hold) = self.lanes.get_mut(&(lease.bot, lease.lane))
            && hold.epoch == lease.epoch
        {
            hold.released = true;
        }
    }

    pub(super) fn crashed(&mut self) {
        self.lanes.values_mut().for_each(|hold| hold.orphaned = true);
    }
}

impl Entry {
    fn new(
        bot: UserId,
        update: Option<(UpdateId, Conversation)>,
        raw: String,
        era: u32,
        arrived: Now,
        state: State,
    ) -> Self {
        Self {
            bot,
            update,
            raw,
            era,
            arrived,
            state,
            before: Vec::new(),
            notes: Notes::new(),
            handed_out: BTreeSet::new(),
            before_lease: BTreeSet::new(),
        }
    }

    /// How often it was begun under leases that are over, for whoever has it under this one.
    pub(super) fn crashes(&self, lease: Lease) -> u32 {
        u32::try_from(self.notes.iter().filter(|of| **of != lease).count()).unwrap_or(u32::MAX)
    }

    pub(super) fn attempts_if_waiting(&self) -> Option<u32> {
        match self.state {
            State::Waiting { attempts, .. } => Some(attempts),
            State::Dead { .. } | State::Done => None,
        }
    }

    pub(super) fn is_due(&self, now: Now) -> bool {
        matches!(self.state, State::Waiting { due, .. } if due <= now)
    }

    /// By a mark under this lease, which may be lost.
    pub(super) fn becomes(&mut self, state: State, lease: Lease) {
        let notes = self.notes.clone();
        self.notes.remove(&lease);
        self.before.push((std::mem::replace(&mut self.state, state), notes));
    }

    /// By somebody's decision, for certain.
    pub(super) fn is_now(&mut self, state: State) {
        self.before.clear();
        self.notes.clear();
        self.state = state;
    }

    /// It is begun, for certain, and whatever was said of it before is certain as well.
    pub(super) fn begin(&mut self, lease: Lease) {
        self.before.clear();
        self.notes.insert(lease);
    }
}
