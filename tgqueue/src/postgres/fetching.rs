//! Which stretches of which lanes a fetch walks through, and what comes of it.

use std::collections::HashMap;
use std::time::Duration;

use tgapi::{UpdateId, UserId};
use tokio_postgres::Row;

use super::{column, millis, number};
use crate::begun::Begun;
use crate::conversation::Conversation;
use crate::error::EngineError;
use crate::item::{Stored, Ticket};
use crate::lease::Lease;

/// Stretches of lanes, as the columns of a statement: conversations after the first bound, up to the second.
#[derive(Default)]
pub(super) struct Stretches {
    pub(super) lanes: Vec<i32>,
    pub(super) after_kinds: Vec<i16>,
    pub(super) after_ids: Vec<i64>,
    pub(super) to_kinds: Vec<i16>,
    pub(super) to_ids: Vec<i64>,
}

type Bound = (i16, i64);
const BEFORE_ALL: Bound = (-1, 0);
const AFTER_ALL: Bound = (i16::MAX, 0);

impl Stretches {
    /// All of these leases once around, beginning after the cursor: so everybody's turn comes.
    pub(super) fn new(leases: &[Lease], cursor: Option<(u32, Conversation)>) -> Self {
        let mut lanes: Vec<_> = leases.iter().map(|lease| lease.lane).collect();
        lanes.sort_unstable();
        lanes.dedup();
        let mut stretches = Self::default();
        let Some((at, conversation)) = cursor else {
            lanes.into_iter().for_each(|lane| stretches.push(lane, BEFORE_ALL, AFTER_ALL));
            return stretches;
        };
        let (kind, id) = conversation.to_parts();
        let bound = (i16::from(kind), id);
        if lanes.contains(&at) {
            stretches.push(at, bound, AFTER_ALL);
        }
        let (behind, ahead): (Vec<u32>, Vec<u32>) =
            lanes.iter().copied().filter(|lane| *lane != at).partition(|lane| *lane < at);
        ahead.into_iter().chain(behind).for_each(|lane| stretches.push(lane, BEFORE_ALL, AFTER_ALL));
        if lanes.contains(&at) {
            stretches.push(at, BEFORE_ALL, bound);
        }
        stretches
    }

    fn push(&mut self, lane: u32, after: Bound, to: Bound) {
        self.lanes.push(i32::try_from(lane).unwrap_or(-1));
        self.after_kinds.push(after.0);
        self.after_ids.push(after.1);
        self.to_kinds.push(to.0);
        self.to_ids.push(to.1);
    }
}

/// The updates of the rows, in the order of the walk and in each conversation's own. With each lease, up to which ticket
/// its updates are suspect.
pub(super) fn updates(rows: &[Row], bot: UserId, leases: &HashMap<Lease, Ticket>) -> Result<Vec<Stored>, EngineError> {
    let leases: HashMap<u32, (Lease, Ticket)> = leases
        .iter()
        .filter(|(lease, _)| lease.bot == bot)
        .map(|(lease, suspect)| (lease.lane, (*lease, *suspect)))
        .collect();
    let mut updates = Vec::with_capacity(rows.len());
    for row in rows {
        let lane = u32::try_from(column::<i32>(row, 1)?).unwrap_or_default();
        let Some((lease, suspect)) = leases.get(&lane) else { continue };
        let ticket = Ticket(column::<i64>(row, 4)?.cast_unsigned());
        let begun = Begun {
            crashes: u32::try_from(column::<i32>(row, 10)?).unwrap_or_default(),
            epoch: column::<i64>(row, 11)?.cast_unsigned(),
        };
        let kind = u8::try_from(column::<i16>(row, 2)?).unwrap_or_default();
        let stored = Stored {
            lease: *lease,
            ticket,
            update_id: UpdateId(column::<i64>(row, 5)?.cast_unsigned()),
            conversation: Conversation::from_parts(kind, column(row, 3)?),
            attempts: u32::try_from(column::<i32>(row, 6)?).unwrap_or_default(),
            crashes: begun.crashes(lease.epoch),
            suspect: ticket <= *suspect,
            waited: millis(column(row, 7)?),
            raw: column::<Vec<u8>>(row, 8)?.into(),
        };
        let place = (column::<i64>(row, 0)?, stored.conversation, column::<i32>(row, 9)?);
        updates.push((place, number(stored.update_id.0), stored.ticket, stored));
    }
    // The database gives them so; nothing says that it has to.
    updates.sort_by_key(|(place, number, ticket, _)| (*place, *number, *ticket));
    Ok(updates.into_iter().map(|(_, _, _, stored)| stored).collect())
}

pub(super) fn due_in(rows: &[Row]) -> Result<Option<Duration>, EngineError> {
    Ok(rows.first().map_or(Ok(None), |row| column::<Option<i64>>(row, 0))?.map(millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(lanes: &[u32], cursor: Option<(u32, Conversation)>) -> Vec<(i32, Bound, Bound)> {
        let leases: Vec<_> = lanes.iter().map(|lane| Lease { bot: UserId(1), lane: *lane, epoch: 1 }).collect();
        let all = Stretches::new(&leases, cursor);
        (0..all.lanes.len())
            .map(|n| (all.lanes[n], (all.after_kinds[n], all.after_ids[n]), (all.to_kinds[n], all.to_ids[n])))
            .collect()
    }

    #[test]
    fn a_fetch_goes_once_around_from_where_the_last_one_ended() {
        let cursor = |lane| Some((lane, Conversation::from_parts(1, 7)));
        let whole = |lane| (lane, BEFORE_ALL, AFTER_ALL);
        assert_eq!(stretches(&[2, 1], None), [whole(1), whole(2)]);
        let around = [(2, (1, 7), AFTER_ALL), whole(3), whole(1), (2, BEFORE_ALL, (1, 7))];
        assert_eq!(stretches(&[1, 2, 3], cursor(2)), around);
        // The lane of the cursor is another's now.
        assert_eq!(stretches(&[1, 3], cursor(2)), [whole(3), whole(1)]);
    }
}
