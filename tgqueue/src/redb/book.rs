//! What one commit changes. Knows the tables; knows nothing of threads, leases or waiting.

use std::collections::HashMap;

use redb::{ReadableTable as _, Table, WriteTransaction};
use tgapi::UserId;

use super::marks::{MarkState, PendingMark};
use super::tables::{
    BEGUN, BOTS, BotRow, CLOCK, DeadRow, FORMAT, HELD, LAST, LETTERS, META, ORDER, Place, Row, SEEN, WAITING,
};
use crate::SEEN_FOR;
use crate::begun::Begun;
use crate::clock::Timestamp;
use crate::item::{Appended, Key, NewUpdate};
use crate::lease::Lease;
use crate::letter::LetterId;

/// The tables of a transaction that is being written.
pub(super) struct Book<'t> {
    waiting: Table<'t, (i64, u64), &'static [u8]>,
    order: Table<'t, Place, ()>,
    seen: Table<'t, (i64, u64), (u64, u64)>,
    letters: Table<'t, u64, &'static [u8]>,
    begun: Table<'t, (i64, u64), (u32, u64)>,
    held: Table<'t, i64, (u64, u64)>,
    bots: Table<'t, i64, BotRow>,
    meta: Table<'t, &'static str, u64>,
    /// The rows of `bots` that were looked at, to be written back at the end.
    rows: HashMap<i64, Bot>,
    last: u64,
    now: Timestamp,
}

#[derive(Clone, Copy, Default)]
struct Bot {
    epoch: u64,
    era: u32,
    last_arrival: u64,
    pending: u64,
    letters: u64,
    /// How many numbers were added to those seen, in this transaction.
    added: usize,
}

/// More than were added, so that what is old gets less.
const FORGET_AT_LEAST: usize = 16;

impl<'t> Book<'t> {
    pub(super) fn open(transaction: &'t WriteTransaction, now: Timestamp) -> Result<Self, redb::Error> {
        let meta = transaction.open_table(META)?;
        let last = meta.get(LAST)?.map_or(0, |last| last.value());
        Ok(Self {
            waiting: transaction.open_table(WAITING)?,
            order: transaction.open_table(ORDER)?,
            seen: transaction.open_table(SEEN)?,
            letters: transaction.open_table(LETTERS)?,
            begun: transaction.open_table(BEGUN)?,
            held: transaction.open_table(HELD)?,
            bots: transaction.open_table(BOTS)?,
            meta,
            rows: HashMap::new(),
            last,
            now,
        })
    }

    /// Marks a new file as ours, and answers of which form the file is.
    pub(super) fn format(&mut self) -> Result<u64, redb::Error> {
        let (name, ours) = FORMAT;
        let found = self.meta.get(name)?.map(|format| format.value());
        if let Some(format) = found {
            return Ok(format);
        }
        self.meta.insert(name, ours)?;
        Ok(ours)
    }

    /// The engine's time at the last commit.
    pub(super) fn clock(&self) -> Result<Timestamp, redb::Error> {
        Ok(Timestamp(self.meta.get(CLOCK)?.map_or(0, |clock| clock.value())))
    }

    /// Never writes an earlier time than this.
    pub(super) fn keep_clock(&mut self, at_least: Timestamp) {
        self.now = self.now.max(at_least);
    }

    pub(super) fn append(&mut self, update: &NewUpdate) -> Result<Appended, redb::Error> {
        let now = self.now;
        let bot = update.bot.0;
        let (update_id, conversation) = match &update.key {
            Key::Known { update_id, conversation } => (*update_id, *conversation),
            Key::Unreadable { reason } => {
                let row = DeadRow {
                    bot: update.bot,
                    update: None,
                    era: 0,
                    ticket: 0,
                    attempts: 0,
                    arrived: now,
                    died: now,
                    reason,
                    raw: &update.raw,
                };
                self.bury(&row)?;
                return Ok(Appended::Fresh);
            }
        };
        if let Some(seen) = self.seen.get((bot, update_id.0))? {
            let (at, ticket) = seen.value();
            if now.since(Timestamp(at)) < SEEN_FOR {
                return Ok(if ticket == 0 { Appended::AlreadyDone } else { Appended::Duplicate });
            }
        }
        let ticket = self.next();
        let row = self.bot(bot)?;
        // The first one ever begins no era.
        if row.last_arrival != 0 && now.since(Timestamp(row.last_arrival)) >= SEEN_FOR {
            row.era += 1;
        }
        row.last_arrival = now.0.max(1);
        row.added += 1;
        let era = row.era;
        self.seen.insert((bot, update_id.0), (now.0, ticket))?;
        let row = Row { update_id, conversation, era, attempts: 0, due: now, arrived: now, raw: &update.raw };
        self.wait(bot, ticket, &row)?;
        Ok(Appended::Fresh)
    }

    /// Does nothing if the update is gone: then this mark was written before, by a commit that did not know it succeeded.
    pub(super) fn mark(&mut self, mark: &PendingMark) -> Result<(), redb::Error> {
        let (bot, ticket) = (mark.bot.0, mark.ticket);
        let Some(bytes) = self.waiting.remove((bot, ticket))?.map(|bytes| bytes.value().to_vec()) else {
            return Ok(());
        };
        let row = read(Row::read(&bytes))?;
        if let MarkState::Retry { attempts, due } = mark.state {
            let row = Row { attempts, due, ..row };
            self.waiting.insert((bot, ticket), row.write().as_slice())?;
            if let Some(begun) = self.begun_of(bot, ticket)? {
                let Begun { crashes, epoch } = begun.settled(mark.epoch);
                self.begun.insert((bot, ticket), (crashes, epoch))?;
            }
            return Ok(());
        }
        self.begun.remove((bot, ticket))?;
        self.order.remove(row.place(bot, ticket))?;
        self.bot(bot)?.pending -= 1;
        match &mark.state {
            MarkState::Dead { attempts, reason } => {
                let row = DeadRow {
                    bot: mark.bot,
                    update: Some((row.update_id, row.conversation)),
                    era: row.era,
                    ticket,
                    attempts: *attempts,
                    arrived: row.arrived,
                    died: mark.at,
                    reason,
                    raw: row.raw,
                };
                self.bury(&row)
            }
            MarkState::Done | MarkState::Retry { .. } => self.done(bot, row.update_id.0, ticket),
        }
    }

    pub(super) fn replay(&mut self, id: LetterId) -> Result<bool, redb::Error> {
        let Some(bytes) = self.letters.get(id.0)?.map(|bytes| bytes.value().to_vec()) else { return Ok(false) };
        let dead = read(DeadRow::read(&bytes))?;
        let Some((update_id, conversation)) = dead.update else { return Ok(false) };
        self.letters.remove(id.0)?;
        let bot = dead.bot.0;
        self.bot(bot)?.letters -= 1;
        let row = Row {
            update_id,
            conversation,
            era: dead.era,
            attempts: 0,
            due: self.now,
            arrived: dead.arrived,
            raw: dead.raw,
        };
        self.wait(bot, dead.ticket, &row)?;
        Ok(true)
    }

    pub(super) fn delete(&mut self, id: LetterId) -> Result<bool, redb::Error> {
        let Some(bytes) = self.letters.remove(id.0)?.map(|bytes| bytes.value().to_vec()) else { return Ok(false) };
        let dead = read(DeadRow::read(&bytes))?;
        self.bot(dead.bot.0)?.letters -= 1;
        if let Some((update_id, _)) = dead.update {
            self.done(dead.bot.0, update_id.0, dead.ticket)?;
        }
        Ok(true)
    }

    /// A new lease of the one lane. If the one before was not given back, everything that waits is suspect.
    pub(super) fn lease(&mut self, bot: UserId) -> Result<Lease, redb::Error> {
        let row = self.bot(bot.0)?;
        row.epoch += 1;
        let epoch = row.epoch;
        let (held, suspect) = self.held.get(bot.0)?.map(|row| row.value()).unwrap_or_default();
        let suspect = if held == 0 { suspect } else { self.last };
        self.held.insert(bot.0, (epoch, suspect))?;
        Ok(Lease { bot, lane: 0, epoch })
    }

    /// The lease was given back.
    pub(super) fn release(&mut self, lease: Lease) -> Result<(), redb::Error> {
        let held = self.held.get(lease.bot.0)?.map(|row| row.value());
        if let Some((_, suspect)) = held.filter(|(held, _)| *held == lease.epoch) {
            self.held.insert(lease.bot.0, (0, suspect))?;
        }
        Ok(())
    }

    /// The update is about to be handled under this lease.
    pub(super) fn begin(&mut self, lease: Lease, ticket: u64) -> Result<(), redb::Error> {
        let key = (lease.bot.0, ticket);
        if self.waiting.get(key)?.is_some() {
            let Begun { crashes, epoch } = self.begun_of(key.0, ticket)?.unwrap_or_default().begin(lease.epoch);
            self.begun.insert(key, (crashes, epoch))?;
        }
        Ok(())
    }

    fn begun_of(&self, bot: i64, ticket: u64) -> Result<Option<Begun>, redb::Error> {
        let row = self.begun.get((bot, ticket))?.map(|row| row.value());
        Ok(row.map(|(crashes, epoch)| Begun { crashes, epoch }))
    }

    /// Forgets numbers that are old, and writes what was kept back.
    pub(super) fn finish(mut self) -> Result<(), redb::Error> {
        for (bot, row) in std::mem::take(&mut self.rows) {
            if row.added > 0 {
                self.forget(bot, 2 * row.added + FORGET_AT_LEAST)?;
            }
            self.bots.insert(bot, (row.epoch, row.era, row.last_arrival, row.pending, row.letters))?;
        }
        self.meta.insert(LAST, self.last)?;
        self.meta.insert(CLOCK, self.now.0)?;
        Ok(())
    }

    /// Some of the numbers that are old, from the lowest on: numbers grow, so those are the oldest. Where numbers began
    /// anew below others, the others stay until these are old as well.
    fn forget(&mut self, bot: i64, at_most: usize) -> Result<(), redb::Error> {
        let mut old = Vec::new();
        for seen in self.seen.range((bot, 0)..=(bot, u64::MAX))?.take(at_most) {
            let (key, value) = seen?;
            if self.now.since(Timestamp(value.value().0)) < SEEN_FOR {
                break;
            }
            old.push(key.value());
        }
        old.into_iter().try_for_each(|key| self.seen.remove(key).map(|_| ()))?;
        Ok(())
    }

    fn wait(&mut self, bot: i64, ticket: u64, row: &Row<'_>) -> Result<(), redb::Error> {
        self.waiting.insert((bot, ticket), row.write().as_slice())?;
        self.order.insert(row.place(bot, ticket), ())?;
        self.bot(bot)?.pending += 1;
        Ok(())
    }

    fn bury(&mut self, row: &DeadRow<'_>) -> Result<(), redb::Error> {
        let id = self.next();
        self.letters.insert(id, row.write().as_slice())?;
        self.bot(row.bot.0)?.letters += 1;
        Ok(())
    }

    /// The number is known as done, unless it was forgotten and belongs to another update now.
    fn done(&mut self, bot: i64, update_id: u64, ticket: u64) -> Result<(), redb::Error> {
        if let Some(at) = self.seen_at(bot, update_id, ticket)? {
            self.seen.insert((bot, update_id), (at, 0))?;
        }
        Ok(())
    }

    /// When the number came, if it is still that of this ticket.
    fn seen_at(&self, bot: i64, update_id: u64, ticket: u64) -> Result<Option<u64>, redb::Error> {
        let seen = self.seen.get((bot, update_id))?.map(|seen| seen.value());
        Ok(seen.filter(|(_, of)| *of == ticket).map(|(at, _)| at))
    }

    fn bot(&mut self, bot: i64) -> Result<&mut Bot, redb::Error> {
        Ok(match self.rows.entry(bot) {
            std::collections::hash_map::Entry::Occupied(row) => row.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                let (epoch, era, last_arrival, pending, letters) =
                    self.bots.get(bot)?.map(|row| row.value()).unwrap_or_default();
                place.insert(Bot { epoch, era, last_arrival, pending, letters, added: 0 })
            }
        })
    }

    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }
}

/// A row that is none is damage.
pub(super) fn read<T>(row: Option<T>) -> Result<T, redb::Error> {
    row.ok_or_else(|| redb::Error::Corrupted("a row of the queue is not readable".into()))
}
