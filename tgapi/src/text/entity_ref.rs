//! Entities together with the text they are about.

use std::ops::Range;

use super::utf16::{places, slice};
use crate::types::{EntityType, MessageEntity};

impl MessageEntity {
    /// The part of `text` it covers; `None` if it does not fit the text.
    ///
    /// ```
    /// use tgapi::types::{EntityType, MessageEntity};
    ///
    /// let entity = MessageEntity::new(EntityType::BotCommand, 3, 5);
    /// assert_eq!(entity.slice("😀 /help"), Some("/help"));
    /// assert_eq!(entity.slice("/help"), None);
    /// ```
    #[must_use]
    pub fn slice<'a>(&self, text: &'a str) -> Option<&'a str> {
        slice(text, self.offset, self.length)
    }
}

/// An entity and the part of the text it covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EntityRef<'a> {
    entity: &'a MessageEntity,
    whole: &'a str,
    start: usize,
    end: usize,
}

impl<'a> EntityRef<'a> {
    /// What kind of entity it is.
    #[must_use]
    pub fn kind(&self) -> &'a EntityType {
        &self.entity.kind
    }

    /// The covered part of the text: `@name` with the `@`, the words of a link and not its address.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.whole[self.start..self.end]
    }

    /// Where that part is in the text, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The text before it.
    #[must_use]
    pub fn before(&self) -> &'a str {
        &self.whole[..self.start]
    }

    /// The text behind it.
    #[must_use]
    pub fn after(&self) -> &'a str {
        &self.whole[self.end..]
    }

    /// The entity itself, with its address, user or language.
    #[must_use]
    pub fn entity(&self) -> &'a MessageEntity {
        self.entity
    }

    /// The address it leads to: that behind a link, or the text itself where that is an address. Telegram finds
    /// addresses without a scheme too (`example.org`), and gives them as they stand.
    #[must_use]
    pub fn url(&self) -> Option<&'a str> {
        match self.entity.kind {
            EntityType::Url => Some(self.text()),
            EntityType::TextLink => self.entity.url.as_deref(),
            _ => None,
        }
    }
}

/// The entities of a text, in the order given. Those that do not fit the text are left out: outside of it, or with a
/// bound between the halves of a surrogate pair.
///
/// Goes through the text once, however many entities there are.
///
/// ```
/// use tgapi::text::entities;
/// use tgapi::types::{EntityType, MessageEntity};
///
/// let text = "👋 @ann, meet @bob";
/// let found = [MessageEntity::new(EntityType::Mention, 3, 4), MessageEntity::new(EntityType::Mention, 14, 4)];
/// let names: Vec<_> = entities(text, &found).map(|entity| entity.text()).collect();
/// assert_eq!(names, ["@ann", "@bob"]);
/// ```
pub fn entities<'a>(text: &'a str, entities: &'a [MessageEntity]) -> impl Iterator<Item = EntityRef<'a>> + use<'a> {
    let offsets: Vec<i64> =
        entities.iter().flat_map(|entity| [entity.offset, entity.offset.saturating_add(entity.length)]).collect();
    let places = places(text, &offsets);
    entities.iter().enumerate().filter_map(move |(index, entity)| {
        let (start, end) = (places[2 * index], places[2 * index + 1]);
        let fits = start.exact && end.exact && start.floor <= end.floor;
        fits.then_some(EntityRef { entity, whole: text, start: start.floor, end: end.floor })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_come_in_their_order_with_their_text() {
        let text = "a 😀 b #c";
        let list = [
            MessageEntity::new(EntityType::Hashtag, 7, 2),
            MessageEntity::new(EntityType::Bold, 0, 4),
            MessageEntity::new(EntityType::Italic, 2, 2),
        ];
        let found: Vec<_> = entities(text, &list).collect();
        let parts: Vec<_> = found.iter().map(|entity| (entity.kind().as_str(), entity.text())).collect();
        assert_eq!(parts, [("hashtag", "#c"), ("bold", "a 😀"), ("italic", "😀")]);
        assert_eq!((found[2].before(), found[2].after(), found[2].range()), ("a ", " b #c", 2..6));
    }

    #[test]
    fn entities_that_do_not_fit_are_left_out() {
        let bad = [(-1, 1), (0, 1), (1, 1), (0, 99), (99, 1), (2, -1), (i64::MAX, i64::MAX), (i64::MIN, i64::MIN)];
        let list: Vec<_> =
            bad.map(|(offset, length)| MessageEntity::new(EntityType::Bold, offset, length)).into_iter().collect();
        assert_eq!(entities("😀", &list).count(), 0);
    }

    #[test]
    fn an_address_is_the_text_or_behind_it() {
        let mut link = MessageEntity::new(EntityType::TextLink, 0, 4);
        link.url = Some("https://example.org/".to_owned());
        let list = [link, MessageEntity::new(EntityType::Url, 5, 7), MessageEntity::new(EntityType::Bold, 0, 4)];
        let urls: Vec<_> = entities("here t.me/ab", &list).map(|entity| entity.url()).collect();
        assert_eq!(urls, [Some("https://example.org/"), Some("t.me/ab"), None]);
    }
}
