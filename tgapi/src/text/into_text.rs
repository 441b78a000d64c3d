//! What can stand where formatted text is wanted.

use std::fmt::Display;

use super::FormattedText;

mod sealed {
    pub trait Sealed {}
    impl<T: std::fmt::Display> Sealed for T {}
    impl Sealed for super::FormattedText {}
    impl Sealed for &super::FormattedText {}
}

/// Something to say: anything with a `Display`, which is plain text, or [`FormattedText`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not text",
    note = "what has a `Display` is plain text; `FormattedText` is text with formatting"
)]
pub trait IntoText: sealed::Sealed {
    /// It, as formatted text.
    fn into_text(self) -> FormattedText;
}

impl<T: Display> IntoText for T {
    fn into_text(self) -> FormattedText {
        FormattedText::plain(self.to_string())
    }
}

impl IntoText for FormattedText {
    fn into_text(self) -> FormattedText {
        self
    }
}

impl IntoText for &FormattedText {
    fn into_text(self) -> FormattedText {
        self.clone()
    }
}
