//! Dialogues in memory: for tests, and for bots that may forget.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::StorageError;
use super::storage::{Clock, DialogueKey, LONGEST, Storage, StorageFuture};

/// How many dialogues it keeps.
const MAX: usize = 100_000;
/// With every save at most so many are removed that are over: more than can come to be, so that they get fewer.
const SWEEP: usize = 8;

/// A [`Storage`] in memory: gone when the program ends. It keeps 100,000 dialogues and refuses more
/// ([`StorageError::Full`]); those that are [idle](super::Dialogues::idle) for too long make room. Clones are the same.
#[derive(Clone)]
pub struct MemoryStorage {
    values: Arc<Mutex<Values>>,
    clock: Clock,
}

#[derive(Default)]
struct Values {
    of: HashMap<DialogueKey, Value>,
    /// Those that are not kept for ever, the one that is over first in front.
    ends: BTreeSet<(SystemTime, DialogueKey)>,
}

struct Value {
    bytes: Vec<u8>,
    until: Option<SystemTime>,
}

impl MemoryStorage {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self { values: Arc::default(), clock: Arc::new(SystemTime::now) }
    }

    /// What tells the time, by which idle dialogues end. Default [`SystemTime::now`]; in tests, one that you set.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// How many dialogues there are, those included that are over and not removed yet.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock().of.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn lock(&self) -> MutexGuard<'_, Values> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, key: &DialogueKey, bytes: Vec<u8>, keep: Option<Duration>) -> Result<(), StorageError> {
        let now = (self.clock)();
        let mut values = self.lock();
        values.sweep(now);
        if values.of.len() >= MAX && !values.of.contains_key(key) {
            return Err(StorageError::Full { max: MAX });
        }
        let until = keep.and_then(|keep| now.checked_add(keep.min(LONGEST)));
        values.remove(key);
        if let Some(until) = until {
            values.ends.insert((until, key.clone()));
        }
        values.of.insert(key.clone(), Value { bytes, until });
        Ok(())
    }
}

impl Values {
    fn remove(&mut self, key: &DialogueKey) {
        if let Some(Value { until: Some(until), .. }) = self.of.remove(key) {
            self.ends.remove(&(until, key.clone()));
        }
    }

    /// Removes some of those that are over.
    fn sweep(&mut self, now: SystemTime) {
        for _ in 0..SWEEP {
            let Some((_, key)) = self.ends.first().filter(|(until, _)| *until <= now).cloned() else { return };
            self.remove(&key);
        }
    }
}

impl Storage for MemoryStorage {
    fn load<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, Option<Vec<u8>>> {
        let now = (self.clock)();
        let values = self.lock();
        let value = values.of.get(key).filter(|value| value.until.is_none_or(|until| now < until));
        let bytes = value.map(|value| value.bytes.clone());
        Box::pin(async { Ok(bytes) })
    }

    fn save<'a>(&'a self, key: &'a DialogueKey, value: Vec<u8>, keep: Option<Duration>) -> StorageFuture<'a, ()> {
        let result = self.set(key, value, keep);
        Box::pin(async { Ok(result?) })
    }

    fn remove<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, ()> {
        self.lock().remove(key);
        Box::pin(async { Ok(()) })
    }
}

impl Default for MemoryStorage {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemoryStorage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStorage").field("len", &self.len()).finish_non_exhaustive()
    }
}
