//! What is read of the file: a moment of it, with the marks that are not in it yet.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bytes::Bytes;
use redb::{ReadOnlyTable, ReadTransaction, ReadableTable as _};
use tgapi::{UpdateId, UserId};

use super::book::read;
use super::marks::{MarkState, Overlay};
use super::tables::{BEGUN, BOTS, DeadRow, HELD, LETTERS, ORDER, Place, Row, WAITING};
use crate::begun::Begun;
use crate::clock::Timestamp;
use crate::conversation::Conversation;
use crate::engine::{Fetch, Fetched};
use crate::item::{Stored, Ticket};
use crate::lease::Lease;
use crate::letter::{Letter, LetterHead, LetterId};
use crate::stats::ConversationStats;

/// The file as it is at one moment.
pub(super) struct Shelf {
    transaction: ReadTransaction,
    overlay: Arc<Overlay>,
    now: Timestamp,
}

/// What is held of a bot, but for the lane.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Totals {
    pub(super) pending: u64,
    pub(super) letters: u64,
    pub(super) oldest: Option<Timestamp>,
}

/// How many of the oldest are looked through for conversations whose turn it is, before conversations are: one that
/// floods must not hide the others.
const LOOK: usize = 1024;

impl Shelf {
    /// `overlay` was read before the transaction began: whatever left it since is in the file.
    pub(super) fn new(transaction: ReadTransaction, overlay: Arc<Overlay>, now: Timestamp) -> Self {
        Self { transaction, overlay, now }
    }

    /// The next updates, the oldest conversations first; those of conversations that waited behind many others from the one
    /// after `cursor` on, which is moved.
    pub(super) fn fetch(
        &self,
        lease: Lease,
        fetch: &Fetch,
        cursor: &mut Option<Conversation>,
    ) -> Result<Fetched, redb::Error> {
        let held = self.transaction.open_table(HELD)?.get(lease.bot.0)?.map(|row| row.value());
        let mut picking = Picking {
            shelf: self,
            lease,
            suspect: held.map_or(0, |(_, suspect)| suspect),
            begun: self.transaction.open_table(BEGUN)?,
            waiting: self.transaction.open_table(WAITING)?,
            order: self.transaction.open_table(ORDER)?,
            passed: fetch.busy.iter().copied().collect(),
            max: fetch.max,
            per_conversation: fetch.per_conversation.max(1),
            fetched: Fetched::default(),
        };
        if picking.oldest_first()? && !picking.is_full() {
            picking.by_conversation(cursor)?;
        }
        Ok(picking.fetched)
    }

    pub(super) fn totals(&self, bot: UserId) -> Result<Totals, redb::Error> {
        let bots = self.transaction.open_table(BOTS)?;
        let (.., pending, letters) = bots.get(bot.0)?.map(|row| row.value()).unwrap_or_default();
        let mut totals = Totals { pending, letters, oldest: None };
        let waiting = self.transaction.open_table(WAITING)?;
        for mark in self.overlay.values().filter(|mark| mark.bot == bot && mark.state.is_final()) {
            // It may be in the file already.
            if waiting.get((bot.0, mark.ticket))?.is_some() {
                totals.pending -= 1;
                totals.letters += u64::from(matches!(mark.state, MarkState::Dead { .. }));
            }
        }
        for row in waiting.range((bot.0, 0)..=(bot.0, u64::MAX))? {
            let (key, bytes) = row?;
            if !self.is_gone(key.value().1) {
                totals.oldest = Some(read(Row::read(bytes.value()))?.arrived);
                break;
            }
        }
        Ok(totals)
    }

    pub(super) fn conversations(&self, bot: UserId, limit: usize) -> Result<Vec<ConversationStats>, redb::Error> {
        let waiting = self.transaction.open_table(WAITING)?;
        let mut all = HashMap::<Conversation, ((u32, u64, u64), ConversationStats)>::new();
        for row in waiting.range((bot.0, 0)..=(bot.0, u64::MAX))? {
            let (key, bytes) = row?;
            let ticket = key.value().1;
            let Some(row) = self.current(ticket, read(Row::read(bytes.value()))?) else { continue };
            let place = (row.era, row.update_id.0, ticket);
            let (first, stats) = all.entry(row.conversation).or_insert_with(|| {
                let stats = ConversationStats {
                    conversation: row.conversation,
                    pending: 0,
                    oldest: self.now.since(row.arrived),
                    attempts: 0,
                    due_in: None,
                };
                ((u32::MAX, u64::MAX, u64::MAX), stats)
            });
            stats.pending += 1;
            stats.oldest = stats.oldest.max(self.now.since(row.arrived));
            if place < *first {
                *first = place;
                stats.attempts = row.attempts;
                stats.due_in = (row.due > self.now).then(|| row.due.since(self.now));
            }
        }
        let mut all: Vec<_> = all.into_values().map(|(_, stats)| stats).collect();
        all.sort_by_key(|stats| (std::cmp::Reverse(stats.pending), stats.conversation));
        all.truncate(limit);
        Ok(all)
    }

    pub(super) fn letters(
        &self,
        bot: Option<UserId>,
        after: Option<LetterId>,
        limit: usize,
    ) -> Result<Vec<LetterHead>, redb::Error> {
        let letters = self.transaction.open_table(LETTERS)?;
        let from = after.map_or(0, |after| after.0.saturating_add(1));
        let mut heads = Vec::new();
        for row in letters.range(from..)? {
            if heads.len() >= limit {
                break;
            }
            let (id, bytes) = row?;
            let dead = read(DeadRow::read(bytes.value()))?;
            if bot.is_none_or(|bot| dead.bot == bot) {
                heads.push(dead.head(LetterId(id.value())));
            }
        }
        Ok(heads)
    }

    pub(super) fn letter(&self, id: LetterId) -> Result<Option<Letter>, redb::Error> {
        let letters = self.transaction.open_table(LETTERS)?;
        let Some(bytes) = letters.get(id.0)? else { return Ok(None) };
        let dead = read(DeadRow::read(bytes.value()))?;
        Ok(Some(Letter { head: dead.head(id), raw: Bytes::copy_from_slice(dead.raw) }))
    }

    pub(super) fn bots(&self) -> Result<Vec<UserId>, redb::Error> {
        let bots = self.transaction.open_table(BOTS)?;
        let mut stored = Vec::new();
        for row in bots.iter()? {
            let (bot, row) = row?;
            let (_, _, last_arrival, _, letters) = row.value();
            if last_arrival != 0 || letters != 0 {
                stored.push(UserId(bot.value()));
            }
        }
        Ok(stored)
    }

    fn is_gone(&self, ticket: u64) -> bool {
        self.overlay.get(&ticket).is_some_and(|mark| mark.state.is_final())
    }

    /// The row as it is with its mark; none if that ends it.
    fn current<'a>(&self, ticket: u64, row: Row<'a>) -> Option<Row<'a>> {
        match self.overlay.get(&ticket).map(|mark| &mark.state) {
            None => Some(row),
            Some(MarkState::Retry { attempts, due }) => Some(Row { attempts: *attempts, due: *due, ..row }),
            Some(MarkState::Done | MarkState::Dead { .. }) => None,
        }
    }
}

impl MarkState {
    pub(super) fn is_final(&self) -> bool {
        !matches!(self, Self::Retry { .. })
    }
}

/// A fetch at work.
struct Picking<'a> {
    shelf: &'a Shelf,
    lease: Lease,
    /// Up to this ticket, updates are.
    suspect: u64,
    begun: ReadOnlyTable<(i64, u64), (u32, u64)>,
    waiting: ReadOnlyTable<(i64, u64), &'static [u8]>,
    order: ReadOnlyTable<Place, ()>,
    /// Conversations that were looked at, or are busy.
    passed: HashSet<Conversation>,
    max: usize,
    per_conversation: usize,
    fetched: Fetched,
}

impl Picking<'_> {
    fn is_full(&self) -> bool {
        self.fetched.updates.len() >= self.max
    }

    /// In the order of arrival; whether there were more than it looked at.
    fn oldest_first(&mut self) -> Result<bool, redb::Error> {
        let bot = self.lease.bot.0;
        let rows = self.waiting.range((bot, 0)..=(bot, u64::MAX))?;
        for (number, row) in rows.enumerate() {
            if self.is_full() || number >= LOOK {
                return Ok(true);
            }
            let (key, bytes) = row?;
            if self.shelf.is_gone(key.value().1) {
                continue;
            }
            let conversation = read(Row::read(bytes.value()))?.conversation;
            if self.passed.insert(conversation) {
                self.line(conversation)?;
            }
        }
        Ok(false)
    }

    /// From one conversation to the next, around once.
    fn by_conversation(&mut self, cursor: &mut Option<Conversation>) -> Result<(), redb::Error> {
        let start = *cursor;
        let mut at = start;
        let mut wrapped = false;
        while !self.is_full() {
            match self.conversation_after(at)? {
                Some(next) if wrapped && start.is_none_or(|start| next > start) => break,
                Some(next) => {
                    at = Some(next);
                    if self.passed.insert(next) {
                        self.line(next)?;
                        *cursor = at;
                    }
                }
                None if wrapped || start.is_none() => break,
                None => {
                    wrapped = true;
                    at = None;
                }
            }
        }
        Ok(())
    }

    fn conversation_after(&self, after: Option<Conversation>) -> Result<Option<Conversation>, redb::Error> {
        let bot = self.lease.bot.0;
        let from = match after.map(Conversation::to_parts) {
            None => (bot, 0, i64::MIN, 0, 0, 0),
            Some((kind, id)) => (bot, kind, id, u32::MAX, u64::MAX, u64::MAX),
        };
        let to = (bot, u8::MAX, i64::MAX, u32::MAX, u64::MAX, u64::MAX);
        let Some(place) = self.order.range(from..=to)?.next() else { return Ok(None) };
        let (_, kind, id, ..) = place?.0.value();
        Ok(Some(Conversation::from_parts(kind, id)))
    }

    /// The first ones of a conversation, in order, up to one that waits for its time.
    fn line(&mut self, conversation: Conversation) -> Result<(), redb::Error> {
        let (bot, now) = (self.lease.bot.0, self.shelf.now);
        let (kind, id) = conversation.to_parts();
        let mut room = self.per_conversation.min(self.max - self.fetched.updates.len());
        let places = (bot, kind, id, 0, 0, 0)..=(bot, kind, id, u32::MAX, u64::MAX, u64::MAX);
        for place in self.order.range(places)? {
            if room == 0 {
                break;
            }
            let (.., update_id, ticket) = place?.0.value();
            if self.shelf.is_gone(ticket) {
                continue;
            }
            let Some(bytes) = self.waiting.get((bot, ticket))? else { return read(None) };
            let row = read(Row::read(bytes.value()))?;
            let Some(row) = self.shelf.current(ticket, row) else { continue };
            if row.due > now {
                let due_in = row.due.since(now);
                self.fetched.due_in = Some(self.fetched.due_in.map_or(due_in, |soonest| soonest.min(due_in)));
                break;
            }
            // Whether or not the lease was given back: what was begun under it did not come to its end.
            let (crashes, epoch) = self.begun.get((bot, ticket))?.map(|begun| begun.value()).unwrap_or_default();
            self.fetched.updates.push(Stored {
                lease: self.lease,
                ticket: Ticket(ticket),
                update_id: UpdateId(update_id),
                conversation,
                raw: Bytes::copy_from_slice(row.raw),
                attempts: row.attempts,
                crashes: Begun { crashes, epoch }.crashes(self.lease.epoch),
                suspect: ticket <= self.suspect,
                waited: now.since(row.arrived),
            });
            room -= 1;
        }
        Ok(())
    }
}
