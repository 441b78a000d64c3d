//! The suite finds engines that break a promise: each of these breaks one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::UserId;
use tgqueue::conformance::{self, Lab, ManualClock};
use tgqueue::{
    Appended, ConversationStats, Engine, EngineError, Fetch, Fetched, Health, Lease, LeaseRequest, Letter, LetterHead,
    LetterId, Mark, Memory, NewUpdate, Outcome, Renewal, Settled, Stats, Ticket,
};
use tokio::sync::watch;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    None,
    AcknowledgesWhatItDoesNotStore,
    TakesDuplicates,
    HandsOutOfOrder,
    HandsOutBusyConversations,
    HandsOutTooMuch,
    HidesSomeConversations,
    TriesAgainAtOnce,
    DropsDeadLetters,
    HonoursOldLeases,
    GivesTheSameEpochTwice,
    ForgetsInACrash,
    UndoesReplays,
    CountsNoCrashes,
    SuspectsNobody,
    SuspectsEverybody,
}

#[derive(Clone)]
struct Broken {
    engine: Memory,
    fault: Fault,
    /// The newest lease of each lane.
    newest: Arc<Mutex<Vec<Lease>>>,
}

impl Broken {
    fn newest(&self, old: Lease) -> Lease {
        let newest = self.newest.lock().unwrap();
        newest.iter().rev().find(|lease| (lease.bot, lease.lane) == (old.bot, old.lane)).copied().unwrap_or(old)
    }
}

impl Engine for Broken {
    async fn append(&self, mut batch: Vec<NewUpdate>) -> Result<Vec<Appended>, EngineError> {
        match self.fault {
            Fault::AcknowledgesWhatItDoesNotStore if batch.len() > 3 => {
                batch.pop();
                let mut appended = self.engine.append(batch).await?;
                appended.push(Appended::Fresh);
                Ok(appended)
            }
            Fault::TakesDuplicates => {
                Ok(self.engine.append(batch).await?.into_iter().map(|_| Appended::Fresh).collect())
            }
            _ => self.engine.append(batch).await,
        }
    }

    async fn lease(&self, request: LeaseRequest) -> Result<Vec<Lease>, EngineError> {
        let mut leases = self.engine.lease(request).await?;
        if self.fault == Fault::GivesTheSameEpochTwice {
            leases.iter_mut().for_each(|lease| lease.epoch = 1);
        }
        self.newest.lock().unwrap().extend(&leases);
        Ok(leases)
    }

    async fn renew(&self, leases: &[Lease], ttl: Duration) -> Result<Vec<Renewal>, EngineError> {
        self.engine.renew(leases, ttl).await
    }

    async fn release(&self, leases: &[Lease]) -> Result<(), EngineError> {
        self.engine.release(leases).await
    }

    async fn fetch(&self, leases: &[Lease], mut fetch: Fetch) -> Result<Fetched, EngineError> {
        match self.fault {
            Fault::HandsOutBusyConversations => fetch.busy.clear(),
            Fault::HandsOutTooMuch => fetch.max += 1,
            _ => {}
        }
        let mut fetched = self.engine.fetch(leases, fetch).await?;
        match self.fault {
            Fault::HandsOutOfOrder => fetched.updates.reverse(),
            Fault::SuspectsNobody => fetched.updates.iter_mut().for_each(|stored| stored.suspect = false),
            Fault::SuspectsEverybody => fetched.updates.iter_mut().for_each(|stored| stored.suspect = true),
            Fault::HidesSomeConversations => fetched.updates.retain(|stored| stored.conversation.to_parts().1 != 0),
            _ => {}
        }
        Ok(fetched)
    }

    async fn begin(&self, updates: Vec<(Lease, Ticket)>) -> Result<(), EngineError> {
        if self.fault == Fault::CountsNoCrashes { Ok(()) } else { self.engine.begin(updates).await }
    }

    async fn settle(&self, mut marks: Vec<Mark>) -> Result<Vec<Settled>, EngineError> {
        for mark in &mut marks {
            match (self.fault, &mut mark.outcome) {
                (Fault::TriesAgainAtOnce, Outcome::Retry { after }) => *after = Duration::ZERO,
                (Fault::DropsDeadLetters, outcome @ Outcome::Dead { .. }) => *outcome = Outcome::Done,
                (Fault::HonoursOldLeases, _) => mark.lease = self.newest(mark.lease),
                _ => {}
            }
        }
        self.engine.settle(marks).await
    }

    async fn flush(&self) -> Result<(), EngineError> {
        self.engine.flush().await
    }

    fn arrivals(&self) -> watch::Receiver<u64> {
        self.engine.arrivals()
    }

    async fn letters(
        &self,
        bot: Option<UserId>,
        after: Option<LetterId>,
        limit: usize,
    ) -> Result<Vec<LetterHead>, EngineError> {
        self.engine.letters(bot, after, limit).await
    }

    async fn letter(&self, id: LetterId) -> Result<Option<Letter>, EngineError> {
        self.engine.letter(id).await
    }

    async fn replay(&self, id: LetterId) -> Result<bool, EngineError> {
        if self.fault == Fault::UndoesReplays { self.engine.delete(id).await } else { self.engine.replay(id).await }
    }

    async fn delete(&self, id: LetterId) -> Result<bool, EngineError> {
        self.engine.delete(id).await
    }

    async fn stats(&self, bot: UserId) -> Result<Stats, EngineError> {
        self.engine.stats(bot).await
    }

    async fn conversations(&self, bot: UserId, limit: usize) -> Result<Vec<ConversationStats>, EngineError> {
        self.engine.conversations(bot, limit).await
    }

    async fn bots(&self) -> Result<Vec<UserId>, EngineError> {
        self.engine.bots().await
    }

    fn health(&self) -> Health {
        self.engine.health()
    }
}

struct Server {
    engine: Broken,
    clock: ManualClock,
}

impl Server {
    fn new(fault: Fault) -> Self {
        let clock = ManualClock::default();
        let engine = Broken { engine: Memory::with(3, clock.clone()), fault, newest: Arc::default() };
        Self { engine, clock }
    }
}

impl Lab for Server {
    type Engine = Broken;

    async fn open(&mut self) -> Broken {
        self.engine.clone()
    }

    async fn crash(&mut self, engine: Broken) {
        if engine.fault == Fault::ForgetsInACrash {
            self.engine.engine = Memory::with(3, self.clock.clone());
        }
    }

    fn advance(&mut self, by: Duration) {
        self.clock.advance(by);
    }
}

#[test]
fn every_fault_is_found() {
    use Fault::*;
    conformance::run(32, || async { Server::new(None) });
    let faults = [
        AcknowledgesWhatItDoesNotStore,
        TakesDuplicates,
        HandsOutOfOrder,
        HandsOutBusyConversations,
        HandsOutTooMuch,
        HidesSomeConversations,
        TriesAgainAtOnce,
        DropsDeadLetters,
        HonoursOldLeases,
        GivesTheSameEpochTwice,
        ForgetsInACrash,
        UndoesReplays,
        CountsNoCrashes,
        SuspectsNobody,
        SuspectsEverybody,
    ];
    for fault in faults {
        let run = || conformance::run(4_096, || async { Server::new(fault) });
        assert!(catch_unwind(AssertUnwindSafe(run)).is_err(), "{fault:?} was not found");
    }
}
