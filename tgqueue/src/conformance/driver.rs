//! Does a history to an engine and to the model, and compares what they say.

use std::collections::HashSet;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tgapi::{UpdateId, UserId};

use super::Lab;
use super::model::{Model, Standing, State};
use super::op::{Arrival, End, Op, TTL, conversation};
use crate::conversation::Conversation;
use crate::engine::{Engine, Fetch, Fetched};
use crate::error::EngineError;
use crate::item::{Key, Mark, NewUpdate, Outcome, Settled, Stored};
use crate::lease::{Lease, LeaseRequest, Renewal};

pub(super) type Check = Result<(), TestCaseError>;

pub(super) struct Driver<L: Lab> {
    pub(super) lab: L,
    pub(super) engine: Option<L::Engine>,
    pub(super) model: Model,
    /// Every lease ever taken, with its worker.
    leases: Vec<(u8, Lease)>,
    /// Handed out and not settled, some of it under leases that are over.
    in_hand: Vec<Stored>,
}

pub(super) fn bot(number: u8) -> UserId {
    UserId(1_000 + i64::from(number))
}

fn worker(number: u8) -> String {
    format!("worker {number}")
}

/// An engine's error is a failure like any other.
pub(super) fn ok<T>(what: &str, result: Result<T, EngineError>) -> Result<T, TestCaseError> {
    result.map_err(|error| TestCaseError::fail(format!("{what} failed: {error}")))
}

impl<L: Lab> Driver<L> {
    pub(super) async fn new(mut lab: L) -> Self {
        let engine = Some(lab.open().await);
        Self { lab, engine, model: Model::default(), leases: Vec::new(), in_hand: Vec::new() }
    }

    pub(super) async fn drive(mut self, history: &[Op]) -> Check {
        for (number, op) in history.iter().enumerate() {
            let at = |error: TestCaseError| TestCaseError::fail(format!("step {number}, {op:?}: {error}"));
            self.step(op).await.map_err(at)?;
        }
        self.audit(false).await
    }

    pub(super) fn engine(&self) -> Result<&L::Engine, TestCaseError> {
        self.engine.as_ref().ok_or_else(|| TestCaseError::fail("no engine"))
    }

    pub(super) fn advance(&mut self, by: Duration) {
        self.lab.advance(by);
        self.model.now += by;
    }

    async fn step(&mut self, op: &Op) -> Check {
        match op {
            Op::Append(arrivals) => self.append(arrivals).await,
            Op::Lease { bot: of, worker, want } => self.lease(bot(*of), *worker, *want).await,
            Op::Renew { bot: of, worker } => self.renew(bot(*of), *worker).await,
            Op::Release { bot: of, worker } => {
                let leases = self.leases_of(bot(*of), *worker);
                ok("release", self.engine()?.release(&leases).await)?;
                leases.into_iter().for_each(|lease| self.model.released(lease));
                Ok(())
            }
            Op::Fetch { bot: of, worker, max, per_conversation, all_in_hand_busy } => {
                let fetched = self.fetch(bot(*of), *worker, *max, *per_conversation, *all_in_hand_busy).await?;
                self.in_hand.extend(fetched.updates);
                Ok(())
            }
            Op::Begin(picks) => self.begin(picks).await,
            Op::Settle(ends) => self.settle(ends).await,
            Op::Flush => {
                ok("flush", self.engine()?.flush().await)?;
                self.model.entries.iter_mut().for_each(|entry| entry.before.clear());
                Ok(())
            }
            Op::Crash => self.audit(true).await,
            Op::Advance(by) => {
                self.advance(*by);
                Ok(())
            }
            Op::Replay(pick) => self.decide(*pick, true).await,
            Op::Delete(pick) => self.decide(*pick, false).await,
            Op::Look { bot: of } => self.look(bot(*of)).await,
        }
    }

    fn leases_of(&self, bot: UserId, worker: u8) -> Vec<Lease> {
        self.leases.iter().filter(|(of, lease)| *of == worker && lease.bot == bot).map(|(_, lease)| *lease).collect()
    }

    async fn append(&mut self, arrivals: &[Arrival]) -> Check {
        let mut batch = Vec::new();
        let mut expected = Vec::new();
        for arrival in arrivals {
            // The content of a repetition differs, which real ones never do: the first one has to win.
            let raw = format!(r#"{{"update_id":{},"n":{}}}"#, arrival.update_id, self.model.entries.len());
            let update = arrival.conversation.map(|of| (UpdateId(arrival.update_id), conversation(of)));
            let key = match update {
                Some((update_id, conversation)) => Key::Known { update_id, conversation },
                None => Key::Unreadable { reason: "no number".into() },
            };
            let bot = bot(arrival.bot);
            batch.push(NewUpdate { bot, key, raw: raw.clone().into() });
            expected.push(self.model.append(bot, update, raw));
        }
        let answers = ok("append", self.engine()?.append(batch).await)?;
        prop_assert_eq!(answers, expected);
        Ok(())
    }

    async fn lease(&mut self, bot: UserId, by: u8, want: usize) -> Check {
        let request = LeaseRequest { bot, worker: worker(by), want, ttl: TTL };
        let granted = ok("lease", self.engine()?.lease(request).await)?;
        prop_assert!(granted.len() <= want, "more than asked for: {:?}", granted);
        let known = self.model.lanes.keys().filter(|(of, _)| *of == bot).count();
        let held = self.model.lanes.keys().filter(|(of, lane)| *of == bot && self.model.is_held(bot, *lane)).count();
        prop_assert!(want == 0 || held > 0 || !granted.is_empty(), "none of {} free lanes was granted", known);
        for lease in granted {
            prop_assert_eq!(lease.bot, bot);
            prop_assert!(!self.model.is_held(bot, lease.lane), "lane {} has a holder", lease.lane);
            let before = self.model.lanes.get(&(bot, lease.lane)).map_or(0, |hold| hold.epoch);
            prop_assert!(lease.epoch > before, "epoch {} after {}", lease.epoch, before);
            self.model.leased(lease, worker(by), self.model.now + TTL);
            self.leases.push((by, lease));
        }
        Ok(())
    }

    async fn renew(&mut self, bot: UserId, by: u8) -> Check {
        let leases = self.leases_of(bot, by);
        let renewals = ok("renew", self.engine()?.renew(&leases, TTL).await)?;
        prop_assert_eq!(renewals.len(), leases.len());
        for (lease, renewal) in leases.into_iter().zip(renewals) {
            let kept = renewal != Renewal::Lost;
            match self.model.standing(lease) {
                Standing::Current => prop_assert!(kept, "{:?} is current and was lost", lease),
                Standing::Over => prop_assert!(!kept, "{:?} is over and was renewed", lease),
                Standing::RanOut => {}
            }
            if kept {
                self.model.renewed(lease, self.model.now + TTL);
            } else {
                self.model.released(lease);
            }
        }
        Ok(())
    }

    async fn fetch(
        &mut self,
        bot: UserId,
        by: u8,
        max: usize,
        per_conversation: usize,
        busy: bool,
    ) -> Result<Fetched, TestCaseError> {
        let leases = self.leases_of(bot, by);
        let of_bot = self.in_hand.iter().filter(|stored| busy && stored.lease.bot == bot);
        let busy: Vec<_> = of_bot.map(|stored| stored.conversation).collect();
        let fetch = Fetch { max, per_conversation, busy: busy.clone() };
        let fetched = ok("fetch", self.engine()?.fetch(&leases, fetch).await)?;
        for lease in &leases {
            let lost = fetched.lost.contains(lease);
            match self.model.standing(*lease) {
                Standing::Current => prop_assert!(!lost, "{:?} is current and was told lost", lease),
                Standing::Over => prop_assert!(lost, "{:?} is over and was not told lost", lease),
                Standing::RanOut => {}
            }
        }
        self.check_fetched(bot, &fetched, max, per_conversation.max(1), &busy)?;
        Ok(fetched)
    }

    /// That what was handed out is right, and all that could be.
    pub(super) fn check_fetched(
        &mut self,
        bot: UserId,
        fetched: &Fetched,
        max: usize,
        per_conversation: usize,
        busy: &[Conversation],
    ) -> Check {
        let now = self.model.now;
        prop_assert!(fetched.updates.len() <= max, "more than asked for: {:?}", fetched);
        for stored in &fetched.updates {
            prop_assert!(!busy.contains(&stored.conversation), "{} is busy", stored.conversation);
            prop_assert!(!fetched.lost.contains(&stored.lease), "handed out under a lost lease: {:?}", stored);
            let lane = self.model.lane_of.entry((bot, stored.conversation)).or_insert(stored.lease.lane);
            prop_assert_eq!(*lane, stored.lease.lane, "a conversation changed its lane");
        }
        let mut may_wait = None;
        let given: HashSet<_> = fetched.updates.iter().map(|stored| stored.lease.lane).collect();
        for conversation in self.model.conversations(bot) {
            let mine: Vec<_> = fetched.updates.iter().filter(|stored| stored.conversation == conversation).collect();
            let line = self.model.line(bot, conversation);
            let due: Vec<_> = line.iter().take_while(|number| self.model.entries[**number].is_due(now)).collect();
            let room = due.len().min(per_conversation);
            prop_assert!(mine.len() <= room, "{} of {} ready: {:?}", mine.len(), room, mine);
            for (stored, number) in mine.iter().zip(due) {
                let entry = &self.model.entries[*number];
                prop_assert_eq!(&stored.raw[..], entry.raw.as_bytes(), "not its turn or not as it came");
                prop_assert_eq!(Some((stored.update_id, stored.conversation)), entry.update);
                prop_assert_eq!(Some(stored.attempts), entry.attempts_if_waiting());
                prop_assert_eq!(stored.crashes, entry.crashes(stored.lease), "crashes of {:?}", stored);
                if let Some(suspect) = self.model.is_suspect(entry, stored.lease) {
                    prop_assert_eq!(stored.suspect, suspect, "whether it is suspect: {:?}", stored);
                }
                let waited = now - entry.arrived;
                prop_assert!(
                    stored.waited >= waited && stored.waited < waited + Duration::from_secs(5),
                    "{:?}",
                    stored
                );
            }
            // Only of lanes that are ours for certain is it known that more had to come.
            let lane = self.model.lane_of.get(&(bot, conversation));
            let ours = lane.is_some_and(|lane| given.contains(lane)) && !busy.contains(&conversation);
            if ours && fetched.updates.len() < max {
                prop_assert_eq!(mine.len(), room, "there was room for more of {}", conversation);
                if let Some(State::Waiting { due, .. }) = line.first().map(|number| self.model.entries[*number].state)
                    && due > now
                {
                    may_wait = Some(may_wait.map_or(due, |soonest: Duration| soonest.min(due)));
                }
            }
        }
        fetched.updates.iter().for_each(|stored| self.model.hand_out(stored));
        if let Some(due) = may_wait {
            let told = fetched.due_in;
            prop_assert!(told.is_some_and(|told| told <= due - now), "due in {:?}, told {:?}", due - now, told);
        }
        Ok(())
    }

    async fn begin(&mut self, picks: &[usize]) -> Check {
        // Of a lease that ran out and is nobody's it is the engine's affair whether it counts.
        let known = |stored: &&Stored| self.model.standing(stored.lease) != Standing::RanOut;
        let candidates: Vec<_> = self.in_hand.iter().filter(known).cloned().collect();
        let picked: Vec<_> = picks.iter().filter_map(|pick| candidates.get(pick % candidates.len().max(1))).collect();
        let begun = picked.iter().map(|stored| (stored.lease, stored.ticket)).collect();
        ok("begin", self.engine()?.begin(begun).await)?;
        for stored in picked {
            let current = self.model.standing(stored.lease) == Standing::Current;
            let entry = self.model.entries.iter_mut().find(|entry| entry.raw.as_bytes() == &stored.raw[..]);
            if let Some(entry) = entry.filter(|entry| current && entry.attempts_if_waiting().is_some()) {
                entry.begin(stored.lease);
            }
        }
        Ok(())
    }

    async fn settle(&mut self, ends: &[(usize, End)]) -> Check {
        if self.in_hand.is_empty() {
            return Ok(());
        }
        let (mut marks, mut picked) = (Vec::new(), Vec::new());
        for (pick, end) in ends {
            let stored = &self.in_hand[pick % self.in_hand.len()];
            let outcome = match end {
                End::Done => Outcome::Done,
                End::Retry(after) => Outcome::Retry { after: *after },
                End::Dead => Outcome::Dead { reason: "hopeless".into() },
            };
            marks.push(Mark { lease: stored.lease, ticket: stored.ticket, outcome });
            picked.push((stored.clone(), *end));
        }
        let leases: Vec<_> = picked.iter().map(|(stored, _)| stored.lease).collect();
        let answers = ok("settle", self.engine()?.settle(marks).await)?;
        prop_assert_eq!(answers.len(), picked.len());
        for ((stored, end), answer) in picked.into_iter().zip(answers) {
            let now = self.model.now;
            let standing = self.model.standing(stored.lease);
            let entry = self.model.entries.iter_mut().find(|entry| entry.raw.as_bytes() == &stored.raw[..]);
            let Some(entry) = entry else { return Err(TestCaseError::fail("an update that never came")) };
            let attempts = entry.attempts_if_waiting();
            let right = if attempts.is_some() { Settled::Applied } else { Settled::Unknown };
            match standing {
                Standing::Current => prop_assert_eq!(answer, right, "of {:?}", stored),
                Standing::Over => prop_assert_eq!(answer, Settled::Fenced, "of {:?}", stored),
                Standing::RanOut => prop_assert!(answer == right || answer == Settled::Fenced, "{:?}", answer),
            }
            if answer != Settled::Applied {
                continue;
            }
            let attempts = attempts.unwrap_or(0);
            let state = match end {
                End::Done => State::Done,
                End::Retry(after) => State::Waiting { attempts: attempts + 1, due: now + after },
                End::Dead => State::Dead { attempts },
            };
            entry.becomes(state, stored.lease);
            if let End::Done | End::Dead = end {
                // Some copies stay in hand: settling twice has to be harmless.
                let at = self.in_hand.iter().position(|other| other.ticket == stored.ticket);
                at.map(|at| self.in_hand.swap_remove(at));
            }
        }
        // A fetch knows of it at once.
        let holders: HashSet<_> = self.leases.iter().filter(|(_, lease)| leases.contains(lease)).collect();
        for (worker, lease) in holders.into_iter().copied().collect::<Vec<_>>() {
            self.fetch(lease.bot, worker, usize::MAX, usize::MAX, false).await?;
        }
        Ok(())
    }

    /// Replays or deletes a dead letter.
    async fn decide(&mut self, pick: usize, replay: bool) -> Check {
        let heads = ok("letters", self.engine()?.letters(None, None, usize::MAX).await)?;
        let Some(head) = heads.get(pick % heads.len().max(1)) else { return Ok(()) };
        let letter = ok("letter", self.engine()?.letter(head.id).await)?;
        let Some(letter) = letter else { return Err(TestCaseError::fail("a listed letter is not there")) };
        let done = if replay { self.engine()?.replay(head.id).await } else { self.engine()?.delete(head.id).await };
        let done = ok("deciding", done)?;
        let readable = head.update.is_some();
        prop_assert_eq!(done, readable || !replay);
        if done {
            prop_assert!(ok("letter", self.engine()?.letter(head.id).await)?.is_none(), "the letter is still there");
            let again =
                if replay { self.engine()?.replay(head.id).await } else { self.engine()?.delete(head.id).await };
            prop_assert!(!ok("deciding", again)?, "decided twice");
            let now = self.model.now;
            let entry = self.model.entries.iter_mut().find(|entry| entry.raw.as_bytes() == &letter.raw[..]);
            let Some(entry) = entry else { return Err(TestCaseError::fail("a letter that never came")) };
            entry.is_now(if replay { State::Waiting { attempts: 0, due: now } } else { State::Done });
            // Whether a ticket survives this is the engine's affair.
            self.in_hand.retain(|stored| stored.raw != letter.raw);
        }
        Ok(())
    }
}
