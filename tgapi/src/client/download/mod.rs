//! Fetching a file that `getFile` made ready: as a stream, into memory, or to disk.

mod error;
mod fetch;
mod to_file;

pub use error::DownloadError;

use std::fmt;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use futures_util::TryStreamExt;

use self::fetch::{Fetch, Source};
use super::Client;
use super::transport::Http;
use crate::call::{OnProgress, Progress};
use crate::types::File;

/// A download that has not begun yet.
///
/// If the connection is lost, it is made again and the download goes on where it was, as long as it gets anywhere.
///
/// ```no_run
/// # async fn example(client: tgapi::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use tgapi::methods::GetFile;
///
/// let file = client.call(GetFile::new("BQACAgIAAxkBAAI")).await?;
/// let report = |progress: tgapi::Progress| println!("{} bytes of {:?}", progress.done, progress.total);
/// client.download(&file).on_progress(report).to_file("report.pdf").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "nothing is fetched until it is told where to"]
pub struct Download {
    http: Arc<Http>,
    file: File,
    start: u64,
    max_bytes: Option<u64>,
    max_resumes: u32,
    on_progress: Option<OnProgress>,
}

/// What [`Download::bytes`] takes at most if it is told nothing: all that Telegram's own server gives.
const MAX_IN_MEMORY: u64 = 20 << 20;

impl Client {
    /// Fetches a file that [`getFile`](crate::methods::GetFile) made ready.
    ///
    /// Telegram's own server gives files up to 20 MB; for larger ones `getFile` fails, and a local Bot API server is
    /// needed. The link that `getFile` makes is good for an hour at least.
    pub fn download(&self, file: &File) -> Download {
        Download {
            http: Arc::clone(&self.http),
            file: file.clone(),
            start: 0,
            max_bytes: None,
            max_resumes: 5,
            on_progress: None,
        }
    }
}

impl Download {
    /// Fails with [`DownloadError::TooLarge`] once more than this came. Default: 20 MiB for [`bytes`](Self::bytes), no
    /// limit for the others.
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = Some(bytes);
        self
    }

    /// Leaves out so many bytes at the beginning: those that came in an earlier attempt. No effect on
    /// [`to_file`](Self::to_file), which sees by itself what it has.
    pub fn starting_at(mut self, byte: u64) -> Self {
        self.start = byte;
        self
    }

    /// How often a lost connection is made again without a byte coming by it; default 5, the first time at
    /// once, then after pauses that double from half a second. 0 for never.
    pub fn max_resumes(mut self, resumes: u32) -> Self {
        self.max_resumes = resumes;
        self
    }

    /// Reports how much has come. It is called with each piece, on the task that reads, so it has to be quick.
    pub fn on_progress(mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(Arc::new(report));
        self
    }

    /// The content, piece by piece as it comes. Nothing is fetched before the first piece is asked for, and no more than
    /// a few pieces ahead.
    pub fn stream(self) -> DownloadStream {
        let pieces = futures_util::stream::try_unfold(self.fetch(), |mut fetch| async move {
            Ok(fetch.next().await?.map(|piece| (piece, fetch)))
        });
        DownloadStream(Box::pin(pieces))
    }

    /// The content in memory, at most 20 MiB of it if [`max_bytes`](Self::max_bytes) does not say otherwise.
    ///
    /// # Errors
    ///
    /// [`DownloadError`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the download; nothing else happens.
    pub async fn bytes(mut self) -> Result<Bytes, DownloadError> {
        self.max_bytes.get_or_insert(MAX_IN_MEMORY);
        let mut pieces = self.stream();
        let Some(first) = pieces.try_next().await? else { return Ok(Bytes::new()) };
        let Some(second) = pieces.try_next().await? else { return Ok(first) };
        let mut content = BytesMut::with_capacity(first.len() + second.len());
        content.extend_from_slice(&first);
        content.extend_from_slice(&second);
        while let Some(piece) = pieces.try_next().await? {
            content.extend_from_slice(&piece);
        }
        Ok(content.freeze())
    }

    /// The content to a file, and how many bytes it has.
    ///
    /// What has come is kept beside it, under the same name with the file's `file_unique_id` and `.part` behind it, and
    /// takes the place of `path` when it is whole: so a file there is never half. A download that failed or was dropped
    /// goes on from that part the next time.
    ///
    /// # Errors
    ///
    /// [`DownloadError`]. The part is removed if it is too large, or if nothing came.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future leaves the part, from which another one can go on.
    pub async fn to_file(self, path: impl AsRef<Path>) -> Result<u64, DownloadError> {
        to_file::to_file(self, path.as_ref()).await
    }

    fn fetch(self) -> Fetch {
        let size = self.file.file_size.and_then(|size| u64::try_from(size).ok());
        let source = match self.file.file_path.as_deref() {
            None => Source::Nowhere(DownloadError::NoPath { size }),
            Some(path) => source(&self.http, path),
        };
        Fetch::new(self.http, source, self.start, size, self.max_bytes, self.max_resumes, self.on_progress)
    }
}

/// Servers started with `--local` tell absolute paths on their own disk, others relative ones for the URL.
fn source(http: &Http, path: &str) -> Source {
    let on_disk = Path::new(path);
    if !on_disk.is_absolute() {
        return Source::Url(path.to_owned());
    }
    match http.local_files.as_ref().and_then(|files| files.here(on_disk)) {
        Some(here) => Source::Disk(here),
        None => Source::Nowhere(DownloadError::NotShared { path: http.shown(on_disk) }),
    }
}

impl fmt::Debug for Download {
    /// Without the path: on a local server it has the token in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("file_unique_id", &self.file.file_unique_id)
            .field("start", &self.start)
            .field("max_bytes", &self.max_bytes)
            .field("max_resumes", &self.max_resumes)
            .finish_non_exhaustive()
    }
}

/// The pieces of a file as they come: what [`Download::stream`] gives. It ends after the first error.
#[must_use = "nothing is fetched until it is polled"]
pub struct DownloadStream(Pin<Box<dyn Stream<Item = Result<Bytes, DownloadError>> + Send>>);

impl Stream for DownloadStream {
    type Item = Result<Bytes, DownloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx)
    }
}

impl fmt::Debug for DownloadStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadStream").finish_non_exhaustive()
    }
}
