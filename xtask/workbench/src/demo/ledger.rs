//! What became of every update: written by probes at three places of the path, read once at the end.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tgapi::{Lane, Update};

/// Shared by the probes.
#[derive(Debug, Default)]
pub(super) struct Ledger(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    /// In the order of their first arrival.
    arrived: Vec<u64>,
    known: HashSet<u64>,
    /// In the order in which the reorder buffer gave them out.
    released: Vec<u64>,
    /// How often each was handed to the bot.
    handled: HashMap<u64, u32>,
    /// The highest one that was handled in each conversation.
    newest: HashMap<Lane, u64>,
    /// Handled after a newer one of the same conversation.
    overtaken: u64,
}

/// The sums.
#[derive(Debug)]
pub(super) struct Sums {
    pub(super) arrived_out_of_order: usize,
    pub(super) released_in_order: usize,
    pub(super) late: usize,
    pub(super) lost: usize,
    pub(super) handled_twice: usize,
    pub(super) overtaken: u64,
}

impl Ledger {
    /// A probe before the reorder buffer.
    pub(super) fn arrived(&self, update: &Update) {
        let mut entries = self.entries();
        let id = update.update_id.0;
        if entries.known.insert(id) {
            entries.arrived.push(id);
        }
    }

    /// A probe behind it.
    pub(super) fn released(&self, update: &Update) {
        self.entries().released.push(update.update_id.0);
    }

    /// A probe before the bot.
    pub(super) fn handled(&self, update: &Update) {
        let mut entries = self.entries();
        let id = update.update_id.0;
        *entries.handled.entry(id).or_default() += 1;
        let newest = entries.newest.entry(update.lane()).or_default();
        if *newest > id {
            entries.overtaken += 1;
        } else {
            *newest = id;
        }
    }

    /// How many different updates reached the bot.
    pub(super) fn handled_count(&self) -> usize {
        self.entries().handled.len()
    }

    /// Forgets everything so far.
    pub(super) fn begin(&self) {
        *self.entries() = Entries::default();
    }

    /// The sums over the updates that were `sent`.
    pub(super) fn sums(&self, sent: &[u64]) -> Sums {
        let entries = self.entries();
        let released_in_order = rising(&entries.released);
        Sums {
            arrived_out_of_order: entries.arrived.len() - rising(&entries.arrived),
            released_in_order,
            late: entries.released.len() - released_in_order,
            lost: sent.iter().filter(|id| !entries.handled.contains_key(id)).count(),
            handled_twice: entries.handled.values().filter(|times| **times > 1).count(),
            overtaken: entries.overtaken,
        }
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        // A probe cannot leave it half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many are higher than everything before them.
fn rising(ids: &[u64]) -> usize {
    let mut newest = 0;
    ids.iter()
        .filter(|id| {
            **id > newest && {
                newest = **id;
                true
            }
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn update(id: u64, chat: i64) -> Update {
        let json = format!(
            r#"{{"update_id":{id},"message":{{"message_id":1,"date":1,"chat":{{"id":{chat},"type":"private"}}}}}}"#
        );
        Update::from_slice(json.as_bytes()).unwrap()
    }

    #[test]
    fn every_fault_is_counted() {
        let ledger = Ledger::default();
        for id in [2, 1, 3, 1, 5, 4, 2] {
            ledger.arrived(&update(id, 1));
        }
        for id in [1, 2, 4, 3] {
            ledger.released(&update(id, 1));
        }
        for (id, chat) in [(1, 1), (2, 2), (4, 1), (3, 1), (3, 1)] {
            ledger.handled(&update(id, chat));
        }
        let sums = ledger.sums(&[1, 2, 3, 4, 5]);
        assert_eq!((sums.arrived_out_of_order, sums.released_in_order, sums.late), (2, 3, 1));
        assert_eq!((sums.lost, sums.handled_twice, sums.overtaken), (1, 1, 2));
    }
}
