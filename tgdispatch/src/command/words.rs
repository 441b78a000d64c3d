//! Splits the arguments of a command into words, with quotes. Pure.

use std::borrow::Cow;

/// The words of a text: divided by white space; what stands in quotes is one word.
///
/// Quotes are `"…"`, and those that phones make of them: `“…”`, `„…“`, `«…»`. Inside, a backslash takes the next
/// character as it is. An apostrophe is no quote, and a quote that is never closed is an ordinary character.
///
/// ```
/// let words: Vec<_> = tgdispatch::Words::new(r#"ban "Ann Lee" it's"#).collect();
/// assert_eq!(words, ["ban", "Ann Lee", "it's"]);
/// ```
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
}

impl<'a> Words<'a> {
    /// The words of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text: text.trim() }
    }

    /// What no word was taken from yet, without white space around.
    #[must_use]
    pub fn rest(&self) -> &'a str {
        self.text
    }

    /// Takes everything that is left, as it is.
    pub fn take_rest(&mut self) -> &'a str {
        std::mem::take(&mut self.text)
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Cow<'a, str>> {
        let first = self.text.chars().next()?;
        let (word, rest) = quoted(self.text, first).unwrap_or_else(|| {
            let end = self.text.find(char::is_whitespace).unwrap_or(self.text.len());
            (Cow::Borrowed(&self.text[..end]), &self.text[end..])
        });
        self.text = rest.trim_start();
        Some(word)
    }
}

/// The quoted word that `text` starts with, and what comes after it.
fn quoted(text: &str, open: char) -> Option<(Cow<'_, str>, &str)> {
    let closes: fn(char) -> bool = match open {
        '"' => |c| c == '"',
        '“' => |c| c == '”',
        '„' => |c| matches!(c, '“' | '”'),
        '«' => |c| c == '»',
        _ => return None,
    };
    let inner = &text[open.len_utf8()..];
    let mut word = Cow::Borrowed("");
    let mut from = 0;
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            let (next, _) = chars.next()?;
            word += &inner[from..at];
            from = next;
        } else if closes(c) {
            word += &inner[from..at];
            let rest = &inner[at + c.len_utf8()..];
            // `"a"b` is no quoted word: a quote has to end where the word ends.
            return (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((word, rest));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Words::new(text).map(Cow::into_owned).collect()
    }

    #[test]
    fn quotes_hold_words_together() {
        assert_eq!(words("a  b\tc\nd"), ["a", "b", "c", "d"]);
        assert_eq!(words(r#""a b" c"#), ["a b", "c"]);
        assert_eq!(words("“a b” „c d“ «e f»"), ["a b", "c d", "e f"]);
        assert_eq!(words(r#""a \"b\" \\" c"#), [r#"a "b" \"#, "c"]);
        assert_eq!(words(r#""" x"#), ["", "x"]);
    }

    #[test]
    fn half_a_quote_is_a_character() {
        assert_eq!(words(r#""a b"#), [r#""a"#, "b"]);
        assert_eq!(words(r#"it's 5" wide"#), ["it's", "5\"", "wide"]);
        assert_eq!(words(r#""a"b c"#), [r#""a"b"#, "c"]);
        assert_eq!(words("\"\\"), ["\"\\"]);
        assert!(words("  ").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn it_ends_and_loses_no_word(text: String) {
            let plain = !text.contains(['"', '“', '„', '«']);
            let found = words(&text);
            if plain {
                proptest::prop_assert_eq!(found, text.split_whitespace().collect::<Vec<_>>());
            }
        }
    }
}
