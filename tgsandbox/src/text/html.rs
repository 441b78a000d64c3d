//! `parse_mode` HTML. <https://core.telegram.org/bots/api#html-style>

use super::Draft;

/// Tags and the entities they make. `span` counts only as a spoiler, `a` and `tg-emoji` need an attribute.
const TAGS: [(&str, &str); 16] = [
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
    ("code", "code"),
    ("pre", "pre"),
    ("a", "text_link"),
    ("tg-emoji", "custom_emoji"),
    ("blockquote", "blockquote"),
];

struct Open {
    tag: String,
    kind: &'static str,
    start: usize,
    /// The attribute that matters: a link, a language, an emoji's id.
    argument: String,
}

pub(super) fn parse(text: &str) -> Result<Draft, String> {
    let mut draft = Draft::default();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        if c == '<' && rest[1..].starts_with('/') {
            let (name, tail) = rest[2..].split_once('>').ok_or(format!("Unclosed end tag at byte offset {at}"))?;
            close(name.trim().to_ascii_lowercase().as_str(), at, &mut open, &mut draft)?;
            rest = tail;
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

fn close(name: &str, at: usize, open: &mut Vec<Open>, draft: &mut Draft) -> Result<(), String> {
    let Some(tag) = open.pop() else { return Err(format!("Unexpected end tag at byte offset {at}")) };
    if !name.is_empty() && name != tag.tag {
        let expected = &tag.tag;
        return Err(format!("Unmatched end tag at byte offset {at}, expected \"</{expected}>\", found \"</{name}>\""));
    }
    let argument = (!tag.argument.is_empty()).then_some(tag.argument);
    match (tag.kind, argument) {
        ("text_link", argument) => {
            // A link without an address is its own text.
            let url = argument.unwrap_or_else(|| draft.text_from(tag.start));
            draft.add(tag.kind, tag.start, Some(("url", url)));
        }
        ("custom_emoji", Some(id)) => draft.add(tag.kind, tag.start, Some(("custom_emoji_id", id))),
        // `<pre><code class="language-x">`: one block with a language.
        ("code", Some(language)) => match open.last_mut() {
            Some(outer) if outer.kind == "pre" && outer.start == tag.start => outer.argument = language,
            _ => draft.add(tag.kind, tag.start, None),
        },
        ("pre", Some(language)) => draft.add(tag.kind, tag.start, Some(("language", language))),
        (kind, _) => draft.add(kind, tag.start, None),
    }
    Ok(())
}

/// Reads a start tag behind its `<`; returns what follows it.
fn start_tag(text: &str, at: usize, start: usize) -> Result<(Open, &str), String> {
    let unclosed = || format!("Unclosed start tag at byte offset {at}");
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>').ok_or_else(unclosed)?;
    let tag = text[..end].to_ascii_lowercase();
    let known = TAGS.iter().find(|(name, _)| *name == tag);
    let (_, kind) = known.ok_or_else(|| format!("Unsupported start tag \"{tag}\" at byte offset {at}"))?;
    let mut argument = String::new();
    let mut rest = text[end..].trim_start();
    loop {
        if let Some(tail) = rest.strip_prefix('>') {
            rest = tail;
            break;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '>').ok_or_else(unclosed)?;
        if end == 0 {
            return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {at}"));
        }
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(tail) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(tail.trim_start()).ok_or_else(unclosed)?;
            rest = rest.trim_start();
        }
        match (tag.as_str(), name.as_str()) {
            ("a", "href") | ("tg-emoji", "emoji-id") => argument = value,
            ("code", "class") => value.strip_prefix("language-").unwrap_or_default().clone_into(&mut argument),
            ("span", "class") if value == "tg-spoiler" => argument = value,
            _ => {}
        }
    }
    if tag == "span" && argument.is_empty() {
        return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {at}"));
    }
    if tag == "tg-emoji" && argument.is_empty() {
        return Err(format!("Tag \"tg-emoji\" must have attribute \"emoji-id\" at byte offset {at}"));
    }
    Ok((Open { tag, kind, start, argument }, rest))
}

/// A quoted or bare attribute value, decoded, and what follows it.
fn attribute_value(text: &str) -> Option<(String, &str)> {
    let (raw, rest) = match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split_once(quote)?,
        _ => text.split_at(text.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
    };
    let (mut value, mut tail) = (String::new(), raw);
    while let Some(c) = tail.chars().next() {
        let (c, after) = character(tail).unwrap_or((c, &tail[c.len_utf8()..]));
        value.push(c);
        tail = after;
    }
    Some((value, rest))
}

/// A character reference at the start of a text, and what follows it. Only these are known.
fn character(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix('&')?;
    for (name, c) in [("lt", '<'), ("gt", '>'), ("amp", '&'), ("quot", '"')] {
        if let Some(tail) = rest.strip_prefix(name) {
            return Some((c, tail.strip_prefix(';').unwrap_or(tail)));
        }
    }
    let number = rest.strip_prefix('#')?;
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let c = u32::from_str_radix(&digits[..end], radix).ok().filter(|n| *n != 0).and_then(char::from_u32)?;
    let tail = &digits[end..];
    Some((c, tail.strip_prefix(';').unwrap_or(tail)))
}
