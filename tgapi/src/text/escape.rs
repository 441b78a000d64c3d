//! Escaping: other people's words inside markup of one's own.
//!
//! Each function makes its argument mean nothing but itself in one place of one markup. There is none for the old
//! `Markdown`: it knows no escape for the backslash, so words that end in one would swallow the markup behind them,
//! and none at all inside of an entity. <https://core.telegram.org/bots/api#formatting-options>

use std::borrow::Cow;

/// For HTML: text between tags and attributes in quotation marks.
///
/// ```
/// use tgapi::text::escape_html;
///
/// let name = "<Ann & Bob>";
/// assert_eq!(format!("<b>{}</b>", escape_html(name)), "<b>&lt;Ann &amp; Bob&gt;</b>");
/// ```
#[must_use]
pub fn escape_html(text: &str) -> Cow<'_, str> {
    escape(text, |c| match c {
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '&' => Some("&amp;"),
        '"' => Some("&quot;"),
        _ => None,
    })
}

/// For MarkdownV2: text outside of code and of addresses.
///
/// ```
/// use tgapi::text::escape_markdown_v2;
///
/// assert_eq!(format!("*{}*", escape_markdown_v2("1.5 * 2 = 3!")), r"*1\.5 \* 2 \= 3\!*");
/// ```
#[must_use]
pub fn escape_markdown_v2(text: &str) -> Cow<'_, str> {
    escape(text, |c| {
        Some(match c {
            '\\' => r"\\",
            '_' => r"\_",
            '*' => r"\*",
            '[' => r"\[",
            ']' => r"\]",
            '(' => r"\(",
            ')' => r"\)",
            '~' => r"\~",
            '`' => r"\`",
            '>' => r"\>",
            '#' => r"\#",
            '+' => r"\+",
            '-' => r"\-",
            '=' => r"\=",
            '|' => r"\|",
            '{' => r"\{",
            '}' => r"\}",
            '.' => r"\.",
            '!' => r"\!",
            _ => return None,
        })
    })
}

/// For MarkdownV2: text inside of `` `code` `` and of code blocks.
///
/// ```
/// use tgapi::text::escape_markdown_v2_code;
///
/// assert_eq!(format!("`{}`", escape_markdown_v2_code(r"a`b\c")), r"`a\`b\\c`");
/// ```
#[must_use]
pub fn escape_markdown_v2_code(text: &str) -> Cow<'_, str> {
    escape(text, |c| match c {
        '\\' => Some(r"\\"),
        '`' => Some(r"\`"),
        _ => None,
    })
}

/// For MarkdownV2: an address, or what stands for one, inside of `(..)`.
///
/// ```
/// use tgapi::text::{escape_markdown_v2, escape_markdown_v2_url};
///
/// let (title, url) = ("Rust (language)", "https://en.wikipedia.org/wiki/Rust_(language)");
/// let link = format!("[{}]({})", escape_markdown_v2(title), escape_markdown_v2_url(url));
/// assert_eq!(link, r"[Rust \(language\)](https://en.wikipedia.org/wiki/Rust_(language\))");
/// ```
#[must_use]
pub fn escape_markdown_v2_url(url: &str) -> Cow<'_, str> {
    escape(url, |c| match c {
        '\\' => Some(r"\\"),
        ')' => Some(r"\)"),
        _ => None,
    })
}

/// Replaces characters; what has none to replace is not copied.
fn escape(text: &str, replacement: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    let Some(first) = text.find(|c| replacement(c).is_some()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for c in text[first..].chars() {
        match replacement(c) {
            Some(with) => out.push_str(with),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_no_escape_is_not_copied() {
        for escape in [escape_html, escape_markdown_v2, escape_markdown_v2_code, escape_markdown_v2_url] {
            assert!(matches!(escape("héllo 😀"), Cow::Borrowed(_)));
            assert_eq!(escape(""), "");
        }
    }

    #[test]
    fn every_reserved_character_of_markdown_v2_is_escaped() {
        let reserved = r"_*[]()~`>#+-=|{}.!\";
        let escaped: String = reserved.chars().flat_map(|c| ['\\', c]).collect();
        assert_eq!(escape_markdown_v2(reserved), escaped);
        assert_eq!(escape_markdown_v2_code("`\\)*"), r"\`\\)*");
        assert_eq!(escape_markdown_v2_url("`\\)*"), r"`\\\)*");
    }

    #[test]
    fn html_attributes_cannot_be_left() {
        assert_eq!(escape_html(r#"" onclick="x"#), "&quot; onclick=&quot;x");
    }
}
