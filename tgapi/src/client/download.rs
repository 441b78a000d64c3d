//! Fetching a file that `getFile` made ready.

use bytes::{Bytes, BytesMut};

use super::Client;
use crate::types::File;

/// Why a file could not be fetched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DownloadError {
    /// `getFile` gave no path: files over 20 MB cannot be downloaded through Telegram's server, only through a local
    /// Bot API server.
    #[error("the file has no file_path: call getFile first; over 20 MB only a local Bot API server gives one")]
    NoPath,
    /// The server refused: the link ends after an hour or more, call `getFile` again.
    #[error("the server refused the download with status {0}; links end after an hour, call getFile again")]
    Refused(u16),
    /// More came than `max_bytes`.
    #[error("the file is larger than the {0} bytes that were allowed")]
    TooLarge(usize),
    /// The connection failed on the way.
    #[error("the download failed: {0}")]
    Network(String),
}

impl Client {
    /// The content of a file, at most `max_bytes` of it.
    ///
    /// # Errors
    ///
    /// [`DownloadError`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the download; nothing else happens.
    pub async fn download(&self, file: &File, max_bytes: usize) -> Result<Bytes, DownloadError> {
        let path = file.file_path.as_deref().ok_or(DownloadError::NoPath)?;
        let failed = |error: reqwest::Error| DownloadError::Network(super::transport::reason(&error.without_url()));
        let mut response = self.http.file_request(path).send().await.map_err(failed)?;
        if !response.status().is_success() {
            return Err(DownloadError::Refused(response.status().as_u16()));
        }
        let mut content = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if content.len() + chunk.len() > max_bytes {
                return Err(DownloadError::TooLarge(max_bytes));
            }
            content.extend_from_slice(&chunk);
        }
        Ok(content.freeze())
    }
}
