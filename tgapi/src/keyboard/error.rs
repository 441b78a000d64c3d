//! What Telegram would refuse in a keyboard.

/// Why Telegram would refuse a keyboard. Rows and columns count from 1.
///
/// Data of buttons and texts to copy are not shown: they may be private.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyboardError {
    /// There is no button.
    #[error("the keyboard has no buttons")]
    Empty,
    /// A button has no text.
    #[error("the button in row {row}, column {column} has no text")]
    NoText {
        /// Its row.
        row: usize,
        /// Its place in the row.
        column: usize,
    },
    /// The data of a callback button has not 1 to 64 bytes.
    #[error(
        "the data of the button {text:?} has {length} bytes, and 1 to 64 may be: keep what is longer and send a key to it"
    )]
    Data {
        /// The text of the button.
        text: String,
        /// Length of its data, in bytes.
        length: usize,
    },
    /// The text that a button copies has not 1 to 256 characters.
    #[error("the text that the button {text:?} copies has {length} characters, and 1 to 256 may be")]
    Copy {
        /// The text of the button.
        text: String,
        /// Length of what it copies, in characters.
        length: usize,
    },
    /// A pay button or a button of a game is not the first one.
    #[error("the button {text:?} has to be the first of the first row: Telegram wants pay and game buttons there")]
    NotFirst {
        /// The text of the button.
        text: String,
    },
    /// A button has none of the actions, or several of them.
    #[error("the button {text:?} has {actions} actions, and has to have one")]
    Actions {
        /// The text of the button.
        text: String,
        /// How many it has.
        actions: usize,
    },
    /// A button asks for a number of users that is not 1 to 10.
    #[error("the button {text:?} asks for {quantity} users, and 1 to 10 may be")]
    Quantity {
        /// The text of the button.
        text: String,
        /// How many it asks for.
        quantity: i64,
    },
    /// The text of the empty input field has not 1 to 64 characters.
    #[error("the placeholder has {0} characters, and 1 to 64 may be")]
    Placeholder(usize),
}
