//! Files that people send from the page. The file is the body of the request, what is said of it the query string.

use bytes::Bytes;
use serde_json::{Value, json};

use super::{deeds::accepted, stage::Stage};
use crate::{
    http::Params,
    world::{Attached, FileKind},
};

/// The largest file, in bytes: the largest that a bot can download.
pub(super) const MAX_FILE: usize = 20 << 20;
/// The longest caption, in characters.
const MAX_CAPTION: usize = 1024;
/// The longest file name, in characters.
const MAX_NAME: usize = 128;
/// The largest side of a picture, in pixels.
const MAX_SIDE: i64 = 100_000;

impl Stage {
    /// Sends a file to a chat; the error is a sentence for the person.
    pub(super) fn upload(&self, query: &str, data: Bytes) -> Result<Value, String> {
        let params = Params::read(query, "", &Bytes::new()).map_err(|status| format!("not understood: {status}"))?;
        let number = |name: &str| params.number(name, 0, i64::MIN..=i64::MAX);
        let user = self.writer(number("chat"), number("from"))?;
        if data.is_empty() {
            return Err("the file is empty".to_owned());
        }
        let caption = params.text("caption").trim().to_owned();
        if caption.chars().count() > MAX_CAPTION {
            return Err(format!("a caption has {MAX_CAPTION} characters at most"));
        }
        let kind = match params.text("kind") {
            "photo" => FileKind::Photo,
            "video" => FileKind::Video,
            "audio" => FileKind::Audio,
            _ => FileKind::Document,
        };
        let side = |name: &str| params.number(name, 0, 0..=MAX_SIDE);
        let file = Attached {
            kind,
            name: params.text("name").chars().take(MAX_NAME).collect(),
            mime: params.text("mime").chars().take(MAX_NAME).collect(),
            data,
            width: side("width"),
            height: side("height"),
            caption,
        };
        let sent = accepted(user.attach(number("chat"), file))?;
        Ok(json!({"update": sent.update_id}))
    }
}
