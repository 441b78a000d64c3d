//! Text and entities written as HTML. <https://core.telegram.org/bots/api#html-style>

use super::escape::escape_html;
use super::spans::{Mark, Span, spans};
use super::walk::{Markup, walk};
use crate::types::MessageEntity;

/// A text and its entities as HTML for `parse_mode`, always well-formed.
///
/// Takes what a message has: `text` and `entities`, or `caption` and `caption_entities`. Entities that Telegram finds by
/// itself (mentions, hashtags, commands, plain addresses) need no markup and get none. Entities that do not fit the text
/// are cut to it; what overlaps is split or dropped as Telegram would.
///
/// ```
/// use tgapi::text::to_html;
/// use tgapi::types::{EntityType, MessageEntity};
///
/// let entities = [MessageEntity::new(EntityType::Bold, 0, 4)];
/// assert_eq!(to_html("1 < 2, really", &entities), "<b>1 &lt; </b>2, really");
/// ```
#[must_use]
pub fn to_html(text: &str, entities: &[MessageEntity]) -> String {
    let mut html = Html(String::with_capacity(text.len() + 16 * entities.len()));
    walk(text, &spans(text, entities), &mut html);
    html.0
}

struct Html(String);

impl Html {
    /// Telegram ends an attribute at a NUL, and knows no way to write one.
    fn attribute(&mut self, before: &str, value: &str, after: &str) {
        let value = value.replace('\0', "");
        self.0.extend([before, &escape_html(&value), after]);
    }
}

impl<'a> Markup<'a> for Html {
    fn open(&mut self, span: &Span<'a>) {
        match span.mark {
            Mark::Quote { expandable: false } => self.0.push_str("<blockquote>"),
            Mark::Quote { expandable: true } => self.0.push_str("<blockquote expandable>"),
            Mark::Pre { language: "" } => self.0.push_str("<pre>"),
            Mark::Pre { language } => self.attribute("<pre><code class=\"language-", language, "\">"),
            Mark::Code => self.0.push_str("<code>"),
            Mark::Time { unix, format: "" } => self.0.push_str(&format!("<tg-time unix=\"{unix}\">")),
            Mark::Time { unix, format } => self.0.push_str(&format!("<tg-time unix=\"{unix}\" format=\"{format}\">")),
            Mark::Link(url) => self.attribute("<a href=\"", url, "\">"),
            Mark::Mention(id) => self.0.push_str(&format!("<a href=\"tg://user?id={id}\">")),
            Mark::Emoji(id) => self.0.push_str(&format!("<tg-emoji emoji-id=\"{id}\">")),
            Mark::Bold => self.0.push_str("<b>"),
            Mark::Italic => self.0.push_str("<i>"),
            Mark::Underline => self.0.push_str("<u>"),
            Mark::Strikethrough => self.0.push_str("<s>"),
            Mark::Spoiler => self.0.push_str("<tg-spoiler>"),
        }
    }

    fn text(&mut self, text: &'a str) {
        self.0.push_str(&escape_html(text));
    }

    fn close(&mut self, span: &Span<'a>, _: &str) {
        self.0.push_str(match span.mark {
            Mark::Quote { .. } => "</blockquote>",
            Mark::Pre { language: "" } => "</pre>",
            Mark::Pre { .. } => "</code></pre>",
            Mark::Code => "</code>",
            Mark::Time { .. } => "</tg-time>",
            Mark::Link(_) | Mark::Mention(_) => "</a>",
            Mark::Emoji(_) => "</tg-emoji>",
            Mark::Bold => "</b>",
            Mark::Italic => "</i>",
            Mark::Underline => "</u>",
            Mark::Strikethrough => "</s>",
            Mark::Spoiler => "</tg-spoiler>",
        });
    }
}
