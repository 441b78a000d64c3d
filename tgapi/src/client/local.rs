//! Files that a local Bot API server and this program both see: they go by their path instead of over the network.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use crate::call::RawCall;
use crate::input_file::{Content, InputFile, Upload};

/// How a local Bot API server's paths and this program's fit together.
///
/// A server that was started with `--local` takes files to send as `file://` URLs and tells absolute paths for files to
/// download. With this setting uploads made by [`InputFile::path`] are sent as such a URL, and downloads are read from
/// disk. The server has to be able to read the files.
///
/// <https://core.telegram.org/bots/api#using-a-local-bot-api-server>
///
/// ```
/// use tgapi::client::LocalFiles;
///
/// // Both on one machine.
/// let same = LocalFiles::shared();
/// // The server in a container, its folder mounted elsewhere.
/// let mounted = LocalFiles::mapped("/var/lib/telegram-bot-api", "/srv/telegram");
/// ```
#[derive(Clone)]
pub struct LocalFiles {
    /// Folders there and here; none if all paths are the same.
    folders: Vec<(PathBuf, PathBuf)>,
}

impl fmt::Debug for LocalFiles {
    /// Without the folders: that of a bot on a server has its token for a name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalFiles").field("folders", &self.folders.len()).finish()
    }
}

impl LocalFiles {
    /// The server sees the same files under the same paths.
    #[must_use]
    pub fn shared() -> Self {
        Self { folders: Vec::new() }
    }

    /// What is `server` to the server is `here` to this program. Both have to be absolute. Files outside go over the
    /// network.
    #[must_use]
    pub fn mapped(server: impl Into<PathBuf>, here: impl Into<PathBuf>) -> Self {
        Self { folders: vec![(server.into(), here.into())] }
    }

    /// And another folder.
    #[must_use]
    pub fn and_mapped(mut self, server: impl Into<PathBuf>, here: impl Into<PathBuf>) -> Self {
        self.folders.push((server.into(), here.into()));
        self
    }

    /// Where a file of the server's is here; `None` if it is in no mapped folder.
    pub(super) fn here(&self, server: &Path) -> Option<PathBuf> {
        self.translate(server, |(there, here)| (there, here))
    }

    /// What a file is called on the server; `None` if it is in no mapped folder.
    fn there(&self, here: &Path) -> Option<PathBuf> {
        let here = std::path::absolute(here).ok()?;
        self.translate(&here, |(there, here)| (here, there))
    }

    fn translate(
        &self,
        path: &Path,
        direction: impl Fn(&(PathBuf, PathBuf)) -> (&PathBuf, &PathBuf),
    ) -> Option<PathBuf> {
        // `..` could leave the folder.
        if !path.is_absolute() || path.components().any(|part| part == Component::ParentDir) {
            return None;
        }
        if self.folders.is_empty() {
            return Some(path.to_owned());
        }
        self.folders.iter().find_map(|folder| {
            let (from, to) = direction(folder);
            path.strip_prefix(from).ok().map(|rest| to.join(rest))
        })
    }

    /// The call with paths instead of uploads, where there can be some.
    pub(super) fn localise(&self, call: &RawCall) -> RawCall {
        let mut urls = Vec::new();
        for upload in call.uploads().iter().filter_map(InputFile::upload) {
            if let Some(url) = self.url_of(upload) {
                urls.push((format!("attach://{}", upload.part()), url));
            }
        }
        if urls.is_empty() {
            return call.clone();
        }
        let Ok(mut params) = serde_json::from_str(call.params()) else { return call.clone() };
        replace(&mut params, &urls);
        let rest = call.uploads().iter().filter(|file| file.upload().and_then(|upload| self.url_of(upload)).is_none());
        match RawCall::from_parts(call.method().to_owned(), &params, rest.cloned()) {
            Ok(localised) => localised.with_options(call.options().clone()),
            Err(_) => call.clone(),
        }
    }

    fn url_of(&self, upload: &Upload) -> Option<String> {
        match upload.content() {
            Content::Path(path) => reqwest::Url::from_file_path(self.there(path)?).ok().map(String::from),
            _ => None,
        }
    }
}

/// Every string that is one of the first becomes the second of its pair.
fn replace(value: &mut Value, pairs: &[(String, String)]) {
    match value {
        Value::String(text) => {
            if let Some((_, url)) = pairs.iter().find(|(attach, _)| attach == text) {
                text.clone_from(url);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, pairs)),
        Value::Object(fields) => fields.values_mut().for_each(|field| replace(field, pairs)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_translated_both_ways_and_stay_in_their_folder() {
        let local = LocalFiles::mapped("/var/lib/tba", "/srv/tg").and_mapped("/tmp/there", "/tmp/here");
        let here = |path: &str| local.here(Path::new(path));
        assert_eq!(here("/var/lib/tba/1:a/photos/file_0.jpg"), Some("/srv/tg/1:a/photos/file_0.jpg".into()));
        assert_eq!(here("/tmp/there/x"), Some("/tmp/here/x".into()));
        for outside in ["/etc/passwd", "/var/lib/tba/../../../etc/passwd", "photos/file_0.jpg", "/var/lib/tbax/y"] {
            assert_eq!(here(outside), None, "{outside}");
        }
        assert_eq!(local.there(Path::new("/srv/tg/a")), Some("/var/lib/tba/a".into()));
        assert_eq!(LocalFiles::shared().here(Path::new("/a/b")), Some("/a/b".into()));
    }

    #[test]
    fn uploads_by_path_become_urls_wherever_they_stand() {
        let (path, bytes) = (InputFile::path("/srv/tg/a b.txt"), InputFile::bytes("x", "y"));
        let elsewhere = InputFile::path("/elsewhere/c");
        let params = serde_json::json!({"media": [{"media": path}, {"media": bytes}, {"media": elsewhere}], "n": 1});
        let files = [path.clone(), bytes.clone(), elsewhere.clone()];
        let call = RawCall::from_parts("sendMediaGroup", &params, files).unwrap();
        let localised = LocalFiles::mapped("/var/lib/tba", "/srv/tg").localise(&call);
        assert_eq!(localised.uploads(), [bytes.clone(), elsewhere.clone()]);
        let params: Value = serde_json::from_str(localised.params()).unwrap();
        assert_eq!(params["media"][0]["media"], "file:///var/lib/tba/a%20b.txt");
        assert_eq!(params["media"][1]["media"], serde_json::to_value(&bytes).unwrap());
        assert_eq!(params["n"], 1);
    }
}
