//! What is in hand: which ticket and lease an update was handed out by, for a handler that knows its number alone.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tgapi::{UpdateId, UserId};

use crate::item::{Mark, Stored, Ticket};
use crate::lease::Lease;

/// As much as the workers of this process have in hand.
#[derive(Default)]
pub(super) struct Handed(Mutex<InHand>);

type InHand = HashMap<(UserId, UpdateId), Vec<(Ticket, Lease)>>;

impl Handed {
    pub(super) fn add(&self, stored: &Stored) {
        let mut handed = self.lock();
        let same = handed.entry((stored.lease.bot, stored.update_id)).or_default();
        same.retain(|(ticket, _)| *ticket != stored.ticket);
        same.push((stored.ticket, stored.lease));
    }

    /// None if it is not in hand, or if there are two of this number: then nothing tells which one is meant.
    pub(super) fn find(&self, bot: UserId, update_id: UpdateId) -> Option<(Ticket, Lease)> {
        match self.lock().get(&(bot, update_id))?[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Whatever was answered, they are not in hand any more.
    pub(super) fn settled(&self, marks: &[Mark]) {
        let tickets: HashSet<_> = marks.iter().map(|mark| mark.ticket).collect();
        self.lock().retain(|_, same| {
            same.retain(|(ticket, _)| !tickets.contains(ticket));
            !same.is_empty()
        });
    }

    pub(super) fn lost(&self, leases: &[Lease]) {
        if leases.is_empty() {
            return;
        }
        self.lock().retain(|_, same| {
            same.retain(|(_, lease)| !leases.contains(lease));
            !same.is_empty()
        });
    }

    // Never held across an await.
    fn lock(&self) -> MutexGuard<'_, InHand> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
