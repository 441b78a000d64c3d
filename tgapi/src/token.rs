//! Secrets: the bot token, and the secret token of a webhook. Neither can be printed by accident.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroize;

/// A bot token: `123456:ABC-DEF...`, as @BotFather gives it.
///
/// `Debug` and `Display` show the bot's number only; [`expose`](Self::expose) is the one way to the text. Zeroed when
/// dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Box<str>);

/// Why a text is not a bot token. It never carries the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidToken {
    /// Nothing there.
    #[error("the bot token is empty: @BotFather gives one, of the form 123456:ABC-DEF")]
    Empty,
    /// Not a number, a colon and a text of `A-Z a-z 0-9 _ -`.
    #[error(
        "the bot token has the wrong form: expected digits, a colon and characters of A-Z a-z 0-9 _ -, as @BotFather gives it"
    )]
    Form,
}

impl Token {
    /// Checks the form; white space around it is dropped.
    ///
    /// # Errors
    ///
    /// [`InvalidToken`], if it cannot be a bot token.
    pub fn new(token: &str) -> Result<Self, InvalidToken> {
        let token = token.trim();
        if token.is_empty() {
            return Err(InvalidToken::Empty);
        }
        let (id, secret) = token.split_once(':').ok_or(InvalidToken::Form)?;
        let number = !id.is_empty() && !id.starts_with('0') && id.bytes().all(|b| b.is_ascii_digit());
        if number && id.parse::<i64>().is_ok() && !secret.is_empty() && secret.bytes().all(is_base64url) {
            Ok(Self(token.into()))
        } else {
            Err(InvalidToken::Form)
        }
    }

    /// The number of the bot: the part before the colon, its user id.
    #[must_use]
    pub fn bot_id(&self) -> crate::UserId {
        let digits = self.0.split(':').next().unwrap_or_default();
        crate::UserId(digits.parse().unwrap_or_default())
    }

    /// The token itself. Keep it out of logs, errors and URLs that are shown.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

#[cfg(feature = "client")]
impl Token {
    /// The text without the secret: for what comes from outside and may repeat the URL.
    pub(crate) fn strike_out(&self, text: String) -> String {
        match self.0.split_once(':') {
            Some((_, secret)) if text.contains(secret) => text.replace(secret, "***"),
            _ => text,
        }
    }
}

impl std::str::FromStr for Token {
    type Err = InvalidToken;

    fn from_str(token: &str) -> Result<Self, InvalidToken> {
        Self::new(token)
    }
}

impl<'de> Deserialize<'de> for Token {
    /// As some methods give it. The error never carries the text.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&zeroize::Zeroizing::new(String::deserialize(deserializer)?)).map_err(serde::de::Error::custom)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}:***)", self.bot_id())
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:***", self.bot_id())
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// The secret that Telegram sends with every webhook request, so that nobody else's request is believed:
/// 1 to 256 characters of `A-Z a-z 0-9 _ -`. <https://core.telegram.org/bots/api#setwebhook>
///
/// `Debug` shows nothing of it. Zeroed when dropped. Comparing two of them with `==` takes a time that depends on the
/// texts; where an outsider can measure it, compare in constant time.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretToken(Box<str>);

/// Why a text is not a secret token. It never carries the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidSecretToken {
    /// Empty, or longer than 256 characters.
    #[error("the webhook's secret token has {0} characters: 1 to 256 are allowed")]
    Length(usize),
    /// A character that Telegram does not allow.
    #[error("the webhook's secret token has a character other than A-Z a-z 0-9 _ -")]
    Character,
}

impl SecretToken {
    /// Checks the length and the characters.
    ///
    /// # Errors
    ///
    /// [`InvalidSecretToken`], if Telegram would refuse it.
    pub fn new(secret: &str) -> Result<Self, InvalidSecretToken> {
        if !(1..=256).contains(&secret.len()) {
            return Err(InvalidSecretToken::Length(secret.chars().count()));
        }
        if !secret.bytes().all(is_base64url) {
            return Err(InvalidSecretToken::Character);
        }
        Ok(Self(secret.into()))
    }

    /// The secret itself. Keep it out of logs and errors.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretToken(***)")
    }
}

impl Serialize for SecretToken {
    /// Writes the secret: this is how it gets to Telegram.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SecretToken {
    /// The error never carries the text.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&zeroize::Zeroizing::new(String::deserialize(deserializer)?)).map_err(serde::de::Error::custom)
    }
}

impl Drop for SecretToken {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOpp_-0";

    #[test]
    fn a_token_shows_its_number_and_nothing_else() {
        let token = Token::new(&format!(" {TOKEN}\n")).unwrap();
        assert_eq!(token.expose(), TOKEN);
        assert_eq!(token.bot_id(), crate::UserId(123_456));
        for shown in [format!("{token}"), format!("{token:?}"), format!("{token:#?}")] {
            assert!(!shown.contains("AAbb"), "{shown}");
        }
    }

    #[test]
    fn what_is_no_token_is_refused_without_repeating_it() {
        for text in
            ["", "  ", "123", ":abc", "012:abc", "12a:abc", "12:", "12:a b", "12:a/b", "99999999999999999999:abc"]
        {
            let error = Token::new(text).unwrap_err();
            assert!(text.trim().len() < 4 || !error.to_string().contains(text), "{error}");
        }
    }

    #[test]
    fn a_secret_token_keeps_telegrams_rules() {
        assert!(SecretToken::new("abc_DEF-123").is_ok());
        assert_eq!(SecretToken::new("").unwrap_err(), InvalidSecretToken::Length(0));
        assert_eq!(SecretToken::new(&"a".repeat(257)).unwrap_err(), InvalidSecretToken::Length(257));
        assert_eq!(SecretToken::new("a.b").unwrap_err(), InvalidSecretToken::Character);
        assert!(!format!("{:?}", SecretToken::new("hidden").unwrap()).contains("hidden"));
    }
}
