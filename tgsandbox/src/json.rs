//! JSON text as Telegram writes it: compact, everything outside ASCII as `\uXXXX`.
//!
//! Knows nothing of what the values mean.

use std::io;

use serde::Serialize;
use serde_json::{Map, Value, ser::Formatter};

/// Compact JSON in ASCII.
pub(crate) fn text<T: Serialize + ?Sized>(value: &T) -> String {
    let mut out = Vec::with_capacity(256);
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Ascii);
    if value.serialize(&mut serializer).is_err() {
        // Only a map with keys that are no strings can fail, and a `Value` has none.
        return "null".to_owned();
    }
    String::from_utf8(out).unwrap_or_default()
}

/// One update with these fields and this id. Telegram puts a newline after the first comma, and some parsers have
/// tripped on it.
pub(crate) fn update(id: u64, fields: &Map<String, Value>) -> String {
    let mut update = format!("{{\"update_id\":{id}");
    for (n, (name, value)) in fields.iter().filter(|(name, _)| *name != "update_id").enumerate() {
        update.push_str(if n == 0 { ",\n" } else { "," });
        update.push_str(&text(name));
        update.push(':');
        update.push_str(&text(value));
    }
    update.push('}');
    update
}

struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c: char| !c.is_ascii()) {
            let (ascii, tail) = rest.split_at(at);
            writer.write_all(ascii.as_bytes())?;
            let mut chars = tail.chars();
            for unit in chars.next().iter().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn json_is_compact_ascii_with_surrogate_pairs_and_plain_slashes() {
        assert_eq!(super::text(&json!({"a": "é😀/\n\"x"})), r#"{"a":"\u00e9\ud83d\ude00/\n\"x"}"#);
    }
}
