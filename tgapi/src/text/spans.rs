//! Any list of entities, made fit to be written as markup: inside the text, never half overlapping, nothing twice.
//!
//! Follows what Telegram's servers do with a list: text in code, in a code block or in a date has no other formatting,
//! of links and the like that overlap the first one stays, quotes do not nest, and what a link or quote would be cut by
//! goes. Only styles (bold and its kin) may overlap anything; [`walk`](super::walk) splits them where they must be.
//! <https://core.telegram.org/bots/api#formatting-options>

use super::date_time;
use super::utf16::places;
use crate::types::{EntityType, MessageEntity};

/// A formatted part of a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) mark: Mark<'a>,
}

/// A kind of formatting with what it needs. In the order in which marks of the same part are nested, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark<'a> {
    Quote { expandable: bool },
    Pre { language: &'a str },
    Code,
    Time { unix: i64, format: &'a str },
    Link(&'a str),
    Mention(i64),
    Emoji(&'a str),
    Bold,
    Italic,
    Underline,
    Strikethrough,
    Spoiler,
}

const STYLES: [Mark<'static>; 5] = [Mark::Bold, Mark::Italic, Mark::Underline, Mark::Strikethrough, Mark::Spoiler];

impl<'a> Mark<'a> {
    /// What an entity comes to in markup. Nothing for those that Telegram finds in plain text by itself, for kinds this
    /// version does not know, and where what it needs is missing or would be refused.
    fn of(entity: &'a MessageEntity) -> Option<Self> {
        Some(match entity.kind {
            EntityType::Blockquote => Self::Quote { expandable: false },
            EntityType::ExpandableBlockquote => Self::Quote { expandable: true },
            EntityType::Pre => Self::Pre { language: entity.language.as_deref().unwrap_or_default() },
            EntityType::Code => Self::Code,
            EntityType::DateTime => {
                let (unix, format) = (entity.unix_time?, entity.date_time_format.as_deref().unwrap_or_default());
                let valid = date_time::is_valid(unix, format);
                valid.then_some(Self::Time { unix, format })?
            }
            EntityType::TextLink => Self::Link(entity.url.as_deref().filter(|url| !url.is_empty())?),
            EntityType::TextMention => {
                Self::Mention(entity.user.as_deref().map(|user| user.id.0).filter(|id| *id > 0)?)
            }
            EntityType::CustomEmoji => Self::Emoji(entity.custom_emoji_id.as_deref().filter(|id| is_emoji_id(id))?),
            EntityType::Bold => Self::Bold,
            EntityType::Italic => Self::Italic,
            EntityType::Underline => Self::Underline,
            EntityType::Strikethrough => Self::Strikethrough,
            EntityType::Spoiler => Self::Spoiler,
            _ => return None,
        })
    }

    pub(super) fn is_quote(self) -> bool {
        matches!(self, Self::Quote { .. })
    }

    pub(super) fn is_style(self) -> bool {
        self >= Self::Bold
    }

    /// Has no formatting inside and no styles around it.
    pub(super) fn is_plain_inside(self) -> bool {
        matches!(self, Self::Pre { .. } | Self::Code | Self::Time { .. })
    }
}

/// Whether Telegram takes this as an identifier of a custom emoji: a number of 64 bits, not zero.
pub(super) fn is_emoji_id(id: &str) -> bool {
    id.parse::<i64>().is_ok_and(|number| number != 0 && number.to_string() == id)
}

/// The spans of a text, sorted by start, longer before shorter, outer before inner.
pub(super) fn spans<'a>(text: &str, entities: &'a [MessageEntity]) -> Vec<Span<'a>> {
    let all = clamped(text, entities);
    let (mut quotes, mut solids) = (Vec::new(), Vec::new());
    let mut styles: [Vec<(usize, usize)>; 5] = Default::default();
    for span in all {
        match STYLES.iter().position(|style| *style == span.mark) {
            Some(style) => styles[style].push((span.start, span.end)),
            None if span.mark.is_quote() => quotes.push(span),
            None => solids.push(span),
        }
    }
    keep_apart(&mut quotes);
    keep_apart(&mut solids);
    trim_quotes(text, &mut quotes, &mut solids);
    solids.retain(|solid| {
        quotes.iter().all(|quote| {
            quote.end <= solid.start
                || solid.end <= quote.start
                || (quote.start <= solid.start && solid.end <= quote.end)
        })
    });
    let plain: Vec<_> = solids.iter().filter(|s| s.mark.is_plain_inside()).map(|s| (s.start, s.end)).collect();
    let mut found = quotes;
    found.append(&mut solids);
    for (mark, ranges) in STYLES.into_iter().zip(styles) {
        let ranges = without(merged(ranges), &plain);
        found.extend(ranges.into_iter().map(|(start, end)| Span { start, end, mark }));
    }
    sort(&mut found);
    found
}

/// Entities as spans: cut to the text, and never through a character, which is taken in whole. Empty ones go.
fn clamped<'a>(text: &str, entities: &'a [MessageEntity]) -> Vec<Span<'a>> {
    let offsets: Vec<i64> =
        entities.iter().flat_map(|entity| [entity.offset, entity.offset.saturating_add(entity.length)]).collect();
    let places = places(text, &offsets);
    let mut found: Vec<_> = entities
        .iter()
        .zip(places.chunks_exact(2))
        .filter(|(entity, _)| entity.length > 0)
        .filter_map(|(entity, place)| {
            let (start, end) = (place[0].floor, place[1].ceil);
            (start < end).then_some(Span { start, end, mark: Mark::of(entity)? })
        })
        .collect();
    sort(&mut found);
    found
}

fn sort(spans: &mut [Span<'_>]) {
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end), span.mark));
}

/// Keeps those of sorted spans that begin behind the last one kept.
fn keep_apart(spans: &mut Vec<Span<'_>>) {
    let mut end = 0;
    spans.retain(|span| {
        let keep = span.start >= end;
        if keep {
            end = span.end;
        }
        keep
    });
}

/// Line ends at the end of a quote are not part of it, and the one behind it is part of nothing: it ends the quote.
fn trim_quotes(text: &str, quotes: &mut Vec<Span<'_>>, solids: &mut Vec<Span<'_>>) {
    for quote in &mut *quotes {
        let end = quote.start + text[quote.start..quote.end].trim_end_matches('\n').len();
        for solid in solids.iter_mut().filter(|solid| solid.end > end && solid.end <= quote.end) {
            solid.end = end;
        }
        quote.end = end;
        let behind = text[end..].starts_with('\n');
        for solid in solids.iter_mut().filter(|solid| behind && solid.start == end) {
            solid.start += 1;
        }
    }
    quotes.retain(|span| span.start < span.end);
    solids.retain(|span| span.start < span.end);
}

/// Ranges that touch or overlap become one. They are sorted by start.
fn merged(ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        match found.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => found.push((start, end)),
        }
    }
    found
}

/// What is left of ranges without these holes; both sorted and apart.
fn without(ranges: Vec<(usize, usize)>, holes: &[(usize, usize)]) -> Vec<(usize, usize)> {
    if holes.is_empty() {
        return ranges;
    }
    let mut found = Vec::with_capacity(ranges.len());
    let mut first = 0;
    for (mut start, end) in ranges {
        first += holes[first..].partition_point(|hole| hole.1 <= start);
        for hole in holes[first..].iter().take_while(|hole| hole.0 < end) {
            if start < hole.0 {
                found.push((start, hole.0));
            }
            start = hole.1.min(end);
        }
        if start < end {
            found.push((start, end));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, entities: &[(EntityType, i64, i64)]) -> Vec<String> {
        let entities: Vec<_> = entities
            .iter()
            .map(|(kind, offset, length)| {
                let mut entity = MessageEntity::new(kind.clone(), *offset, *length);
                entity.url = Some("https://a.b/".to_owned());
                entity
            })
            .collect();
        spans(text, &entities).iter().map(|span| format!("{:?} {}..{}", span.mark, span.start, span.end)).collect()
    }

    #[test]
    fn styles_that_touch_are_one_and_leave_code_alone() {
        use EntityType::{Bold, Code};
        assert_eq!(shown("abcdef", &[(Bold, 0, 2), (Bold, 1, 2), (Bold, 3, 1)]), ["Bold 0..4"]);
        assert_eq!(shown("abcdef", &[(Bold, 0, 6), (Code, 2, 2)]), ["Bold 0..2", "Code 2..4", "Bold 4..6"]);
        assert_eq!(shown("abcdef", &[(Bold, 2, 2), (Code, 0, 6)]), ["Code 0..6"]);
    }

    #[test]
    fn of_links_that_overlap_the_first_stays() {
        use EntityType::{Blockquote, Code, TextLink};
        let link = r#"Link("https://a.b/")"#;
        assert_eq!(shown("abcdef", &[(TextLink, 0, 3), (TextLink, 2, 3), (Code, 1, 1)]), [format!("{link} 0..3")]);
        // A link through the bound of a quote would cut it.
        assert_eq!(shown("abcdef", &[(TextLink, 2, 3), (Blockquote, 0, 4)]), ["Quote { expandable: false } 0..4"]);
        assert_eq!(shown("abcdef", &[(TextLink, 0, 6), (Blockquote, 1, 2)]), ["Quote { expandable: false } 1..3"]);
    }

    #[test]
    fn quotes_end_with_their_last_line_and_do_not_nest() {
        use EntityType::{Blockquote, Code, ExpandableBlockquote};
        let quote = "Quote { expandable: false }";
        assert_eq!(shown("a\n\nb", &[(Blockquote, 0, 3)]), [format!("{quote} 0..1")]);
        assert_eq!(shown("\n\n", &[(Blockquote, 0, 2)]), Vec::<String>::new());
        assert_eq!(shown("abc", &[(Blockquote, 0, 3), (ExpandableBlockquote, 1, 1)]), [format!("{quote} 0..3")]);
        assert_eq!(shown("a\nb", &[(Blockquote, 0, 2), (Code, 0, 2)]), [format!("{quote} 0..1"), "Code 0..1".into()]);
    }

    #[test]
    fn what_is_outside_or_incomplete_is_cut_or_dropped() {
        use EntityType::{Bold, CustomEmoji, DateTime, Hashtag, TextMention};
        assert_eq!(shown("a😀b", &[(Bold, -5, 7)]), ["Bold 0..5"]);
        assert_eq!(shown("a😀b", &[(Bold, 2, 99)]), ["Bold 1..6"]);
        let nothing = [(Bold, 99, 5), (Bold, 1, 0), (Bold, 2, -1), (Hashtag, 0, 1), (TextMention, 0, 1)];
        assert_eq!(shown("a😀b", &nothing), Vec::<String>::new());
        assert_eq!(shown("abc", &[(CustomEmoji, 0, 1), (DateTime, 1, 1)]), Vec::<String>::new());
        assert_eq!(
            ["5", "-7", "0", "05", "+5", "x", "9999999999999999999"].map(is_emoji_id),
            [true, true, false, false, false, false, false]
        );
    }
}
