//! Long texts, cut into messages.

use super::FormattedText;
use super::formatted::shifted;
use super::utf16::{places, utf16_len};
use crate::types::EntityType;

/// The longest text of a message: 4096 characters, markup not counted.
///
/// Telegram says characters. Counting UTF-16 units as it does for entities is never too much.
///
/// <https://core.telegram.org/bots/api#sendmessage>
pub const MESSAGE_LIMIT: usize = 4096;

/// The longest caption: 1024 characters, markup not counted. <https://core.telegram.org/bots/api#sendphoto>
pub const CAPTION_LIMIT: usize = 1024;

impl FormattedText {
    /// Cuts it into pieces of at most `limit` UTF-16 units, usually [`MESSAGE_LIMIT`].
    ///
    /// A piece ends, in this order of preference, at an empty line, at a line end, at a space, between characters;
    /// outside of quotes and code blocks where it can. A link, a mention, a custom emoji, inline code, a date or an
    /// address stays in one piece unless it alone is longer than the limit, and so do emoji of several characters.
    /// Other formatting goes on in the next piece. Spaces and line ends around a cut vanish, as Telegram would drop
    /// them; so do pieces of nothing else. A limit below 2, the length of an emoji, counts as 2.
    ///
    /// ```
    /// use tgapi::text::{FormattedText, MESSAGE_LIMIT};
    ///
    /// let log: String = (0..1000).map(|n| format!("line {n}\n")).collect();
    /// let pieces = FormattedText::new().pre(log).split(MESSAGE_LIMIT);
    /// assert_eq!(pieces.len(), 3);
    /// assert!(pieces[1].to_html().starts_with("<pre>line"));
    /// ```
    #[must_use]
    pub fn split(&self, limit: usize) -> Vec<Self> {
        let limit = limit.max(2);
        let cutter = Cutter::new(self);
        let text = self.as_str();
        let mut pieces = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let cut = cutter.cut(start, limit);
            let end = start + text[start..cut].trim_end_matches([' ', '\n', '\t', '\r']).len();
            if start < end {
                pieces.push(cutter.piece(start, end));
            }
            // The indent of a line stays, the space between two words does not.
            let rest = &text[cut..];
            let rest = if text[..cut].ends_with('\n') { rest } else { rest.trim_start_matches(' ') };
            start = text.len() - rest.trim_start_matches('\n').len();
        }
        pieces
    }
}

struct Cutter<'a> {
    whole: &'a FormattedText,
    /// Bounds of the entities, in bytes.
    bounds: Vec<(usize, usize)>,
    /// What should not be cut, in bytes; apart and in order.
    solid: Vec<(usize, usize)>,
    /// Quotes and code blocks.
    blocks: Vec<(usize, usize)>,
}

impl<'a> Cutter<'a> {
    fn new(whole: &'a FormattedText) -> Self {
        let entities = whole.entities();
        let offsets: Vec<i64> =
            entities.iter().flat_map(|entity| [entity.offset, entity.offset + entity.length]).collect();
        let places = places(whole.as_str(), &offsets);
        let bounds: Vec<_> = places.chunks_exact(2).map(|place| (place[0].floor, place[1].ceil)).collect();
        let (mut solid, mut blocks) = (Vec::new(), Vec::new());
        for (entity, bounds) in entities.iter().zip(&bounds) {
            match entity.kind {
                EntityType::Bold
                | EntityType::Italic
                | EntityType::Underline
                | EntityType::Strikethrough
                | EntityType::Spoiler => {}
                EntityType::Blockquote | EntityType::ExpandableBlockquote | EntityType::Pre => blocks.push(*bounds),
                _ => solid.push(*bounds),
            }
        }
        Self { whole, bounds, solid: union(solid), blocks: union(blocks) }
    }

    /// Where the piece from `start` on ends: behind the last character of it and the spaces to drop.
    fn cut(&self, start: usize, limit: usize) -> usize {
        let text = self.whole.as_str();
        let end = longest(&text[start..], limit) + start;
        if end == text.len() {
            return end;
        }
        // Short pieces are ugly: a better place counts only in the second half.
        let mut half = start + (end - start) / 2;
        while !text.is_char_boundary(half) {
            half -= 1;
        }
        let last = |from: usize, fits: &dyn Fn(usize) -> bool| {
            let inner = text[from..end].char_indices().rev().map(|(at, _)| from + at).filter(|at| *at > start);
            std::iter::once(end).chain(inner).find(|at| fits(*at))
        };
        let solid = |at: usize| inside(&self.solid, at);
        let block = |at: usize| inside(&self.blocks, at);
        let line = |at: usize| text[..at].ends_with('\n') || text[at..].starts_with('\n');
        let space =
            |at: usize| text[..at].ends_with(char::is_whitespace) || text[at..].starts_with(char::is_whitespace);
        last(half, &|at| text[..at].ends_with("\n\n") && !solid(at) && !block(at))
            .or_else(|| last(half, &|at| line(at) && !solid(at) && !block(at)))
            .or_else(|| last(half, &|at| line(at) && !solid(at)))
            .or_else(|| last(half, &|at| space(at) && !solid(at)))
            .or_else(|| last(start, &|at| space(at) && !solid(at)))
            .or_else(|| last(start, &|at| !solid(at) && !joined(&text[start..], at - start)))
            .or_else(|| last(start, &|at| !joined(&text[start..], at - start)))
            .unwrap_or(end)
    }

    fn piece(&self, start: usize, end: usize) -> FormattedText {
        let text = self.whole.as_str();
        let units = |from: usize, to: usize| i64::try_from(utf16_len(&text[from..to])).unwrap_or(i64::MAX);
        let entities: Vec<_> = self
            .whole
            .entities()
            .iter()
            .zip(&self.bounds)
            .map(|(entity, bounds)| (entity, bounds.0.max(start), bounds.1.min(end)))
            .filter(|(_, from, to)| from < to)
            .map(|(entity, from, to)| shifted(entity, units(start, from), units(from, to)))
            .collect();
        FormattedText::from_parts(&text[start..end], &entities)
    }
}

/// How many bytes of a text have at most `limit` UTF-16 units.
fn longest(text: &str, limit: usize) -> usize {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > limit {
            return at;
        }
    }
    text.len()
}

fn union(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut found: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match found.last_mut() {
            Some(last) if range.0 < last.1 => last.1 = last.1.max(range.1),
            _ => found.push(range),
        }
    }
    found
}

/// Whether a cut here is inside of one of the ranges, which are apart and in order.
fn inside(ranges: &[(usize, usize)], at: usize) -> bool {
    let index = ranges.partition_point(|range| range.1 <= at);
    ranges.get(index).is_some_and(|range| range.0 < at)
}

/// Whether the characters on both sides look like one: marks on letters, and emoji of several characters. Not all of
/// Unicode's rules (UAX #29), but those that people would see broken.
fn joined(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else { return false };
    let flag = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let extends = matches!(after,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}');
    // Flags are pairs of letters: a place between an odd number of them and one more is inside of a flag.
    let in_flag = || flag(after) && text[..at].chars().rev().take_while(|c| flag(*c)).count() % 2 == 1;
    extends || before == '\u{200d}' || (before == '\r' && after == '\n') || in_flag()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &FormattedText, limit: usize) -> Vec<String> {
        text.split(limit).iter().map(FormattedText::to_html).collect()
    }

    #[test]
    fn short_text_stays_whole_and_blank_text_is_no_message() {
        let text = FormattedText::new().text("a ").bold("b");
        assert_eq!(text.split(4096), std::slice::from_ref(&text));
        assert_eq!(FormattedText::new().split(4096), []);
        assert_eq!(FormattedText::new().text(" \n ").split(4096), []);
    }

    #[test]
    fn cuts_are_at_empty_lines_then_lines_then_spaces() {
        let cut = |text: &str, limit| shown(&FormattedText::new().text(text), limit);
        assert_eq!(cut("one\n\ntwo\nthree", 10), ["one", "two\nthree"]);
        assert_eq!(cut("one two\nthree four", 12), ["one two", "three four"]);
        assert_eq!(cut("one two three", 9), ["one two", "three"]);
        assert_eq!(cut("one two three", 7), ["one two", "three"]);
        assert_eq!(cut("abcdefgh", 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn links_are_not_cut_and_styles_go_on() {
        let text = FormattedText::new().bold(FormattedText::new().text("abc ").link("d e f", "https://a.b/"));
        let link = r#"<a href="https://a.b/">d e f</a>"#;
        assert_eq!(shown(&text, 6), ["<b>abc</b>".to_owned(), link.replace("d e f", "<b>d e f</b>")]);
        let long = FormattedText::new().text("x").link("abcdef", "https://a.b/");
        assert_eq!(shown(&long, 4)[1..], ["abcd", "ef"].map(|part| link.replace("d e f", part)));
    }

    #[test]
    fn code_blocks_keep_their_language_and_their_indent() {
        let text = FormattedText::new().pre_in("rust", "fn a() {\n    b();\n}");
        let block = |code: &str| format!("<pre><code class=\"language-rust\">{code}</code></pre>");
        assert_eq!(shown(&text, 12), [block("fn a() {"), block("    b();\n}")]);
        // A cut outside of a block is better than a later one inside.
        let text = FormattedText::new().text("some words\n").pre("a\nb\nc");
        assert_eq!(shown(&text, 14), ["some words", "<pre>a\nb\nc</pre>"]);
    }

    #[test]
    fn emoji_are_not_cut() {
        let family = "👨\u{200d}👩\u{200d}👧";
        let text = FormattedText::new().text(format_args!("abc{family}"));
        assert_eq!(shown(&text, 9), ["abc", family]);
        assert_eq!(shown(&FormattedText::new().text("🇫🇷🇩🇪"), 6), ["🇫🇷", "🇩🇪"]);
        assert_eq!(shown(&FormattedText::new().text("e\u{301}e\u{301}"), 3), ["e\u{301}", "e\u{301}"]);
        assert_eq!(FormattedText::new().text("😀😀").split(0).len(), 2);
    }

    proptest! {
        #[test]
        fn pieces_are_short_and_nothing_visible_is_lost(
            words in prop::collection::vec(("[ab😀é\n ]{0,9}", 0usize..6), 0..12), limit in 0usize..24
        ) {
            let mut text = FormattedText::new();
            for (word, kind) in words {
                text = match kind {
                    0 => text.bold(word),
                    1 => text.code(word),
                    2 => text.link(word, "https://a.b/"),
                    3 => text.pre(word),
                    4 => text.quote(word),
                    _ => text.text(word),
                };
            }
            let pieces = text.split(limit);
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(pieces.iter().map(|piece| visible(piece.as_str())).collect::<String>(), visible(text.as_str()));
            for piece in &pieces {
                prop_assert!(piece.utf16_len() <= limit.max(2) && !piece.as_str().trim().is_empty());
                prop_assert_eq!(&FormattedText::from_parts(piece.as_str(), piece.entities()), piece);
            }
        }
    }
}
