//! A disk that loses power, fills up, fails and lies, for the engine in a file.
//!
//! What was written and not synced survives a power cut as a random subset of its sectors of 512 bytes, as on a real
//! disk that reorders and tears writes. Everything is drawn from a seed.

use std::fmt;
use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tgqueue::{Storage, StorageBackend};

const SECTOR: usize = 512;

/// Clones are one disk.
#[derive(Clone)]
pub(crate) struct Disk(Arc<Mutex<State>>);

struct State {
    /// What a reader sees.
    live: Vec<u8>,
    /// What survives for certain.
    durable: Vec<u8>,
    /// What was done since the last sync.
    unsynced: Vec<Change>,
    /// Counts power cuts: whoever had the file open before one cannot touch it after.
    power: u64,
    /// Writes and syncs so far, and the one at which the power goes.
    steps: u64,
    cut_at: Option<u64>,
    /// How large it may get.
    capacity: usize,
    /// What everything that changes the disk fails with.
    broken: Option<ErrorKind>,
    /// One of so many syncs is answered and not done.
    lies: Option<u32>,
    random: fastrand::Rng,
}

enum Change {
    Resize(usize),
    Write { at: usize, sector: Vec<u8> },
}

impl Disk {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(State {
            live: Vec::new(),
            durable: Vec::new(),
            unsynced: Vec::new(),
            power: 0,
            steps: 0,
            cut_at: None,
            capacity: usize::MAX,
            broken: None,
            lies: None,
            random: fastrand::Rng::with_seed(seed),
        })))
    }

    /// One of `of` syncs is a lie.
    pub(crate) fn lie(&self, of: u32) {
        self.state().lies = Some(of);
    }

    /// The power goes after so many more writes and syncs.
    pub(crate) fn cut_after(&self, steps: u64) {
        let mut state = self.state();
        state.cut_at = Some(state.steps + steps);
    }

    /// The power goes now, unless it went already, and comes back.
    pub(crate) fn cut(&self) {
        let mut state = self.state();
        if state.cut_at != Some(0) {
            state.cut();
        }
        state.cut_at = None;
    }

    pub(crate) fn set_capacity(&self, bytes: usize) {
        self.state().capacity = bytes;
    }

    pub(crate) fn len(&self) -> usize {
        self.state().live.len()
    }

    pub(crate) fn set_broken(&self, broken: Option<ErrorKind>) {
        self.state().broken = broken;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// What survives is decided here, and is all there is from now on.
    fn cut(&mut self) {
        // At times nothing of it, at times everything, mostly some.
        let odds = [0.0, 1.0, 0.5, 0.5, 0.1, 0.9][self.random.usize(..6)];
        for change in std::mem::take(&mut self.unsynced) {
            if self.random.f64() < odds {
                change.apply(&mut self.durable);
            }
        }
        self.live = self.durable.clone();
        self.power += 1;
        self.cut_at = Some(0);
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.live);
        self.unsynced.push(change);
    }

    /// One more write or sync.
    fn step(&mut self, power: u64) -> io::Result<()> {
        if self.power != power {
            return Err(io::Error::other("the power is off"));
        }
        if let Some(broken) = self.broken {
            return Err(broken.into());
        }
        self.steps += 1;
        if self.cut_at == Some(self.steps) {
            self.cut();
            return Err(io::Error::other("the power went"));
        }
        Ok(())
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Resize(len) => bytes.resize(*len, 0),
            Self::Write { at, sector } => {
                if bytes.len() < at + sector.len() {
                    bytes.resize(at + sector.len(), 0);
                }
                bytes[*at..at + sector.len()].copy_from_slice(sector);
            }
        }
    }
}

impl Storage for Disk {
    fn open(&self) -> io::Result<Box<dyn StorageBackend>> {
        Ok(Box::new(Open { disk: self.clone(), power: self.state().power }))
    }
}

/// The file, open since the last power cut or before.
struct Open {
    disk: Disk,
    power: u64,
}

impl StorageBackend for Open {
    fn len(&self) -> io::Result<u64> {
        Ok(self.disk.state().live.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let state = self.disk.state();
        if state.power != self.power {
            return Err(io::Error::other("the power is off"));
        }
        let from = offset as usize;
        let bytes = state.live.get(from..from + out.len()).ok_or(ErrorKind::UnexpectedEof)?;
        out.copy_from_slice(bytes);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut state = self.disk.state();
        state.step(self.power)?;
        if len as usize > state.capacity {
            return Err(ErrorKind::StorageFull.into());
        }
        state.change(Change::Resize(len as usize));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut state = self.disk.state();
        state.step(self.power)?;
        if let Some(of) = state.lies
            && state.random.u32(..of) == 0
        {
            return Ok(());
        }
        let changes = std::mem::take(&mut state.unsynced);
        changes.into_iter().for_each(|change| change.apply(&mut state.durable));
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut state = self.disk.state();
        state.step(self.power)?;
        let (mut at, mut rest) = (offset as usize, data);
        while !rest.is_empty() {
            let (sector, after) = rest.split_at(rest.len().min(SECTOR - at % SECTOR));
            state.change(Change::Write { at, sector: sector.to_vec() });
            (at, rest) = (at + sector.len(), after);
        }
        Ok(())
    }
}

impl fmt::Debug for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Open").finish_non_exhaustive()
    }
}
