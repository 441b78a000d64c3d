//! The body of a call with files: read as it is sent, a piece at a time, and made anew for each attempt.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::TryStreamExt;
use serde_json::{Map, Value};
use tokio::io::AsyncReadExt;

use super::disk::{self, PIECE};
use super::patience::Meter;
use crate::call::RawCall;
use crate::error::BoxError;
use crate::input_file::{Content, Upload, UploadStream};

/// A body, and what is known of how its files are read.
pub(super) struct Multipart {
    pub(super) form: reqwest::multipart::Form,
    pub(super) meter: Arc<Meter>,
    pub(super) broken: Arc<Broken>,
}

/// The file that could not be read to its end, if there is one: the connection's own error only says that the body
/// ended too early.
#[derive(Default)]
pub(super) struct Broken(Mutex<Option<(String, BoxError)>>);

impl Broken {
    fn set(&self, file: &str, error: BoxError) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((file.to_owned(), error));
    }

    pub(super) fn take(&self) -> Option<(String, BoxError)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Multipart {
    /// The same parameters as form fields: strings without their quotes, everything else as JSON, files as parts.
    /// On failure the name of the file that cannot be read, and why not.
    pub(super) async fn new(call: &RawCall, params: Map<String, Value>) -> Result<Self, (String, BoxError)> {
        let mut files = Vec::with_capacity(call.uploads().len());
        for upload in call.uploads().iter().filter_map(|file| file.upload()) {
            let (stream, length) = open(upload).await.map_err(|error| (upload.file_name().to_owned(), error))?;
            files.push((upload, stream, length));
        }
        let total = files.iter().map(|(_, _, length)| *length).sum();
        let meter = Arc::new(Meter::new(total, call.options().on_progress.clone()));
        let broken = Arc::new(Broken::default());
        // Names as they are: Telegram does not know the `name*=` that reqwest writes for others.
        let mut form = reqwest::multipart::Form::new().percent_encode_noop();
        for (name, value) in params {
            let text = match value {
                Value::String(text) => text,
                other => other.to_string(),
            };
            form = form.text(escape(&name), text);
        }
        for (upload, stream, length) in files {
            let body = reqwest::Body::wrap_stream(FileBody {
                pieces: stream,
                rest: Bytes::new(),
                seen: 0,
                length,
                name: upload.file_name().to_owned(),
                meter: Arc::clone(&meter),
                broken: Arc::clone(&broken),
            });
            let part = match length {
                Some(length) => reqwest::multipart::Part::stream_with_length(body, length),
                None => reqwest::multipart::Part::stream(body),
            };
            form = form.part(upload.part().to_owned(), part.file_name(escape(upload.file_name())));
        }
        Ok(Self { form, meter, broken })
    }
}

/// Telegram's server decodes percents in the names of parts and files after taking backslashes off.
/// <https://github.com/tdlib/td/blob/master/tdnet/td/net/HttpReader.cpp>
fn escape(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '%' => escaped.push_str("%25"),
            '"' => escaped.push_str("%22"),
            '\\' => escaped.push_str("%5C"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The bytes of a file, and how many they are, if that is known.
async fn open(upload: &Upload) -> Result<(UploadStream, Option<u64>), BoxError> {
    match upload.content() {
        Content::Bytes(bytes) => {
            let stream: UploadStream = Box::pin(futures_util::stream::iter([Ok(bytes.clone())]));
            Ok((stream, upload.length()))
        }
        Content::Path(path) => {
            let with_path = |error: std::io::Error| format!("{}: {error}", path.display());
            let file = tokio::fs::File::open(path).await.map_err(with_path)?;
            let metadata = file.metadata().await.map_err(with_path)?;
            if metadata.is_dir() {
                return Err(format!("{}: it is a directory", path.display()).into());
            }
            // A pipe or a device has no length to speak of.
            let length = metadata.is_file().then_some(metadata.len());
            // What is added to it meanwhile is left for another time.
            let file = file.take(length.unwrap_or(u64::MAX));
            Ok((Box::pin(disk::pieces(file).map_err(BoxError::from)), length))
        }
        Content::Stream if upload.is_readable() => {
            Ok((Box::pin(Untaken { upload: upload.clone(), stream: None }), upload.length()))
        }
        Content::Stream => Err(SPENT.into()),
    }
}

const SPENT: &str =
    "it is a stream that can be read once, and it was; InputFile::stream_with makes one that can be sent again";

/// A stream that is taken when its first byte is wanted: a connection that is never made leaves it as it was.
struct Untaken {
    upload: Upload,
    stream: Option<UploadStream>,
}

impl Stream for Untaken {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.stream.is_none() {
            self.stream = self.upload.take_stream();
        }
        match &mut self.stream {
            Some(stream) => stream.as_mut().poll_next(cx),
            None => Poll::Ready(Some(Err(SPENT.into()))),
        }
    }
}

/// A file on its way out: in pieces of bounded size, counted, and exactly as long as was promised.
struct FileBody {
    pieces: UploadStream,
    /// What is left of a piece that was too large: connections copy pieces whole.
    rest: Bytes,
    seen: u64,
    length: Option<u64>,
    name: String,
    meter: Arc<Meter>,
    broken: Arc<Broken>,
}

impl FileBody {
    fn fail(&mut self, error: BoxError) -> Poll<Option<Result<Bytes, BoxError>>> {
        self.broken.set(&self.name, error);
        Poll::Ready(Some(Err("a file could not be read".into())))
    }
}

impl Stream for FileBody {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while self.rest.is_empty() {
            match ready!(self.pieces.as_mut().poll_next(cx)) {
                Some(Ok(piece)) => self.rest = piece,
                Some(Err(error)) => return self.fail(error),
                None => {
                    return match self.length {
                        Some(length) if self.seen < length => {
                            let error = format!("it ended after {} bytes, {length} were promised", self.seen);
                            self.fail(error.into())
                        }
                        _ => Poll::Ready(None),
                    };
                }
            }
        }
        let size = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(size);
        self.seen += size as u64;
        if let Some(length) = self.length.filter(|length| self.seen > *length) {
            let error = format!("it has more than the {length} bytes that were promised");
            return self.fail(error.into());
        }
        self.meter.add(size);
        Poll::Ready(Some(Ok(piece)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_quotes() {
        assert_eq!(escape("Übersicht 100%.pdf"), "Übersicht 100%25.pdf");
        assert_eq!(escape("a\"; x=\"\r\n\\"), "a%22; x=%22%0D%0A%5C");
    }
}
