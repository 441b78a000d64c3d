//! What is uploaded with a call: where its bytes come from, and whether they can come twice.

use std::fmt;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use crate::error::BoxError;

/// A file that goes along with a call, as a part of its own of the request's body.
#[derive(Clone)]
pub struct Upload {
    part: Box<str>,
    pub(super) name: String,
    body: Body,
}

/// The bytes of an upload, as they come.
pub type UploadStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

#[derive(Clone)]
enum Body {
    Bytes(Bytes),
    Path(PathBuf),
    Stream { length: Option<u64>, source: Arc<Streams> },
}

enum Streams {
    /// Empty once it was taken.
    Once(Mutex<Option<UploadStream>>),
    Again(Box<dyn Fn() -> UploadStream + Send + Sync>),
}

/// Where an [`Upload`]'s bytes are.
#[derive(Debug)]
#[non_exhaustive]
pub enum Content<'a> {
    /// In memory.
    Bytes(&'a Bytes),
    /// In this file, to be opened by who sends it.
    Path(&'a Path),
    /// In a stream; see [`Upload::take_stream`].
    Stream,
}

impl Upload {
    fn new(name: String, body: Body) -> Self {
        // Unique within the process is enough: names only have to differ within one request.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let part = format!("file{}", NEXT.fetch_add(1, Ordering::Relaxed)).into();
        Self { part, name, body }
    }

    pub(super) fn bytes(name: String, content: Bytes) -> Self {
        Self::new(name, Body::Bytes(content))
    }

    pub(super) fn path(name: String, path: PathBuf) -> Self {
        Self::new(name, Body::Path(path))
    }

    pub(super) fn stream<S, B, E>(name: String, stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        let source = Arc::new(Streams::Once(Mutex::new(Some(boxed(stream)))));
        Self::new(name, Body::Stream { length: None, source })
    }

    pub(super) fn stream_with<F, S, B, E>(name: String, open: F) -> Self
    where
        F: Fn() -> S + Send + Sync + 'static,
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        let source = Arc::new(Streams::Again(Box::new(move || boxed(open()))));
        Self::new(name, Body::Stream { length: None, source })
    }

    pub(super) fn set_length(&mut self, bytes: u64) {
        if let Body::Stream { length, .. } = &mut self.body {
            *length = Some(bytes);
        }
    }

    /// The name of the part, to which `attach://` in the parameters refers.
    #[must_use]
    pub fn part(&self) -> &str {
        &self.part
    }

    /// The name of the file, which Telegram shows.
    #[must_use]
    pub fn file_name(&self) -> &str {
        &self.name
    }

    /// Where its bytes are.
    #[must_use]
    pub fn content(&self) -> Content<'_> {
        match &self.body {
            Body::Bytes(bytes) => Content::Bytes(bytes),
            Body::Path(path) => Content::Path(path),
            Body::Stream { .. } => Content::Stream,
        }
    }

    /// The length in bytes, if it is known without looking at a disk.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.body {
            Body::Bytes(bytes) => Some(bytes.len() as u64),
            Body::Path(_) => None,
            Body::Stream { length, .. } => *length,
        }
    }

    /// Whether it can be read now: not so for a stream that can be read once, and was.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        match &self.body {
            Body::Stream { source, .. } => source.is_ready(),
            Body::Bytes(_) | Body::Path(_) => true,
        }
    }

    /// The stream, for who sends the call. `None` if it was taken before and can be read only once, or if the content
    /// is no stream.
    #[must_use]
    pub fn take_stream(&self) -> Option<UploadStream> {
        match &self.body {
            Body::Stream { source, .. } => source.take(),
            Body::Bytes(_) | Body::Path(_) => None,
        }
    }
}

impl Streams {
    fn is_ready(&self) -> bool {
        match self {
            Self::Once(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).is_some(),
            Self::Again(_) => true,
        }
    }

    fn take(&self) -> Option<UploadStream> {
        match self {
            Self::Once(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).take(),
            Self::Again(open) => Some(open()),
        }
    }
}

impl PartialEq for Upload {
    /// Of the same name and content. Streams are equal if they are the same one.
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.body, &other.body) {
            (Body::Bytes(a), Body::Bytes(b)) => a == b,
            (Body::Path(a), Body::Path(b)) => a == b,
            (Body::Stream { length: a, source: x }, Body::Stream { length: b, source: y }) => {
                a == b && Arc::ptr_eq(x, y)
            }
            _ => false,
        };
        same && self.name == other.name
    }
}

impl fmt::Debug for Upload {
    /// Without the path: files of a local Bot API server are in a folder that has the token for a name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Upload");
        debug.field("name", &self.name);
        match &self.body {
            Body::Bytes(bytes) => debug.field("bytes", &bytes.len()),
            Body::Path(_) => debug.field("path", &format_args!("..")),
            Body::Stream { length, .. } => debug.field("stream", length),
        };
        debug.finish()
    }
}

/// A stream of anything that becomes bytes, in the one form that is kept.
struct Mapped<S>(Pin<Box<S>>);

fn boxed<S, B, E>(stream: S) -> UploadStream
where
    S: Stream<Item = Result<B, E>> + Send + 'static,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    Box::pin(Mapped(Box::pin(stream)))
}

impl<S, B, E> Stream for Mapped<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.0.as_mut().poll_next(cx));
        Poll::Ready(item.map(|item| item.map(Into::into).map_err(Into::into)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}
