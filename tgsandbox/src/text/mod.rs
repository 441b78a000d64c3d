//! Formatted text: a parse mode's markup in, plain text and entities out.
//!
//! Pure; knows nothing of messages. Offsets of entities are in UTF-16 units, those in errors are bytes of the input, as
//! with Telegram. <https://core.telegram.org/bots/api#formatting-options>

mod found;
mod html;
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
    Ok(draft.finish())
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
#[derive(Clone, Debug)]
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

    /// Adds an entity from a place to here, with one more field if there is one.
    fn add(&mut self, kind: &'static str, start: usize, field: Option<(&str, String)>) {
        let extra = field.map(|(name, value)| (name.to_owned(), value.into())).into_iter().collect();
        self.entities.push(Entity { kind, start, end: self.units, extra });
    }

    fn finish(self) -> Formatted {
        let cut = units(&self.text[..self.text.len() - self.text.trim_start().len()]);
        let text = self.text.trim().to_owned();
        let length = units(&text);
        let clip = |place: usize| place.saturating_sub(cut).min(length);
        let mut entities: Vec<Entity> = self.entities;
        for entity in &mut entities {
            (entity.start, entity.end) = (clip(entity.start), clip(entity.end));
        }
        entities.retain(|entity| entity.start < entity.end);
        let closed: Vec<_> = entities
            .iter()
            .filter(|entity| matches!(entity.kind, "code" | "pre" | "text_link" | "custom_emoji"))
            .map(|entity| (entity.start, entity.end))
            .collect();
        let inside = |entity: &Entity| closed.iter().any(|(start, end)| entity.start < *end && *start < entity.end);
        entities.extend(found::find(&text).into_iter().filter(|entity| !inside(entity)));
        entities.sort_by_key(|entity| (entity.start, std::cmp::Reverse(entity.end)));
        let entities = entities.into_iter().map(Entity::into_json).collect();
        Formatted { text, entities }
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
