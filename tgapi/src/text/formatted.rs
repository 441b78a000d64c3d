//! Building formatted text: the words and their entities, without any markup in between.

use std::fmt;

use super::date_time::{self, DateTimeFormat};
use super::markdown_v2::language_word;
use super::spans::is_emoji_id;
use super::utf16::{places, utf16_len};
use super::{IntoText, to_html, to_markdown_v2};
use crate::ids::{UnixTime, UserId};
use crate::types::{EntityType, MessageEntity, User};

/// A text with formatting, as a list of entities and not as markup: nothing has to be escaped, and Telegram cannot fail
/// to parse it.
///
/// Each method adds something at the end. What is formatted can be anything that has a `Display`, or formatted text
/// itself. What is empty adds nothing.
///
/// ```
/// use tgapi::text::FormattedText;
///
/// let (name, done, total) = ("<Ann>", 3, 4);
/// let text = FormattedText::new()
///     .bold(name)
///     .text(format_args!(" has {done} of {total}, see "))
///     .link("the list", "https://example.org/list")
///     .text(".");
/// assert_eq!(text.as_str(), "<Ann> has 3 of 4, see the list.");
/// let html = r#"<b>&lt;Ann&gt;</b> has 3 of 4, see <a href="https://example.org/list">the list</a>."#;
/// assert_eq!(text.to_html(), html);
/// ```
///
/// Nesting:
///
/// ```
/// # use tgapi::text::FormattedText;
/// let text = FormattedText::new().bold(FormattedText::new().text("all bold, ").italic("this italic, too"));
/// assert_eq!(text.to_markdown_v2(), "*all bold, _this italic, too_*");
/// ```
///
/// Telegram does not keep every combination: code, code blocks and dates have no other formatting, links have no links
/// or custom emoji inside, quotes no quotes. What it would drop may still be added.
///
/// There is no `Display` for it, lest formatting be lost unnoticed; plain text is [`as_str`](Self::as_str).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormattedText {
    text: String,
    entities: Vec<MessageEntity>,
    /// The length of the text in UTF-16 units.
    units: i64,
    /// Where the last quote ends, in UTF-16 units.
    quote_end: i64,
}

impl FormattedText {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What a message has: its text and entities, or its caption and caption entities. Entities that do not fit the
    /// text are cut to it, empty ones are left out.
    #[must_use]
    pub fn from_parts(text: impl Into<String>, entities: &[MessageEntity]) -> Self {
        let text = text.into();
        let offsets: Vec<i64> =
            entities.iter().flat_map(|entity| [entity.offset, entity.offset.saturating_add(entity.length)]).collect();
        let places = places(&text, &offsets);
        // Entities are few and mostly exact: only those that are not cost a count of their own.
        let unit = |byte: usize, exact: bool, offset: i64| if exact { offset } else { units(&text[..byte]) };
        let fitting = entities.iter().zip(places.chunks_exact(2)).zip(offsets.chunks_exact(2));
        let entities: Vec<_> = fitting
            .filter_map(|((entity, place), offset)| {
                let start = unit(place[0].floor, place[0].exact, offset[0]);
                let end = unit(place[1].ceil, place[1].exact, offset[1]);
                (start < end && entity.length > 0).then(|| shifted(entity, start, end - start))
            })
            .collect();
        let units = units(&text);
        let quote_end = entities.iter().filter(|entity| is_quote(entity)).map(end_of).max().unwrap_or_default();
        Self { text, entities, units, quote_end }
    }

    /// Adds text without formatting of its own, or formatted text.
    #[must_use]
    pub fn text(mut self, content: impl IntoText) -> Self {
        self.push(content);
        self
    }

    /// Adds a line end.
    #[must_use]
    pub fn line(self) -> Self {
        self.text("\n")
    }

    /// Adds bold text.
    #[must_use]
    pub fn bold(self, content: impl IntoText) -> Self {
        self.with(EntityType::Bold, content)
    }

    /// Adds italic text.
    #[must_use]
    pub fn italic(self, content: impl IntoText) -> Self {
        self.with(EntityType::Italic, content)
    }

    /// Adds underlined text.
    #[must_use]
    pub fn underline(self, content: impl IntoText) -> Self {
        self.with(EntityType::Underline, content)
    }

    /// Adds text struck through.
    #[must_use]
    pub fn strikethrough(self, content: impl IntoText) -> Self {
        self.with(EntityType::Strikethrough, content)
    }

    /// Adds text that is hidden until touched.
    #[must_use]
    pub fn spoiler(self, content: impl IntoText) -> Self {
        self.with(EntityType::Spoiler, content)
    }

    /// Adds monospaced text within a line.
    #[must_use]
    pub fn code(self, code: impl fmt::Display) -> Self {
        self.with(EntityType::Code, code)
    }

    /// Adds a block of monospaced text.
    #[must_use]
    pub fn pre(self, code: impl fmt::Display) -> Self {
        self.with(EntityType::Pre, code)
    }

    /// Adds a block of code in a programming language, which apps may colour: `"rust"`, `"python"`. Spaces and
    /// backticks in the language become `-`, as no markup could say them.
    #[must_use]
    pub fn pre_in(self, language: impl AsRef<str>, code: impl fmt::Display) -> Self {
        let language = language_word(language.as_ref());
        self.wrap(EntityType::Pre, code, |entity| entity.language = Some(language).filter(|word| !word.is_empty()))
    }

    /// Adds words that lead to an address: `https://..`, `tg://..`, `ton://..`.
    ///
    /// Telegram refuses a message with an address that is none (`entity URL .. is invalid`), so check what users give.
    #[must_use]
    pub fn link(self, content: impl IntoText, url: impl Into<String>) -> Self {
        let url = url.into().replace('\0', "");
        if url.is_empty() {
            return self.text(content);
        }
        self.wrap(EntityType::TextLink, content, |entity| entity.url = Some(url))
    }

    /// Adds words that mention a user, with or without a username. Telegram drops the mention, not the words, of a user
    /// whom the bot has never met. Those with a username can be mentioned by `@username` in plain text, too.
    #[must_use]
    pub fn mention(self, content: impl IntoText, user: impl Into<UserId>) -> Self {
        let (user, content) = (user.into(), content.into_text());
        if user.0 <= 0 {
            return self.text(content);
        }
        let name = content.text.clone();
        self.wrap(EntityType::TextMention, content, |entity| entity.user = Some(Box::new(User::new(user, name))))
    }

    /// Adds a custom emoji by its identifier, with the ordinary emoji, exactly one, that is shown where it cannot be. With
    /// an identifier that is no number only the ordinary one is added.
    ///
    /// Bots may use custom emoji if they have bought an additional username, or, in what they send to private chats and
    /// groups, if their owner has Premium. <https://core.telegram.org/bots/api#formatting-options>
    #[must_use]
    pub fn custom_emoji(self, emoji: impl fmt::Display, id: impl Into<String>) -> Self {
        let id = id.into();
        if !is_emoji_id(&id) {
            return self.text(emoji);
        }
        self.wrap(EntityType::CustomEmoji, emoji, |entity| entity.custom_emoji_id = Some(id))
    }

    /// Adds a moment, shown in the reader's own time zone; `text` is for apps that cannot. Moments before 1970 or after
    /// January 2038 are added as text only; Telegram itself takes them up to three years ahead.
    ///
    /// ```
    /// use tgapi::text::{DateTimeFormat, FormattedText};
    ///
    /// let format = DateTimeFormat::new().short_time();
    /// let text = FormattedText::new().text("Starts ").date_time("at 18:00 UTC", 1_800_000_000, format);
    /// assert_eq!(text.to_html(), r#"Starts <tg-time unix="1800000000" format="t">at 18:00 UTC</tg-time>"#);
    /// ```
    #[must_use]
    pub fn date_time(self, text: impl fmt::Display, at: impl Into<UnixTime>, format: DateTimeFormat) -> Self {
        let (unix, format) = (at.into().0, format.to_string());
        if !date_time::is_valid(unix, &format) {
            return self.text(text);
        }
        self.wrap(EntityType::DateTime, text, |entity| {
            entity.unix_time = Some(unix);
            entity.date_time_format = Some(format).filter(|format| !format.is_empty());
        })
    }

    /// Adds a quote. It is a block: line ends are added before and behind it where there are none.
    #[must_use]
    pub fn quote(self, content: impl IntoText) -> Self {
        self.with(EntityType::Blockquote, content)
    }

    /// Adds a quote of which only the first lines are shown, until it is touched.
    #[must_use]
    pub fn expandable_quote(self, content: impl IntoText) -> Self {
        self.with(EntityType::ExpandableBlockquote, content)
    }

    /// Adds text, as [`text`](Self::text); for loops.
    pub fn push(&mut self, content: impl IntoText) {
        self.append(content.into_text(), None);
    }

    /// Several texts, with something between them.
    ///
    /// ```
    /// use tgapi::text::FormattedText;
    ///
    /// let names = ["ann", "bob"].map(|name| FormattedText::new().code(name));
    /// assert_eq!(FormattedText::join(", ", names).to_markdown_v2(), "`ann`, `bob`");
    /// ```
    #[must_use]
    pub fn join<T: IntoText>(separator: impl IntoText, parts: impl IntoIterator<Item = T>) -> Self {
        let separator = separator.into_text();
        let mut all = Self::new();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                all.push(&separator);
            }
            all.push(part);
        }
        all
    }

    /// The text without its formatting.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The formatting: by where it starts, outer before inner.
    #[must_use]
    pub fn entities(&self) -> &[MessageEntity] {
        &self.entities
    }

    /// Both, as methods take them: `text` and `entities`, or `caption` and `caption_entities`.
    #[must_use]
    pub fn into_parts(self) -> (String, Vec<MessageEntity>) {
        (self.text, self.entities)
    }

    /// How long it is as Telegram counts, in UTF-16 units.
    #[must_use]
    pub fn utf16_len(&self) -> usize {
        usize::try_from(self.units).unwrap_or_default()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// As HTML, for places that take markup and no entities. See [`to_html`](super::to_html).
    #[must_use]
    pub fn to_html(&self) -> String {
        to_html(&self.text, &self.entities)
    }

    /// As MarkdownV2, for places that take markup and no entities. See [`to_markdown_v2`](super::to_markdown_v2).
    #[must_use]
    pub fn to_markdown_v2(&self) -> String {
        to_markdown_v2(&self.text, &self.entities)
    }

    fn with(self, kind: EntityType, content: impl IntoText) -> Self {
        self.wrap(kind, content, |_| {})
    }

    fn wrap(mut self, kind: EntityType, content: impl IntoText, fill: impl FnOnce(&mut MessageEntity)) -> Self {
        let content = content.into_text();
        let mut entity = MessageEntity::new(kind, 0, content.units);
        fill(&mut entity);
        self.append(content, Some(entity));
        self
    }

    /// Appends text, in an entity around all of it if there is one. Quotes stand on lines of their own.
    fn append(&mut self, content: Self, around: Option<MessageEntity>) {
        if content.text.is_empty() {
            return;
        }
        let mut first = around.iter().chain(&content.entities).filter(|entity| entity.offset == 0).peekable();
        let ended_quote = self.quote_end == self.units && (first.peek().is_some() || !content.text.starts_with('\n'));
        let needs_line = ended_quote || first.any(is_quote);
        if needs_line && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
            self.units += 1;
        }
        let shift = self.units;
        self.text.push_str(&content.text);
        self.units += content.units;
        for mut entity in around.into_iter().chain(content.entities) {
            entity.offset += shift;
            if is_quote(&entity) {
                self.quote_end = self.quote_end.max(end_of(&entity));
            }
            self.entities.push(entity);
        }
    }

    /// Adds plain text without a detour.
    fn append_str(&mut self, text: &str) {
        if self.quote_end > 0 && self.quote_end == self.units {
            self.append(Self::plain(text.to_owned()), None);
        } else {
            self.text.push_str(text);
            self.units += units(text);
        }
    }

    pub(super) fn plain(text: String) -> Self {
        let units = units(&text);
        Self { text, units, ..Self::default() }
    }
}

impl fmt::Write for FormattedText {
    /// Adds plain text: `write!(text, "{n} of {total}")`.
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.append_str(text);
        Ok(())
    }
}

impl<T: IntoText> Extend<T> for FormattedText {
    fn extend<I: IntoIterator<Item = T>>(&mut self, parts: I) {
        parts.into_iter().for_each(|part| self.push(part));
    }
}

impl<T: IntoText> FromIterator<T> for FormattedText {
    fn from_iter<I: IntoIterator<Item = T>>(parts: I) -> Self {
        let mut all = Self::new();
        all.extend(parts);
        all
    }
}

fn is_quote(entity: &MessageEntity) -> bool {
    matches!(entity.kind, EntityType::Blockquote | EntityType::ExpandableBlockquote)
}

fn end_of(entity: &MessageEntity) -> i64 {
    entity.offset + entity.length
}

pub(super) fn shifted(entity: &MessageEntity, offset: i64, length: i64) -> MessageEntity {
    let mut entity = entity.clone();
    (entity.offset, entity.length) = (offset, length);
    entity
}

fn units(text: &str) -> i64 {
    i64::try_from(utf16_len(text)).unwrap_or(i64::MAX)
}
