//! What an engine should hold, told in the plainest way: a list of everything that ever came.

use std::collections::BTreeMap;
use std::time::Duration;

use tgapi::{UpdateId, UserId};

use crate::SEEN_FOR;
use crate::conversation::Conversation;
use crate::item::Appended;
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
    pub(super) before: Vec<State>,
}

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
            self.entries.push(Entry { bot, update, raw, era: 0, arrived: now, state, before: Vec::new() });
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
        self.entries.push(Entry { bot, update, raw, era, arrived: now, state, before: Vec::new() });
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
        let hold = Hold { epoch: lease.epoch, worker, until, released: false, orphaned: false };
        self.lanes.insert((lease.bot, lease.lane), hold);
    }

    pub(super) fn renewed(&mut self, lease: Lease, until: Now) {
        if let Some(hold) = self.lanes.get_mut(&(lease.bot, lease.lane)) {
            hold.until = until;
            hold.orphaned = false;
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
    pub(super) fn attempts_if_waiting(&self) -> Option<u32> {
        match self.state {
            State::Waiting { attempts, .. } => Some(attempts),
            State::Dead { .. } | State::Done => None,
        }
    }

    pub(super) fn is_due(&self, now: Now) -> bool {
        matches!(self.state, State::Waiting { due, .. } if due <= now)
    }

    /// By a mark, which may be lost.
    pub(super) fn becomes(&mut self, state: State) {
        self.before.push(std::mem::replace(&mut self.state, state));
    }

    /// For certain.
    pub(super) fn is_now(&mut self, state: State) {
        self.before.clear();
        self.state = state;
    }
}
