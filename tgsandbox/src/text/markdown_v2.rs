//! `parse_mode` MarkdownV2: nesting, and every reserved character escaped.
//!
//! A quote is made of lines that begin with `>`; its line end belongs to it, and a spoiler begun right before its end
//! makes it expandable. <https://core.telegram.org/bots/api#markdownv2-style>

use super::{Draft, Mark, link, markdown::code_block};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bold,
    Italic,
    Underline,
    Strikethrough,
    Spoiler,
    Code,
    Pre,
    PreCode,
    Link,
    /// An emoji or a moment.
    Emoji,
    Quote,
}

impl Kind {
    /// The markup that ends it; a quote has none.
    fn end(self) -> &'static str {
        match self {
            Self::Bold => "*",
            Self::Italic => "_",
            Self::Underline => "__",
            Self::Strikethrough => "~",
            Self::Spoiler => "||",
            Self::Code => "`",
            Self::Pre | Self::PreCode => "```",
            Self::Link | Self::Emoji => "]",
            Self::Quote => "\n",
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
            Self::Pre => "Pre",
            Self::PreCode => "PreCode",
            Self::Link => "TextUrl",
            Self::Emoji => "CustomEmoji",
            Self::Quote => "BlockQuote",
        }
    }

    fn is_code(self) -> bool {
        matches!(self, Self::Code | Self::Pre | Self::PreCode)
    }
}

struct Open {
    kind: Kind,
    start: usize,
    /// Where it began in the input, in bytes.
    at: usize,
    language: String,
}

impl Open {
    fn has_no_end(&self) -> String {
        format!("Can't find end of {} entity at byte offset {}", self.kind.name(), self.at)
    }
}

const RESERVED: &str = "_*[]()~`>#+-=|{}.!\n";
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
    let mut parser = Parser { text, draft: Draft::default(), open: Vec::new(), at: 0, line_start: true };
    while let Some(c) = text[parser.at..].chars().next() {
        parser.step(c)?;
    }
    if parser.in_quote() {
        parser.end_quote(false)?;
    }
    parser.open.last().map_or(Ok(parser.draft), |open| Err(open.has_no_end()))
}

struct Parser<'a> {
    text: &'a str,
    draft: Draft,
    open: Vec<Open>,
    /// How far the input is read.
    at: usize,
    /// A quote may begin here.
    line_start: bool,
}

impl Parser<'_> {
    fn step(&mut self, c: char) -> Result<(), String> {
        let rest = &self.text[self.at..];
        let inner = self.open.last().map(|open| open.kind);
        let escaped = rest.strip_prefix('\\').and_then(|tail| tail.chars().next());
        if let Some(escaped) = escaped.filter(|c| ('\u{1}'..='\u{7e}').contains(c)) {
            self.draft.push(escaped);
            self.line_start = escaped == '\n' || (self.line_start && escaped == '\r');
            self.at += 2;
            return Ok(());
        }
        let reserved = if inner.is_some_and(Kind::is_code) { "`" } else { RESERVED };
        if !reserved.contains(c) {
            self.draft.push(c);
            self.line_start &= c == '\r';
            self.at += c.len_utf8();
            return Ok(());
        }
        if c == '\n' {
            if self.in_quote() && !rest[1..].starts_with('>') {
                self.end_quote(true)?;
            } else {
                self.draft.push(c);
            }
            self.line_start = true;
            self.at += 1;
            return Ok(());
        }
        if inner.is_some_and(|kind| ends(kind, rest)) {
            return self.close();
        }
        if c == '>' && self.line_start {
            if !self.in_quote() {
                self.begin(Kind::Quote, String::new());
            }
            self.at += 1;
            return Ok(());
        }
        let begun = BEGINNINGS.iter().find(|(markup, _)| rest.starts_with(markup));
        let Some((markup, kind)) = begun else {
            return Err(format!("Character '{c}' is reserved and must be escaped with the preceding '\\'"));
        };
        let after = &rest[markup.len()..];
        let (kind, language, left) = match (kind, code_block(after)) {
            (Kind::Pre, (Some(language), code)) => (Kind::PreCode, language.to_owned(), code),
            (Kind::Pre, (None, code)) => (Kind::Pre, String::new(), code),
            (kind, _) => (*kind, String::new(), after),
        };
        self.begin(kind, language);
        self.at = self.text.len() - left.len();
        Ok(())
    }

    fn in_quote(&self) -> bool {
        self.open.iter().any(|open| open.kind == Kind::Quote)
    }

    fn begin(&mut self, kind: Kind, language: String) {
        self.open.push(Open { kind, start: self.draft.units, at: self.at, language });
    }

    /// The quote's last line ends here, at a line end or with the input.
    fn end_quote(&mut self, line_end: bool) -> Result<(), String> {
        let mut kind = "blockquote";
        let before = self.text[..self.at].trim_end_matches('\r').len();
        let begun = |at: usize| at + 2 == self.at || at + 2 == before;
        if self.open.last().is_some_and(|open| open.kind == Kind::Spoiler && begun(open.at)) {
            self.open.pop();
            kind = "expandable_blockquote";
        }
        let Some(quote) = self.open.pop_if(|open| open.kind == Kind::Quote) else {
            return Err(self.open.last().map(Open::has_no_end).unwrap_or_default());
        };
        if line_end {
            self.draft.push('\n');
        }
        self.draft.add(quote.start, Mark::Plain(kind));
        Ok(())
    }

    fn close(&mut self) -> Result<(), String> {
        let Some(Open { kind, start, language, .. }) = self.open.pop() else { return Ok(()) };
        self.at += kind.end().len();
        let mark = match kind {
            Kind::Bold => Mark::Plain("bold"),
            Kind::Italic => Mark::Plain("italic"),
            Kind::Underline => Mark::Plain("underline"),
            Kind::Strikethrough => Mark::Plain("strikethrough"),
            Kind::Spoiler => Mark::Plain("spoiler"),
            Kind::Code => Mark::Plain("code"),
            Kind::Pre | Kind::Quote => Mark::Plain("pre"),
            Kind::PreCode => Mark::Pre(language),
            // Without an address the text is one.
            Kind::Link => Mark::Link(self.address()?.unwrap_or_else(|| self.draft.text_from(start))),
            Kind::Emoji => {
                let address = self.address()?.ok_or("The entity must contain a tg://emoji or tg://time URL")?;
                let emoji = link::emoji(&address).map(Mark::Emoji);
                let time = || link::time(&address).map(|(unix, format)| Mark::Time(unix, format));
                emoji.or_else(time).ok_or("Invalid tg://emoji or tg://time URL specified")?
            }
        };
        self.draft.add(start, mark);
        Ok(())
    }

    /// The address in brackets that comes next, unescaped; nothing if no bracket comes.
    fn address(&mut self) -> Result<Option<String>, String> {
        let Some(rest) = self.text[self.at..].strip_prefix('(') else { return Ok(None) };
        let begin = self.at + 1;
        let mut address = String::new();
        let mut chars = rest.chars();
        loop {
            match chars.next() {
                None => return Err(format!("Can't find end of a URL at byte offset {begin}")),
                Some(')') => break,
                Some('\\') => {
                    let mut ahead = chars.clone();
                    let escaped = ahead.next().filter(|c| ('\u{1}'..='\u{7e}').contains(c));
                    address.push(escaped.unwrap_or('\\'));
                    if escaped.is_some() {
                        chars = ahead;
                    }
                }
                Some(c) => address.push(c),
            }
        }
        self.at = self.text.len() - chars.as_str().len();
        Ok(Some(address))
    }
}

/// Whether what is open ends here. `__` is read as one, so it never ends an italic.
fn ends(kind: Kind, rest: &str) -> bool {
    match kind {
        Kind::Quote => false,
        Kind::Italic => rest.starts_with('_') && !rest.starts_with("__"),
        kind => rest.starts_with(kind.end()),
    }
}
