//! What a call that succeeded returns, before it is read: the JSON of `result`, a part of the answer and no copy of it.

use std::fmt;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::error::Error;
use crate::ids::UpdateId;
use crate::update::{NumberedUpdate, Update, UpdateError, new_updates_from_slice, updates_from_slice};

/// The JSON of a call's result.
#[derive(Clone)]
pub struct RawOutput(Bytes);

impl RawOutput {
    /// For layers and transports that answer by themselves, and for tests.
    ///
    /// # Errors
    ///
    /// If it is not JSON.
    pub fn new(json: impl Into<Bytes>) -> Result<Self, serde_json::Error> {
        let json = json.into();
        let raw: &RawValue = serde_json::from_slice(&json)?;
        Ok(Self::part_of(&json, raw))
    }

    /// `raw` has to stand in `answer`.
    pub(super) fn part_of(answer: &Bytes, raw: &RawValue) -> Self {
        Self(answer.slice_ref(raw.get().as_bytes()))
    }

    /// The JSON.
    #[must_use]
    pub fn get(&self) -> &str {
        // It was a `RawValue`, so it is UTF-8.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// If it has another shape.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.0)
    }

    /// Reads it as the result of `getUpdates`, each update by itself: what cannot be read never hides the others.
    ///
    /// # Errors
    ///
    /// If it is no array.
    pub fn updates(&self) -> Result<Vec<Result<Update, UpdateError>>, Error> {
        updates_from_slice(&self.0).map_err(|error| not_updates(&error))
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
        new_updates_from_slice(&self.0, &is_known).map_err(|error| not_updates(&error))
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

fn not_updates(error: &UpdateError) -> Error {
    Error::decode("getUpdates", 200, error.to_string())
}

impl fmt::Debug for RawOutput {
    /// Without the content: it is other people's messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawOutput({} bytes)", self.0.len())
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
