//! A message, or what is left of one: told apart by the date, which is 0 only where there is no message.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Chat, InaccessibleMessage, Message};
use crate::codec::{Blank, Boxed};
use crate::ids::MessageId;

/// A message, or what is left of one that the bot cannot see any more.
///
/// <https://core.telegram.org/bots/api#maybeinaccessiblemessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MaybeInaccessibleMessage {
    /// A message.
    Message(Box<Message>),
    /// Only chat and number are known.
    Inaccessible(Box<InaccessibleMessage>),
}

impl MaybeInaccessibleMessage {
    /// The chat it is in.
    #[must_use]
    pub fn chat(&self) -> &Chat {
        match self {
            Self::Message(message) => &message.chat,
            Self::Inaccessible(message) => &message.chat,
        }
    }

    /// Its number in that chat.
    #[must_use]
    pub fn message_id(&self) -> MessageId {
        match self {
            Self::Message(message) => message.message_id,
            Self::Inaccessible(message) => message.message_id,
        }
    }

    /// The message, if it can still be seen.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::Message(message) => Some(message),
            Self::Inaccessible(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for MaybeInaccessibleMessage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // One reading for both: what is left of a message has no field that a message does not have.
        let message = serde::de::DeserializeSeed::deserialize(Boxed::<Message>::new(), deserializer)?;
        if message.date.0 == 0 {
            let left = InaccessibleMessage::new(message.chat, message.message_id, message.date);
            Ok(Self::Inaccessible(Box::new(left)))
        } else {
            Ok(Self::Message(message))
        }
    }
}

impl Serialize for MaybeInaccessibleMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Message(message) => message.serialize(serializer),
            Self::Inaccessible(message) => message.serialize(serializer),
        }
    }
}

impl Blank for MaybeInaccessibleMessage {
    fn blank() -> Self {
        Self::Inaccessible(Box::new(InaccessibleMessage::blank()))
    }
}
