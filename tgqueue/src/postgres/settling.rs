//! Marks as the columns of one statement, and how they are answered.

use std::collections::HashSet;

use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::{clean, column, number};
use crate::error::EngineError;
use crate::item::{Mark, Outcome, Settled};

/// Marks, no ticket twice.
#[derive(Default)]
pub(super) struct Settling {
    bots: Vec<i64>,
    lanes: Vec<i32>,
    epochs: Vec<i64>,
    tickets: Vec<i64>,
    outcomes: Vec<i16>,
    afters: Vec<i64>,
    reasons: Vec<Option<String>>,
}

impl Settling {
    pub(super) fn new(marks: &[Mark]) -> Self {
        let mut settling = Self::default();
        for Mark { lease, ticket, outcome } in marks {
            let (outcome, after, reason) = match outcome {
                Outcome::Done => (0, 0, None),
                Outcome::Retry { after } => (1, number(after.as_millis()), None),
                Outcome::Dead { reason } => (2, 0, Some(clean(reason))),
            };
            settling.bots.push(lease.bot.0);
            settling.lanes.push(i32::try_from(lease.lane).unwrap_or(-1));
            settling.epochs.push(number(lease.epoch));
            settling.tickets.push(number(ticket.0));
            settling.outcomes.push(outcome);
            settling.afters.push(after);
            settling.reasons.push(reason);
        }
        settling
    }

    /// `mode` is how durable it is to be, if not as the connection is.
    pub(super) fn params<'a>(&'a self, mode: &'a Option<&'static str>) -> [&'a (dyn ToSql + Sync); 8] {
        [&self.bots, &self.lanes, &self.epochs, &self.tickets, &self.outcomes, &self.afters, &self.reasons, mode]
    }
}

pub(super) fn answer(row: &Row) -> Result<Settled, EngineError> {
    Ok(match column::<i32>(row, 0)? {
        0 => Settled::Fenced,
        1 => Settled::Applied,
        _ => Settled::Unknown,
    })
}

/// How many of the first marks can go into one statement: it must not change the same row twice.
pub(super) fn distinct(marks: &[Mark]) -> usize {
    let mut tickets = HashSet::new();
    marks.iter().position(|mark| !tickets.insert(mark.ticket)).unwrap_or(marks.len())
}
