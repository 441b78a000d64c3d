//! A text of a message together with its entities.

use super::{EntityRef, FormattedText, entities, to_html, to_markdown_v2};
use crate::types::{EntityType, MessageEntity};

/// A text and its entities, as a message has them: its text, its caption, a quote.
///
/// ```
/// use tgapi::text::TextRef;
/// use tgapi::types::{EntityType, MessageEntity};
///
/// let found = [MessageEntity::new(EntityType::Hashtag, 3, 5), MessageEntity::new(EntityType::Bold, 0, 2)];
/// let text = TextRef::new("On #rust", &found);
/// assert_eq!(text.of_kind(EntityType::Hashtag).next(), Some("#rust"));
/// assert_eq!(text.to_html(), "<b>On</b> #rust");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextRef<'a> {
    text: &'a str,
    entities: &'a [MessageEntity],
}

impl<'a> TextRef<'a> {
    /// Of a text and its entities.
    #[must_use]
    pub fn new(text: &'a str, entities: &'a [MessageEntity]) -> Self {
        Self { text, entities }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.text
    }

    /// The entities with the parts of the text that they cover, in order. See [`entities`](super::entities).
    pub fn entities(&self) -> impl Iterator<Item = EntityRef<'a>> + use<'a> {
        entities(self.text, self.entities)
    }

    /// The parts of the text that are of one kind: all mentions, all hashtags.
    pub fn of_kind(&self, kind: EntityType) -> impl Iterator<Item = &'a str> + use<'a> {
        self.entities().filter(move |entity| *entity.kind() == kind).map(|entity| entity.text())
    }

    /// The addresses in the text, and those behind its words.
    pub fn urls(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.entities().filter_map(|entity| entity.url())
    }

    /// The entities as they came.
    #[must_use]
    pub fn raw_entities(&self) -> &'a [MessageEntity] {
        self.entities
    }

    /// As HTML. See [`to_html`](super::to_html).
    #[must_use]
    pub fn to_html(&self) -> String {
        to_html(self.text, self.entities)
    }

    /// As MarkdownV2. See [`to_markdown_v2`](super::to_markdown_v2).
    #[must_use]
    pub fn to_markdown_v2(&self) -> String {
        to_markdown_v2(self.text, self.entities)
    }

    /// As formatted text, to build on.
    #[must_use]
    pub fn to_formatted(&self) -> FormattedText {
        FormattedText::from_parts(self.text, self.entities)
    }
}

impl From<TextRef<'_>> for FormattedText {
    fn from(text: TextRef<'_>) -> Self {
        text.to_formatted()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_kind_and_addresses_are_found() {
        let list = [
            MessageEntity::new(EntityType::Mention, 0, 3),
            MessageEntity::new(EntityType::TextLink, 4, 4).url("https://a.b/"),
            MessageEntity::new(EntityType::Url, 9, 4),
            MessageEntity::new(EntityType::Mention, 99, 3),
        ];
        let text = TextRef::new("@ab here t.me", &list);
        assert_eq!(text.of_kind(EntityType::Mention).collect::<Vec<_>>(), ["@ab"]);
        assert_eq!(text.urls().collect::<Vec<_>>(), ["https://a.b/", "t.me"]);
        assert_eq!(text.to_markdown_v2(), r"@ab [here](https://a.b/) t\.me");
        assert_eq!(FormattedText::from(text).entities().len(), 3);
        assert_eq!(text.raw_entities().len(), 4);
    }
}
