//! The pieces of a file, over as many connections as it takes.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use reqwest::header::{CONTENT_RANGE, HeaderMap, RETRY_AFTER};
use tokio::io::AsyncSeekExt;

use super::error::DownloadError;
use crate::call::{OnProgress, Progress};
use crate::client::disk;
use crate::client::transport::Http;

/// Where the bytes are.
pub(super) enum Source {
    /// Below the URL for files.
    Url(String),
    /// On this machine.
    Disk(PathBuf),
    /// This is why they are nowhere.
    Nowhere(DownloadError),
}

pub(super) struct Fetch {
    http: Arc<Http>,
    source: Source,
    open: Option<Open>,
    /// How many bytes have come, with those before the start.
    done: u64,
    /// All of them, once the server has told.
    total: Option<u64>,
    /// All of them, as the file was described; good for a progress bar.
    expected: Option<u64>,
    max_bytes: Option<u64>,
    max_resumes: u32,
    /// Connections in a row that brought nothing.
    failed: u32,
    on_progress: Option<OnProgress>,
}

enum Open {
    Response {
        response: reqwest::Response,
        /// What the server sends again although it was not asked to.
        skip: u64,
    },
    Disk(BoxStream<'static, std::io::Result<Bytes>>),
}

/// What a connection came to nothing by.
enum Trouble {
    /// Trying again may help.
    Passing {
        reason: String,
        wait: Option<Duration>,
    },
    Final(DownloadError),
}

/// The longest pause before a connection is made again, and the longest that a server may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

impl Fetch {
    pub(super) fn new(
        http: Arc<Http>,
        source: Source,
        start: u64,
        expected: Option<u64>,
        max_bytes: Option<u64>,
        max_resumes: u32,
        on_progress: Option<OnProgress>,
    ) -> Self {
        Self {
            http,
            source,
            open: None,
            done: start,
            total: None,
            expected,
            max_bytes,
            max_resumes,
            failed: 0,
            on_progress,
        }
    }

    /// The next piece, or `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, DownloadError> {
        loop {
            let trouble = match self.piece().await {
                Ok(piece) => return Ok(piece),
                Err(trouble) => trouble,
            };
            self.open = None;
            match trouble {
                Trouble::Final(error) => return Err(error),
                Trouble::Passing { reason, wait } => {
                    if self.failed == self.max_resumes || wait.is_some_and(|wait| wait > LONGEST_WAIT) {
                        return Err(DownloadError::Network { done: self.done, reason });
                    }
                    let pause = wait.unwrap_or_else(|| pause_after(self.failed));
                    self.failed += 1;
                    tracing::debug!(done = self.done, reason, ?pause, "the download will be resumed");
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }

    async fn piece(&mut self) -> Result<Option<Bytes>, Trouble> {
        loop {
            if self.open.is_none() {
                self.open = self.connect().await?;
            }
            let Some(open) = &mut self.open else { return Ok(None) };
            let piece = match open {
                Open::Disk(pieces) => pieces.next().await.transpose().map_err(|source| self.disk(source))?,
                Open::Response { response, skip } => {
                    let patience = self.http.timeout;
                    let piece = tokio::time::timeout(patience, response.chunk())
                        .await
                        .map_err(|_| passing(format!("nothing came for {} s", patience.as_secs_f32())))?
                        .map_err(|error| passing(self.http.reason(error)))?;
                    match piece {
                        Some(mut piece) if *skip > 0 => {
                            let again = usize::try_from(*skip).map_or(piece.len(), |skip| skip.min(piece.len()));
                            *skip -= again as u64;
                            Some(piece.split_off(again))
                        }
                        piece => piece,
                    }
                }
            };
            match piece {
                Some(piece) if piece.is_empty() => {}
                Some(piece) => return self.take(piece).map(Some),
                None => return self.end(),
            }
        }
    }

    fn take(&mut self, piece: Bytes) -> Result<Bytes, Trouble> {
        self.failed = 0;
        self.done += piece.len() as u64;
        if let Some(limit) = self.max_bytes.filter(|limit| self.done > *limit) {
            return Err(Trouble::Final(DownloadError::TooLarge { limit }));
        }
        if let Some(report) = &self.on_progress {
            report(Progress::new(self.done, self.total.or(self.expected)));
        }
        Ok(piece)
    }

    fn end(&self) -> Result<Option<Bytes>, Trouble> {
        match self.total {
            Some(total) if self.done < total => Err(passing("the connection was closed too early".to_owned())),
            Some(total) if self.done > total => Err(Trouble::Final(DownloadError::Changed { done: self.done })),
            _ => Ok(None),
        }
    }

    fn disk(&self, source: std::io::Error) -> Trouble {
        let path = match &self.source {
            Source::Disk(path) => self.http.shown(path),
            _ => PathBuf::new(),
        };
        Trouble::Final(DownloadError::Disk { path, source })
    }

    /// Begins, or goes on where it was; `None` if nothing is left.
    async fn connect(&mut self) -> Result<Option<Open>, Trouble> {
        match &mut self.source {
            Source::Nowhere(why) => {
                // It is asked for once: a stream ends with its error.
                let why = std::mem::replace(why, DownloadError::NoPath { size: self.expected });
                Err(Trouble::Final(why))
            }
            Source::Disk(path) => {
                let opened = async {
                    let mut file = tokio::fs::File::open(path).await?;
                    self.total = Some(file.metadata().await?.len());
                    file.seek(std::io::SeekFrom::Start(self.done)).await?;
                    Ok(Open::Disk(disk::pieces(file).boxed()))
                };
                opened.await.map(Some).map_err(|source| self.disk(source))
            }
            Source::Url(path) => {
                let mut request = self.http.file_request(path);
                if self.done > 0 {
                    request = request.header(reqwest::header::RANGE, format!("bytes={}-", self.done));
                }
                let patience = self.http.timeout;
                let response = tokio::time::timeout(patience, request.send())
                    .await
                    .map_err(|_| passing(format!("no answer for {} s", patience.as_secs_f32())))?
                    .map_err(|error| passing(self.http.reason(error)))?;
                self.judge(response)
            }
        }
    }

    /// What an answer to a request for the rest means. RFC 9110, section 14.
    fn judge(&mut self, response: reqwest::Response) -> Result<Option<Open>, Trouble> {
        let status = response.status().as_u16();
        let changed = Trouble::Final(DownloadError::Changed { done: self.done });
        match status {
            206 if self.done > 0 => {
                let range = content_range(response.headers());
                let Some((Some(start), total)) = range else { return Err(changed) };
                if start != self.done || !self.is_total(total) {
                    return Err(changed);
                }
                Ok(Some(Open::Response { response, skip: 0 }))
            }
            // It knows no ranges, and begins from the start.
            200 => {
                if !self.is_total(response.content_length()) || self.total.is_some_and(|total| total < self.done) {
                    return Err(changed);
                }
                Ok(Some(Open::Response { response, skip: self.done }))
            }
            // Nothing is left, if the file is as long as what has come.
            416 => match content_range(response.headers()) {
                Some((None, Some(total))) if total == self.done && self.is_total(Some(total)) => Ok(None),
                _ => Err(changed),
            },
            429 | 500.. => Err(Trouble::Passing {
                reason: format!("the server answered with status {status}"),
                wait: retry_after(response.headers()),
            }),
            _ => Err(Trouble::Final(DownloadError::Refused { status })),
        }
    }

    /// Whether the file still has the length that it had before; the first to be told is kept.
    fn is_total(&mut self, told: Option<u64>) -> bool {
        match (self.total, told) {
            (Some(known), Some(told)) => known == told,
            (None, told) => {
                self.total = told;
                true
            }
            (Some(_), None) => true,
        }
    }
}

/// None for a connection that was good until now; then times that double, less a random part of up to half.
fn pause_after(failed: u32) -> Duration {
    let Some(doublings) = failed.checked_sub(1) else { return Duration::ZERO };
    let doubled = Duration::from_millis(500).saturating_mul(1 << doublings.min(16));
    doubled.min(LONGEST_PAUSE).mul_f64(0.5 + fastrand::f64() / 2.0)
}

fn passing(reason: String) -> Trouble {
    Trouble::Passing { reason, wait: None }
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// Start and total of `bytes START-END/TOTAL` or `bytes */TOTAL`, each if it is told.
fn content_range(headers: &HeaderMap) -> Option<(Option<u64>, Option<u64>)> {
    let (range, total) = headers.get(CONTENT_RANGE)?.to_str().ok()?.strip_prefix("bytes ")?.split_once('/')?;
    let start = range.split_once('-').and_then(|(start, _)| start.trim().parse().ok());
    Some((start, total.trim().parse().ok()))
}
