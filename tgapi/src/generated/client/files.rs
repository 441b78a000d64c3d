//! By name on the client: files.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::methods::GetFile;

impl Client {
    /// Makes a file ready for download, up to 20 MB. See [`GetFile`].
    pub fn get_file(&self, file_id: impl Into<String>) -> Request<GetFile> {
        self.request(GetFile::new(file_id))
    }
}
