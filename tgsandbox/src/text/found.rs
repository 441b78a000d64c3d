//! The entities that Telegram finds in plain text by itself: commands, mentions, hashtags, links, addresses.
//!
//! Offsets and lengths are in UTF-16 units. Covers what bots are commonly sent; Telegram's own rules for links know
//! many more cases. <https://core.telegram.org/bots/api#messageentity>

use super::Entity;

/// The entities of a text, in order.
pub(super) fn find(text: &str) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut offset = 0;
    let mut before = ' ';
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let hit = if starts_word(before) { entity_at(rest) } else { None };
        let bytes = hit.map_or(first.len_utf8(), |(_, bytes)| bytes);
        let (taken, tail) = rest.split_at(bytes);
        let length = taken.encode_utf16().count();
        if let Some((kind, _)) = hit {
            found.push(Entity { kind, start: offset, end: offset + length, extra: serde_json::Map::new() });
        }
        offset += length;
        before = taken.chars().next_back().unwrap_or(' ');
        rest = tail;
    }
    found
}

fn starts_word(before: char) -> bool {
    !(before.is_alphanumeric() || matches!(before, '_' | '/' | '@' | '#' | '.' | '-'))
}

/// The kind and the length in bytes of the entity that a text starts with.
fn entity_at(text: &str) -> Option<(&'static str, usize)> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    match text.chars().next()? {
        '/' => {
            let name = run(&text[1..], word);
            if !(1..=64).contains(&name) {
                return None;
            }
            let mut end = 1 + name;
            if let Some(bot) = text[end..].strip_prefix('@') {
                let n = run(bot, word);
                if n >= 3 {
                    end += 1 + n;
                }
            }
            let next = text[end..].chars().next();
            next.is_none_or(|c| !c.is_alphanumeric() && c != '/').then_some(("bot_command", end))
        }
        '@' => {
            let n = run(&text[1..], word);
            (3..=32).contains(&n).then_some(("mention", 1 + n))
        }
        '#' => {
            let n = run(&text[1..], |c| c.is_alphanumeric() || c == '_');
            (n > 0 && text[1..=n].chars().any(|c| !c.is_ascii_digit())).then_some(("hashtag", 1 + n))
        }
        c if c.is_alphanumeric() => link(text),
        _ => None,
    }
}

fn link(text: &str) -> Option<(&'static str, usize)> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let word = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'']);
    if word.strip_prefix("http://").or_else(|| word.strip_prefix("https://")).is_some_and(|rest| rest.contains('.')) {
        return Some(("url", word.len()));
    }
    let (user, domain) = word.split_once('@')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let dotted = domain.split_once('.').is_some_and(|(host, top)| !host.is_empty() && top.len() >= 2);
    (dotted && user.chars().all(plain) && domain.chars().all(plain)).then_some(("email", word.len()))
}

/// How many bytes at the start consist of such characters.
fn run(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<(&'static str, usize, usize)> {
        find(text).iter().map(|entity| (entity.kind, entity.start, entity.end - entity.start)).collect()
    }

    #[test]
    fn commands_are_found_with_offsets_in_utf16_units() {
        assert_eq!(spans("/start"), [("bot_command", 0, 6)]);
        assert_eq!(spans("/start@my_bot x"), [("bot_command", 0, 13)]);
        // One emoji is two units.
        assert_eq!(spans("😀 /help"), [("bot_command", 3, 5)]);
        assert_eq!(spans("a/b /c/d 1/2 /é"), []);
    }

    #[test]
    fn mentions_hashtags_links_and_addresses_are_found() {
        let text = "@durov #news see https://example.com/a?b=1, or mail a@b.org!";
        let kinds: Vec<_> = spans(text).into_iter().map(|span| span.0).collect();
        assert_eq!(kinds, ["mention", "hashtag", "url", "email"]);
        assert_eq!(spans("#1 @ab x@y"), []);
    }
}
