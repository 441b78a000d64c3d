//! A file that counts how often it is synced: once for each commit.

use std::fs::OpenOptions;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use redb::backends::FileBackend;
use tgqueue::{Storage, StorageBackend};

/// The file, and its count.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) path: PathBuf,
    pub(crate) syncs: Arc<AtomicU64>,
}

impl Storage for Counted {
    fn open(&self) -> io::Result<Box<dyn StorageBackend>> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&self.path)?;
        let file = FileBackend::new(file).map_err(io::Error::other)?;
        Ok(Box::new(Open { file, syncs: Arc::clone(&self.syncs) }))
    }
}

#[derive(Debug)]
struct Open {
    file: FileBackend,
    syncs: Arc<AtomicU64>,
}

impl StorageBackend for Open {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.syncs.fetch_add(1, Ordering::Relaxed);
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.file.write(offset, data)
    }
}
