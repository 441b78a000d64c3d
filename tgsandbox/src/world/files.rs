//! Files that a bot uploaded or was given. The oldest are forgotten when they take too much memory.

use std::collections::{HashMap, VecDeque};

use bytes::Bytes;
use serde_json::{Value, json};

/// The most bytes of files kept for one bot.
const MAX_BYTES: usize = 256 << 20;
/// The most files kept for one bot.
const MAX_FILES: usize = 100_000;

/// What a file was sent as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Animation,
    Audio,
    Document,
    Photo,
    Sticker,
    Thumbnail,
    Video,
    VideoNote,
    Voice,
}

impl FileKind {
    /// Its folder, how ids of this kind begin, its name in an error, and the ending of files without one.
    fn facts(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Animation => ("animations", "CgACAgIAAxk", "Animation", ".mp4"),
            Self::Audio => ("music", "CQACAgIAAxk", "Audio", ".mp3"),
            Self::Document => ("documents", "BQACAgIAAxk", "Document", ""),
            Self::Photo => ("photos", "AgACAgIAAxk", "Photo", ".jpg"),
            Self::Sticker => ("stickers", "CAACAgIAAxk", "Sticker", ".webp"),
            Self::Thumbnail => ("thumbnails", "AAMCAgADGQE", "Thumbnail", ".jpg"),
            Self::Video => ("videos", "BAACAgIAAxk", "Video", ".mp4"),
            Self::VideoNote => ("video_notes", "DQACAgIAAxk", "VideoNote", ".mp4"),
            Self::Voice => ("voice", "AwACAgIAAxk", "VoiceNote", ".oga"),
        }
    }

    pub(crate) fn name(self) -> &'static str {
        self.facts().2
    }
}

/// A file that can be sent and downloaded.
#[derive(Clone, Debug)]
pub(crate) struct StoredFile {
    id: String,
    unique_id: String,
    path: String,
    pub(crate) kind: FileKind,
    /// As it was uploaded; may be empty.
    pub(crate) name: String,
    /// The Content-Type it came with; may be empty.
    pub(crate) mime: String,
    pub(crate) data: Bytes,
}

impl StoredFile {
    /// The File object.
    pub(crate) fn describe(&self) -> Value {
        let mut json = self.fields();
        json["file_path"] = self.path.as_str().into();
        json
    }

    /// What every medium has of its file.
    pub(crate) fn fields(&self) -> Value {
        json!({"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.data.len()})
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }
}

#[derive(Debug)]
pub(super) struct Files {
    by_id: HashMap<String, StoredFile>,
    by_path: HashMap<String, String>,
    /// Oldest first.
    order: VecDeque<String>,
    bytes: usize,
    count: u64,
    rng: fastrand::Rng,
}

impl Files {
    pub(super) fn new(rng: fastrand::Rng) -> Self {
        Self { by_id: HashMap::new(), by_path: HashMap::new(), order: VecDeque::new(), bytes: 0, count: 0, rng }
    }

    pub(super) fn add(&mut self, kind: FileKind, name: &str, mime: &str, data: Bytes) -> String {
        self.bytes += data.len();
        while self.bytes > MAX_BYTES || self.order.len() >= MAX_FILES {
            let Some(oldest) = self.order.pop_front() else { break };
            self.forget(&oldest);
        }
        let (folder, prefix, _, usual) = kind.facts();
        let mut letters = |n| -> String { (0..n).map(|_| self.rng.alphanumeric()).collect() };
        let (id, unique_id) = (format!("{prefix}{}", letters(48)), letters(15));
        let extension = match name.rsplit_once('.') {
            Some((_, given)) if usual != ".jpg" && is_extension(given) => format!(".{given}"),
            _ => usual.to_owned(),
        };
        let path = format!("{folder}/file_{}{extension}", self.count);
        self.count += 1;
        self.by_path.insert(path.clone(), id.clone());
        self.order.push_back(id.clone());
        let (name, mime) = (name.to_owned(), mime.to_owned());
        self.by_id.insert(id.clone(), StoredFile { id: id.clone(), unique_id, path, kind, name, mime, data });
        id
    }

    fn forget(&mut self, id: &str) {
        if let Some(gone) = self.by_id.remove(id) {
            self.bytes -= gone.data.len();
            self.by_path.remove(&gone.path);
        }
    }

    pub(super) fn by_id(&self, id: &str) -> Option<&StoredFile> {
        self.by_id.get(id)
    }

    pub(super) fn by_path(&self, path: &str) -> Option<Bytes> {
        self.by_id.get(self.by_path.get(path)?).map(|file| file.data.clone())
    }
}

fn is_extension(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_files_go_when_they_take_too_much() {
        let mut files = Files::new(fastrand::Rng::with_seed(1));
        let big = Bytes::from(vec![0; MAX_BYTES / 2]);
        let ids: Vec<_> = (0..3).map(|_| files.add(FileKind::Video, "a.mov", "", big.clone())).collect();
        assert!(files.by_id(&ids[0]).is_none());
        assert!(files.by_path("videos/file_0.mov").is_none());
        assert_eq!(files.by_path("videos/file_2.mov").map(|data| data.len()), Some(MAX_BYTES / 2));
        assert_eq!(files.bytes, MAX_BYTES);
    }
}
