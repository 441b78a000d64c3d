//! Files that people send.

use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::{FileKind, Sent, StoredFile, User, World};

/// The side of a picture of which nobody says how large it is, in pixels.
const SIDE: i64 = 320;

/// A file with what is said of it.
#[derive(Clone, Debug)]
pub(crate) struct Attached {
    pub(crate) kind: FileKind,
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) data: Bytes,
    /// In pixels; 0 if nobody knows.
    pub(crate) width: i64,
    pub(crate) height: i64,
    pub(crate) caption: String,
}

impl User {
    /// Sends a file to the private chat.
    pub async fn send_document(&self, file_name: &str, data: impl Into<Bytes> + Send) -> Sent {
        self.send_file(FileKind::Document, file_name, "", data.into())
    }

    /// Sends a picture to the private chat.
    pub async fn send_photo(&self, data: impl Into<Bytes> + Send) -> Sent {
        self.send_file(FileKind::Photo, "", "", data.into())
    }

    /// Sends a film to the private chat.
    pub async fn send_video(&self, data: impl Into<Bytes> + Send) -> Sent {
        self.send_file(FileKind::Video, "video.mp4", "video/mp4", data.into())
    }

    /// Sends music to the private chat.
    pub async fn send_audio(&self, file_name: &str, data: impl Into<Bytes> + Send) -> Sent {
        self.send_file(FileKind::Audio, file_name, "audio/mpeg", data.into())
    }

    /// Sends a voice message to the private chat.
    pub async fn send_voice(&self, data: impl Into<Bytes> + Send) -> Sent {
        self.send_file(FileKind::Voice, "", "audio/ogg", data.into())
    }

    fn send_file(&self, kind: FileKind, name: &str, mime: &str, data: Bytes) -> Sent {
        let (name, mime) = (name.to_owned(), mime.to_owned());
        self.attach(self.id(), Attached { kind, name, mime, data, width: 0, height: 0, caption: String::new() })
    }

    /// Sends anything to the private chat: the fields of a Message object that say what it is, such as
    /// `{"contact": {..}}` or `{"location": {..}}`. Fields that the server writes are replaced.
    pub async fn send_content(&self, content: Value) -> Sent {
        self.post_content(self.id(), content.as_object().cloned().unwrap_or_default())
    }

    /// Sends a file to a chat.
    pub(crate) fn attach(&self, chat: i64, file: Attached) -> Sent {
        let mut content = super::user::text_content(&file.caption);
        for (text, caption) in [("text", "caption"), ("entities", "caption_entities")] {
            if let Some(value) = content.remove(text).filter(|value| value != "") {
                content.insert(caption.to_owned(), value);
            }
        }
        content.extend(stored(&mut self.bot().world(), file));
        self.post_content(chat, content)
    }
}

/// Stores a file; the field of a message that shows it.
fn stored(world: &mut World, file: Attached) -> Map<String, Value> {
    let id = world.add_file(file.kind, &file.name, &file.mime, file.data);
    let mut object = world.file(&id).map(StoredFile::fields).unwrap_or_default();
    let side = |given: i64| if given > 0 { given } else { SIDE };
    let name = match file.kind {
        FileKind::Photo => "photo",
        FileKind::Video => "video",
        FileKind::Audio => "audio",
        FileKind::Voice => "voice",
        _ => "document",
    };
    if matches!(name, "photo" | "video") {
        object["width"] = side(file.width).into();
        object["height"] = side(file.height).into();
    }
    if matches!(name, "video" | "audio" | "voice") {
        object["duration"] = 1.into();
    }
    if matches!(name, "video" | "audio" | "document") && !file.name.is_empty() {
        object["file_name"] = file.name.into();
    }
    if name != "photo" && !file.mime.is_empty() {
        object["mime_type"] = file.mime.into();
    }
    let mut content = Map::new();
    content.insert(name.to_owned(), if name == "photo" { json!([object]) } else { object });
    content
}
