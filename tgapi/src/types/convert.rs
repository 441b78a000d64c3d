//! Conversions beyond "a member is its union": a text where one is meant.

use super::{InputMessageContent, InputTextMessageContent, RichText};

impl From<&str> for InputMessageContent {
    fn from(text: &str) -> Self {
        InputTextMessageContent::new(text).into()
    }
}

impl From<String> for InputMessageContent {
    fn from(text: String) -> Self {
        InputTextMessageContent::new(text).into()
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for RichText {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<RichText>> for RichText {
    fn from(parts: Vec<RichText>) -> Self {
        Self::List(parts)
    }
}
