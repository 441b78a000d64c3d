//! `parse_mode` Markdown, the old one: no nesting. <https://core.telegram.org/bots/api#markdown-style>

use super::{Draft, Mark};

pub(super) fn parse(text: &str) -> Result<Draft, String> {
    let mut draft = Draft::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(escaped) = rest.strip_prefix('\\').and_then(|tail| tail.chars().next()).filter(|c| is_markup(*c)) {
            draft.push(escaped);
            rest = &rest[2..];
            continue;
        }
        if !is_markup(c) {
            draft.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let at = text.len() - rest.len();
        let (open, end) = match c {
            '[' => ("[", "]"),
            '`' if rest.starts_with("```") => ("```", "```"),
            '`' => ("`", "`"),
            '*' => ("*", "*"),
            _ => ("_", "_"),
        };
        let mut tail = &rest[open.len()..];
        let mut language = None;
        if open == "```" {
            (language, tail) = code_block(tail);
        }
        let (inner, mut after) =
            tail.split_once(end).ok_or_else(|| format!("Can't find end of the entity starting at byte offset {at}"))?;
        let start = draft.units;
        draft.push_str(inner);
        let mark = match (open, language) {
            ("_", _) => Mark::Plain("italic"),
            ("*", _) => Mark::Plain("bold"),
            ("`", _) => Mark::Plain("code"),
            ("```", None) => Mark::Plain("pre"),
            ("```", Some(language)) => Mark::Pre(language.to_owned()),
            // Without an address the text is one.
            _ => match after.strip_prefix('(') {
                None => Mark::Link(inner.to_owned()),
                Some(address) => {
                    let (address, rest) = address.split_once(')').unwrap_or((address, ""));
                    after = rest;
                    Mark::Link(address.to_owned())
                }
            },
        };
        draft.add(start, mark);
        rest = after;
    }
    Ok(draft)
}

/// Behind the backticks: the language of the block, if it has one, and its code. One line end before the code goes.
pub(super) fn code_block(text: &str) -> (Option<&str>, &str) {
    let is_end = |c: char| c == '`' || c == '\0' || c == '\u{b}' || c.is_ascii_whitespace();
    let end = text.find(is_end).unwrap_or(text.len());
    let (language, tail) = text.split_at(end);
    let is_language = !language.is_empty() && !tail.is_empty() && !tail.starts_with('`');
    let (language, code) = if is_language { (Some(language), tail) } else { (None, text) };
    let line_end = ["\n\r", "\r\n", "\n", "\r"].into_iter().find(|end| code.starts_with(end));
    (language, &code[line_end.map_or(0, str::len)..])
}

fn is_markup(c: char) -> bool {
    matches!(c, '_' | '*' | '`' | '[')
}
