//! Arguments as types: one word a value, tuples in order, options and lists at the end.

use super::words::Words;

/// Why a command's arguments are not what the handler takes. Positions count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArgsRejection {
    /// The update is not a command for this bot.
    #[error("not a command")]
    NotACommand,
    /// An argument is missing.
    #[error("argument {position} is missing")]
    Missing {
        /// Which one.
        position: usize,
    },
    /// An argument cannot be read.
    #[error("argument {position}: {reason}")]
    Invalid {
        /// Which one.
        position: usize,
        /// Why not.
        reason: String,
    },
    /// There are more arguments than the handler takes.
    #[error("too many arguments: expected {expected}")]
    TooMany {
        /// How many it takes.
        expected: usize,
    },
}

/// A value that is one argument of a command: a word, or several in quotes.
///
/// ```
/// struct Percent(u8);
///
/// impl tgdispatch::FromArg for Percent {
///     fn from_arg(word: &str) -> Result<Self, String> {
///         let number = word.trim_end_matches('%').parse().map_err(|_| "expected something like 20%".to_owned())?;
///         Ok(Self(number))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an argument of a command",
    label = "not an argument",
    note = "arguments are `String`, numbers, `bool`, `char`, ids, and tuples of them; implement `tgdispatch::FromArg` for types of your own"
)]
pub trait FromArg: Sized {
    /// As the only argument it takes all the text after the command as it stands, not one word.
    const WHOLE_TEXT: bool = false;

    /// Reads it; `Err` says what was expected, for the person who wrote the command.
    ///
    /// # Errors
    ///
    /// If the word is not such a value.
    fn from_arg(word: &str) -> Result<Self, String>;
}

impl FromArg for String {
    const WHOLE_TEXT: bool = true;

    fn from_arg(word: &str) -> Result<Self, String> {
        Ok(word.to_owned())
    }
}

macro_rules! parsed {
    ($($type:ty = $what:literal),+ $(,)?) => {$(
        impl FromArg for $type {
            fn from_arg(word: &str) -> Result<Self, String> {
                word.parse().map_err(|_| concat!("expected ", $what).to_owned())
            }
        }
    )+};
}
parsed!(
    u8 = "a number from 0 to 255",
    u16 = "a number from 0 to 65535",
    u32 = "a number, 0 or more",
    u64 = "a number, 0 or more",
    u128 = "a number, 0 or more",
    usize = "a number, 0 or more",
    i8 = "a number from -128 to 127",
    i16 = "a number from -32768 to 32767",
    i32 = "a whole number",
    i64 = "a whole number",
    i128 = "a whole number",
    isize = "a whole number",
    f32 = "a number",
    f64 = "a number",
    bool = "true or false",
    char = "one character",
);

impl FromArg for tgapi::ChatId {
    fn from_arg(word: &str) -> Result<Self, String> {
        word.parse().map(Self).map_err(|_| "expected the number of a chat".to_owned())
    }
}

impl FromArg for tgapi::UserId {
    fn from_arg(word: &str) -> Result<Self, String> {
        word.parse().map(Self).map_err(|_| "expected the number of a user".to_owned())
    }
}

/// All the arguments of a command.
///
/// | type | takes |
/// |---|---|
/// | `String` | all the text after the command, as it stands; not empty |
/// | a [`FromArg`] | exactly one word |
/// | `(A, B, ..)` up to six | one after the other |
/// | `Option<A>` | a word if there is one |
/// | `Vec<A>` | all words that are left |
/// | [`Rest`] | the text that is left, as it stands; may be empty |
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from the arguments of a command",
    label = "not the arguments of a command",
    note = "take a value that implements `tgdispatch::FromArg`, a tuple of such values, or an `Option`, `Vec` or `Rest` at the end"
)]
pub trait FromArgs: Sized {
    /// Takes what it needs from the words; `position` is that of the next one, from 1.
    ///
    /// # Errors
    ///
    /// [`ArgsRejection`], if a word is missing or does not fit.
    fn take(words: &mut Words<'_>, position: usize) -> Result<Self, ArgsRejection>;

    /// Reads all the text after the command.
    ///
    /// # Errors
    ///
    /// [`ArgsRejection`], also if a word is left over.
    fn from_text(text: &str) -> Result<Self, ArgsRejection> {
        let mut words = Words::new(text);
        let value = Self::take(&mut words, 1)?;
        if words.rest().is_empty() {
            return Ok(value);
        }
        let expected = Words::new(text).count() - words.count();
        Err(ArgsRejection::TooMany { expected })
    }
}

fn read<A: FromArg>(word: &str, position: usize) -> Result<A, ArgsRejection> {
    A::from_arg(word).map_err(|reason| ArgsRejection::Invalid { position, reason })
}

impl<A: FromArg> FromArgs for A {
    fn take(words: &mut Words<'_>, position: usize) -> Result<Self, ArgsRejection> {
        read(&words.next().ok_or(ArgsRejection::Missing { position })?, position)
    }

    fn from_text(text: &str) -> Result<Self, ArgsRejection> {
        if A::WHOLE_TEXT && !text.trim().is_empty() {
            return read(text.trim(), 1);
        }
        let mut words = Words::new(text);
        let value = Self::take(&mut words, 1)?;
        if words.rest().is_empty() { Ok(value) } else { Err(ArgsRejection::TooMany { expected: 1 }) }
    }
}

impl<A: FromArg> FromArgs for Option<A> {
    fn take(words: &mut Words<'_>, position: usize) -> Result<Self, ArgsRejection> {
        words.next().map(|word| read(&word, position)).transpose()
    }

    fn from_text(text: &str) -> Result<Self, ArgsRejection> {
        if text.trim().is_empty() { Ok(None) } else { A::from_text(text).map(Some) }
    }
}

impl<A: FromArg> FromArgs for Vec<A> {
    fn take(words: &mut Words<'_>, position: usize) -> Result<Self, ArgsRejection> {
        words.enumerate().map(|(n, word)| read(&word, position + n)).collect()
    }
}

/// The rest of a command's text, as it stands, after other arguments: `Args<(UserId, Rest)>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rest(pub String);

impl FromArgs for Rest {
    fn take(words: &mut Words<'_>, _position: usize) -> Result<Self, ArgsRejection> {
        Ok(Self(words.take_rest().to_owned()))
    }
}

impl FromArgs for () {
    fn take(_words: &mut Words<'_>, _position: usize) -> Result<Self, ArgsRejection> {
        Ok(())
    }
}

macro_rules! tuples {
    ($(($($T:ident)+))+) => {$(
        impl<$($T: FromArgs),+> FromArgs for ($($T,)+) {
            fn take(words: &mut Words<'_>, mut position: usize) -> Result<Self, ArgsRejection> {
                let value = ($({
                    let part = $T::take(words, position)?;
                    position += 1;
                    part
                },)+);
                let _ = position;
                Ok(value)
            }
        }
    )+};
}
tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value() {
        assert_eq!(String::from_text(" hello  world "), Ok("hello  world".to_owned()));
        assert_eq!(String::from_text("  "), Err(ArgsRejection::Missing { position: 1 }));
        assert_eq!(u8::from_text("7"), Ok(7));
        assert_eq!(u8::from_text("7 8"), Err(ArgsRejection::TooMany { expected: 1 }));
        assert!(matches!(u8::from_text("300"), Err(ArgsRejection::Invalid { position: 1, .. })));
        assert_eq!(<()>::from_text(""), Ok(()));
        assert_eq!(<()>::from_text("x"), Err(ArgsRejection::TooMany { expected: 0 }));
    }

    #[test]
    fn several_values() {
        type Ban = (String, u32, Option<bool>);
        assert_eq!(Ban::from_text(r#""Ann Lee" 3"#), Ok(("Ann Lee".to_owned(), 3, None)));
        assert_eq!(Ban::from_text("Ann 3 true"), Ok(("Ann".to_owned(), 3, Some(true))));
        assert_eq!(Ban::from_text("Ann"), Err(ArgsRejection::Missing { position: 2 }));
        assert_eq!(Ban::from_text("Ann 3 true 4"), Err(ArgsRejection::TooMany { expected: 3 }));
        assert!(matches!(Ban::from_text("Ann 3 perhaps"), Err(ArgsRejection::Invalid { position: 3, .. })));
    }

    #[test]
    fn what_is_left() {
        assert_eq!(<(u8, Rest)>::from_text("1 a  \"b"), Ok((1, Rest("a  \"b".to_owned()))));
        assert_eq!(<(u8, Vec<i8>)>::from_text("1 2 -3"), Ok((1, vec![2, -3])));
        assert!(matches!(Vec::<i8>::from_text("2 x"), Err(ArgsRejection::Invalid { position: 2, .. })));
        assert_eq!(Option::<String>::from_text(""), Ok(None));
        assert_eq!(Option::<String>::from_text("a b"), Ok(Some("a b".to_owned())));
    }
}
