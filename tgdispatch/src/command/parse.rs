//! Finds the command at the start of a text. Pure.

use std::ops::Range;

/// Longest name of a command. <https://core.telegram.org/bots/api#botcommand>
const NAME_MAX: usize = 32;

/// Where the parts of a command are in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The name, without slash.
    pub(crate) name: Range<usize>,
    /// The bot it is for, without `@`.
    pub(crate) mention: Option<Range<usize>>,
    /// Everything after it, without white space around.
    pub(crate) rest: Range<usize>,
}

impl Span {
    /// The command that `text` starts with. What Telegram itself would mark as one: a slash, 1 to 32 letters, digits
    /// and underscores, perhaps the name of a bot, and then the end or white space.
    pub(crate) fn find(text: &str) -> Option<Self> {
        let after_slash = text.strip_prefix('/')?;
        let name = 1..1 + word_length(after_slash);
        if !(1..=NAME_MAX).contains(&name.len()) {
            return None;
        }
        let after_name = &text[name.end..];
        let mention = match after_name.strip_prefix('@') {
            Some(after_at) => {
                let start = name.end + 1;
                Some(start..start + word_length(after_at)).filter(|mention| !mention.is_empty())
            }
            None => None,
        };
        let end = mention.as_ref().map_or(name.end, |mention| mention.end);
        let rest = &text[end..];
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            return None;
        }
        let start = end + (rest.len() - rest.trim_start().len());
        Some(Self { name, mention, rest: start..start + rest.trim().len() })
    }
}

fn word_length(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

/// Why a name cannot be a command's; `None` if it can.
pub(crate) fn check_name(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("it is empty")
    } else if name.starts_with('/') {
        Some("write it without the slash")
    } else if name.len() > NAME_MAX {
        Some("it is longer than 32 characters")
    } else if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Some("write it in lower case; it is matched in any case")
    } else if word_length(name) != name.len() {
        Some("only a-z, 0-9 and _ are allowed")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Option<(&str, Option<&str>, &str)> {
        let span = Span::find(text)?;
        Some((&text[span.name], span.mention.map(|mention| &text[mention]), &text[span.rest]))
    }

    #[test]
    fn a_command_has_a_name_perhaps_a_bot_and_a_rest() {
        assert_eq!(find("/start"), Some(("start", None, "")));
        assert_eq!(find("/start@My_Bot"), Some(("start", Some("My_Bot"), "")));
        assert_eq!(find("/say@b  hello  world \n"), Some(("say", Some("b"), "hello  world")));
        assert_eq!(find("/say\nhello"), Some(("say", None, "hello")));
        assert_eq!(find("/say\u{a0}ü"), Some(("say", None, "ü")));
    }

    #[test]
    fn everything_else_is_text() {
        for text in ["", "/", "start", " /start", "//start", "/@bot", "/start@", "/stärt", "/start!", "/a/b", "/a@b@c"]
        {
            assert_eq!(find(text), None, "{text:?}");
        }
        assert_eq!(find(&format!("/{}", "a".repeat(33))), None);
        assert!(find(&format!("/{}", "a".repeat(32))).is_some());
    }

    #[test]
    fn names_are_checked() {
        assert_eq!(check_name("start_2"), None);
        for name in ["", "/start", "Start", "a b", "naïve", &"a".repeat(33)] {
            assert!(check_name(name).is_some(), "{name:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_an_answer_and_a_rest_without_space(text: String) {
            if let Some((_, _, rest)) = find(&format!("/a {text}")) {
                proptest::prop_assert_eq!(rest, text.trim());
            }
            let _ = find(&text);
        }
    }
}
