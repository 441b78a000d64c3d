//! `parse_mode` HTML. <https://core.telegram.org/bots/api#html-style>

use super::{Draft, Mark, link};

/// Tags and the entities they make; those with an empty name are looked at on their own.
const TAGS: [(&str, &str); 17] = [
    ("b", "bold"),
    ("strong", "bold"),
    ("i", "italic"),
    ("em", "italic"),
    ("u", "underline"),
    ("ins", "underline"),
    ("s", "strikethrough"),
    ("strike", "strikethrough"),
    ("del", "strikethrough"),
    ("tg-spoiler", "spoiler"),
    ("span", "spoiler"),
    ("code", ""),
    ("pre", ""),
    ("a", ""),
    ("tg-emoji", ""),
    ("tg-time", ""),
    ("blockquote", ""),
];

struct Open {
    tag: String,
    start: usize,
    /// The attribute that matters: a link, a language, an emoji's id, a date's format.
    argument: String,
    unix: i64,
}

pub(super) fn parse(text: &str) -> Result<Draft, String> {
    let mut draft = Draft::default();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        if c == '<' && rest[1..].starts_with('/') {
            rest = end_tag(&rest[2..], at, &mut open, &mut draft)?;
        } else if c == '<' {
            let (tag, tail) = start_tag(&rest[1..], at, draft.units)?;
            open.push(tag);
            rest = tail;
        } else {
            let (c, tail) = character(rest).unwrap_or((c, &rest[c.len_utf8()..]));
            draft.push(c);
            rest = tail;
        }
    }
    match open.last() {
        Some(tag) => Err(format!("Can't find end tag corresponding to start tag \"{}\"", tag.tag)),
        None => Ok(draft),
    }
}

/// Reads an end tag behind its `</`; returns what follows it.
fn end_tag<'a>(text: &'a str, at: usize, open: &mut Vec<Open>, draft: &mut Draft) -> Result<&'a str, String> {
    let Some(tag) = open.pop() else { return Err(format!("Unexpected end tag at byte offset {at}")) };
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(text.len());
    let name = text[..end].to_ascii_lowercase();
    let rest = text[end..].trim_start().strip_prefix('>');
    let rest = rest.ok_or_else(|| format!("Unclosed end tag at byte offset {at}"))?;
    if !name.is_empty() && name != tag.tag {
        let expected = &tag.tag;
        return Err(format!("Unmatched end tag at byte offset {at}, expected \"</{expected}>\", found \"</{name}>\""));
    }
    if tag.start < draft.units {
        close(tag, draft)?;
    }
    Ok(rest)
}

fn close(tag: Open, draft: &mut Draft) -> Result<(), String> {
    let Open { tag, start, argument, unix } = tag;
    let known = TAGS.iter().find(|(name, _)| *name == tag).map_or("", |(_, kind)| kind);
    // `<pre><code class="language-x">` is one block with a language, whichever of the two is outside.
    let units = draft.units;
    let same = |draft: &mut Draft, kind: &str| {
        draft.entities.pop_if(|last| last.kind == kind && (last.start, last.end) == (start, units))
    };
    let mark = match tag.as_str() {
        "a" if argument.is_empty() => Mark::Link(draft.text_from(start)),
        "a" => Mark::Link(argument),
        "tg-emoji" => {
            let id = argument.parse().ok().filter(|id| *id != 0);
            Mark::Emoji(id.ok_or("Invalid custom emoji identifier specified")?)
        }
        "tg-time" if !link::is_format(&argument) => return Err("Invalid date format used".to_owned()),
        "tg-time" if unix <= 0 => return Ok(()),
        "tg-time" => Mark::Time(unix, argument),
        "blockquote" if argument.is_empty() => Mark::Plain("blockquote"),
        "blockquote" => Mark::Plain("expandable_blockquote"),
        "pre" => match same(draft, "code") {
            Some(code) => match code.extra.get("language").and_then(serde_json::Value::as_str) {
                Some(language) => Mark::Pre(language.to_owned()),
                None => Mark::Plain("pre"),
            },
            None => Mark::Plain("pre"),
        },
        "code" if argument.is_empty() => Mark::Plain("code"),
        "code" => match same(draft, "pre") {
            Some(_) => Mark::Pre(argument),
            None => {
                // Kept in case that a `pre` ends right behind.
                draft.add(start, Mark::Plain("code"));
                let last = draft.entities.last_mut();
                last.into_iter()
                    .for_each(|code| drop(code.extra.insert("language".to_owned(), argument.as_str().into())));
                return Ok(());
            }
        },
        _ => Mark::Plain(known),
    };
    draft.add(start, mark);
    Ok(())
}

/// Reads a start tag behind its `<`; returns what follows it.
fn start_tag(text: &str, at: usize, start: usize) -> Result<(Open, &str), String> {
    let unclosed = || format!("Unclosed start tag at byte offset {at}");
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>').ok_or_else(unclosed)?;
    let tag = text[..end].to_ascii_lowercase();
    if !TAGS.iter().any(|(name, _)| *name == tag) {
        return Err(format!("Unsupported start tag \"{tag}\" at byte offset {at}"));
    }
    let unclosed_tag = || format!("Unclosed start tag \"{tag}\" at byte offset {at}");
    let (mut argument, mut unix) = (String::new(), 0);
    let mut rest = text[end..].trim_start();
    while !rest.starts_with('>') {
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/' | '"' | '\'');
        let end = rest.find(is_end).unwrap_or(rest.len());
        if end == 0 {
            return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {at}"));
        }
        let (name, tail) = rest.split_at(end);
        rest = tail.trim_start();
        let Some(tail) = rest.strip_prefix('=') else {
            if rest.is_empty() {
                return Err(unclosed_tag());
            }
            if (tag.as_str(), name) == ("blockquote", "expandable") {
                argument = "1".to_owned();
            }
            continue;
        };
        let tail = tail.trim_start();
        if tail.is_empty() {
            return Err(unclosed_tag());
        }
        let value_at = at + 1 + text.len() - tail.len();
        let (value, tail) = attribute_value(tail, value_at)?;
        rest = tail.trim_start();
        if rest.is_empty() {
            return Err(unclosed());
        }
        match (tag.as_str(), name) {
            ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "format") => argument = value,
            ("tg-time", "unix") => unix = crate::http::leading_number(&value),
            ("code", "class") => value.strip_prefix("language-").unwrap_or_default().clone_into(&mut argument),
            ("span", "class") => value.strip_prefix("tg-").unwrap_or_default().clone_into(&mut argument),
            ("blockquote", "expandable") => argument = "1".to_owned(),
            _ => {}
        }
    }
    if tag == "span" && argument != "spoiler" {
        return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {at}"));
    }
    Ok((Open { tag, start, argument, unix }, &rest[1..]))
}

/// A quoted or bare attribute value, decoded, and what follows it.
fn attribute_value(text: &str, at: usize) -> Result<(String, &str), String> {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').unwrap_or(text.len());
        let (token, rest) = text.split_at(end);
        if !rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '>') {
            return Err(format!("Unexpected end of name token at byte offset {at}"));
        }
        return Ok((token.to_ascii_lowercase(), rest));
    };
    let (mut value, mut rest) = (String::new(), &text[1..]);
    while let Some(c) = rest.chars().next() {
        if c == quote {
            return Ok((value, &rest[1..]));
        }
        let (c, after) = character(rest).unwrap_or((c, &rest[c.len_utf8()..]));
        value.push(c);
        rest = after;
    }
    Ok((value, ""))
}

/// A character reference at the start of a text, and what follows it. Only these are known.
fn character(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix('&')?;
    let (c, tail) = match rest.strip_prefix('#') {
        Some(number) => {
            let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
            let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
            let c = u32::from_str_radix(&digits[..end], radix).ok().filter(|n| *n != 0).and_then(char::from_u32)?;
            (c, &digits[end..])
        }
        None => {
            let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            let c = match &rest[..end] {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "quot" => '"',
                _ => return None,
            };
            (c, &rest[end..])
        }
    };
    Some((c, tail.strip_prefix(';').unwrap_or(tail)))
}
