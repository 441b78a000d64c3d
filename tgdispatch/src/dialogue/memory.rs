//! Dialogues in memory: for tests, and for bots that may forget.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::storage::{DialogueKey, Storage, StorageFuture};

/// How many dialogues it keeps.
const MAX: usize = 100_000;

/// A [`Storage`] in memory: gone when the program ends. It keeps 100,000 dialogues and refuses more. Clones are the same.
#[derive(Clone, Debug, Default)]
pub struct MemoryStorage {
    values: Arc<Mutex<HashMap<DialogueKey, Vec<u8>>>>,
}

impl MemoryStorage {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Storage for MemoryStorage {
    fn load<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, Option<Vec<u8>>> {
        let value = self.values.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        Box::pin(async { Ok(value) })
    }

    fn save<'a>(&'a self, key: &'a DialogueKey, value: Vec<u8>) -> StorageFuture<'a, ()> {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        let result = if values.len() >= MAX && !values.contains_key(key) {
            Err(format!("{MAX} dialogues are kept in memory already").into())
        } else {
            values.insert(key.clone(), value);
            Ok(())
        };
        Box::pin(async { result })
    }

    fn remove<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, ()> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
        Box::pin(async { Ok(()) })
    }
}
