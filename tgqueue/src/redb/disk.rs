//! Where the file is, how it is opened, and what is said when it cannot be.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use redb::backends::FileBackend;
use redb::{Builder, Database, StorageBackend, TableHandle as _};

use super::book::Book;
use super::tables::{FORMAT, NAMES};
use crate::clock::Timestamp;

/// Something to store bytes in: for tests that break it, and for storage of another kind than files.
pub trait Storage: Send + Sync + 'static {
    /// Opens it: at the start, and again after every failure, when the one before is closed.
    ///
    /// # Errors
    ///
    /// It is tried again.
    fn open(&self) -> io::Result<Box<dyn StorageBackend>>;
}

/// Why a queue cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Another process has the file.
    #[error(
        "{name} is in use by another process: a queue belongs to one bot process at a time. Stop the other one, or give \
         this one a file of its own"
    )]
    Held {
        /// The file.
        name: String,
    },
    /// The content is damaged. Nothing was changed.
    #[error(
        "{name} is damaged ({what}). Nothing in it was changed. Keep a copy: updates that were acknowledged may wait in \
         it. Then bring back the file from a backup, or move it away, and the bot starts with an empty one"
    )]
    Damaged {
        /// The file.
        name: String,
        /// What is wrong with it.
        what: String,
    },
    /// The file is none of ours. Nothing was changed.
    #[error("{name} is not a queue of this crate ({what}): give another path")]
    Foreign {
        /// The file.
        name: String,
        /// What it seems to be.
        what: String,
    },
    /// The file was made by a later version. Nothing was changed.
    #[error("{name} has form {found}, and this version reads {}: use the version that wrote it, or a later one", FORMAT.1)]
    Newer {
        /// The file.
        name: String,
        /// Its form.
        found: u64,
    },
    /// It does not exist, and was not to be made.
    #[error("there is no {name}")]
    Missing {
        /// The file.
        name: String,
    },
    /// It cannot be read or written.
    #[error("{name} cannot be opened: {hint}")]
    Io {
        /// The file.
        name: String,
        /// What may mend it.
        hint: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

/// A place that can be opened again and again.
pub(super) struct Disk {
    kind: Kind,
    cache_bytes: usize,
}

enum Kind {
    File { path: PathBuf, create: bool },
    Other(Box<dyn Storage>),
}

impl Disk {
    pub(super) fn file(path: &Path, create: bool, cache_bytes: usize) -> Self {
        Self { kind: Kind::File { path: path.to_owned(), create }, cache_bytes }
    }

    pub(super) fn other(storage: impl Storage, cache_bytes: usize) -> Self {
        Self { kind: Kind::Other(Box::new(storage)), cache_bytes }
    }

    /// For people.
    pub(super) fn name(&self) -> String {
        match &self.kind {
            Kind::File { path, .. } => path.display().to_string(),
            Kind::Other(_) => "the storage".to_owned(),
        }
    }

    /// Opens it, and commits once, so that it is known to work. Answers the time at its last commit, too.
    pub(super) fn open(&self, now: Timestamp) -> Result<(Database, Timestamp), OpenError> {
        let database = match &self.kind {
            Kind::File { path, create } => {
                if *create && !path.exists() {
                    self.make(path, now)?;
                }
                let database = self.open_file(path, false)?;
                // Also if it was made by somebody who got no further.
                sync_folder(path).map_err(|source| self.io(source))?;
                database
            }
            Kind::Other(storage) => {
                let backend = storage.open().map_err(|source| self.io(source))?;
                self.open_backend(Boxed(backend))?
            }
        };
        let clock = self.greet(&database, now)?;
        Ok((database, clock))
    }

    /// Makes the file under another name and gives it its own when it is whole: a crash meanwhile leaves no half of one.
    fn make(&self, path: &Path, now: Timestamp) -> Result<(), OpenError> {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".new-{}", std::process::id()));
        let fresh = Path::new(&name);
        let made = self.open_file(fresh, true).and_then(|database| {
            self.greet(&database, now)?;
            database.close().map_err(|error| self.explain(error.into()))
        });
        // A link, unlike a rename, replaces nothing: another process may have been faster. Where there are no links, it
        // was not.
        let linked = made.and_then(|()| match std::fs::hard_link(fresh, path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(_) if !path.exists() => std::fs::rename(fresh, path).map_err(|source| self.io(source)),
            other => other.map_err(|source| self.io(source)),
        });
        // Gone already, if it was renamed.
        let _ = std::fs::remove_file(fresh);
        linked
    }

    fn open_file(&self, path: &Path, create: bool) -> Result<Database, OpenError> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(create).truncate(create);
        // Messages of people are in it.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = match options.open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound && !create => {
                return Err(OpenError::Missing { name: self.name() });
            }
            Err(source) => return Err(self.io(source)),
        };
        // Its own backend is not boxed: it locks the file, and `Boxed` hands on nothing but bytes.
        self.open_backend(FileBackend::new(file).map_err(|error| self.explain(error.into()))?)
    }

    fn open_backend(&self, backend: impl StorageBackend) -> Result<Database, OpenError> {
        let mut builder = Builder::new();
        builder.set_cache_size(self.cache_bytes);
        // Otherwise damage would be found when it is read, or not at all.
        builder.set_check_integrity_on_open(true);
        builder.create_with_backend(backend).map_err(|error| self.explain(error.into()))
    }

    /// Looks whether the file is ours, and makes it so if it is new.
    fn greet(&self, database: &Database, now: Timestamp) -> Result<Timestamp, OpenError> {
        let greet = || -> Result<(u64, Timestamp), redb::Error> {
            let transaction = database.begin_write()?;
            let is_foreign = |table: redb::UntypedTableHandle| !NAMES.contains(&table.name());
            if transaction.list_tables()?.any(is_foreign) {
                transaction.abort()?;
                return Ok((0, now));
            }
            let (format, clock) = {
                let mut book = Book::open(&transaction, now)?;
                let (format, clock) = (book.format()?, book.clock()?);
                book.keep_clock(clock);
                book.finish()?;
                (format, clock)
            };
            if format == FORMAT.1 {
                transaction.commit()?;
            } else {
                transaction.abort()?;
            }
            Ok((format, clock))
        };
        match greet().map_err(|error| self.explain(error))? {
            (0, _) => Err(OpenError::Foreign { name: self.name(), what: "a database of something else".into() }),
            (format, clock) if format == FORMAT.1 => Ok(clock),
            (found, _) => Err(OpenError::Newer { name: self.name(), found }),
        }
    }

    fn io(&self, source: io::Error) -> OpenError {
        let hint = match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full: make space on it",
            ErrorKind::PermissionDenied => "the user that runs the bot has to be allowed to read and write it",
            ErrorKind::NotFound => "its folder does not exist: make it first",
            ErrorKind::IsADirectory => "it is a folder: give the path of a file in it",
            ErrorKind::ReadOnlyFilesystem => "the disk is mounted read-only: give a path that can be written",
            _ => "the disk does not answer as it should",
        };
        OpenError::Io { name: self.name(), hint, source }
    }

    pub(super) fn explain(&self, error: redb::Error) -> OpenError {
        let name = self.name();
        match error {
            redb::Error::DatabaseAlreadyOpen | redb::Error::LockProtocolMismatch => OpenError::Held { name },
            redb::Error::Corrupted(what) => OpenError::Damaged { name, what },
            redb::Error::UpgradeRequired(_) => {
                OpenError::Foreign { name, what: "a database of a form that is no longer read".into() }
            }
            // What redb says of a file that does not begin as its own do.
            redb::Error::Io(error) if error.kind() == ErrorKind::InvalidData => {
                OpenError::Foreign { name, what: error.to_string() }
            }
            redb::Error::Io(error) => self.io(error),
            other @ (redb::Error::TableTypeMismatch { .. } | redb::Error::TypeDefinitionChanged { .. }) => {
                OpenError::Foreign { name, what: other.to_string() }
            }
            other => OpenError::Io {
                name,
                hint: "the disk does not answer as it should",
                source: io::Error::other(other.to_string()),
            },
        }
    }
}

/// A new file is on disk when its folder is.
fn sync_folder(path: &Path) -> io::Result<()> {
    // Windows knows no such thing.
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// A backend whose kind is not known here.
struct Boxed(Box<dyn StorageBackend>);

impl fmt::Debug for Boxed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StorageBackend for Boxed {
    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.0.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.0.write(offset, data)
    }

    fn close(&self) -> io::Result<()> {
        self.0.close()
    }
}
