//! `parse_mode` Markdown, the old one: no nesting. <https://core.telegram.org/bots/api#markdown-style>

use super::Draft;

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
        let (kind, open, end) = match c {
            '_' => ("italic", "_", "_"),
            '*' => ("bold", "*", "*"),
            '[' => ("text_link", "[", "]"),
            _ if rest.starts_with("```") => ("pre", "```", "```"),
            _ => ("code", "`", "`"),
        };
        let found = rest[open.len()..].split_once(end);
        let (mut inner, mut tail) =
            found.ok_or_else(|| format!("Can't find end of the entity starting at byte offset {at}"))?;
        let mut field = None;
        if kind == "pre"
            && let Some((language, code)) = inner.split_once('\n')
        {
            inner = code;
            let plain = !language.is_empty() && !language.contains(char::is_whitespace);
            field = plain.then(|| ("language", language.to_owned()));
        }
        let start = draft.units;
        draft.push_str(inner);
        if kind == "text_link" {
            // Without an address behind it the brackets mean nothing but vanish.
            let Some((url, after)) = tail.strip_prefix('(').and_then(|tail| tail.split_once(')')) else {
                rest = tail;
                continue;
            };
            (field, tail) = (Some(("url", url.to_owned())), after);
        }
        draft.add(kind, start, field);
        rest = tail;
    }
    Ok(draft)
}

fn is_markup(c: char) -> bool {
    matches!(c, '_' | '*' | '`' | '[')
}
