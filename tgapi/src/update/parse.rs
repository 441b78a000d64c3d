//! JSON to [`Update`]: typed at the first reading, and only when that fails a second, patient one that keeps the raw text.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::de::StrRead;
use serde_json::value::RawValue;

use super::{Update, UpdateKind};
use crate::codec::Key;
use crate::ids::UpdateId;

/// Why a body is not an update.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UpdateError {
    /// Not JSON, or cut short. `line` and `column` say where reading stopped.
    #[error("not JSON: {kind} at line {line} column {column}")]
    Syntax {
        /// What was wrong, without any of the content.
        kind: &'static str,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but without a readable `update_id`: a non-negative integer in an object.
    #[error("JSON without an `update_id`: not an update")]
    NoUpdateId,
}

impl Update {
    /// Reads one update.
    ///
    /// # Errors
    ///
    /// Only if the body is not JSON ([`UpdateError::Syntax`]) or has no readable `update_id`
    /// ([`UpdateError::NoUpdateId`]). Anything else that does not fit is kept: see [`UpdateKind::Unknown`] and
    /// [`UpdateKind::Malformed`]. Nesting deeper than 128 levels counts as not JSON, except in what is skipped.
    pub fn from_slice(json: &[u8]) -> Result<Self, UpdateError> {
        // Once for the whole body, so that serde_json need not look at every string. JSON has to be UTF-8: RFC 8259,
        // section 8.1.
        match str::from_utf8(json) {
            Ok(text) => Self::from_text(text),
            Err(error) => {
                let before = json.get(..error.valid_up_to()).unwrap_or_default();
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
                Err(UpdateError::Syntax { kind: "not UTF-8", line, column })
            }
        }
    }

    fn from_text(json: &str) -> Result<Self, UpdateError> {
        match whole(json, |json| TypedVisitor(&|_| false).deserialize(json)) {
            Ok((update_id, kind)) => Ok(Self { update_id, kind: kind.unwrap_or_else(|| unknown_kind(None)) }),
            Err(first) => {
                let update =
                    whole(json, |json| json.deserialize_any(PatientVisitor)).map_err(|error| explain(&error))?;
                update.ok_or(if first.is_data() { UpdateError::NoUpdateId } else { explain(&first) })
            }
        }
    }
}

/// Reads an array of updates, as `getUpdates` answers it: one that cannot be read never blocks the others.
///
/// # Errors
///
/// If the body is not a JSON array. Elements fail one by one, inside the list.
pub fn updates_from_slice(json: &[u8]) -> Result<Vec<Result<Update, UpdateError>>, UpdateError> {
    let all = new_updates_from_slice(json, &|_| false)?;
    // None is known, so each has its content.
    Ok(all.into_iter().filter_map(|element| element.map(|(_, update)| update).transpose()).collect())
}

/// The same, where of an update that is known only the number is read.
pub(crate) fn new_updates_from_slice(json: &[u8], is_known: IsKnown<'_>) -> Result<Vec<NumberedUpdate>, UpdateError> {
    // What is not UTF-8 becomes U+FFFD: one such update must not block the others.
    let json = String::from_utf8_lossy(json);
    if let Ok(typed) = whole(&json, |json| json.deserialize_seq(ArrayVisitor(is_known))) {
        return Ok(typed);
    }
    let elements: Vec<&RawValue> = serde_json::from_str(&json).map_err(|error| explain(&error))?;
    let patiently = |element: &RawValue| {
        let update = Update::from_text(element.get())?;
        let id = update.update_id;
        Ok((id, (!is_known(id)).then_some(update)))
    };
    Ok(elements.into_iter().map(patiently).collect())
}

/// An update among several: its number, and all of it unless it is known; or why it could not be read.
pub type NumberedUpdate = Result<(UpdateId, Option<Update>), UpdateError>;

type IsKnown<'a> = &'a dyn Fn(UpdateId) -> bool;

/// Reads a text in this way, to its end.
fn whole<'a, T>(
    json: &'a str,
    read: impl FnOnce(&mut serde_json::Deserializer<StrRead<'a>>) -> serde_json::Result<T>,
) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = read(&mut deserializer)?;
    deserializer.end().map(|()| value)
}

/// Content of the body must not get into an error: only the kind and the place of it.
fn explain(error: &serde_json::Error) -> UpdateError {
    let kind = match error.classify() {
        serde_json::error::Category::Eof => "cut short",
        serde_json::error::Category::Syntax => "syntax error",
        serde_json::error::Category::Data => return UpdateError::NoUpdateId,
        serde_json::error::Category::Io => "could not be read",
    };
    UpdateError::Syntax { kind, line: error.line(), column: error.column() }
}

impl<'de> Deserialize<'de> for Update {
    /// Works with `serde_json` only, because what cannot be read is kept as raw JSON.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::from_text(raw.get()).map_err(D::Error::custom)
    }
}

/// An array of updates, if all that is not known in it can be read at once.
struct ArrayVisitor<'a>(IsKnown<'a>);

impl<'de> Visitor<'de> for ArrayVisitor<'_> {
    type Value = Vec<NumberedUpdate>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of updates")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<NumberedUpdate>, A::Error> {
        let mut elements = Vec::new();
        while let Some((id, kind)) = seq.next_element_seed(TypedVisitor(self.0))? {
            elements.push(Ok((id, kind.map(|kind| Update { update_id: id, kind }))));
        }
        Ok(elements)
    }
}

/// An update all of whose content can be read at once; no content if it is known.
struct TypedVisitor<'a>(IsKnown<'a>);

impl<'de> DeserializeSeed<'de> for TypedVisitor<'_> {
    type Value = (UpdateId, Option<UpdateKind>);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for TypedVisitor<'_> {
    type Value = (UpdateId, Option<UpdateKind>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an update")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut update_id = None;
        let mut kind = None;
        let mut unknown = None;
        while let Some(key) = map.next_key::<Key<'de>>()? {
            let key = &*key.0;
            if key == "update_id" {
                let id = UpdateId(map.next_value()?);
                // Telegram writes it first, so nothing of a known one was read yet.
                if (self.0)(id) {
                    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                    return Ok((id, None));
                }
                update_id = Some(id);
            } else if kind.is_some() {
                map.next_value::<IgnoredAny>()?;
            } else if let Some(read) = UpdateKind::read(key, &mut map) {
                kind = Some(read?);
            } else {
                let raw = map.next_value::<Box<RawValue>>()?;
                keep_unknown(&mut unknown, key, raw);
            }
        }
        let update_id = update_id.ok_or_else(|| A::Error::missing_field("update_id"))?;
        Ok((update_id, Some(kind.unwrap_or_else(|| unknown_kind(unknown)))))
    }
}

/// The second reading: `None` if there is no readable `update_id`, an error only for broken JSON.
struct PatientVisitor;

impl<'de> Visitor<'de> for PatientVisitor {
    type Value = Option<Update>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an update")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut update_id = None;
        let mut kind = None;
        let mut unknown = None;
        while let Some(key) = map.next_key::<Key<'de>>()? {
            let key = &*key.0;
            let raw = map.next_value::<&RawValue>()?;
            if key == "update_id" {
                update_id = serde_json::from_str::<u64>(raw.get()).ok();
            } else if kind.is_none() {
                match UpdateKind::from_raw(key, raw) {
                    Some(Ok(read)) => kind = Some(read),
                    Some(Err(_)) if raw.get() == "null" => {}
                    Some(Err(error)) => {
                        kind = Some(UpdateKind::Malformed {
                            name: key.into(),
                            raw: raw.to_owned(),
                            error: error.to_string().into(),
                        });
                    }
                    None => keep_unknown(&mut unknown, key, raw.to_owned()),
                }
            }
        }
        Ok(update_id.map(|id| Update { update_id: UpdateId(id), kind: kind.unwrap_or_else(|| unknown_kind(unknown)) }))
    }
}

/// Of several unknown fields the first object is the kind: kinds are objects, a new flag beside them is not.
fn keep_unknown(unknown: &mut Option<(Box<str>, Box<RawValue>)>, name: &str, raw: Box<RawValue>) {
    let is_object = |raw: &RawValue| raw.get().starts_with('{');
    match unknown {
        Some((_, kept)) if is_object(kept) || !is_object(&raw) => {}
        _ => *unknown = Some((name.into(), raw)),
    }
}

fn unknown_kind(unknown: Option<(Box<str>, Box<RawValue>)>) -> UpdateKind {
    let (name, raw) = unknown.unwrap_or_else(|| (Box::default(), RawValue::NULL.to_owned()));
    UpdateKind::Unknown { name, raw }
}
