//! Updates that may have ended the process of whoever handled them last: which of them to try next to which. Pure.
//!
//! Nobody lives to tell which of those at work it was. So each crash narrows the circle: what was at work once when a
//! worker died is tried a few at a time, and what was so twice alone. What only was in bad company gets through, and the
//! one that kills counts up alone.

use std::collections::HashMap;

use crate::conversation::Conversation;
use crate::item::Stored;

/// Crashes of a lone update, besides those in company, before it is given up at the earliest.
const IN_COMPANY: u32 = 2;

#[derive(Debug, Default)]
pub(super) struct Suspects {
    /// Each the first of its conversation. As many as there may be conversations in flight.
    waiting: Vec<Stored>,
    /// With how many crashes each.
    at_work: HashMap<Conversation, u32>,
}

/// After how many crashes an update is given up: after as many as attempts, but not for what happened in company.
pub(super) fn limit(attempts: u32) -> u32 {
    attempts.max(IN_COMPANY + 1)
}

impl Suspects {
    pub(super) fn add(&mut self, stored: Stored) {
        self.waiting.push(stored);
    }

    /// Those whose turn it is now: a few that have one crash behind them (the root of `in_flight`), or one that has more,
    /// with no other suspect beside it.
    pub(super) fn next(&mut self, in_flight: usize) -> Vec<Stored> {
        let alone = |crashes: u32| crashes >= IN_COMPANY;
        if self.at_work.values().any(|crashes| alone(*crashes)) {
            return Vec::new();
        }
        // The longest under suspicion first; of those the one that came first.
        self.waiting.sort_by_key(|stored| (stored.crashes, std::cmp::Reverse(stored.ticket)));
        let room = match self.waiting.last() {
            Some(first) if alone(first.crashes) => usize::from(self.at_work.is_empty()),
            _ => in_flight.isqrt().max(1).saturating_sub(self.at_work.len()),
        };
        let mut next = self.waiting.split_off(self.waiting.len().saturating_sub(room));
        next.reverse();
        self.at_work.extend(next.iter().map(|stored| (stored.conversation, stored.crashes)));
        next
    }

    /// They could not be begun after all.
    pub(super) fn put_back(&mut self, next: Vec<Stored>) {
        next.iter().for_each(|stored| self.ended(stored.conversation));
        self.waiting.extend(next);
    }

    pub(super) fn ended(&mut self, conversation: Conversation) {
        self.at_work.remove(&conversation);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tgapi::{UpdateId, UserId};

    use super::*;
    use crate::item::Ticket;
    use crate::lease::Lease;

    fn stored(number: u64, crashes: u32) -> Stored {
        Stored {
            lease: Lease { bot: UserId(1), lane: 0, epoch: 1 },
            ticket: Ticket(number),
            update_id: UpdateId(number),
            conversation: Conversation::from_parts(1, number.cast_signed()),
            raw: "{}".into(),
            attempts: 0,
            crashes,
            suspect: true,
            waited: Duration::ZERO,
        }
    }

    fn next(suspects: &mut Suspects, in_flight: usize) -> Vec<u64> {
        suspects.next(in_flight).into_iter().map(|stored| stored.ticket.0).collect()
    }

    #[test]
    fn a_few_at_a_time_and_the_worst_alone() {
        let mut suspects = Suspects::default();
        (1..=6).for_each(|number| suspects.add(stored(number, 1)));
        suspects.add(stored(7, 2));
        suspects.add(stored(8, 3));
        let mut order = Vec::new();
        for _ in 0..5 {
            let now = next(&mut suspects, 17);
            assert!(now.first().is_none_or(|first| *first < 7) || next(&mut suspects, 17).is_empty(), "not alone");
            now.iter().for_each(|number| suspects.ended(stored(*number, 0).conversation));
            order.push(now);
        }
        assert_eq!(order, [vec![8], vec![7], vec![1, 2, 3, 4], vec![5, 6], vec![]]);
    }

    #[test]
    fn the_worst_waits_until_nobody_is_beside_it_and_room_is_given_back() {
        let mut suspects = Suspects::default();
        (1..=3).for_each(|number| suspects.add(stored(number, 1)));
        assert_eq!(next(&mut suspects, 4), [1, 2]);
        suspects.add(stored(9, 2));
        assert_eq!(next(&mut suspects, 4), [0; 0]);
        suspects.ended(stored(1, 0).conversation);
        assert_eq!(next(&mut suspects, 4), [0; 0]);
        suspects.ended(stored(2, 0).conversation);
        let alone = suspects.next(4);
        assert_eq!(alone.len(), 1);
        suspects.put_back(alone);
        assert_eq!(next(&mut suspects, 4), [9]);
        suspects.ended(stored(9, 0).conversation);
        // However few may be at work, one may.
        assert_eq!(next(&mut suspects, 0), [3]);
    }
}
