//! Dialogues in a file: redb, one file, no server.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use redb::{Database, ReadableDatabase, TableDefinition};
use tgapi::BoxError;

use super::storage::{DialogueKey, Storage, StorageFuture};

const TABLE: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("dialogues");

/// A [`Storage`] in one file, by the feature `redb`. What it saved survives a crash of the program and of the machine:
/// every change is a transaction that is on disk when it returns. Clones are the same file.
///
/// It works on tokio's threads for blocking work. One program at a time can have the file open.
#[derive(Clone)]
pub struct FileStorage {
    database: Arc<Database>,
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
        transaction.commit()?;
        Ok(Self { database: Arc::new(database) })
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

impl Storage for FileStorage {
    fn load<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, Option<Vec<u8>>> {
        let key = key.clone();
        self.run(move |database| {
            let table = database.begin_read()?.open_table(TABLE)?;
            Ok(table.get(key.as_str())?.map(|value| value.value().to_vec()))
        })
    }

    fn save<'a>(&'a self, key: &'a DialogueKey, value: Vec<u8>) -> StorageFuture<'a, ()> {
        let key = key.clone();
        self.run(move |database| {
            let transaction = database.begin_write()?;
            transaction.open_table(TABLE)?.insert(key.as_str(), value.as_slice())?;
            transaction.commit()?;
            Ok(())
        })
    }

    fn remove<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, ()> {
        let key = key.clone();
        self.run(move |database| {
            let transaction = database.begin_write()?;
            transaction.open_table(TABLE)?.remove(key.as_str())?;
            transaction.commit()?;
            Ok(())
        })
    }
}

impl fmt::Debug for FileStorage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileStorage").finish_non_exhaustive()
    }
}
