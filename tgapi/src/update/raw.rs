//! An update as it came, with no more read of it than whose it is: for what stores updates before it understands them.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::lane::{Lane, poll_lane};
use super::{Update, UpdateError, UpdateType};
use crate::codec::Key;
use crate::ids::{ChatId, UpdateId, UserId};

/// An update as it came, byte for byte.
///
/// Its number and its lane are read at once, in a fraction of the time that reading all of it takes. What cannot even
/// be read that far is kept as well, with the reason.
///
/// ```
/// use tgapi::{Lane, RawUpdate};
///
/// let raw = RawUpdate::new(r#"{"update_id": 7, "message": {"chat": {"id": 5}, "text": 1}}"#);
/// assert_eq!(raw.peek().ok(), Some(&(7.into(), Lane::Chat(5.into()))));
/// assert!(RawUpdate::new("nonsense").peek().is_err());
/// ```
#[derive(Debug)]
pub struct RawUpdate {
    json: Bytes,
    peek: Result<(UpdateId, Lane), UpdateError>,
}

impl RawUpdate {
    /// Reads the number and the lane: the same as those of the [`Update`] that [`parse`](Self::parse) gives.
    pub fn new(json: impl Into<Bytes>) -> Self {
        let json = json.into();
        let peek = match serde_json::from_slice::<Peeked>(&json) {
            Ok(peeked) => Ok((peeked.update_id, peeked.lane)),
            // Something is not as it should be. Reading it patiently tells what.
            Err(_) => Update::from_slice(&json).map(|update| (update.update_id, update.lane())),
        };
        Self { json, peek }
    }

    /// Its number and its lane.
    ///
    /// # Errors
    ///
    /// As of [`Update::from_slice`]: it has no readable number.
    pub fn peek(&self) -> Result<&(UpdateId, Lane), &UpdateError> {
        self.peek.as_ref()
    }

    /// The whole of it.
    ///
    /// # Errors
    ///
    /// As of [`Update::from_slice`].
    pub fn parse(&self) -> Result<Update, UpdateError> {
        Update::from_slice(&self.json)
    }

    /// As it came.
    #[must_use]
    pub fn json(&self) -> &Bytes {
        &self.json
    }
}

impl From<&Update> for RawUpdate {
    /// As this crate writes it: what it does not know of the update is not in it any more.
    fn from(update: &Update) -> Self {
        let json = serde_json::to_vec(update).unwrap_or_default().into();
        Self { json, peek: Ok((update.update_id, update.lane())) }
    }
}

struct Peeked {
    update_id: UpdateId,
    lane: Lane,
}

/// What a payload says of whose it is, at the places where any kind of update says it.
#[derive(Default, Deserialize)]
struct Payload<'a> {
    chat: Option<Number>,
    message: Option<OfMessage>,
    from: Option<Number>,
    user: Option<Number>,
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    poll_id: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct OfMessage {
    chat: Option<Number>,
}

#[derive(Deserialize)]
struct Number {
    id: i64,
}

impl Payload<'_> {
    fn lane(&self, name: &str, update_id: UpdateId) -> Lane {
        let chat = self.chat.as_ref().or(self.message.as_ref().and_then(|message| message.chat.as_ref()));
        if let Some(chat) = chat {
            return Lane::Chat(ChatId(chat.id));
        }
        if let Some(user) = self.from.as_ref().or(self.user.as_ref()) {
            return Lane::User(UserId(user.id));
        }
        match name {
            "poll" => self.id.and_then(|id| serde_json::from_str::<Cow<'_, str>>(id.get()).ok()),
            "poll_answer" => self.poll_id.clone(),
            _ => None,
        }
        .map_or(Lane::Alone(update_id), |id| poll_lane(&id))
    }
}

impl<'de> Deserialize<'de> for Peeked {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PeekVisitor)
    }
}

struct PeekVisitor;

impl<'de> Visitor<'de> for PeekVisitor {
    type Value = Peeked;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an update")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Peeked, A::Error> {
        let mut update_id = None;
        let mut payload: Option<(Key<'de>, Payload<'de>)> = None;
        while let Some(key) = map.next_key::<Key<'de>>()? {
            if key.0 == "update_id" {
                update_id = Some(map.next_value::<UpdateId>()?);
            } else if payload.is_some() {
                map.next_value::<IgnoredAny>()?;
            } else if matches!(UpdateType::from(&*key.0), UpdateType::Other(_)) {
                // Which of several unknown fields is the kind takes looking at all of them.
                return Err(A::Error::custom("an unknown kind"));
            } else {
                payload = Some((key, map.next_value()?));
            }
        }
        let update_id = update_id.ok_or_else(|| A::Error::missing_field("update_id"))?;
        let lane = payload.map_or(Lane::Alone(update_id), |(name, payload)| payload.lane(&name.0, update_id));
        Ok(Peeked { update_id, lane })
    }
}
