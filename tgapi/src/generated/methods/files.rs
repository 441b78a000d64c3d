//! Files.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::methods::Method;
use crate::types::File;

/// Makes a file ready for download, up to 20 MB.
///
/// <https://core.telegram.org/bots/api#getfile>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetFile {
    /// The file. Required.
    pub file_id: String,
}

impl GetFile {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(file_id: impl Into<String>) -> Self {
        Self { file_id: file_id.into() }
    }
}

impl Method for GetFile {
    type Output = File;
    const NAME: &'static str = "getFile";
}

object!(GetFile {
    need "file_id" file_id,
});
