//! What was settled and is not committed yet: marks ride on the next commit, and until then they live here.

use std::collections::HashMap;
use std::sync::Arc;

use tgapi::UserId;

use crate::clock::Timestamp;
use crate::item::{Mark, Outcome, Settled};

/// What an update became, in a form that can be written twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MarkState {
    Done,
    Retry { attempts: u32, due: Timestamp },
    Dead { attempts: u32, reason: String },
}

#[derive(Clone, Debug)]
pub(super) struct PendingMark {
    pub(super) bot: UserId,
    pub(super) ticket: u64,
    /// Of the lease under which it was settled.
    pub(super) epoch: u64,
    pub(super) state: MarkState,
    pub(super) at: Timestamp,
}

/// What readers have to know besides the file. One mark for each ticket: the last one holds.
pub(super) type Overlay = HashMap<u64, PendingMark>;

/// Marks on their way, and what was handed out.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pending: Arc<Overlay>,
    /// Tickets that were handed out and not settled for good, with their attempts. As many as workers hold.
    handed_out: HashMap<u64, u32>,
}

impl Marks {
    pub(super) fn handed_out(&mut self, ticket: u64, attempts: u32) {
        self.handed_out.insert(ticket, attempts);
    }

    pub(super) fn settle(&mut self, mark: Mark, now: Timestamp) -> Settled {
        let ticket = mark.ticket.0;
        let Some(attempts) = self.handed_out.get_mut(&ticket) else { return Settled::Unknown };
        let state = match mark.outcome {
            Outcome::Done => MarkState::Done,
            Outcome::Retry { after } => {
                *attempts = attempts.saturating_add(1);
                MarkState::Retry { attempts: *attempts, due: now.after(after) }
            }
            Outcome::Dead { reason } => MarkState::Dead { attempts: *attempts, reason },
        };
        if !matches!(state, MarkState::Retry { .. }) {
            self.handed_out.remove(&ticket);
        }
        let mark = PendingMark { bot: mark.lease.bot, ticket, epoch: mark.lease.epoch, state, at: now };
        Arc::make_mut(&mut self.pending).insert(ticket, mark);
        Settled::Applied
    }

    pub(super) fn overlay(&self) -> Arc<Overlay> {
        Arc::clone(&self.pending)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// These are in the file now. One that was settled again meanwhile stays.
    pub(super) fn committed(&mut self, overlay: &Overlay) {
        let pending = Arc::make_mut(&mut self.pending);
        for (ticket, mark) in overlay {
            if pending.get(ticket).is_some_and(|newer| newer.state == mark.state && newer.at == mark.at) {
                pending.remove(ticket);
            }
        }
    }
}
