//! A file to send: already at Telegram, on the web, or in memory to be uploaded.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A file to send. <https://core.telegram.org/bots/api#sending-files>
#[derive(Clone, PartialEq)]
pub struct InputFile(Source);

#[derive(Clone, PartialEq)]
enum Source {
    /// A `file_id` or a URL: Telegram has it or fetches it.
    Remote(String),
    /// Goes along as a part of a multipart body; `part` names that part.
    Upload { part: String, name: String, content: Bytes },
}

impl InputFile {
    /// A file that is at Telegram already.
    #[must_use]
    pub fn file_id(file_id: impl Into<String>) -> Self {
        Self(Source::Remote(file_id.into()))
    }

    /// A file for Telegram to fetch: at most 5 MB for photos, 20 MB otherwise.
    #[must_use]
    pub fn url(url: impl Into<String>) -> Self {
        Self(Source::Remote(url.into()))
    }

    /// A file in memory, with the name that Telegram shows.
    #[must_use]
    pub fn bytes(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        // Unique within the process is enough: names only have to differ within one request.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let part = format!("file{}", NEXT.fetch_add(1, Ordering::Relaxed));
        Self(Source::Upload { part, name: name.into(), content: content.into() })
    }

    /// What has to be uploaded: the name of the part, the name of the file and its content.
    #[must_use]
    pub fn upload(&self) -> Option<(&str, &str, &Bytes)> {
        match &self.0 {
            Source::Remote(_) => None,
            Source::Upload { part, name, content } => Some((part, name, content)),
        }
    }
}

impl Serialize for InputFile {
    /// As a parameter: the `file_id` or URL, or `attach://` and the name of the part.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Source::Remote(text) => serializer.serialize_str(text),
            Source::Upload { part, .. } => serializer.collect_str(&format_args!("attach://{part}")),
        }
    }
}

impl<'de> Deserialize<'de> for InputFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::file_id)
    }
}

impl fmt::Debug for InputFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Remote(text) => f.debug_tuple("InputFile").field(text).finish(),
            Source::Upload { name, content, .. } => write!(f, "InputFile({name:?}, {} bytes)", content.len()),
        }
    }
}
