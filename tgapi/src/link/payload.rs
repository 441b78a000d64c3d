//! What a link carries to the bot that it opens.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What comes with `/start` when a link has opened the bot: 1 to 64 of `A-Z a-z 0-9 _ -`.
///
/// Anything else has to be encoded:
///
/// ```
/// use tgapi::link::StartPayload;
///
/// let plain = StartPayload::new("invite_42")?;
/// let encoded = StartPayload::encode("señor")?;
/// assert_eq!((plain.as_str(), encoded.as_str()), ("invite_42", "c2XDsW9y"));
/// assert_eq!(encoded.decode()?, "señor".as_bytes());
/// # Ok::<(), tgapi::link::InvalidPayload>(())
/// ```
///
/// Whoever has the link can read and change it: sign what must not be forged.
///
/// <https://core.telegram.org/bots/features#deep-linking>
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StartPayload(String);

/// Why a payload cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidPayload {
    /// It is empty.
    #[error("a payload needs at least one character")]
    Empty,
    /// It is longer than 64 characters; 48 bytes fill them when encoded.
    #[error("a payload may have 64 characters, or encode 48 bytes; this has {0}: keep the rest and send a key to it")]
    TooLong(usize),
    /// It has a character other than `A-Z a-z 0-9 _ -`.
    #[error("a payload may have A-Z a-z 0-9 _ and - only, not {0:?}: encode it")]
    Character(char),
    /// It is not base64url without padding, so nothing was encoded in it.
    #[error("the payload is not base64url")]
    Encoding,
}

impl StartPayload {
    /// Takes a payload as it is.
    ///
    /// # Errors
    /// If it is empty, too long, or has other characters than may be.
    pub fn new(payload: impl Into<String>) -> Result<Self, InvalidPayload> {
        let payload = payload.into();
        if let Some(other) = payload.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))) {
            return Err(InvalidPayload::Character(other));
        }
        match payload.len() {
            0 => Err(InvalidPayload::Empty),
            1..=64 => Ok(Self(payload)),
            length => Err(InvalidPayload::TooLong(length)),
        }
    }

    /// Encodes any bytes, 1 to 48 of them, as base64url without padding (RFC 4648, section 5).
    ///
    /// # Errors
    /// If there are no bytes or too many.
    pub fn encode(bytes: impl AsRef<[u8]>) -> Result<Self, InvalidPayload> {
        let bytes = bytes.as_ref();
        match bytes.len() {
            0 => Err(InvalidPayload::Empty),
            1..=48 => Ok(Self(URL_SAFE_NO_PAD.encode(bytes))),
            length => Err(InvalidPayload::TooLong(length)),
        }
    }

    /// The bytes that were encoded.
    ///
    /// # Errors
    /// If none were: the payload is not base64url.
    pub fn decode(&self) -> Result<Vec<u8>, InvalidPayload> {
        URL_SAFE_NO_PAD.decode(&self.0).map_err(|_| InvalidPayload::Encoding)
    }

    /// The payload as it stands in the link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StartPayload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for StartPayload {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for StartPayload {
    type Err = InvalidPayload;

    /// As [`new`](Self::new).
    fn from_str(payload: &str) -> Result<Self, InvalidPayload> {
        Self::new(payload)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_and_length_are_checked() {
        assert!(StartPayload::new("aZ0_-").is_ok() && StartPayload::new("a".repeat(64)).is_ok());
        assert_eq!(StartPayload::new(""), Err(InvalidPayload::Empty));
        assert_eq!(StartPayload::new("a".repeat(65)), Err(InvalidPayload::TooLong(65)));
        assert_eq!("a=".parse::<StartPayload>(), Err(InvalidPayload::Character('=')));
        assert_eq!(StartPayload::new("é"), Err(InvalidPayload::Character('é')));
        assert_eq!(StartPayload::encode([]), Err(InvalidPayload::Empty));
        assert_eq!(StartPayload::encode([0; 49]), Err(InvalidPayload::TooLong(49)));
        assert_eq!(StartPayload::new("a").unwrap().decode(), Err(InvalidPayload::Encoding));
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 1..=48)) {
            let payload = StartPayload::encode(&bytes).unwrap();
            prop_assert_eq!(StartPayload::new(payload.as_str()), Ok(payload.clone()));
            prop_assert_eq!(payload.decode().unwrap(), bytes);
        }
    }
}
