//! What a file shows of itself: a local Bot API server puts the token into its paths.

use std::fmt;

use super::File;

impl fmt::Debug for File {
    /// Of `file_path` only the last part: on a local Bot API server the folders before it are named by the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.file_path.as_deref().map(|path| path.rsplit(['/', '\\']).next().unwrap_or_default());
        f.debug_struct("File")
            .field("file_id", &self.file_id)
            .field("file_unique_id", &self.file_unique_id)
            .field("file_size", &self.file_size)
            .field("file_path", &name)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_on_a_local_server_does_not_show_the_token() {
        let mut file = File::new("id", "unique");
        file.file_path = Some("/var/lib/bot-api/123456:AAbbCC/photos/file_1.jpg".to_owned());
        let shown = format!("{file:?} {file:#?}");
        assert!(shown.contains("file_1.jpg") && !shown.contains("AAbb"), "{shown}");
    }
}
