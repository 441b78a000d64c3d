//! Everything that an engine holds, compared with the model: at the end of a history, after a crash, and on the way.

use std::collections::HashMap;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tgapi::UserId;

use super::Lab;
use super::driver::{Check, Driver, bot, ok};
use super::model::{Entry, State};
use super::op::{PAST_ALL_WAITS, TTL};
use crate::engine::{Engine, Fetch, Health};
use crate::lease::LeaseRequest;

/// More than any history makes.
const ALL: usize = 1 << 20;

impl<L: Lab> Driver<L> {
    /// Compares everything. After a crash, marks that were not flushed may be lost; whatever shows is then certain.
    pub(super) async fn audit(&mut self, crash: bool) -> Check {
        if crash && let Some(engine) = self.engine.take() {
            self.lab.crash(engine).await;
            self.engine = Some(self.lab.open().await);
            self.model.crashed();
        }
        self.advance(PAST_ALL_WAITS);
        prop_assert_eq!(self.engine()?.health(), Health::Ready);
        let mut seen: HashMap<Vec<u8>, State> = HashMap::new();
        for bot in [bot(0), bot(1)] {
            self.read_waiting(bot, &mut seen).await?;
        }
        let letters = self.read_letters(&mut seen).await?;
        for entry in &mut self.model.entries {
            let found = seen.remove(entry.raw.as_bytes()).unwrap_or(State::Done);
            let before = entry.before.iter().rev().find(|(state, _)| crash && same(*state, found)).cloned();
            prop_assert!(same(entry.state, found) || before.is_some(), "{:?} is {:?}", entry, found);
            if crash {
                // A mark that was lost left the note as well.
                if let Some((_, notes)) = before.filter(|_| !same(entry.state, found)) {
                    entry.notes = notes;
                }
                entry.state = found;
                entry.before.clear();
            }
        }
        prop_assert!(seen.is_empty(), "what never came: {:?}", seen);
        let dead = |entry: &&Entry| matches!(entry.state, State::Dead { .. });
        prop_assert_eq!(self.model.entries.iter().filter(dead).count(), letters);
        for bot in [bot(0), bot(1)] {
            self.look(bot).await?;
        }
        Ok(())
    }

    /// Takes every lane, and everything in it.
    async fn read_waiting(&mut self, bot: UserId, seen: &mut HashMap<Vec<u8>, State>) -> Check {
        let mut leases = Vec::new();
        loop {
            let request = LeaseRequest { bot, worker: "auditor".into(), want: ALL, ttl: TTL };
            let more = ok("lease", self.engine()?.lease(request).await)?;
            if more.is_empty() {
                break;
            }
            leases.extend(more);
        }
        prop_assert!(!leases.is_empty(), "no lane was free when every lease had run out");
        for lease in &leases {
            let before = self.model.lanes.get(&(bot, lease.lane)).map_or(0, |hold| hold.epoch);
            prop_assert!(lease.epoch > before, "epoch {} after {}", lease.epoch, before);
            self.model.leased(*lease, "auditor".into(), self.model.now + TTL);
        }
        let fetch = Fetch { max: ALL, per_conversation: ALL, busy: Vec::new() };
        let fetched = ok("fetch", self.engine()?.fetch(&leases, fetch).await)?;
        prop_assert!(fetched.lost.is_empty() && fetched.due_in.is_none(), "{:?}", fetched);
        for stored in &fetched.updates {
            self.model.hand_out(stored);
            let state = State::Waiting { attempts: stored.attempts, due: Duration::ZERO };
            prop_assert!(seen.insert(stored.raw.to_vec(), state).is_none(), "handed out twice: {:?}", stored);
        }
        // In the order of their numbers; what is there and what is not is compared by the caller.
        for pair in fetched.updates.windows(2) {
            let [one, next] = pair else { continue };
            if one.conversation == next.conversation {
                let place = |raw: &[u8]| self.model.place(raw);
                prop_assert!(place(&one.raw) < place(&next.raw), "{:?} before {:?}", one, next);
            }
        }
        let mut conversations: Vec<_> = fetched.updates.iter().map(|stored| stored.conversation).collect();
        conversations.dedup();
        let runs = conversations.len();
        conversations.sort_unstable();
        conversations.dedup();
        prop_assert_eq!(runs, conversations.len(), "a conversation's updates did not come together");
        ok("release", self.engine()?.release(&leases).await)?;
        leases.into_iter().for_each(|lease| self.model.released(lease));
        Ok(())
    }

    /// Every letter, listed in pages and read one by one; how many.
    async fn read_letters(&mut self, seen: &mut HashMap<Vec<u8>, State>) -> Result<usize, TestCaseError> {
        let all = ok("letters", self.engine()?.letters(None, None, ALL).await)?;
        let mut paged = Vec::new();
        while paged.len() <= all.len() {
            let after = paged.last().map(|head: &crate::LetterHead| head.id);
            let page = ok("letters", self.engine()?.letters(None, after, 2).await)?;
            prop_assert!(page.len() <= 2);
            if page.is_empty() {
                break;
            }
            paged.extend(page);
        }
        prop_assert_eq!(&paged, &all, "pages differ from the whole");
        for head in &all {
            let Some(letter) = ok("letter", self.engine()?.letter(head.id).await)? else {
                return Err(TestCaseError::fail(format!("a listed letter is not there: {head:?}")));
            };
            prop_assert_eq!(&letter.head, head);
            prop_assert_eq!(letter.raw.len(), head.size);
            prop_assert!(head.died >= head.arrived);
            let entry = self.model.entries.iter().find(|entry| entry.raw.as_bytes() == &letter.raw[..]);
            prop_assert_eq!(entry.map(|entry| (entry.bot, entry.update)), Some((head.bot, head.update)));
            let state = State::Dead { attempts: head.attempts };
            prop_assert!(seen.insert(letter.raw.to_vec(), state).is_none(), "waits and is dead: {:?}", head);
        }
        for of in [bot(0), bot(1)] {
            let listed = ok("letters", self.engine()?.letters(Some(of), None, ALL).await)?;
            let expected: Vec<_> = all.iter().filter(|head| head.bot == of).cloned().collect();
            prop_assert_eq!(listed, expected);
        }
        Ok(all.len())
    }

    /// What the engine says of itself.
    pub(super) async fn look(&mut self, bot: UserId) -> Check {
        let stats = ok("stats", self.engine()?.stats(bot).await)?;
        let waiting: Vec<_> = self.model.waiting(bot).map(|(_, entry)| entry.arrived).collect();
        prop_assert_eq!(stats.pending, waiting.len() as u64);
        let of_bot = |entry: &&Entry| entry.bot == bot && matches!(entry.state, State::Dead { .. });
        prop_assert_eq!(stats.letters, self.model.entries.iter().filter(of_bot).count() as u64);
        let slack = Duration::from_secs(5);
        match (stats.oldest, waiting.iter().min()) {
            (None, None) => {}
            (Some(oldest), Some(first)) => {
                let age = self.model.now - *first;
                prop_assert!(oldest >= age && oldest < age + slack, "oldest {:?}, not {:?}", oldest, age);
            }
            (told, _) => return Err(TestCaseError::fail(format!("{} wait, the oldest since {told:?}", waiting.len()))),
        }
        if !stats.lanes.is_empty() {
            prop_assert_eq!(stats.lanes.iter().map(|lane| lane.pending).sum::<u64>(), stats.pending);
        }
        for lane in stats.lanes.iter().filter(|lane| self.model.is_held(bot, lane.lane)) {
            let expected = self.model.lanes.get(&(bot, lane.lane)).map(|hold| (hold.worker.clone(), hold.epoch));
            let told = lane.holder.as_ref().map(|holder| (holder.worker.clone(), holder.epoch));
            prop_assert_eq!(told, expected);
        }
        let conversations = ok("conversations", self.engine()?.conversations(bot, ALL).await)?;
        prop_assert!(conversations.is_sorted_by(|one, next| one.pending >= next.pending), "{:?}", conversations);
        let mut told: Vec<_> = conversations.iter().map(|one| (one.conversation, one.pending as usize)).collect();
        told.sort_unstable();
        let expected = self.model.conversations(bot).into_iter().map(|of| (of, self.model.line(bot, of).len()));
        prop_assert_eq!(told, expected.collect::<Vec<_>>());
        let told = ok("bots", self.engine()?.bots().await)?.contains(&bot);
        let mut of_bot = self.model.entries.iter().filter(|entry| entry.bot == bot).peekable();
        prop_assert!(!told || of_bot.peek().is_some(), "a bot of which nothing ever came");
        prop_assert!(told || of_bot.all(|entry| entry.update.is_none()), "a bot is missing");
        Ok(())
    }
}

/// Whether two states are the same, but for when it is due.
fn same(one: State, other: State) -> bool {
    match (one, other) {
        (State::Waiting { attempts, .. }, State::Waiting { attempts: others, .. }) => attempts == others,
        _ => one == other,
    }
}
