//! Media: from an upload, an id or an address to the object that a message shows.
//!
//! The sandbox decodes nothing: sizes and durations are what the call says, or fixed ones.
//! <https://core.telegram.org/bots/api#sending-files>

use serde_json::{Map, Value, json};

use super::{ApiError, text};
use crate::{
    bot::BotCore,
    http::Params,
    world::{FileKind, StoredFile},
};

/// The side of a picture of which nobody says how large it is.
const SIDE: i64 = 320;

/// A kind of medium: its parameter, which is also its field in a message, and what its file is stored as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Medium {
    pub(super) name: &'static str,
    pub(super) kind: FileKind,
}

/// All media that have one file.
const MEDIA: [Medium; 9] = [
    Medium { name: "animation", kind: FileKind::Animation },
    Medium { name: "audio", kind: FileKind::Audio },
    Medium { name: "document", kind: FileKind::Document },
    Medium { name: "live_photo", kind: FileKind::Video },
    Medium { name: "photo", kind: FileKind::Photo },
    Medium { name: "sticker", kind: FileKind::Sticker },
    Medium { name: "video", kind: FileKind::Video },
    Medium { name: "video_note", kind: FileKind::VideoNote },
    Medium { name: "voice", kind: FileKind::Voice },
];

/// The medium of a name; `voice_note` is another one for a voice.
pub(super) fn medium(name: &str) -> Option<Medium> {
    let name = if name == "voice_note" { "voice" } else { name };
    MEDIA.into_iter().find(|medium| medium.name == name)
}

/// What a call says of a medium: parameters, or the fields of an `InputMedia` object.
pub(super) trait Details {
    /// What is said under a name; empty if nothing is.
    fn said(&self, name: &str) -> String;
}

impl Details for Params {
    fn said(&self, name: &str) -> String {
        self.text(name).to_owned()
    }
}

impl Details for Value {
    fn said(&self, name: &str) -> String {
        match self.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        }
    }
}

/// The file of a parameter: one that comes with the request, or one that is known by its id or its address.
pub(super) fn file(bot: &BotCore, params: &Params, name: &str, kind: FileKind) -> Result<StoredFile, ApiError> {
    if let Some(upload) = params.upload(name) {
        return store(bot, kind, &upload.file_name, &upload.content_type, upload.data.clone());
    }
    let given = params.text(name);
    if given.is_empty() {
        let words = name.replace('_', " ");
        return Err(ApiError::bad_request(&format!("there is no {words} in the request")));
    }
    known_file(bot, given, kind)
}

/// The file of a field inside of an object: `attach://name`, an id or an address.
fn referred(bot: &BotCore, params: &Params, given: &str, kind: FileKind) -> Result<StoredFile, ApiError> {
    match given.strip_prefix("attach://") {
        Some(name) => {
            let upload = params.file(name);
            let upload =
                upload.ok_or_else(|| ApiError::bad_request("there is no file to upload with the given name"))?;
            store(bot, kind, &upload.file_name, &upload.content_type, upload.data.clone())
        }
        None => known_file(bot, given, kind),
    }
}

fn store(bot: &BotCore, kind: FileKind, name: &str, mime: &str, data: bytes::Bytes) -> Result<StoredFile, ApiError> {
    if data.is_empty() {
        return Err(ApiError::bad_request("file must be non-empty"));
    }
    let mut world = bot.world();
    let id = world.add_file(kind, name, mime, data);
    world.file(&id).cloned().ok_or_else(ApiError::not_found)
}

fn known_file(bot: &BotCore, given: &str, kind: FileKind) -> Result<StoredFile, ApiError> {
    if given.starts_with("http://") || given.starts_with("https://") {
        // The sandbox talks to nobody but the bot: an address has what somebody put there.
        let found = bot.world().at_address(given);
        let (name, data) = found.ok_or_else(|| ApiError::bad_request("failed to get HTTP URL content"))?;
        if data.trim_ascii_start().starts_with(b"<") {
            return Err(ApiError::bad_request("wrong type of the web page content"));
        }
        return store(bot, kind, &name, "", data);
    }
    let file = bot.world().file(given).cloned();
    let file = file.ok_or_else(|| ApiError::bad_request("wrong file identifier/HTTP URL specified"))?;
    // Anything can be sent as a document; otherwise a file stays what it is.
    if file.kind != kind && kind != FileKind::Document && kind != FileKind::Thumbnail {
        let text = format!("can't use file of type {} as {}", file.kind.name(), kind.name());
        return Err(ApiError::bad_request(&text));
    }
    Ok(file)
}

/// The fields of a message with the medium of a parameter.
pub(super) fn of_params(bot: &BotCore, params: &Params, medium: Medium) -> Result<Map<String, Value>, ApiError> {
    let file = file(bot, params, medium.name, medium.kind)?;
    let cover = match medium.name {
        "live_photo" => Some(self::file(bot, params, "photo", FileKind::Photo)?),
        _ => None,
    };
    let thumbnail = params.upload("thumbnail").or_else(|| params.upload("thumb")).cloned();
    let thumbnail = match thumbnail {
        Some(upload) => Some(store(bot, FileKind::Thumbnail, &upload.file_name, &upload.content_type, upload.data)?),
        None => None,
    };
    Ok(fields(medium, &file, cover.as_ref(), thumbnail.as_ref(), params))
}

/// The fields of a message with the medium of an `InputMedia` object.
pub(super) fn of_object(bot: &BotCore, params: &Params, input: &Value) -> Result<Map<String, Value>, ApiError> {
    let name = input.said("type");
    let medium = medium(&name).ok_or_else(|| ApiError::bad_request("type of the media is unsupported"))?;
    let file = referred(bot, params, &input.said("media"), medium.kind)?;
    let cover = match medium.name {
        "live_photo" => Some(referred(bot, params, &input.said("photo"), FileKind::Photo)?),
        _ => None,
    };
    let thumbnail = input.said("thumbnail");
    let thumbnail = match thumbnail.strip_prefix("attach://") {
        Some(_) => Some(referred(bot, params, &thumbnail, FileKind::Thumbnail)?),
        None => None,
    };
    let mut fields = fields(medium, &file, cover.as_ref(), thumbnail.as_ref(), input);
    fields.extend(text::inside(bot, input, ["caption", "parse_mode", "caption_entities"])?);
    flags(&mut fields, input);
    Ok(fields)
}

/// What a message says of its medium beside the medium itself.
pub(super) fn flags(fields: &mut Map<String, Value>, details: &impl Details) {
    for (given, shown) in
        [("has_spoiler", "has_media_spoiler"), ("show_caption_above_media", "show_caption_above_media")]
    {
        let value = details.said(given);
        if ["true", "yes", "1"].iter().any(|yes| value.trim().eq_ignore_ascii_case(yes)) {
            fields.insert(shown.to_owned(), true.into());
        }
    }
}

fn fields(
    medium: Medium,
    file: &StoredFile,
    cover: Option<&StoredFile>,
    thumbnail: Option<&StoredFile>,
    details: &impl Details,
) -> Map<String, Value> {
    let number = |name: &str, default: i64| match details.said(name).as_str() {
        "" => default,
        text => crate::http::leading_number(text).max(0),
    };
    let mut object = file.fields();
    let mut put = |name: &str, value: Value| object[name] = value;
    match medium.name {
        "animation" | "video" | "live_photo" => {
            put("width", number("width", SIDE).into());
            put("height", number("height", SIDE).into());
            put("duration", number("duration", 1).into());
        }
        "audio" | "voice" => put("duration", number("duration", 1).into()),
        "video_note" => {
            put("duration", number("duration", 1).into());
            put("length", number("length", SIDE).into());
        }
        "photo" => {
            put("width", SIDE.into());
            put("height", SIDE.into());
        }
        "sticker" => {
            for (name, value) in [
                ("type", json!("regular")),
                ("width", json!(512)),
                ("height", json!(512)),
                ("is_animated", json!(file.name.ends_with(".tgs"))),
                ("is_video", json!(file.name.ends_with(".webm"))),
            ] {
                put(name, value);
            }
        }
        _ => {}
    }
    for name in ["performer", "title"] {
        if medium.name == "audio" && !details.said(name).is_empty() {
            object[name] = details.said(name).into();
        }
    }
    if medium.name == "sticker" && !details.said("emoji").is_empty() {
        object["emoji"] = details.said("emoji").into();
    }
    if matches!(medium.name, "animation" | "audio" | "document" | "video") && !file.name.is_empty() {
        object["file_name"] = file.name.as_str().into();
    }
    if !matches!(medium.name, "photo" | "sticker" | "video_note") && !file.mime.is_empty() {
        object["mime_type"] = file.mime.as_str().into();
    }
    if let Some(cover) = cover {
        object["photo"] = json!([photo_size(cover)]);
    }
    if let Some(thumbnail) = thumbnail.map(photo_size) {
        object["thumb"] = thumbnail.clone();
        object["thumbnail"] = thumbnail;
    }
    let mut fields = Map::new();
    if medium.name == "animation" {
        // Those who do not know animations see a document.
        let shown = ["file_id", "file_unique_id", "file_size", "file_name", "mime_type", "thumbnail", "thumb"];
        let document = shown.iter().filter_map(|name| Some(((*name).to_owned(), object.get(*name)?.clone())));
        fields.insert("document".to_owned(), document.collect::<Map<_, _>>().into());
    }
    let value = if medium.name == "photo" { json!([object]) } else { object };
    fields.insert(medium.name.to_owned(), value);
    fields
}

/// A picture as one of the sizes it comes in.
pub(super) fn photo_size(file: &StoredFile) -> Value {
    let mut json = file.fields();
    json["width"] = SIDE.into();
    json["height"] = SIDE.into();
    json
}
