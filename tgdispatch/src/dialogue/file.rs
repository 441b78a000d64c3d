//! Dialogues in a file: redb, one file, no server.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use redb::{Database, ReadableDatabase, ReadableTable, ReadableTableMetadata, TableDefinition};
use tgapi::BoxError;

use super::storage::{Clock, DialogueKey, LONGEST, Storage, StorageFuture, millis};

const TABLE: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("dialogues");
/// When those are over that are not kept for ever, in milliseconds since 1970.
const ENDS: TableDefinition<'_, &str, u64> = TableDefinition::new("ends");
/// The same the other way around: the one that is over first is the first.
const BY_END: TableDefinition<'_, (u64, &str), ()> = TableDefinition::new("dialogues by end");
/// With every save at most so many are removed that are over: more than can come to be, so that they get fewer.
const SWEEP: usize = 8;

/// A [`Storage`] in one file, by the feature `redb`. What it saved survives a crash of the program and of the machine:
/// every change is a transaction that is on disk when it returns. Clones are the same file.
///
/// It works on tokio's threads for blocking work. One program at a time can have the file open. Dialogues that are
/// [idle](super::Dialogues::idle) for too long are removed little by little, with what is saved afterwards.
#[derive(Clone)]
pub struct FileStorage {
    database: Arc<Database>,
    clock: Clock,
}

impl FileStorage {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    ///
    /// It cannot be opened, is no such file, or another program has it.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, BoxError> {
        let database = Database::create(path)?;
        // So that the first `load` finds a table.
        let transaction = database.begin_write()?;
        transaction.open_table(TABLE)?;
        transaction.open_table(ENDS)?;
        transaction.open_table(BY_END)?;
        transaction.commit()?;
        Ok(Self { database: Arc::new(database), clock: Arc::new(SystemTime::now) })
    }

    /// What tells the time, by which idle dialogues end. Default [`SystemTime::now`]; in tests, one that you set.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// How many dialogues there are, those included that are over and not removed yet.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub async fn len(&self) -> Result<u64, BoxError> {
        self.run(|database| Ok(database.begin_read()?.open_table(TABLE)?.len()?)).await
    }

    /// Whether there are none.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub async fn is_empty(&self) -> Result<bool, BoxError> {
        Ok(self.len().await? == 0)
    }

    fn run<T, F>(&self, work: F) -> StorageFuture<'static, T>
    where
        T: Send + 'static,
        F: FnOnce(&Database) -> Result<T, BoxError> + Send + 'static,
    {
        let database = Arc::clone(&self.database);
        Box::pin(async move { tokio::task::spawn_blocking(move || work(&database)).await? })
    }
}

/// Sets the value of a key, or removes it, in one transaction with whatever is over.
fn set(database: &Database, key: &str, value: Option<(&[u8], Option<u64>)>, now: u64) -> Result<(), BoxError> {
    let transaction = database.begin_write()?;
    {
        let mut values = transaction.open_table(TABLE)?;
        let mut ends = transaction.open_table(ENDS)?;
        let mut by_end = transaction.open_table(BY_END)?;
        for _ in 0..SWEEP {
            let first = by_end.first()?;
            let over = first.map(|(place, _)| {
                let (end, key) = place.value();
                (end, key.to_owned())
            });
            let Some((end, key)) = over.filter(|(end, _)| *end <= now) else { break };
            by_end.remove((end, key.as_str()))?;
            ends.remove(key.as_str())?;
            values.remove(key.as_str())?;
        }
        let before = ends.remove(key)?.map(|end| end.value());
        if let Some(end) = before {
            by_end.remove((end, key))?;
        }
        match value {
            None => drop(values.remove(key)?),
            Some((value, end)) => {
                values.insert(key, value)?;
                if let Some(end) = end {
                    ends.insert(key, end)?;
                    by_end.insert((end, key), ())?;
                }
            }
        }
    }
    transaction.commit()?;
    Ok(())
}

impl Storage for FileStorage {
    fn load<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, Option<Vec<u8>>> {
        let (key, now) = (key.clone(), millis((self.clock)()));
        self.run(move |database| {
            let transaction = database.begin_read()?;
            let end = transaction.open_table(ENDS)?.get(key.as_str())?.map(|end| end.value());
            if end.is_some_and(|end| end <= now) {
                return Ok(None);
            }
            Ok(transaction.open_table(TABLE)?.get(key.as_str())?.map(|value| value.value().to_vec()))
        })
    }

    fn save<'a>(&'a self, key: &'a DialogueKey, value: Vec<u8>, keep: Option<Duration>) -> StorageFuture<'a, ()> {
        let (key, now) = (key.clone(), (self.clock)());
        let end = keep.and_then(|keep| now.checked_add(keep.min(LONGEST))).map(millis);
        self.run(move |database| set(database, key.as_str(), Some((&value, end)), millis(now)))
    }

    fn remove<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, ()> {
        let (key, now) = (key.clone(), millis((self.clock)()));
        self.run(move |database| set(database, key.as_str(), None, now))
    }
}

impl fmt::Debug for FileStorage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileStorage").finish_non_exhaustive()
    }
}
