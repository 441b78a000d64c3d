//! Files that a bot uploaded or was given. The oldest are forgotten when they take too much memory.

use std::collections::VecDeque;

use bytes::Bytes;
use serde_json::{Value, json};

/// The most bytes of files kept for one bot.
const MAX_BYTES: usize = 256 << 20;

/// What a file was sent as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Document,
    Photo,
}

impl FileKind {
    fn folder(self) -> &'static str {
        match self {
            Self::Document => "documents",
            Self::Photo => "photos",
        }
    }

    /// How ids of this kind begin.
    fn prefix(self) -> &'static str {
        match self {
            Self::Document => "BQACAgIAAxk",
            Self::Photo => "AgACAgIAAxk",
        }
    }
}

#[derive(Debug)]
pub(crate) struct StoredFile {
    id: String,
    unique_id: String,
    path: String,
    pub(crate) data: Bytes,
}

impl StoredFile {
    /// The File object.
    pub(crate) fn describe(&self) -> Value {
        json!({
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": self.data.len(),
            "file_path": self.path,
        })
    }
}

#[derive(Debug)]
pub(super) struct Files {
    files: VecDeque<StoredFile>,
    bytes: usize,
    count: u64,
    rng: fastrand::Rng,
}

impl Files {
    pub(super) fn new(rng: fastrand::Rng) -> Self {
        Self { files: VecDeque::new(), bytes: 0, count: 0, rng }
    }

    pub(super) fn add(&mut self, kind: FileKind, name: &str, data: Bytes) -> String {
        self.bytes += data.len();
        while self.bytes > MAX_BYTES {
            let Some(oldest) = self.files.pop_front() else { break };
            self.bytes -= oldest.data.len();
        }
        let mut letters = |n| -> String { (0..n).map(|_| self.rng.alphanumeric()).collect() };
        let (id, unique_id) = (format!("{}{}", kind.prefix(), letters(48)), letters(15));
        let extension = match (kind, name.rsplit_once('.')) {
            (FileKind::Photo, _) => ".jpg".to_owned(),
            (FileKind::Document, Some((_, extension))) if extension.bytes().all(|b| b.is_ascii_alphanumeric()) => {
                format!(".{extension}")
            }
            (FileKind::Document, _) => String::new(),
        };
        let path = format!("{}/file_{}{extension}", kind.folder(), self.count);
        self.count += 1;
        self.files.push_back(StoredFile { id: id.clone(), unique_id, path, data });
        id
    }

    pub(super) fn by_id(&self, id: &str) -> Option<&StoredFile> {
        self.files.iter().find(|file| file.id == id)
    }

    pub(super) fn by_path(&self, path: &str) -> Option<Bytes> {
        self.files.iter().find(|file| file.path == path).map(|file| file.data.clone())
    }
}
