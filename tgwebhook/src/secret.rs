//! The secret that proves a request is Telegram's: drawing one, and comparing in constant time.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use http::{HeaderMap, HeaderName};
use subtle::{Choice, ConstantTimeEq};
use tgapi::SecretToken;
use zeroize::Zeroizing;

/// The header that carries the secret. <https://core.telegram.org/bots/api#setwebhook>
pub const SECRET_HEADER: HeaderName = HeaderName::from_static("x-telegram-bot-api-secret-token");

/// The longest secret that Telegram allows.
const MAX: usize = 256;

/// The operating system gave no random bytes.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the operating system gives no random bytes, so no secret can be drawn")]
pub struct NoRandomness;

/// Draws a secret: 43 characters of Telegram's alphabet, 258 random bits.
///
/// # Errors
///
/// [`NoRandomness`], if the operating system has none to give.
///
/// ```
/// let secret = tgwebhook::random_secret()?;
/// assert_eq!(secret.expose().len(), 43);
/// assert_eq!(format!("{secret:?}"), "SecretToken(***)");
/// # Ok::<(), tgwebhook::NoRandomness>(())
/// ```
pub fn random_secret() -> Result<SecretToken, NoRandomness> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut bytes = Zeroizing::new([0_u8; 43]);
    getrandom::fill(&mut *bytes).map_err(|_| NoRandomness)?;
    // 64 divides 256: every character is equally likely.
    let text: Zeroizing<String> =
        Zeroizing::new(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 63)])).collect());
    SecretToken::new(&text).map_err(|_| NoRandomness)
}

/// The secrets that are accepted. Empty means: every request passes, chosen by a method called dangerous.
#[derive(Clone)]
pub(crate) struct Secrets {
    padded: Arc<RwLock<Arc<[Padded]>>>,
}

impl Secrets {
    pub(crate) fn new(secrets: &[SecretToken]) -> Self {
        Self { padded: Arc::new(RwLock::new(pad(secrets))) }
    }

    pub(crate) fn replace(&self, secrets: &[SecretToken]) {
        *self.padded.write().unwrap_or_else(PoisonError::into_inner) = pad(secrets);
    }

    /// Whether the request carries one of the secrets: the header exactly once.
    ///
    /// The time it takes depends on how many secrets there are, never on what is in them, how long they are or which
    /// one it is.
    pub(crate) fn admit(&self, headers: &HeaderMap) -> bool {
        let accepted = self.padded.read().unwrap_or_else(PoisonError::into_inner).clone();
        if accepted.is_empty() {
            return true;
        }
        let mut values = headers.get_all(SECRET_HEADER).iter();
        let (Some(given), None) = (values.next(), values.next()) else { return false };
        let Some(given) = Padded::new(given.as_bytes()) else { return false };
        let matches =
            accepted.iter().fold(Choice::from(0), |any, secret| any | secret.bytes[..].ct_eq(&given.bytes[..]));
        matches.into()
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.padded.read().unwrap_or_else(PoisonError::into_inner).len();
        write!(f, "Secrets({count} of ***)")
    }
}

/// How a server learns, as a request extension, that the peer of a connection knows the secret. Told before anything is
/// handled, and to the server alone: no answer depends on it.
#[derive(Clone)]
pub(crate) struct Recognition(Arc<dyn Fn() + Send + Sync>);

impl Recognition {
    #[cfg(feature = "server")]
    pub(crate) fn new(recognised: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(recognised))
    }

    pub(crate) fn tell(&self) {
        (self.0)();
    }
}

fn pad(secrets: &[SecretToken]) -> Arc<[Padded]> {
    secrets.iter().filter_map(|secret| Padded::new(secret.expose().as_bytes())).collect()
}

/// A secret brought to one length, so that comparing tells nothing of its length. Header values cannot hold a zero
/// byte, so padding is never confused with content.
struct Padded {
    bytes: Zeroizing<[u8; MAX]>,
}

impl Padded {
    fn new(secret: &[u8]) -> Option<Self> {
        let mut bytes = Zeroizing::new([0; MAX]);
        bytes.get_mut(..secret.len())?.copy_from_slice(secret);
        Some(Self { bytes })
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn headers(values: &[&[u8]]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(SECRET_HEADER, HeaderValue::from_bytes(value).unwrap());
        }
        headers
    }

    fn token(text: &str) -> SecretToken {
        SecretToken::new(text).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn only_the_secret_itself_passes(
            secret in "[A-Za-z0-9_-]{1,256}",
            place in any::<prop::sample::Index>(),
            other in 0x21_u8..0x7f,
        ) {
            let secrets = Secrets::new(&[token(&secret)]);
            prop_assert!(secrets.admit(&headers(&[secret.as_bytes()])));

            let mut changed = secret.clone().into_bytes();
            let at = place.index(changed.len());
            prop_assume!(changed[at] != other);
            changed[at] = other;
            prop_assert!(!secrets.admit(&headers(&[&changed])), "changed at {at}");

            let mut longer = secret.clone().into_bytes();
            longer.insert(at, other);
            prop_assert!(!secrets.admit(&headers(&[&longer])), "longer");
            let mut shorter = secret.clone().into_bytes();
            shorter.remove(at);
            prop_assert!(!secrets.admit(&headers(&[&shorter])), "shorter");
        }
    }

    #[test]
    fn missing_empty_double_and_endless_headers_are_refused() {
        let secrets = Secrets::new(&[token("s3cret")]);
        assert!(!secrets.admit(&headers(&[])));
        assert!(!secrets.admit(&headers(&[b""])));
        assert!(!secrets.admit(&headers(&[b"s3cret", b"s3cret"])));
        assert!(!secrets.admit(&headers(&[b"s3cret", b"other"])));
        assert!(!secrets.admit(&headers(&[&[b'a'; 5_000]])));
    }

    #[test]
    fn several_secrets_are_accepted_and_replaced() {
        let secrets = Secrets::new(&[token("old"), token("new")]);
        assert!(secrets.admit(&headers(&[b"old"])) && secrets.admit(&headers(&[b"new"])));
        secrets.replace(&[token("new")]);
        assert!(!secrets.admit(&headers(&[b"old"])) && secrets.admit(&headers(&[b"new"])));
        assert_eq!(format!("{secrets:?}"), "Secrets(1 of ***)");
    }

    #[test]
    fn drawn_secrets_differ() {
        assert_ne!(random_secret().unwrap().expose(), random_secret().unwrap().expose());
    }
}
