//! What editing gives: the message, or `true` where the bot cannot have it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

use super::Message;
use crate::codec::Boxed;

/// What a method gives that edits a message: the edited message, or `true` if it was sent by inline mode.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MessageOrTrue {
    /// The message as it is now.
    Message(Box<Message>),
    /// It was done; inline messages are not shown to the bot.
    True,
}

impl MessageOrTrue {
    /// The message, unless it was sent by inline mode.
    #[must_use]
    pub fn message(self) -> Option<Message> {
        match self {
            Self::Message(message) => Some(*message),
            Self::True => None,
        }
    }
}

impl<'de> Deserialize<'de> for MessageOrTrue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EitherVisitor;

        impl<'de> serde::de::Visitor<'de> for EitherVisitor {
            type Value = MessageOrTrue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a message or true")
            }

            fn visit_bool<E>(self, _: bool) -> Result<MessageOrTrue, E> {
                Ok(MessageOrTrue::True)
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<MessageOrTrue, A::Error> {
                let map = serde::de::value::MapAccessDeserializer::new(map);
                serde::de::DeserializeSeed::deserialize(Boxed::new(), map).map(MessageOrTrue::Message)
            }
        }

        deserializer.deserialize_any(EitherVisitor)
    }
}

impl Serialize for MessageOrTrue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Message(message) => message.serialize(serializer),
            Self::True => serializer.serialize_bool(true),
        }
    }
}
