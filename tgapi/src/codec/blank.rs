//! What a required field holds until it has been read. Never seen from outside: reading fails if one is missing.

use crate::ids::{ChatId, ChatRef, MessageId, ThreadId, UnixTime, UserId};
use crate::input_file::InputFile;

pub(crate) trait Blank {
    fn blank() -> Self;
}

macro_rules! by_default {
    ($($type:ty),+) => {$(
        impl Blank for $type {
            fn blank() -> Self {
                Self::default()
            }
        }
    )+};
}
by_default!(String, i64, f64, bool);

macro_rules! by_zero {
    ($($type:ident),+) => {$(
        impl Blank for $type {
            fn blank() -> Self {
                Self(0)
            }
        }
    )+};
}
by_zero!(ChatId, MessageId, ThreadId, UnixTime, UserId);

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl Blank for ChatRef {
    fn blank() -> Self {
        Self::Id(ChatId(0))
    }
}

impl Blank for InputFile {
    fn blank() -> Self {
        Self::file_id(String::new())
    }
}
