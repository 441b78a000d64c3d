//! Typed callback data: what a button carries as a struct or an enum, within the 64 bytes that Telegram allows.
//!
//! - `field`: what can stand in it, and how long each gets at most.
//! - `wire`: how it is written: `prefix:field:field`.
//!
//! Knows texts; which handler a press goes to, the router finds by the prefix.

mod field;
mod wire;

pub use field::CallbackField;
pub(crate) use wire::max_len;
pub use wire::{Fields, FieldsMut};

use tgapi::types::InlineKeyboardButton;

use crate::context::Context;

/// How many bytes a button can carry. <https://core.telegram.org/bots/api#inlinekeyboardbutton>
pub(crate) const CALLBACK_MAX: usize = 64;

/// What buttons of one kind carry: derive it on a struct, or on an enum for several kinds of buttons that one handler
/// serves. Handlers take it as an argument.
///
/// ```
/// use tgapi::keyboard::InlineKeyboard;
/// use tgapi::methods::{AnswerCallbackQuery, SendMessage};
/// use tgdispatch::testing::TestBot;
/// use tgdispatch::{Callback, CallbackQuery, Message, Router};
///
/// #[derive(Callback)]
/// #[callback(prefix = "vote")]
/// struct Vote {
///     poll: u32,
///     up: bool,
/// }
///
/// async fn ask(msg: Message) -> SendMessage {
///     let keyboard = InlineKeyboard::new()
///         .button(Vote { poll: 7, up: true }.button("Yes"))
///         .button(Vote { poll: 7, up: false }.button("No"));
///     msg.answer("Shall we?").reply_markup(keyboard)
/// }
///
/// async fn count(press: CallbackQuery, vote: Vote) -> AnswerCallbackQuery {
///     press.answer().text(format!("poll {}: {}", vote.poll, if vote.up { "yes" } else { "no" }))
/// }
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let bot = TestBot::new(Router::new().command("ask", ask).callback(Vote::PREFIX, count)).unwrap();
/// let ann = bot.user("Ann");
/// let question = ann.says("/ask").await;
/// let yes = question.callback_data("Yes").unwrap();
/// assert_eq!(ann.presses(yes).await.texts(), ["poll 7: yes"]);
/// # }
/// ```
///
/// # The 64 bytes
///
/// Where every field has a longest form (numbers, ids, `bool`, `char`, enums of plain names, `Option` of them) the
/// compiler checks that the longest data fits, and [`data`](Self::data) and [`button`](Self::button) cannot fail. With a
/// `String` among the fields only [`try_data`](Self::try_data) and [`try_button`](Self::try_button) can be used: the
/// others do not compile.
///
/// # Versions
///
/// Buttons stay in chats for years. Data that cannot be read is [`CallbackRejection`]: the router goes on to the next
/// route, or a handler takes `Result<Vote, CallbackRejection>` and says that the button is too old. When the fields
/// change, raise `version`, and read old data by `migrate` if it still means something:
///
/// ```
/// use tgdispatch::{Callback, CallbackRejection, Fields};
///
/// #[derive(Callback, Debug, PartialEq)]
/// #[callback(prefix = "vote", version = 2, migrate = Vote::migrate)]
/// struct Vote {
///     poll: u32,
///     stars: u8,
/// }
///
/// impl Vote {
///     /// Version 1 was a poll and a yes or no.
///     fn migrate(version: u32, mut old: Fields<'_>) -> Option<Self> {
///         if version != 1 {
///             return None;
///         }
///         Some(Self { poll: old.take()?, stars: if old.take()? { 5 } else { 1 } })
///     }
/// }
///
/// assert_eq!(Vote::from_data("vote:7:1"), Ok(Vote { poll: 7, stars: 5 }));
/// assert_eq!(Vote::from_data("vote:3!7"), Err(CallbackRejection::Version { version: 3 }));
/// ```
///
/// | `#[callback(..)]` | |
/// |---|---|
/// | `prefix = "vote"` | what it begins with, and what the router finds its handler by. Needed |
/// | `version = 2` | of the fields; default 1 |
/// | `migrate = path` | `fn(u32, Fields<'_>) -> Option<Self>`, which reads other versions |
/// | `tag = "n"` | at a variant: how it is written, instead of the variant's name |
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not callback data",
    label = "not callback data",
    note = "write `#[derive(Callback)]` and `#[callback(prefix = \"..\")]` above it"
)]
pub trait Callback: Sized {
    /// What its data begins with, the colon included: for [`Router::callback`](crate::Router::callback).
    const PREFIX: &'static str;

    /// The version of its fields.
    const VERSION: u32;

    /// How many bytes its data has at most; `usize::MAX` if a field has no longest form.
    const MAX_LEN: usize;

    /// Writes the fields.
    fn write(&self, fields: &mut FieldsMut<'_>);

    /// Reads the fields, all of them; `None` if they do not fit.
    fn read(fields: Fields<'_>) -> Option<Self>;

    /// Reads the fields of another version. `None`, as by default, if they mean nothing any more.
    #[must_use]
    fn migrate(version: u32, fields: Fields<'_>) -> Option<Self> {
        let _ = (version, fields);
        None
    }

    /// What the button is to carry: 64 bytes at most, which is checked when this is compiled.
    #[must_use]
    fn data(&self) -> String {
        const {
            assert!(
                Self::MAX_LEN <= CALLBACK_MAX,
                "this callback data may get longer than 64 bytes: use `try_data` or `try_button`, or shorter fields"
            );
        }
        wire::write(self)
    }

    /// The same where a field has no longest form.
    ///
    /// # Errors
    ///
    /// [`CallbackTooLong`], if it has more than 64 bytes.
    fn try_data(&self) -> Result<String, CallbackTooLong> {
        let data = wire::write(self);
        if data.len() > CALLBACK_MAX {
            return Err(CallbackTooLong { prefix: Self::PREFIX, length: data.len() });
        }
        Ok(data)
    }

    /// A button that carries it. As [`data`](Self::data), it cannot fail.
    #[must_use]
    fn button(&self, text: impl Into<String>) -> InlineKeyboardButton {
        InlineKeyboardButton::new(text).callback_data(self.data())
    }

    /// The same where a field has no longest form.
    ///
    /// # Errors
    ///
    /// [`CallbackTooLong`], if it has more than 64 bytes.
    fn try_button(&self, text: impl Into<String>) -> Result<InlineKeyboardButton, CallbackTooLong> {
        Ok(InlineKeyboardButton::new(text).callback_data(self.try_data()?))
    }

    /// Reads what a button carries. A client can send anything, so this is no proof that the bot made such a button: check
    /// who may do what it asks for.
    ///
    /// # Errors
    ///
    /// [`CallbackRejection`].
    fn from_data(data: &str) -> Result<Self, CallbackRejection> {
        wire::read(data)
    }

    /// The same of an update.
    ///
    /// # Errors
    ///
    /// [`CallbackRejection`].
    fn from_context(context: &Context) -> Result<Self, CallbackRejection> {
        Self::from_data(context.callback_data().ok_or(CallbackRejection::NotAPress)?)
    }
}

/// Callback data is longer than a button can carry. Keep what is long, and let the button carry its number.
///
/// It does not show the data, which may be private.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "callback data `{prefix}..` has {length} bytes, and a button carries 64 at most: send the key of a longer value"
)]
pub struct CallbackTooLong {
    prefix: &'static str,
    length: usize,
}

impl CallbackTooLong {
    /// How many bytes it has.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.length
    }
}

/// Why an update is not a press of such a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallbackRejection {
    /// No button with data was pressed.
    #[error("not the press of a button with data")]
    NotAPress,
    /// The data begins with another prefix.
    #[error("the button is of another kind")]
    OtherKind,
    /// The button was made by another version of the program.
    #[error("the button is of version {version}, which means nothing any more")]
    Version {
        /// Its version.
        version: u32,
    },
    /// The data cannot be read.
    #[error("the data of the button cannot be read")]
    Unreadable,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand, as the derive macro would write it.
    #[derive(Debug, PartialEq)]
    struct Pair(String, Option<i64>);

    impl Callback for Pair {
        const PREFIX: &'static str = "pair:";
        const VERSION: u32 = 1;
        const MAX_LEN: usize = usize::MAX;

        fn write(&self, fields: &mut FieldsMut<'_>) {
            fields.put(&self.0);
            fields.put(&self.1);
        }

        fn read(mut fields: Fields<'_>) -> Option<Self> {
            let read = Self(fields.take()?, fields.take()?);
            fields.is_empty().then_some(read)
        }
    }

    #[test]
    fn data_that_is_too_long_is_an_error() {
        assert_eq!(Pair("a".repeat(58), None).try_data().unwrap().len(), 64);
        let error = Pair("a".repeat(59), None).try_button("x").unwrap_err();
        assert_eq!(error.bytes(), 65);
        assert!(!error.to_string().contains("aaa"));
        // What has to be escaped counts as written.
        assert!(Pair(":".repeat(20), None).try_data().is_err());
    }

    #[test]
    fn what_is_not_its_data_is_told() {
        use CallbackRejection as R;
        for (data, error) in [
            ("other:a:b", R::OtherKind),
            ("pair", R::OtherKind),
            ("pair:a", R::Unreadable),
            ("pair:a:1:2", R::Unreadable),
            ("pair:a:-", R::Unreadable),
            ("pair:a%:1", R::Unreadable),
            ("pair:2!a:1", R::Version { version: 2 }),
            ("pair:x!a:1", R::Unreadable),
        ] {
            assert_eq!(Pair::from_data(data), Err(error), "{data}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read(text: String, number: Option<i64>) {
            let pair = Pair(text, number);
            proptest::prop_assert_eq!(Pair::from_data(&wire::write(&pair)), Ok(pair));
        }

        #[test]
        fn anything_can_be_read_at(data: String) {
            let _ = Pair::from_data(&data);
            let _ = Pair::from_data(&format!("pair:{data}"));
        }
    }
}
