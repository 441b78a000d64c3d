//! A file to send: already at Telegram, on the web, or to be uploaded.
//!
//! [`InputFile`] is what a method or an object holds: a text, as far as JSON is concerned. What has to go along is its
//! [`Upload`], which a client reads when it sends the call.

mod upload;

pub use upload::{Content, Upload, UploadStream};

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::BoxError;

/// A file to send. <https://core.telegram.org/bots/api#sending-files>
///
/// Serialised it is what stands in the parameter: the `file_id` or URL, or `attach://` and the name of the part of the
/// request that brings the file. Nothing is read before the call is sent. Clones are the same file: sent twice in one
/// request it is uploaded once.
///
/// | made by | is read | can be sent again |
/// |---|---|---|
/// | [`file_id`](Self::file_id), [`url`](Self::url) | by Telegram | yes |
/// | [`path`](Self::path) | from disk, when it is sent | yes, it is opened again |
/// | [`bytes`](Self::bytes) | from memory | yes |
/// | [`stream`](Self::stream) | as it comes | no |
/// | [`stream_with`](Self::stream_with) | as it comes | yes, from a new stream |
///
/// Telegram's own server takes photos up to 10 MB and other files up to 50 MB; a local one takes 2000 MB.
///
/// ```
/// use tgapi::InputFile;
///
/// let report = InputFile::path("target/report-2026.pdf").with_name("report.pdf");
/// let picture = InputFile::bytes("dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
/// let known = InputFile::file_id("BQACAgIAAxkBAAI");
/// assert_eq!(serde_json::to_string(&known)?, "\"BQACAgIAAxkBAAI\"");
/// assert!(serde_json::to_string(&report)?.starts_with("\"attach://"));
/// assert_eq!(picture.upload().map(|upload| upload.file_name()), Some("dot.svg"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct InputFile(Source);

#[derive(Clone, PartialEq)]
enum Source {
    /// A `file_id` or a URL: Telegram has it or fetches it.
    Remote(String),
    /// Goes along as a part of a multipart body.
    Upload(Arc<Upload>),
}

impl InputFile {
    /// A file that is at Telegram already. It has to be used unchanged, and by the bot that got it.
    #[must_use]
    pub fn file_id(file_id: impl Into<String>) -> Self {
        Self(Source::Remote(file_id.into()))
    }

    /// A file for Telegram to fetch: at most 5 MB for photos, 20 MB otherwise.
    #[must_use]
    pub fn url(url: impl Into<String>) -> Self {
        Self(Source::Remote(url.into()))
    }

    /// A file on disk, opened when it is sent and read as it goes, so that it is never whole in memory. Its name is
    /// the last part of the path; see [`with_name`](Self::with_name).
    ///
    /// To a local Bot API server that shares the disk only the path is sent; see the client's settings.
    #[must_use]
    pub fn path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map_or_else(|| "file".into(), |name| name.to_string_lossy().into_owned());
        Self::from_upload(Upload::path(name, path))
    }

    /// A file in memory, with the name that Telegram shows.
    #[must_use]
    pub fn bytes(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self::from_upload(Upload::bytes(name.into(), content.into()))
    }

    /// A file that comes in pieces and can be read once: if sending fails after it was begun, it cannot be repeated,
    /// and the error says so.
    ///
    /// With [`with_length`](Self::with_length) its size is told beforehand.
    #[must_use]
    pub fn stream<S, B, E>(name: impl Into<String>, stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::from_upload(Upload::stream(name.into(), stream))
    }

    /// A file that comes in pieces, from a new stream for each time it is sent.
    ///
    /// With [`with_length`](Self::with_length) its size is told beforehand.
    #[must_use]
    pub fn stream_with<F, S, B, E>(name: impl Into<String>, open: F) -> Self
    where
        F: Fn() -> S + Send + Sync + 'static,
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::from_upload(Upload::stream_with(name.into(), open))
    }

    /// With another name than it would have. Telegram shows it, and tells the type of the file by its ending. No
    /// effect on a file that is not uploaded.
    #[must_use]
    pub fn with_name(self, name: impl Into<String>) -> Self {
        self.map_upload(|upload| upload.name = name.into())
    }

    /// With the length in bytes of a stream, which it then has to have exactly: Telegram and a progress callback learn
    /// it beforehand. No effect on other files, whose length is known or nobody's concern.
    #[must_use]
    pub fn with_length(self, bytes: u64) -> Self {
        self.map_upload(|upload| upload.set_length(bytes))
    }

    /// What has to be uploaded, if anything has.
    #[must_use]
    pub fn upload(&self) -> Option<&Upload> {
        match &self.0 {
            Source::Remote(_) => None,
            Source::Upload(upload) => Some(upload),
        }
    }

    fn from_upload(upload: Upload) -> Self {
        Self(Source::Upload(Arc::new(upload)))
    }

    fn map_upload(self, change: impl FnOnce(&mut Upload)) -> Self {
        match self.0 {
            Source::Upload(mut upload) => {
                change(Arc::make_mut(&mut upload));
                Self(Source::Upload(upload))
            }
            remote @ Source::Remote(_) => Self(remote),
        }
    }
}

impl From<PathBuf> for InputFile {
    /// As [`InputFile::path`].
    fn from(path: PathBuf) -> Self {
        Self::path(path)
    }
}

impl From<&Path> for InputFile {
    /// As [`InputFile::path`].
    fn from(path: &Path) -> Self {
        Self::path(path)
    }
}

impl Serialize for InputFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Source::Remote(text) => serializer.serialize_str(text),
            Source::Upload(upload) => serializer.collect_str(&format_args!("attach://{}", upload.part())),
        }
    }
}

impl<'de> Deserialize<'de> for InputFile {
    /// Any text is kept as it is. The file behind an `attach://` does not come with it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Source::Remote(text)))
    }
}

impl fmt::Debug for InputFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Remote(text) => f.debug_tuple("InputFile").field(text).finish(),
            Source::Upload(upload) => f.debug_tuple("InputFile").field(upload).finish(),
        }
    }
}

#[cfg(test)]
mod tests;
