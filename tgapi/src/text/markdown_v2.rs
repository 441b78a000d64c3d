//! Text and entities written as MarkdownV2. <https://core.telegram.org/bots/api#markdownv2-style>
//!
//! Three things make this harder than HTML. `__` is read greedily, so an underscore of an italic must not meet another
//! one; a quote is made of whole lines, and only a line without `>` ends it; and a quote that follows one needs
//! something between. Markup around nothing (`**`) is what Telegram offers as that something.

use super::escape::{escape_markdown_v2, escape_markdown_v2_code, escape_markdown_v2_url};
use super::spans::{Mark, Span, spans};
use super::walk::{Markup, walk};
use crate::types::MessageEntity;

/// A text and its entities as MarkdownV2 for `parse_mode`, always well-formed.
///
/// As [`to_html`](super::to_html), with two differences that this markup forces. A quote is made of whole lines: line
/// ends are added before and behind one that is not. The language of a code block is one word: spaces and backticks in
/// it become `-`.
///
/// ```
/// use tgapi::text::to_markdown_v2;
/// use tgapi::types::{EntityType, MessageEntity};
///
/// let entities = [MessageEntity::new(EntityType::Blockquote, 0, 4)];
/// assert_eq!(to_markdown_v2("why?\nbecause.", &entities), ">why?\nbecause\\.");
/// ```
#[must_use]
pub fn to_markdown_v2(text: &str, entities: &[MessageEntity]) -> String {
    let mut out = MarkdownV2 { line_start: true, ..MarkdownV2::default() };
    out.text.reserve(text.len() + 16 * entities.len());
    walk(text, &spans(text, entities), &mut out);
    out.text
}

/// The language of a code block as this markup can say it.
pub(super) fn language_word(language: &str) -> String {
    language.chars().filter(|c| *c != '\0').map(|c| if c.is_whitespace() || c == '`' { '-' } else { c }).collect()
}

#[derive(Debug, Default)]
struct MarkdownV2<'a> {
    text: String,
    open: Vec<Mark<'a>>,
    /// The last thing written is the underscore of an italic.
    italic_edge: bool,
    /// The next thing written begins a line.
    line_start: bool,
    /// A quote ended, and no text came since.
    after_quote: bool,
    /// The text to come begins with a line end that is already written.
    skip_line_end: bool,
}

impl MarkdownV2<'_> {
    fn marker(&mut self, marker: &str) {
        if self.italic_edge && marker.starts_with('_') {
            self.separator();
        }
        self.text.push_str(marker);
        self.italic_edge = marker == "_";
    }

    /// Markup around nothing, which vanishes. Inside of bold text `**` would end it and begin it again.
    fn separator(&mut self) {
        self.text.push_str(if self.open.last() == Some(&Mark::Bold) { "~~" } else { "**" });
        self.italic_edge = false;
    }

    fn line_end(&mut self) {
        self.text.push('\n');
        self.line_start = true;
        self.italic_edge = false;
    }

    fn address(&mut self, address: &str) {
        // A NUL is nowhere part of an address, and HTML cannot have it either.
        self.text.extend(["](", &escape_markdown_v2_url(&address.replace('\0', "")), ")"]);
        self.italic_edge = false;
    }

    fn code(&mut self, text: &str) {
        // Telegram drops a line end of two characters behind the language; only the first may go.
        let text = text.strip_prefix('\r').map_or(text, |rest| {
            self.text.push_str("\\\r");
            rest
        });
        // An escaped line end lets a quote begin behind it, a bare one does not.
        match text.strip_suffix('\n') {
            Some(lines) => self.text.extend([&escape_markdown_v2_code(lines), "\\\n"]),
            None => self.text.push_str(&escape_markdown_v2_code(text)),
        }
    }
}

impl<'a> Markup<'a> for MarkdownV2<'a> {
    fn open(&mut self, span: &Span<'a>) {
        match span.mark {
            Mark::Quote { .. } => {
                if !self.line_start {
                    self.line_end();
                }
                if self.after_quote {
                    self.separator();
                }
                self.marker(">");
            }
            Mark::Pre { language } => {
                self.marker("```");
                self.text.push_str(&language_word(language));
                self.text.push('\n');
            }
            Mark::Code => self.marker("`"),
            Mark::Time { .. } | Mark::Emoji(_) => self.marker("!["),
            Mark::Link(_) | Mark::Mention(_) => self.marker("["),
            mark => self.marker(style(mark)),
        }
        self.open.push(span.mark);
    }

    fn text(&mut self, text: &'a str) {
        let text = if std::mem::take(&mut self.skip_line_end) { text.strip_prefix('\n').unwrap_or(text) } else { text };
        if text.is_empty() {
            return;
        }
        self.after_quote = false;
        self.italic_edge = false;
        self.line_start = text.ends_with('\n');
        if self.open.last().is_some_and(|mark| matches!(mark, Mark::Pre { .. } | Mark::Code)) {
            self.code(text);
        } else if self.open.first().is_some_and(|mark| mark.is_quote()) {
            self.text.push_str(&escape_markdown_v2(text).replace('\n', "\n>"));
        } else {
            self.text.push_str(&escape_markdown_v2(text));
        }
    }

    fn close(&mut self, span: &Span<'a>, rest: &str) {
        match span.mark {
            Mark::Quote { expandable } => {
                if expandable {
                    self.marker("||");
                }
                if !rest.is_empty() {
                    self.line_end();
                    self.skip_line_end = rest.starts_with('\n');
                }
                self.after_quote = true;
            }
            Mark::Pre { .. } => self.marker("```"),
            Mark::Code => self.marker("`"),
            Mark::Time { unix, format: "" } => self.address(&format!("tg://time?unix={unix}")),
            Mark::Time { unix, format } => self.address(&format!("tg://time?unix={unix}&format={format}")),
            Mark::Emoji(id) => self.address(&format!("tg://emoji?id={id}")),
            Mark::Link(url) => self.address(url),
            Mark::Mention(id) => self.address(&format!("tg://user?id={id}")),
            mark => self.marker(style(mark)),
        }
        self.open.pop();
    }
}

fn style(mark: Mark<'_>) -> &'static str {
    match mark {
        Mark::Italic => "_",
        Mark::Underline => "__",
        Mark::Strikethrough => "~",
        Mark::Spoiler => "||",
        _ => "*",
    }
}
