//! What can stand in callback data.

use tgapi::{ChatId, MessageId, ThreadId, UnixTime, UserId};

/// A value that can be a field of callback data: numbers, ids, `bool`, `char`, `String`, `Option`, and enums of plain names
/// by `#[derive(CallbackField)]`.
///
/// Numbers are written to the base of 36, so that three of the largest fit beside a prefix.
///
/// ```
/// use tgdispatch::{Callback, CallbackField};
///
/// #[derive(CallbackField)]
/// enum Order {
///     #[callback(tag = "n")]
///     Newest,
///     #[callback(tag = "b")]
///     Best,
/// }
///
/// #[derive(Callback)]
/// #[callback(prefix = "list")]
/// struct List {
///     page: u16,
///     order: Order,
/// }
///
/// assert_eq!(List { page: 71, order: Order::Best }.data(), "list:1z:b");
/// ```
///
/// One of your own:
///
/// ```
/// use tgdispatch::CallbackField;
///
/// struct Percent(u8);
///
/// impl CallbackField for Percent {
///     const MAX_LEN: usize = u8::MAX_LEN;
///
///     fn write(&self, out: &mut String) {
///         self.0.write(out);
///     }
///
///     fn read(text: &str) -> Option<Self> {
///         u8::read(text).filter(|percent| *percent <= 100).map(Self)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of callback data",
    label = "not a field of callback data",
    note = "fields are numbers, ids, `bool`, `char`, `String`, `Option` of them, and enums with `#[derive(CallbackField)]`"
)]
pub trait CallbackField: Sized {
    /// How many bytes it is written with at most, where each `:`, `!` and `%` counts as three; `usize::MAX` if that cannot
    /// be said.
    const MAX_LEN: usize;

    /// Writes it at the end of `out`.
    fn write(&self, out: &mut String);

    /// Reads what was written. The text may come from anybody.
    fn read(text: &str) -> Option<Self>;
}

/// How many digits to the base of 36 this has.
const fn digits(mut n: u128) -> usize {
    let mut digits = 1;
    while n >= 36 {
        n /= 36;
        digits += 1;
    }
    digits
}

fn write_number(mut n: u128, out: &mut String) {
    let start = out.len();
    loop {
        let digit = u32::try_from(n % 36).unwrap_or_default();
        out.insert(start, char::from_digit(digit, 36).unwrap_or_default());
        n /= 36;
        if n == 0 {
            return;
        }
    }
}

macro_rules! numbers {
    ($($unsigned:ty, $signed:ty;)+) => {$(
        impl CallbackField for $unsigned {
            const MAX_LEN: usize = digits(<$unsigned>::MAX as u128);

            fn write(&self, out: &mut String) {
                write_number(u128::from(*self), out);
            }

            fn read(text: &str) -> Option<Self> {
                Self::from_str_radix(text, 36).ok()
            }
        }

        impl CallbackField for $signed {
            const MAX_LEN: usize = 1 + digits(<$signed>::MIN.unsigned_abs() as u128);

            fn write(&self, out: &mut String) {
                if *self < 0 {
                    out.push('-');
                }
                write_number(u128::from(self.unsigned_abs()), out);
            }

            fn read(text: &str) -> Option<Self> {
                Self::from_str_radix(text, 36).ok()
            }
        }
    )+};
}
numbers! {
    u8, i8;
    u16, i16;
    u32, i32;
    u64, i64;
    u128, i128;
}

macro_rules! ids {
    ($($id:ident),+) => {$(
        impl CallbackField for $id {
            const MAX_LEN: usize = i64::MAX_LEN;

            fn write(&self, out: &mut String) {
                self.0.write(out);
            }

            fn read(text: &str) -> Option<Self> {
                i64::read(text).map(Self)
            }
        }
    )+};
}
ids!(ChatId, UserId, MessageId, ThreadId, UnixTime);

impl CallbackField for bool {
    const MAX_LEN: usize = 1;

    fn write(&self, out: &mut String) {
        out.push(if *self { '1' } else { '0' });
    }

    fn read(text: &str) -> Option<Self> {
        match text {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        }
    }
}

impl CallbackField for char {
    /// One of the longest, or an escaped one.
    const MAX_LEN: usize = 4;

    fn write(&self, out: &mut String) {
        out.push(*self);
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl CallbackField for String {
    const MAX_LEN: usize = usize::MAX;

    fn write(&self, out: &mut String) {
        out.push_str(self);
    }

    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl<T: CallbackField> CallbackField for Option<T> {
    const MAX_LEN: usize = T::MAX_LEN.saturating_add(1);

    /// Nothing is written as nothing. What would look like it, or like the mark, is marked.
    fn write(&self, out: &mut String) {
        let Some(value) = self else { return };
        let start = out.len();
        value.write(out);
        if out.get(start..).is_none_or(|text| text.is_empty() || text.starts_with('~')) {
            out.insert(start, '~');
        }
    }

    fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(None);
        }
        T::read(text.strip_prefix('~').unwrap_or(text)).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<T: CallbackField>(value: &T) -> String {
        let mut out = "x".to_owned();
        value.write(&mut out);
        out.split_off(1)
    }

    fn check<T: CallbackField + PartialEq + std::fmt::Debug>(value: T) -> usize {
        let text = written(&value);
        assert!(text.len() <= T::MAX_LEN, "{text} {}", T::MAX_LEN);
        assert_eq!(T::read(&text), Some(value), "{text}");
        text.len()
    }

    #[test]
    fn the_longest_forms_are_as_long_as_they_say() {
        assert_eq!(check(u8::MAX), u8::MAX_LEN);
        assert_eq!((check(u64::MAX), check(i64::MIN), check(i8::MIN)), (u64::MAX_LEN, i64::MAX_LEN, i8::MAX_LEN));
        assert_eq!((check(u128::MAX), check(i128::MIN)), (25, 26));
        assert_eq!((check(ChatId(i64::MIN)), check('😀'), check(true)), (14, 4, 1));
        assert_eq!((written(&0_u8), written(&-35_i32), written(&36_u16)), ("0".into(), "-z".into(), "10".into()));
    }

    #[test]
    fn nothing_is_not_an_empty_text() {
        assert_eq!(check(None::<u8>), 0);
        for text in ["", "~", "~~a", "a"] {
            check(Some(text.to_owned()));
            check(Some(Some(text.to_owned())));
        }
        check(Some(None::<String>));
        check(None::<Option<String>>);
    }

    #[test]
    fn what_was_never_written_is_refused() {
        assert_eq!((u8::read("zz"), u8::read(""), u8::read("-1")), (None, None, None));
        assert_eq!((bool::read("true"), char::read("ab"), char::read("")), (None, None, None));
    }
}
