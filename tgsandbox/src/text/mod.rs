//! Formatted text: a parse mode's markup in, plain text and entities out.
//!
//! Pure; knows nothing of messages. Offsets of entities are in UTF-16 units, those in errors are bytes of the input, as
//! with Telegram. <https://core.telegram.org/bots/api#formatting-options>

mod finish;
mod found;
mod given;
mod html;
mod link;
mod markdown;
mod markdown_v2;

use serde_json::{Map, Value, json};

/// A text without markup, and its entities.
#[derive(Debug, Default)]
pub(crate) struct Formatted {
    pub(crate) text: String,
    pub(crate) entities: Vec<Value>,
}

/// Reads a text under a parse mode; the error is the reason behind `can't parse entities: `.
///
/// Spaces around the text are cut off, and commands, mentions, links and the like are found where the markup says
/// nothing else.
pub(crate) fn parse(text: &str, mode: Mode) -> Result<Formatted, String> {
    let draft = match mode {
        Mode::Plain => {
            let mut draft = Draft::default();
            draft.push_str(text);
            draft
        }
        Mode::Html => html::parse(text)?,
        Mode::Markdown => markdown::parse(text)?,
        Mode::MarkdownV2 => markdown_v2::parse(text)?,
    };
    Ok(finish::finish(draft))
}

/// A text with the entities that a call gives for it, made to fit; the error is what is wrong with one of them.
pub(crate) fn with_entities(text: &str, entities: &[Value]) -> Result<Formatted, String> {
    let mut draft = Draft::default();
    draft.push_str(text);
    draft.entities = given::entities(entities)?;
    Ok(finish::finish(draft))
}

/// A parse mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Plain,
    Html,
    Markdown,
    MarkdownV2,
}

impl Mode {
    /// By its name in any case; `None` for an unknown one.
    pub(crate) fn by_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "" | "none" => Some(Self::Plain),
            "html" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            "markdownv2" => Some(Self::MarkdownV2),
            _ => None,
        }
    }
}

/// The length as entities count it.
pub(crate) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// An entity under construction.
#[derive(Clone, Debug, PartialEq)]
struct Entity {
    kind: &'static str,
    start: usize,
    end: usize,
    extra: Map<String, Value>,
}

/// A text under construction.
#[derive(Debug, Default)]
struct Draft {
    text: String,
    units: usize,
    entities: Vec<Entity>,
}

impl Draft {
    fn push(&mut self, c: char) {
        self.text.push(c);
        self.units += c.len_utf16();
    }

    fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
        self.units += units(text);
    }

    /// The text from a place on.
    fn text_from(&self, start: usize) -> String {
        let units: Vec<u16> = self.text.encode_utf16().skip(start).collect();
        String::from_utf16_lossy(&units)
    }

    /// Adds an entity from a place to here. One around nothing is none.
    fn add(&mut self, start: usize, mark: Mark) {
        let Some((kind, extra)) = mark.into_fields() else { return };
        if start < self.units {
            self.entities.push(Entity { kind, start, end: self.units, extra });
        }
    }
}

/// What a piece of text is marked as.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    /// One that has nothing but its name.
    Plain(&'static str),
    /// A code block in a language.
    Pre(String),
    /// A link or a mention, by its address.
    Link(String),
    Emoji(i64),
    /// A moment and how to show it.
    Time(i64, String),
}

impl Mark {
    /// The name of the entity and its further fields; nothing if the address is none.
    fn into_fields(self) -> Option<(&'static str, Map<String, Value>)> {
        let (kind, fields) = match self {
            Self::Plain(kind) => (kind, Value::Null),
            Self::Pre(language) => ("pre", json!({"language": language})),
            Self::Link(address) => match (link::user(&address), link::checked(&address)) {
                // Who that is, is for the message to find out.
                (Some(id), _) => ("text_mention", json!({"user": {"id": id}})),
                (None, Some(url)) => ("text_link", json!({"url": url})),
                (None, None) => return None,
            },
            Self::Emoji(id) => ("custom_emoji", json!({"custom_emoji_id": id.to_string()})),
            Self::Time(unix, format) if format.is_empty() => ("date_time", json!({"unix_time": unix})),
            Self::Time(unix, format) => ("date_time", json!({"unix_time": unix, "date_time_format": format})),
        };
        Some((kind, fields.as_object().cloned().unwrap_or_default()))
    }
}

impl Entity {
    fn into_json(self) -> Value {
        let mut json = json!({"type": self.kind, "offset": self.start, "length": self.end - self.start});
        if let Some(fields) = json.as_object_mut() {
            fields.extend(self.extra);
        }
        json
    }
}

#[cfg(test)]
mod tests;
