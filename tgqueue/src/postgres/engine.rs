//! What an engine has to do, each by a statement or two.

use std::collections::HashMap;
use std::time::Duration;

use tgapi::{UpdateId, UserId};
use tokio::sync::{oneshot, watch};
use tokio_postgres::Row;

use super::fetching::{self, Stretches};
use super::settling::{self, Settling};
use super::writer::Job;
use super::{Postgres, clean, column, millis, number, sql};
use crate::clock::Timestamp;
use crate::conversation::Conversation;
use crate::engine::{Engine, Fetch, Fetched, Health};
use crate::error::EngineError;
use crate::item::{Appended, Mark, NewUpdate, Settled, Ticket};
use crate::lease::{Lease, LeaseRequest, Renewal};
use crate::letter::{Letter, LetterHead, LetterId};
use crate::stats::{ConversationStats, Holder, LaneStats, Stats};

/// The largest update that is stored.
const MAX_UPDATE: usize = 16 * 1024 * 1024;

/// How many marks go into one statement.
const MARKS: usize = 4096;

impl Engine for Postgres {
    async fn append(&self, updates: Vec<NewUpdate>) -> Result<Vec<Appended>, EngineError> {
        if updates.is_empty() {
            return Ok(Vec::new());
        }
        if let Some(bytes) = updates.iter().map(|update| update.raw.len()).find(|bytes| *bytes > MAX_UPDATE) {
            return Err(EngineError::TooLarge { bytes, limit: MAX_UPDATE });
        }
        if self.shared.is_closed() {
            return Err(EngineError::Closed);
        }
        let (answer, answered) = oneshot::channel();
        self.jobs.send(Job { updates, answer }).await.map_err(|_| EngineError::Closed)?;
        answered.await.map_err(|_| EngineError::Closed)?
    }

    async fn lease(&self, request: LeaseRequest) -> Result<Vec<Lease>, EngineError> {
        let LeaseRequest { bot, worker, want, ttl } = request;
        self.shared.lanes(bot).await?;
        let (want, ttl) = (number(want).min(i64::from(i32::MAX)), number(ttl.as_millis()));
        let rows = self.shared.query(sql::LEASE, &[&bot.0, &clean(&worker), &want, &ttl]).await?;
        rows.iter().map(|row| lease_of(row, bot)).collect()
    }

    async fn renew(&self, leases: &[Lease], ttl: Duration) -> Result<Vec<Renewal>, EngineError> {
        let mut renewals = vec![Renewal::Lost; leases.len()];
        for (bot, places) in by_bot(leases) {
            let (lanes, epochs) = columns(places.iter().map(|at| &leases[*at]));
            let rows = self.shared.query(sql::RENEW, &[&bot.0, &lanes, &epochs, &number(ttl.as_millis())]).await?;
            let mut workers = HashMap::<String, Vec<usize>>::new();
            for (row, at) in rows.iter().zip(places) {
                if let Some(worker) = column::<Option<String>>(row, 0)? {
                    renewals[at] = Renewal::Kept;
                    workers.entry(worker).or_default().push(at);
                }
            }
            for (worker, kept) in workers {
                let rows = self.shared.query(sql::EXCESS, &[&bot.0, &worker]).await?;
                let excess: i64 = rows.first().map_or(Ok(0), |row| column(row, 0))?;
                for at in kept.iter().rev().take(usize::try_from(excess).unwrap_or(0)) {
                    renewals[*at] = Renewal::Wanted;
                }
            }
        }
        let of_lost = leases.iter().zip(&renewals).filter(|(_, renewal)| **renewal == Renewal::Lost);
        self.shared.handed.lost(&of_lost.map(|(lease, _)| *lease).collect::<Vec<_>>());
        Ok(renewals)
    }

    async fn release(&self, leases: &[Lease]) -> Result<(), EngineError> {
        for (bot, places) in by_bot(leases) {
            let (lanes, epochs) = columns(places.iter().map(|at| &leases[*at]));
            let rows = self.shared.query(sql::RELEASE, &[&bot.0, &lanes, &epochs]).await?;
            let workers: Vec<String> = rows.iter().map(|row| column(row, 0)).collect::<Result<_, _>>()?;
            self.shared.query(sql::LEAVE, &[&bot.0, &workers]).await?;
        }
        self.shared.handed.lost(leases);
        self.shared.arrived();
        Ok(())
    }

    async fn fetch(&self, leases: &[Lease], fetch: Fetch) -> Result<Fetched, EngineError> {
        let Some(bot) = leases.first().map(|lease| lease.bot) else { return Ok(Fetched::default()) };
        let (lanes, _) = columns(leases);
        let rows = self.shared.query(sql::HELD, &[&bot.0, &lanes]).await?;
        let of_row =
            |row: &Row| Ok::<_, EngineError>((lease_of(row, bot)?, Ticket(column::<i64>(row, 2)?.cast_unsigned())));
        let current: HashMap<Lease, Ticket> = rows.iter().map(of_row).collect::<Result<_, _>>()?;
        let (held, lost): (Vec<Lease>, Vec<Lease>) =
            leases.iter().copied().partition(|lease| current.contains_key(lease));
        self.shared.handed.lost(&lost);
        let mut fetched = Fetched { lost, ..Fetched::default() };
        if held.is_empty() || fetch.max == 0 {
            return Ok(fetched);
        }
        let around = Stretches::new(&held, self.shared.cursor(bot));
        let busy = fetch.busy.iter().map(|busy| busy.to_parts());
        let (busy_kinds, busy_ids): (Vec<i16>, Vec<i64>) = busy.map(|(kind, id)| (i16::from(kind), id)).unzip();
        let (per_conversation, max) = (number(fetch.per_conversation.max(1)), number(fetch.max));
        let Stretches { lanes, after_kinds, after_ids, to_kinds, to_ids } = &around;
        let of_walk: super::pool::Params<'_> =
            &[&bot.0, lanes, after_kinds, after_ids, to_kinds, to_ids, &busy_kinds, &busy_ids, &per_conversation, &max];
        let rows = self.shared.query(sql::FETCH, of_walk).await?;
        fetched.updates = fetching::updates(&rows, bot, &current)?;
        if let Some(last) = fetched.updates.last() {
            self.shared.set_cursor(bot, last.lease.lane, last.conversation);
        }
        if fetched.updates.len() < fetch.max {
            let (lanes, _) = columns(&held);
            fetched.due_in = fetching::due_in(&self.shared.query(sql::DUE, &[&bot.0, &lanes]).await?)?;
        }
        fetched.updates.iter().for_each(|stored| self.shared.handed.add(stored));
        Ok(fetched)
    }

    async fn begin(&self, updates: Vec<(Lease, Ticket)>) -> Result<(), EngineError> {
        let (leases, tickets): (Vec<Lease>, Vec<i64>) =
            updates.into_iter().map(|(lease, ticket)| (lease, number(ticket.0))).unzip();
        let bots: Vec<i64> = leases.iter().map(|lease| lease.bot.0).collect();
        let (lanes, epochs) = columns(&leases);
        self.shared.query(sql::BEGIN, &[&bots, &lanes, &epochs, &tickets]).await.map(drop)
    }

    async fn settle(&self, marks: Vec<Mark>) -> Result<Vec<Settled>, EngineError> {
        let mut answers = Vec::with_capacity(marks.len());
        let mut left = &marks[..];
        while !left.is_empty() {
            let (now, later) = left.split_at(settling::distinct(left).min(MARKS));
            let rows = self.shared.query(sql::SETTLE, &Settling::new(now).params(&Some("off"))).await?;
            self.shared.handed.settled(now);
            for row in &rows {
                answers.push(settling::answer(row)?);
            }
            left = later;
        }
        Ok(answers)
    }

    async fn flush(&self) -> Result<(), EngineError> {
        self.shared.query(sql::FLUSH, &[]).await.map(drop)
    }

    fn arrivals(&self) -> watch::Receiver<u64> {
        self.shared.arrivals.subscribe()
    }

    async fn letters(
        &self,
        bot: Option<UserId>,
        after: Option<LetterId>,
        limit: usize,
    ) -> Result<Vec<LetterHead>, EngineError> {
        let (bot, after) = (bot.map(|bot| bot.0), after.map_or(0, |after| number(after.0)));
        let rows = self.shared.query(sql::LETTERS, &[&bot, &after, &number(limit)]).await?;
        rows.iter().map(head_of).collect()
    }

    async fn letter(&self, id: LetterId) -> Result<Option<Letter>, EngineError> {
        let rows = self.shared.query(sql::LETTER, &[&number(id.0)]).await?;
        let letter = |row: &Row| Ok(Letter { head: head_of(row)?, raw: column::<Vec<u8>>(row, 10)?.into() });
        rows.first().map(letter).transpose()
    }

    async fn replay(&self, id: LetterId) -> Result<bool, EngineError> {
        let replayed = !self.shared.query(sql::REPLAY, &[&number(id.0)]).await?.is_empty();
        self.shared.arrived();
        Ok(replayed)
    }

    async fn delete(&self, id: LetterId) -> Result<bool, EngineError> {
        Ok(!self.shared.query(sql::DELETE, &[&number(id.0)]).await?.is_empty())
    }

    async fn stats(&self, bot: UserId) -> Result<Stats, EngineError> {
        let rows = self.shared.query(sql::STATS, &[&bot.0]).await?;
        let mut stats = Stats::default();
        for row in &rows {
            let pending = column::<i64>(row, 1)?.cast_unsigned();
            let oldest = column::<Option<i64>>(row, 2)?.map(millis);
            let holder = match column::<Option<String>>(row, 3)? {
                Some(worker) => {
                    let (epoch, expires_in) = (column::<i64>(row, 4)?.cast_unsigned(), millis(column(row, 5)?));
                    Some(Holder { worker, epoch, expires_in })
                }
                None => None,
            };
            stats.pending += pending;
            stats.oldest = stats.oldest.max(oldest);
            stats.letters = column::<i64>(row, 6)?.cast_unsigned();
            stats.lanes.push(LaneStats { lane: lane_of(row)?, pending, holder });
        }
        Ok(stats)
    }

    async fn conversations(&self, bot: UserId, limit: usize) -> Result<Vec<ConversationStats>, EngineError> {
        let rows = self.shared.query(sql::CONVERSATIONS, &[&bot.0, &number(limit)]).await?;
        let conversation = |row: &Row| {
            let due_in: i64 = column(row, 5)?;
            Ok(ConversationStats {
                conversation: conversation_of(column(row, 0)?, column(row, 1)?),
                pending: column::<i64>(row, 2)?.cast_unsigned(),
                oldest: millis(column(row, 3)?),
                attempts: u32::try_from(column::<i32>(row, 4)?).unwrap_or_default(),
                due_in: (due_in > 0).then(|| millis(due_in)),
            })
        };
        rows.iter().map(conversation).collect()
    }

    async fn bots(&self) -> Result<Vec<UserId>, EngineError> {
        let rows = self.shared.query(sql::BOTS, &[]).await?;
        rows.iter().map(|row| column(row, 0).map(UserId)).collect()
    }

    fn health(&self) -> Health {
        self.shared.health()
    }
}

fn by_bot(leases: &[Lease]) -> HashMap<UserId, Vec<usize>> {
    let mut bots = HashMap::<UserId, Vec<usize>>::new();
    leases.iter().enumerate().for_each(|(at, lease)| bots.entry(lease.bot).or_default().push(at));
    bots
}

fn columns<'a>(leases: impl IntoIterator<Item = &'a Lease>) -> (Vec<i32>, Vec<i64>) {
    leases.into_iter().map(|lease| (i32::try_from(lease.lane).unwrap_or(-1), number(lease.epoch))).unzip()
}

fn lane_of(row: &Row) -> Result<u32, EngineError> {
    Ok(u32::try_from(column::<i32>(row, 0)?).unwrap_or_default())
}

fn lease_of(row: &Row, bot: UserId) -> Result<Lease, EngineError> {
    Ok(Lease { bot, lane: lane_of(row)?, epoch: column::<i64>(row, 1)?.cast_unsigned() })
}

fn conversation_of(kind: i16, id: i64) -> Conversation {
    Conversation::from_parts(u8::try_from(kind).unwrap_or_default(), id)
}

fn head_of(row: &Row) -> Result<LetterHead, EngineError> {
    let update_id = column::<Option<i64>>(row, 2)?.map(|id| UpdateId(id.cast_unsigned()));
    let kind: Option<i16> = column(row, 3)?;
    let id: Option<i64> = column(row, 4)?;
    let update = update_id.zip(kind.zip(id)).map(|(update_id, (kind, id))| (update_id, conversation_of(kind, id)));
    let moment = |at| Ok::<_, EngineError>(Timestamp(column::<i64>(row, at)?.cast_unsigned()));
    Ok(LetterHead {
        id: LetterId(column::<i64>(row, 0)?.cast_unsigned()),
        bot: UserId(column(row, 1)?),
        update,
        attempts: u32::try_from(column::<i32>(row, 5)?).unwrap_or_default(),
        arrived: moment(6)?,
        died: moment(7)?,
        reason: column(row, 8)?,
        size: usize::try_from(column::<i32>(row, 9)?).unwrap_or_default(),
    })
}
