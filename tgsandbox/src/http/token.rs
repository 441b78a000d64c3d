//! Which tokens are tokens, and how a wrong one is answered.
//!
//! <https://core.telegram.org/bots/api#authorizing-your-bot>

use crate::api::ApiError;

/// Ids of bots stay below this.
const MAX_ID: i64 = 1 << 54;
const MAX_LENGTH: usize = 80;
const MIN_SECRET: usize = 24;

/// The bot's id and the secret part of a well-formed token.
pub(crate) fn split(token: &str) -> Result<(i64, &str), ApiError> {
    let invalid = || ApiError::new(401, "invalid token specified");
    if token.starts_with('0') || token.len() > MAX_LENGTH || token.contains('/') {
        return Err(invalid());
    }
    let (id, secret) = token.split_once(':').ok_or_else(invalid)?;
    if id.is_empty() || !id.bytes().enumerate().all(|(n, b)| b.is_ascii_digit() || (n == 0 && b == b'-')) {
        return Err(ApiError::new(421, "unallowed token specified"));
    }
    let id = id.parse().ok().filter(|id| (1..MAX_ID).contains(id)).ok_or_else(invalid)?;
    let base64url = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if secret.len() < MIN_SECRET || !secret.bytes().all(base64url) {
        return Err(ApiError::unauthorized());
    }
    Ok((id, secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_tokens_get_the_code_and_text_that_telegram_gives_them() {
        let secret = "A".repeat(35);
        let answer = |token: &str| match split(token) {
            Ok((id, secret)) => Ok((id, secret.to_owned())),
            Err(error) => Err((error.code(), error.description().to_owned())),
        };
        assert_eq!(answer(&format!("123:{secret}")), Ok((123, secret.clone())));
        let invalid = Err((401, "Unauthorized: invalid token specified".to_owned()));
        for token in
            ["0123:x".to_owned(), "1".repeat(81), "123".to_owned(), format!("0:{secret}"), format!("-1:{secret}")]
        {
            assert_eq!(answer(&token), invalid, "{token}");
        }
        assert_eq!(answer(&format!("{}:{secret}", 1_i64 << 54)), invalid);
        let misdirected = Err((421, "Misdirected Request: unallowed token specified".to_owned()));
        assert_eq!(answer(&format!("abc:{secret}")), misdirected);
        let unauthorized = Err((401, "Unauthorized".to_owned()));
        assert_eq!(answer("123:short"), unauthorized);
        assert_eq!(answer(&format!("123:{}", "!".repeat(35))), unauthorized);
    }
}
