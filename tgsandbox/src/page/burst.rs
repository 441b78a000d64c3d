//! Many messages at once, with disorder and duplicates: what the picture of the page is drawn from.
//!
//! The burst has faults of its own, which end with it; a switch that is moved meanwhile stays where it was put.

use std::{
    sync::{Arc, MutexGuard, PoisonError, atomic::Ordering::Relaxed},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{done, stage::Stage};
use crate::{bot::BotCore, faults::Faults, world::User};

/// How long a burst's faults last if its updates cannot be delivered.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long to wait for connections at most: 100 of them take 5 s.
const WARM_UP: Duration = Duration::from_secs(8);
/// The most messages of one burst.
const MAX_MESSAGES: usize = 1000;
/// The most people of one burst.
const MAX_WRITERS: usize = 50;

/// What a burst is to be.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(super) struct Burst {
    messages: usize,
    people: usize,
    disorder: usize,
    duplicates: f64,
}

/// The burst that runs, or ran last.
#[derive(Debug, Default)]
pub(super) struct BurstState {
    number: u64,
    running: bool,
    asked: Option<Burst>,
    /// The first and the last of its updates.
    updates: Option<(u64, u64)>,
    /// Who writes: the same people each time.
    writers: Vec<User>,
}

impl BurstState {
    /// The numbers of those who write.
    pub(super) fn writers(&self) -> Vec<i64> {
        self.writers.iter().map(User::id).collect()
    }

    pub(super) fn describe(&self) -> Value {
        let (first, last) = self.updates.unzip();
        json!({"number": self.number, "running": self.running, "asked": self.asked, "first": first, "last": last})
    }
}

impl Stage {
    pub(super) fn burst(&self) -> MutexGuard<'_, BurstState> {
        self.burst.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn start_burst(self: &Arc<Self>, asked: Burst) -> Result<Value, String> {
        if !(1..=MAX_MESSAGES).contains(&asked.messages) || !(1..=MAX_WRITERS).contains(&asked.people) {
            return Err(format!("a burst has 1 to {MAX_MESSAGES} messages of 1 to {MAX_WRITERS} people"));
        }
        if !(0.0..=1.0).contains(&asked.duplicates) {
            return Err("the share of duplicates is between 0 and 100 percent".to_owned());
        }
        let writers = {
            let mut burst = self.burst();
            if burst.running {
                return Err("a burst is running".to_owned());
            }
            while burst.writers.len() < asked.people {
                let name = format!("Crowd {}", burst.writers.len() + 1);
                burst.writers.push(self.bot.user(&name));
            }
            burst.number += 1;
            burst.running = true;
            burst.asked = Some(asked);
            burst.updates = None;
            burst.writers[..asked.people].to_vec()
        };
        let (stage, stop) = (Arc::clone(self), self.core().stop.clone());
        self.core().tasks.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = stage.run_burst(asked, writers) => {}
            }
        });
        Ok(done())
    }

    async fn run_burst(&self, asked: Burst, writers: Vec<User>) {
        if let Some(writer) = writers.first() {
            self.warm_up(writer).await;
        }
        let before = self.bot.faults();
        let during = Faults { reorder_window: asked.disorder, duplicate_rate: asked.duplicates, ..before.clone() };
        self.bot.set_faults(during.clone());
        let texts = (1..=asked.messages).map(|n| format!("message {n}"));
        let sent = texts.zip(writers.iter().cycle()).filter_map(|(text, user)| user.post(user.id(), &text).update_id);
        let ids: Vec<u64> = sent.collect();
        self.burst().updates = ids.first().copied().zip(ids.last().copied());
        // That it takes too long is to be seen in the timeline.
        let _ = self.bot.idle_within(PATIENCE).await;
        if self.bot.faults() == during {
            self.bot.set_faults(before);
        }
        self.core().warm.store(0, Relaxed);
        self.burst().running = false;
        self.core().changed.notify_waiters();
    }

    /// Has all connections open that the webhook may have, so that the burst shows them at work, and not how long it
    /// takes to open them.
    async fn warm_up(&self, writer: &User) {
        let core = self.core();
        let Some(limit) = core.hook().active().map(|hook| hook.connection_limit()) else { return };
        let is_warm = |core: &BotCore| (core.counters.ready.get() >= limit as u64).then_some(());
        if is_warm(core).is_none() {
            core.warm.store(limit, Relaxed);
            // Only a webhook that answers gets more than one connection.
            let _ = writer.post(writer.id(), "Here we come");
            // What is not open by then is opened on the way.
            let _ = core.wait_for("connections", WARM_UP, is_warm).await;
        }
    }
}
