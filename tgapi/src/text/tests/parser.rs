//! Parsers of HTML and MarkdownV2 for the tests alone: Telegram's rules, written without a look at the renderers.
//!
//! Rules: <https://core.telegram.org/bots/api#formatting-options>; where that page is silent, what Telegram's open
//! client library does (`td/telegram/MessageEntity.cpp`).

/// A text, and what was marked in it: a name, perhaps with `:` and an argument, and bounds in UTF-16 units.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Parsed {
    pub(super) text: String,
    pub(super) marks: Vec<(String, usize, usize)>,
}

impl Parsed {
    fn units(&self) -> usize {
        self.text.encode_utf16().count()
    }

    fn mark(&mut self, name: String, start: usize) {
        let end = self.units();
        if start < end {
            self.marks.push((name, start, end));
        }
    }

    /// The text from a place in units on.
    fn since(&self, start: usize) -> String {
        String::from_utf16(&self.text.encode_utf16().skip(start).collect::<Vec<_>>()).unwrap()
    }
}

fn link(url: &str) -> String {
    match url.strip_prefix("tg://user?id=") {
        Some(id) => format!("text_mention:{id}"),
        None => format!("text_link:{url}"),
    }
}

fn moment(unix: &str, format: &str) -> Result<String, String> {
    let good = unix.parse::<i32>().is_ok_and(|unix| unix > 0) && format.chars().all(|c| "rRwWdDtT".contains(c));
    if good { Ok(format!("date_time:{unix}:{format}")) } else { Err("invalid date".to_owned()) }
}

pub(super) fn html(text: &str) -> Result<Parsed, String> {
    let mut out = Parsed::default();
    let mut open: Vec<(&str, Attributes, usize)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.text.push_str(&unescaped(&rest[..at])?);
        let end = rest.find('>').ok_or("unclosed tag")?;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let Some(name) = tag.strip_prefix('/') else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            open.push((name, read_attributes(attributes)?, out.units()));
            continue;
        };
        let (opened, attributes, start) = open.pop().ok_or("unexpected end tag")?;
        if opened != name {
            return Err(format!("{opened} is open, {name} ends"));
        }
        let get = |name: &str| attributes.iter().find(|a| a.0 == name).map_or("", |a| a.1.as_str());
        let mark = match name {
            "b" => "bold".to_owned(),
            "i" => "italic".to_owned(),
            "u" => "underline".to_owned(),
            "s" => "strikethrough".to_owned(),
            "tg-spoiler" => "spoiler".to_owned(),
            "a" => link(get("href")),
            "tg-emoji" => format!("custom_emoji:{}", get("emoji-id").parse::<i64>().map_err(|e| e.to_string())?),
            "tg-time" => moment(get("unix"), get("format"))?,
            "blockquote" if attributes.iter().any(|a| a.0 == "expandable") => "expandable_blockquote".to_owned(),
            "blockquote" => "blockquote".to_owned(),
            // The language is that of the code inside; the parser below is told by the class.
            "code" if open.last().is_some_and(|outer| outer.0 == "pre") => {
                open.last_mut().unwrap().1 = vec![("language".to_owned(), get("class").replacen("language-", "", 1))];
                continue;
            }
            "code" => "code".to_owned(),
            "pre" => format!("pre:{}", get("language")),
            _ => return Err(format!("unsupported tag {name}")),
        };
        out.mark(mark, start);
    }
    out.text.push_str(&unescaped(rest)?);
    if open.is_empty() { Ok(out) } else { Err("unclosed tag".to_owned()) }
}

type Attributes = Vec<(String, String)>;

fn read_attributes(mut text: &str) -> Result<Attributes, String> {
    let mut found = Vec::new();
    while !text.is_empty() {
        let Some((name, rest)) = text.split_once("=\"") else {
            found.push((text.to_owned(), String::new()));
            break;
        };
        let (value, rest) = rest.split_once('"').ok_or("unclosed attribute")?;
        if value.contains('\0') {
            return Err("an attribute ends at a NUL".to_owned());
        }
        found.push((name.to_owned(), unescaped(value)?));
        text = rest.trim_start();
    }
    Ok(found)
}

fn unescaped(text: &str) -> Result<String, String> {
    if text.contains(['<', '>'])
        || text.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").replace("&quot;", "").contains('&')
    {
        return Err(format!("not escaped: {text}"));
    }
    Ok(text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// What is open: its marker, where it began in units and in the input, and the language of a code block.
struct Open {
    marker: &'static str,
    start: usize,
    at: usize,
    language: String,
}

pub(super) fn markdown_v2(input: &str) -> Result<Parsed, String> {
    let mut out = Parsed::default();
    let mut open: Vec<Open> = Vec::new();
    let mut line_start = true;
    let mut at = 0;
    while let Some(c) = input[at..].chars().next() {
        let rest = &input[at..];
        if let Some(escaped) =
            rest.strip_prefix('\\').and_then(|rest| rest.chars().next()).filter(|c| ('\u{1}'..='\u{7e}').contains(c))
        {
            out.text.push(escaped);
            line_start = escaped == '\n' || (line_start && escaped == '\r');
            at += 2;
            continue;
        }
        let verbatim = open.last().is_some_and(|open| open.marker.starts_with('`'));
        let reserved = if verbatim { "`" } else { "_*[]()~`>#+-=|{}.!\n" };
        if !reserved.contains(c) {
            out.text.push(c);
            line_start &= c == '\r';
            at += c.len_utf8();
            continue;
        }
        let quoted = open.iter().any(|open| open.marker == ">");
        if c == '\n' && quoted && !rest[1..].starts_with('>') {
            end_quote(&mut out, &mut open, at, true)?;
            line_start = true;
            at += 1;
            continue;
        }
        if c == '\n' || (c == '>' && line_start && quoted) {
            if c == '\n' {
                out.text.push('\n');
                line_start = true;
            }
            at += 1;
            continue;
        }
        let ends = open.last().is_some_and(|open| match open.marker {
            "_" => c == '_' && !rest.starts_with("__"),
            "[" | "![" => c == ']',
            ">" => false,
            marker => rest.starts_with(marker),
        });
        if ends {
            let open = open.pop().unwrap();
            at += if c == ']' { 1 } else { open.marker.len() };
            at += end(&mut out, &open, &input[at..])?;
            continue;
        }
        let markers = ["```", "`", "__", "_", "*", "~", "||", "![", "["];
        let marker = match markers.into_iter().find(|marker| rest.starts_with(marker)) {
            Some(marker) => marker,
            None if c == '>' && line_start => ">",
            None => return Err(format!("character '{c}' is reserved, at {at}")),
        };
        let mut language = String::new();
        let begin = at;
        at += marker.len();
        if marker == "```" {
            let word = input[at..].split([' ', '\t', '\r', '\n', '\0', '\u{b}', '`']).next().unwrap_or_default();
            if !word.is_empty() && !input[at + word.len()..].starts_with('`') && at + word.len() < input.len() {
                (language, at) = (word.to_owned(), at + word.len());
            }
            let ends = ["\n\r", "\r\n", "\n", "\r"];
            at += ends.into_iter().find(|end| input[at..].starts_with(end)).map_or(0, str::len);
        }
        open.push(Open { marker, start: out.units(), at: begin, language });
    }
    if open.iter().any(|open| open.marker == ">") {
        end_quote(&mut out, &mut open, input.len(), false)?;
    }
    match open.last() {
        Some(open) => Err(format!("can't find end of {} at {}", open.marker, open.at)),
        None => Ok(out),
    }
}

/// A quote ends with its line. A spoiler begun right before that makes it expandable.
fn end_quote(out: &mut Parsed, open: &mut Vec<Open>, at: usize, line_end: bool) -> Result<(), String> {
    let expandable = open.last().is_some_and(|open| open.marker == "||" && open.at + 2 == at);
    if expandable {
        open.pop();
    }
    let quote =
        open.pop().filter(|open| open.marker == ">").ok_or(format!("something is open where a quote ends, at {at}"))?;
    if line_end {
        out.text.push('\n');
    }
    out.mark(if expandable { "expandable_blockquote" } else { "blockquote" }.to_owned(), quote.start);
    Ok(())
}

/// Adds what ended; says how much of the rest belongs to it: the address of a link.
fn end(out: &mut Parsed, open: &Open, rest: &str) -> Result<usize, String> {
    let name = match open.marker {
        "*" => "bold".to_owned(),
        "_" => "italic".to_owned(),
        "__" => "underline".to_owned(),
        "~" => "strikethrough".to_owned(),
        "||" => "spoiler".to_owned(),
        "`" => "code".to_owned(),
        "```" => format!("pre:{}", open.language),
        "[" if !rest.starts_with('(') => link(&out.since(open.start)),
        _ => {
            let (address, length) = address(rest)?;
            let name = if open.marker == "[" {
                link(&address)
            } else if let Some(id) = address.strip_prefix("tg://emoji?id=") {
                format!("custom_emoji:{}", id.parse::<i64>().map_err(|e| e.to_string())?)
            } else {
                let query = address.strip_prefix("tg://time?unix=").ok_or("not an emoji and not a time")?;
                let (unix, format) = query.split_once("&format=").unwrap_or((query, ""));
                moment(unix, format)?
            };
            out.mark(name, open.start);
            return Ok(length);
        }
    };
    out.mark(name, open.start);
    Ok(0)
}

fn address(rest: &str) -> Result<(String, usize), String> {
    let mut found = String::new();
    let mut chars = rest.strip_prefix('(').ok_or("no address")?.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            ')' => return Ok((found, at + 2)),
            '\\' => found.push(chars.next().ok_or("unclosed address")?.1),
            c => found.push(c),
        }
    }
    Err("unclosed address".to_owned())
}
