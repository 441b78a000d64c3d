//! What a call that succeeded returns, before it is read: the JSON of `result`, a part of the answer and no copy of it.

use std::fmt;
use std::ops::Range;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::error::Error;
use crate::ids::UpdateId;
use crate::update::{NumberedUpdate, Update, UpdateError, new_updates_from_slice, updates_from_slice};

/// The JSON of a call's result.
#[derive(Clone)]
pub struct RawOutput {
    answer: Bytes,
    /// Where in the answer it stands: bytes that are cut out have to be counted as shared, which is an allocation.
    at: Range<usize>,
}

impl RawOutput {
    /// For layers and transports that answer by themselves, and for tests.
    ///
    /// # Errors
    ///
    /// If it is not JSON.
    pub fn new(json: impl Into<Bytes>) -> Result<Self, serde_json::Error> {
        let json = json.into();
        let raw: &RawValue = serde_json::from_slice(&json)?;
        let at = place_of(raw, &json);
        Ok(Self::part_of(json, at))
    }

    /// `at` is where the result stands in the answer, see [`place_of`].
    pub(super) fn part_of(answer: Bytes, at: Range<usize>) -> Self {
        Self { answer, at }
    }

    fn json(&self) -> &[u8] {
        self.answer.get(self.at.clone()).unwrap_or_default()
    }

    /// The JSON.
    #[must_use]
    pub fn get(&self) -> &str {
        // It was a `RawValue`, so it is UTF-8.
        std::str::from_utf8(self.json()).unwrap_or_default()
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// If it has another shape.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.json())
    }

    /// Reads it as the result of `getUpdates`, each update by itself: what cannot be read never hides the others.
    ///
    /// # Errors
    ///
    /// If it is no array.
    pub fn updates(&self) -> Result<Vec<Result<Update, UpdateError>>, Error> {
        updates_from_slice(self.json()).map_err(|error| not_updates(&error))
    }

    /// As [`updates`](Self::updates), for whoever asks again for what is not confirmed yet: of an update that is known
    /// only the number is read, at a fraction of the cost.
    ///
    /// ```
    /// use tgapi::client::RawOutput;
    ///
    /// let output = RawOutput::new(r#"[{"update_id": 1, "poll": {}}, {"update_id": 2, "poll": {}}]"#)?;
    /// let updates = output.new_updates(|id| id.0 == 1)?;
    /// assert!(matches!(&updates[..], [Ok((_, None)), Ok((_, Some(_)))]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If it is no array.
    pub fn new_updates(&self, is_known: impl Fn(UpdateId) -> bool) -> Result<Vec<NumberedUpdate>, Error> {
        new_updates_from_slice(self.json(), &is_known).map_err(|error| not_updates(&error))
    }

    /// Reads it as the result of this method.
    pub(super) fn read<T: DeserializeOwned>(&self, method: &'static str) -> Result<T, Error> {
        self.parse().map_err(|error| {
            // Not serde's own sentence: it repeats what it found, which may be somebody's message.
            let reason = format!("the result has another shape than expected, at column {}", error.column());
            Error::decode(method, 200, reason)
        })
    }
}

/// Where `part`, which was read from `whole`, stands in it.
pub(super) fn place_of(part: &RawValue, whole: &[u8]) -> Range<usize> {
    let part = part.get();
    let start = (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
    start..start.wrapping_add(part.len())
}

fn not_updates(error: &UpdateError) -> Error {
    Error::decode("getUpdates", 200, error.to_string())
}

impl fmt::Debug for RawOutput {
    /// Without the content: it is other people's messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawOutput({} bytes)", self.at.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_json_that_can_be_read_and_is_not_shown() {
        let output = RawOutput::new(r#" {"a": "private"} "#).unwrap();
        assert_eq!(output.get(), r#"{"a": "private"}"#);
        assert_eq!(output.parse::<serde_json::Value>().unwrap()["a"], "private");
        assert_eq!(format!("{output:?}"), "RawOutput(16 bytes)");
        let error = output.read::<Vec<u8>>("getMe").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("private"), "{error:?}");
        assert!(RawOutput::new("{").is_err());
    }
}
