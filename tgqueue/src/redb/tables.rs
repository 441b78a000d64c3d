//! The tables of the file, and how their rows are written. The form of the file is decided here and nowhere else.

use redb::TableDefinition;
use tgapi::{UpdateId, UserId};

use crate::clock::Timestamp;
use crate::conversation::Conversation;
use crate::letter::{LetterHead, LetterId};

/// Bot, ticket (which is the order of arrival) → a [`Row`].
pub(super) const WAITING: TableDefinition<'_, (i64, u64), &[u8]> = TableDefinition::new("waiting");

/// Bot, conversation, and the place in it: era, number, ticket.
pub(super) type Place = (i64, u8, i64, u32, u64, u64);
pub(super) const ORDER: TableDefinition<'_, Place, ()> = TableDefinition::new("order");

/// Bot, number → when it came, and its ticket; 0 once it is done.
pub(super) const SEEN: TableDefinition<'_, (i64, u64), (u64, u64)> = TableDefinition::new("seen");

/// Number of the letter → a [`DeadRow`].
pub(super) const LETTERS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("letters");

/// Bot → a [`BotRow`], as it is.
pub(super) const BOTS: TableDefinition<'_, i64, BotRow> = TableDefinition::new("bots");

/// Bot, ticket → how often it was begun and not settled, and under which lease last: see [`Begun`](crate::begun::Begun).
/// Only of those that were suspect.
pub(super) const BEGUN: TableDefinition<'_, (i64, u64), (u32, u64)> = TableDefinition::new("begun");

/// Bot → the epoch of the lease that was not given back yet (0: none), and the last ticket there was when one ended
/// without being given back.
pub(super) const HELD: TableDefinition<'_, i64, (u64, u64)> = TableDefinition::new("held");

/// What there is one of, by name.
pub(super) const META: TableDefinition<'_, &str, u64> = TableDefinition::new("meta");
/// The form of the file.
pub(super) const FORMAT: (&str, u64) = ("format", 1);
/// The last ticket or letter.
pub(super) const LAST: &str = "last";
/// The engine's time at the last commit.
pub(super) const CLOCK: &str = "clock";

/// All of them: a file with others is none of ours.
pub(super) const NAMES: [&str; 8] = ["waiting", "order", "seen", "letters", "bots", "begun", "held", "meta"];

/// Epoch of the last lease; era; last arrival (0: none); updates waiting; letters.
pub(super) type BotRow = (u64, u32, u64, u64, u64);

/// An update that waits. Integers are little-endian, in the order of the fields, and the JSON is the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row<'a> {
    pub(super) update_id: UpdateId,
    pub(super) conversation: Conversation,
    pub(super) era: u32,
    pub(super) attempts: u32,
    pub(super) due: Timestamp,
    pub(super) arrived: Timestamp,
    pub(super) raw: &'a [u8],
}

/// A dead letter. Written like a row, with the reason and its length before the JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DeadRow<'a> {
    pub(super) bot: UserId,
    /// None: not even its number could be read.
    pub(super) update: Option<(UpdateId, Conversation)>,
    pub(super) era: u32,
    /// The ticket it had.
    pub(super) ticket: u64,
    pub(super) attempts: u32,
    pub(super) arrived: Timestamp,
    pub(super) died: Timestamp,
    pub(super) reason: &'a str,
    pub(super) raw: &'a [u8],
}

impl<'a> Row<'a> {
    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(41 + self.raw.len());
        write_update(&mut out, self.update_id, self.conversation);
        out.extend_from_slice(&self.era.to_le_bytes());
        out.extend_from_slice(&self.attempts.to_le_bytes());
        out.extend_from_slice(&self.due.0.to_le_bytes());
        out.extend_from_slice(&self.arrived.0.to_le_bytes());
        out.extend_from_slice(self.raw);
        out
    }

    /// `None` if it is none: the file is damaged.
    pub(super) fn read(mut bytes: &'a [u8]) -> Option<Self> {
        let (update_id, conversation) = read_update(&mut bytes)?;
        Some(Self {
            update_id,
            conversation,
            era: u32::from_le_bytes(take(&mut bytes)?),
            attempts: u32::from_le_bytes(take(&mut bytes)?),
            due: Timestamp(u64::from_le_bytes(take(&mut bytes)?)),
            arrived: Timestamp(u64::from_le_bytes(take(&mut bytes)?)),
            raw: bytes,
        })
    }

    pub(super) fn place(&self, bot: i64, ticket: u64) -> Place {
        let (kind, id) = self.conversation.to_parts();
        (bot, kind, id, self.era, self.update_id.0, ticket)
    }
}

impl<'a> DeadRow<'a> {
    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(62 + self.reason.len() + self.raw.len());
        out.extend_from_slice(&self.bot.0.to_le_bytes());
        out.push(u8::from(self.update.is_some()));
        let (update_id, conversation) = self.update.unwrap_or((UpdateId(0), Conversation::from_parts(0, 0)));
        write_update(&mut out, update_id, conversation);
        out.extend_from_slice(&self.era.to_le_bytes());
        out.extend_from_slice(&self.ticket.to_le_bytes());
        out.extend_from_slice(&self.attempts.to_le_bytes());
        out.extend_from_slice(&self.arrived.0.to_le_bytes());
        out.extend_from_slice(&self.died.0.to_le_bytes());
        let reason_len = u32::try_from(self.reason.len()).unwrap_or(0);
        out.extend_from_slice(&reason_len.to_le_bytes());
        out.extend_from_slice(self.reason.as_bytes().get(..reason_len as usize).unwrap_or_default());
        out.extend_from_slice(self.raw);
        out
    }

    /// `None` if it is none: the file is damaged.
    pub(super) fn read(mut bytes: &'a [u8]) -> Option<Self> {
        let bot = UserId(i64::from_le_bytes(take(&mut bytes)?));
        let [is_update] = take(&mut bytes)?;
        let update = read_update(&mut bytes)?;
        let update = (is_update == 1).then_some(update);
        let era = u32::from_le_bytes(take(&mut bytes)?);
        let ticket = u64::from_le_bytes(take(&mut bytes)?);
        let attempts = u32::from_le_bytes(take(&mut bytes)?);
        let arrived = Timestamp(u64::from_le_bytes(take(&mut bytes)?));
        let died = Timestamp(u64::from_le_bytes(take(&mut bytes)?));
        let reason_len = u32::from_le_bytes(take(&mut bytes)?);
        let (reason, raw) = bytes.split_at_checked(reason_len as usize)?;
        let reason = str::from_utf8(reason).ok()?;
        Some(Self { bot, update, era, ticket, attempts, arrived, died, reason, raw })
    }

    pub(super) fn head(&self, id: LetterId) -> LetterHead {
        LetterHead {
            id,
            bot: self.bot,
            update: self.update,
            attempts: self.attempts,
            arrived: self.arrived,
            died: self.died,
            reason: self.reason.to_owned(),
            size: self.raw.len(),
        }
    }
}

fn write_update(out: &mut Vec<u8>, update_id: UpdateId, conversation: Conversation) {
    let (kind, id) = conversation.to_parts();
    out.extend_from_slice(&update_id.0.to_le_bytes());
    out.push(kind);
    out.extend_from_slice(&id.to_le_bytes());
}

fn read_update(bytes: &mut &[u8]) -> Option<(UpdateId, Conversation)> {
    let update_id = UpdateId(u64::from_le_bytes(take(bytes)?));
    let [kind] = take(bytes)?;
    Some((update_id, Conversation::from_parts(kind, i64::from_le_bytes(take(bytes)?))))
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*taken)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_read_as_they_were_written(
            numbers: (u64, u8, i64, u32, u32, u64, u64),
            raw: Vec<u8>,
        ) {
            let (update_id, kind, id, era, attempts, due, arrived) = numbers;
            let row = Row {
                update_id: UpdateId(update_id),
                conversation: Conversation::from_parts(kind, id),
                era,
                attempts,
                due: Timestamp(due),
                arrived: Timestamp(arrived),
                raw: &raw,
            };
            let written = row.write();
            prop_assert_eq!(Row::read(&written), Some(row));
            for cut in 0..(written.len() - raw.len()) {
                prop_assert_eq!(Row::read(&written[..cut]), None);
            }
        }

        #[test]
        fn letters_are_read_as_they_were_written(
            numbers: (i64, u32, u64, u32, u64, u64),
            update in proptest::option::of((any::<u64>(), any::<u8>(), any::<i64>())),
            reason: String,
            raw: Vec<u8>,
        ) {
            let (bot, era, ticket, attempts, arrived, died) = numbers;
            let row = DeadRow {
                bot: UserId(bot),
                update: update.map(|(number, kind, id)| (UpdateId(number), Conversation::from_parts(kind, id))),
                era,
                ticket,
                attempts,
                arrived: Timestamp(arrived),
                died: Timestamp(died),
                reason: &reason,
                raw: &raw,
            };
            let written = row.write();
            prop_assert_eq!(DeadRow::read(&written), Some(row));
            for cut in 0..(written.len() - raw.len()) {
                prop_assert_eq!(DeadRow::read(&written[..cut]), None);
            }
        }
    }
}
