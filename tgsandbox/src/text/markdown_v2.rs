//! `parse_mode` MarkdownV2: nesting, and every reserved character escaped.
//! <https://core.telegram.org/bots/api#markdownv2-style>

use super::Draft;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bold,
    Italic,
    Underline,
    Strikethrough,
    Spoiler,
    Code,
    Pre,
    Link,
    Emoji,
}

impl Kind {
    /// The markup that ends it.
    fn end(self) -> &'static str {
        match self {
            Self::Bold => "*",
            Self::Italic => "_",
            Self::Underline => "__",
            Self::Strikethrough => "~",
            Self::Spoiler => "||",
            Self::Code => "`",
            Self::Pre => "```",
            Self::Link | Self::Emoji => "]",
        }
    }

    fn entity(self) -> &'static str {
        match self {
            Self::Bold => "bold",
            Self::Italic => "italic",
            Self::Underline => "underline",
            Self::Strikethrough => "strikethrough",
            Self::Spoiler => "spoiler",
            Self::Code => "code",
            Self::Pre => "pre",
            Self::Link => "text_link",
            Self::Emoji => "custom_emoji",
        }
    }

    /// The name in an error.
    fn name(self) -> &'static str {
        match self {
            Self::Bold => "Bold",
            Self::Italic => "Italic",
            Self::Underline => "Underline",
            Self::Strikethrough => "Strikethrough",
            Self::Spoiler => "Spoiler",
            Self::Code => "Code",
            Self::Pre => "PreCode",
            Self::Link => "TextUrl",
            Self::Emoji => "CustomEmoji",
        }
    }
}

struct Open {
    kind: Kind,
    start: usize,
    at: usize,
    language: Option<String>,
}

const RESERVED: &str = "_*[]()~`>#+-=|{}.!";
/// Markup that begins something, longer before shorter.
const BEGINNINGS: [(&str, Kind); 9] = [
    ("```", Kind::Pre),
    ("`", Kind::Code),
    ("__", Kind::Underline),
    ("_", Kind::Italic),
    ("*", Kind::Bold),
    ("~", Kind::Strikethrough),
    ("||", Kind::Spoiler),
    ("![", Kind::Emoji),
    ("[", Kind::Link),
];

pub(super) fn parse(text: &str) -> Result<Draft, String> {
    let mut draft = Draft::default();
    let mut open: Vec<Open> = Vec::new();
    let mut quote: Option<usize> = None;
    let mut line_start = true;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let inner = open.last().map(|open| open.kind);
        let verbatim = matches!(inner, Some(Kind::Code | Kind::Pre));
        if let Some(escaped) = rest.strip_prefix('\\').and_then(|t| t.chars().next()).filter(char::is_ascii) {
            draft.push(escaped);
            rest = &rest[2..];
            line_start = false;
            continue;
        }
        if line_start && c == '>' && !verbatim {
            quote.get_or_insert(draft.units);
            rest = &rest[1..];
            line_start = false;
            continue;
        }
        if line_start && !verbatim {
            // The quote ended with the line before; its line end is not part of it.
            if let Some(start) = quote.take() {
                draft.add("blockquote", start, None);
                draft.entities.last_mut().into_iter().for_each(|entity| entity.end -= 1);
            }
        }
        line_start = c == '\n';
        if ends(inner, rest) {
            rest = close(&mut open, &mut draft, rest, at)?;
            continue;
        }
        if verbatim || !RESERVED.contains(c) {
            draft.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let begun = BEGINNINGS.iter().find(|(markup, _)| rest.starts_with(markup));
        let Some((markup, kind)) = begun else {
            return Err(format!("Character '{c}' is reserved and must be escaped with the preceding '\\'"));
        };
        rest = &rest[markup.len()..];
        let mut language = None;
        if *kind == Kind::Pre {
            (language, rest) = split_language(rest);
        }
        open.push(Open { kind: *kind, start: draft.units, at, language });
    }
    if let Some(open) = open.last() {
        return Err(format!("Can't find end of {} entity at byte offset {}", open.kind.name(), open.at));
    }
    if let Some(start) = quote {
        draft.add("blockquote", start, None);
    }
    Ok(draft)
}

/// Whether what is open ends here. `__` ends an underline, but an italic only as far as nothing else could be meant.
fn ends(open: Option<Kind>, rest: &str) -> bool {
    let Some(kind) = open else { return false };
    rest.starts_with(kind.end()) && (kind != Kind::Italic || !rest.starts_with("__"))
}

fn split_language(text: &str) -> (Option<String>, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '`').unwrap_or(text.len());
    let (language, tail) = text.split_at(end);
    match tail.strip_prefix('\n') {
        Some(code) => ((!language.is_empty()).then(|| language.to_owned()), code),
        None => (None, text),
    }
}

fn close<'a>(open: &mut Vec<Open>, draft: &mut Draft, rest: &'a str, at: usize) -> Result<&'a str, String> {
    let Some(Open { kind, start, language, .. }) = open.pop() else { return Ok(rest) };
    let mut rest = &rest[kind.end().len()..];
    let mut url = None;
    if matches!(kind, Kind::Link | Kind::Emoji)
        && let Some(text) = rest.strip_prefix('(')
    {
        let (address, tail) =
            address(text).ok_or_else(|| format!("Can't find end of a URL at byte offset {}", at + 1))?;
        (url, rest) = (Some(address), tail);
    }
    let field = match kind {
        Kind::Pre => language.map(|language| ("language", language)),
        Kind::Link => Some(("url", url.unwrap_or_else(|| draft.text_from(start)))),
        Kind::Emoji => {
            let id = url.as_deref().and_then(|url| url.strip_prefix("tg://emoji?id="));
            let id =
                id.ok_or_else(|| format!("Custom emoji entity must contain a tg://emoji URL at byte offset {at}"))?;
            Some(("custom_emoji_id", id.to_owned()))
        }
        _ => None,
    };
    draft.add(kind.entity(), start, field);
    Ok(rest)
}

/// An address up to its closing bracket, unescaped, and what follows.
fn address(text: &str) -> Option<(String, &str)> {
    let mut address = String::new();
    let mut chars = text.chars();
    loop {
        match chars.next()? {
            ')' => return Some((address, chars.as_str())),
            '\\' => address.push(chars.next()?),
            c => address.push(c),
        }
    }
}
