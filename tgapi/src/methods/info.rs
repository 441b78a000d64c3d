//! Asking about the bot and its files.

use serde::Serialize;

use super::Method;
use crate::types::{File, User};

/// The bot itself. The simplest way to test a token.
///
/// <https://core.telegram.org/bots/api#getme>
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GetMe {}

impl GetMe {
    /// With the required parameters.
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}

impl Default for GetMe {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for GetMe {
    type Output = User;
    const NAME: &'static str = "getMe";
}

/// Makes a file ready for download, up to 20 MB.
///
/// <https://core.telegram.org/bots/api#getfile>
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GetFile {
    /// The file.
    pub file_id: String,
}

impl GetFile {
    /// With the required parameters.
    #[must_use]
    pub fn new(file_id: impl Into<String>) -> Self {
        Self { file_id: file_id.into() }
    }
}

impl Method for GetFile {
    type Output = File;
    const NAME: &'static str = "getFile";
}
