//! Addresses inside of markup: of pages, of people, of emoji, of moments.
//!
//! <https://core.telegram.org/bots/api#formatting-options>

/// The letters of a date's format: relative, time, date and weekday, each short or long.
const FORMAT: &str = "rRtTdDwW";

/// The person of `tg://user?id=1`.
pub(super) fn user(address: &str) -> Option<i64> {
    let id: i64 = parameter(&address.to_ascii_lowercase(), "user", "id")?.parse().ok()?;
    (id > 0).then_some(id)
}

/// The emoji of `tg://emoji?id=1`.
pub(super) fn emoji(address: &str) -> Option<i64> {
    parameter(address, "emoji", "id")?.parse().ok().filter(|id| *id != 0)
}

/// The moment of `tg://time?unix=1&format=t`, and its format.
pub(super) fn time(address: &str) -> Option<(i64, String)> {
    let unix: i32 = parameter(address, "time", "unix")?.parse().ok().filter(|unix| *unix > 0)?;
    let format = parameter(address, "time", "format").unwrap_or_default();
    is_format(&format).then(|| (unix.into(), format))
}

/// Whether a date can be shown like that. A relative one has nothing else in its format.
pub(super) fn is_format(format: &str) -> bool {
    let relative = format.eq_ignore_ascii_case("r");
    relative || format.chars().all(|c| FORMAT.contains(c) && !c.eq_ignore_ascii_case(&'r'))
}

fn parameter(address: &str, host: &str, name: &str) -> Option<String> {
    let rest = address.strip_prefix("tg:")?;
    let rest = rest.strip_prefix("//").unwrap_or(rest).strip_prefix(host)?;
    let query = rest.strip_prefix('/').unwrap_or(rest).strip_prefix('?')?;
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut found = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
    found.next()
}

/// An address as Telegram keeps it; nothing if it is no link. Without a scheme it is `http`.
pub(super) fn checked(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None if address.to_ascii_lowercase().starts_with("tg:") => ("tg".to_owned(), &address[3..]),
        None => ("http".to_owned(), address),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let fits = match scheme.as_str() {
        "http" | "https" => host.contains('.') || host.starts_with('['),
        "tg" | "ton" => !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'),
        "tonsite" => !host.is_empty(),
        _ => false,
    };
    if !fits || host.contains(char::is_whitespace) {
        return None;
    }
    let slash = if path.starts_with('/') || (scheme == "tg" && path.starts_with('?')) { "" } else { "/" };
    Some(format!("{scheme}://{}{slash}{path}", authority.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_get_a_scheme_and_a_path_and_what_is_none_is_nothing() {
        assert_eq!(checked("Example.com").as_deref(), Some("http://example.com/"));
        assert_eq!(checked("https://a.b?x=1").as_deref(), Some("https://a.b/?x=1"));
        assert_eq!(checked("tg://resolve?domain=x").as_deref(), Some("tg://resolve?domain=x"));
        for none in ["", "word", "ftp://a.b/", "javascript:alert(1)", "http://a b.c/"] {
            assert_eq!(checked(none), None, "{none}");
        }
    }

    #[test]
    fn people_emoji_and_moments_are_read_from_their_addresses() {
        assert_eq!(user("tg://user?id=7"), Some(7));
        assert_eq!(user("TG:user?id=7"), Some(7));
        assert_eq!(user("tg://user?id=x"), None);
        assert_eq!(emoji("tg://emoji?id=5368324170671202286"), Some(5_368_324_170_671_202_286));
        assert_eq!(time("tg://time?unix=5&format=wDT"), Some((5, "wDT".to_owned())));
        assert_eq!(time("tg://time?unix=5"), Some((5, String::new())));
        assert_eq!(time("tg://time?unix=0"), None);
        assert_eq!(time("tg://time?unix=5&format=rt"), None);
    }
}
