//! Captures as types.

use std::fmt;

use super::{Captures, Group, Groups};
use crate::command::FromArg;

/// Why what a pattern captured is not what a handler takes. Groups are named, or count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CapturesRejection {
    /// There is no pattern on the way to the handler: with an `Option` only, or outside of a router.
    #[error("no pattern has matched: there is none")]
    NoPattern,
    /// A group is not such a value.
    #[error("group {group}: {reason}")]
    Invalid {
        /// Which one.
        group: String,
        /// Why not.
        reason: String,
    },
}

impl CapturesRejection {
    pub(super) fn of(group: impl fmt::Display, reason: String) -> Self {
        Self::Invalid { group: group.to_string(), reason }
    }
}

/// A value of one group: a [`FromArg`], or an `Option` of one where the group may be left out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a group of a pattern",
    label = "not a value of a group",
    note = "groups are `String`, numbers, `bool`, `char`, ids, and `Option` of them; implement `tgdispatch::FromArg` for types of your own"
)]
pub trait FromCapture: Sized {
    /// What it takes.
    const GROUP: Group;

    /// Reads it; `None` is a group that took no part in the match.
    ///
    /// # Errors
    ///
    /// What was expected, for the person who wrote the message.
    fn from_capture(text: Option<&str>) -> Result<Self, String>;
}

impl<T: FromArg> FromCapture for T {
    const GROUP: Group = Group::REQUIRED;

    fn from_capture(text: Option<&str>) -> Result<Self, String> {
        T::from_arg(text.ok_or("it is left out")?)
    }
}

impl<T: FromArg> FromCapture for Option<T> {
    const GROUP: Group = Group::OPTIONAL;

    fn from_capture(text: Option<&str>) -> Result<Self, String> {
        text.map(T::from_arg).transpose()
    }
}

/// All that a handler takes of what a pattern captured: see [`Captured`](super::Captured). `#[derive(FromCaptures)]` writes it
/// for a struct, each field of which is a group of its name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made of what a pattern captured",
    label = "not made of captures",
    note = "take a value that implements `tgdispatch::FromArg`, an `Option` of one, a tuple of such, or a struct with `#[derive(FromCaptures)]`"
)]
pub trait FromCaptures: Sized {
    /// The groups it takes: without them the router is not built.
    fn groups() -> Groups;

    /// Makes it.
    ///
    /// # Errors
    ///
    /// [`CapturesRejection`], if a group is no such value.
    fn from_captures(captures: &Captures) -> Result<Self, CapturesRejection>;
}

impl<T: FromArg> FromCaptures for T {
    fn groups() -> Groups {
        Groups::numbered([T::GROUP])
    }

    fn from_captures(captures: &Captures) -> Result<Self, CapturesRejection> {
        captures.numbered(1)
    }
}

impl<T: FromArg> FromCaptures for Option<T> {
    fn groups() -> Groups {
        Groups::numbered([Self::GROUP])
    }

    fn from_captures(captures: &Captures) -> Result<Self, CapturesRejection> {
        captures.numbered(1)
    }
}

macro_rules! tuples {
    ($(($($T:ident $n:literal)+))+) => {$(
        impl<$($T: FromCapture),+> FromCaptures for ($($T,)+) {
            fn groups() -> Groups {
                Groups::numbered([$($T::GROUP),+])
            }

            fn from_captures(captures: &Captures) -> Result<Self, CapturesRejection> {
                Ok(($(captures.numbered::<$T>($n)?,)+))
            }
        }
    )+};
}
tuples! {
    (A 1) (A 1 B 2) (A 1 B 2 C 3) (A 1 B 2 C 3 D 4) (A 1 B 2 C 3 D 4 E 5) (A 1 B 2 C 3 D 4 E 5 F 6)
}
