//! Why a file could not be fetched.

use std::path::PathBuf;

/// Why a file could not be fetched. It never has the URL in it, of which the token is a part.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DownloadError {
    /// The file has no `file_path`: it was not got by `getFile`, or it is over 20 MB, which Telegram's own server does
    /// not give. A local Bot API server gives files of any size.
    ///
    /// <https://core.telegram.org/bots/api#getfile>
    #[error(
        "there is no file_path{}: call getFile first; Telegram's server gives none for files over 20 MB, a local Bot API server does",
        size_of(.size)
    )]
    NoPath {
        /// The size in bytes, if Telegram told it.
        size: Option<u64>,
    },
    /// The server has the file on its own disk, as servers started with `--local` do, and this client was not told that
    /// it can read it there, or not in that folder.
    #[error(
        "the server keeps the file on its own disk, at {path:?}: ClientBuilder::local_files says where that is to be found here"
    )]
    NotShared {
        /// Where it is on the server, without the token that the bot's folder has for a name.
        path: PathBuf,
    },
    /// The server refused.
    #[error("the server refused the download with status {status}{}", after_an_hour(*.status))]
    Refused {
        /// HTTP status: 404 if the link is no longer good, which it is for an hour at least.
        status: u16,
    },
    /// More came than was allowed.
    #[error("the file is larger than the {limit} bytes that were allowed")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The connection was lost, and resuming did not help.
    #[error("the download broke off after {done} bytes and could not be resumed: {reason}")]
    Network {
        /// How much had come.
        done: u64,
        /// What failed, the last time.
        reason: String,
    },
    /// It was resumed, and the server had another file there.
    #[error("the download broke off after {done} bytes, and the server now has another file there")]
    Changed {
        /// How much had come.
        done: u64,
    },
    /// Writing or reading a file on this machine failed.
    #[error("{path:?}: {source}")]
    Disk {
        /// Which one; if it is a local server's, without the token in it.
        path: PathBuf,
        /// What failed.
        source: std::io::Error,
    },
}

#[expect(clippy::ref_option, reason = "thiserror hands out references")]
fn size_of(size: &Option<u64>) -> String {
    size.map_or_else(String::new, |size| format!(" for this file of {size} bytes"))
}

fn after_an_hour(status: u16) -> &'static str {
    if status == 404 { ": links are good for an hour, call getFile again for a new one" } else { "" }
}
