//! The secret that proves a request is Telegram's: drawing one, and comparing in constant time.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use http::{HeaderMap, HeaderName};
use subtle::{Choice, ConstantTimeEq};
use tgapi::SecretToken;
use tokio::time::Instant;
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
    let mut bytes = Zeroizing::new([0_u8; 43]);
    getrandom::fill(&mut *bytes).map_err(|_| NoRandomness)?;
    // 64 divides 256: every character is equally likely.
    let text: Zeroizing<String> =
        Zeroizing::new(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 63)])).collect());
    SecretToken::new(&text).map_err(|_| NoRandomness)
}

/// Whether the value of the header [`SECRET_HEADER`] is this secret, in a time that depends on neither: for a server
/// of your own that pushes into a [`Feed`](crate::Feed). [`WebhookService`](crate::WebhookService) checks it by itself.
///
/// ```
/// let secret = tgwebhook::random_secret()?;
/// assert!(tgwebhook::secret_matches(&secret, secret.expose()));
/// assert!(!tgwebhook::secret_matches(&secret, ""));
/// assert!(!tgwebhook::secret_matches(&secret, format!("{}\0", secret.expose())));
/// # Ok::<(), tgwebhook::NoRandomness>(())
/// ```
#[must_use]
pub fn secret_matches(secret: &SecretToken, given: impl AsRef<[u8]>) -> bool {
    let (secret, given) = (secret.expose().as_bytes(), given.as_ref());
    match (Padded::new(secret), Padded::new(given)) {
        // With the lengths: these bytes may end with zeros.
        (Some(padded), Some(other)) => {
            (padded.ct_eq(&other) & (secret.len() as u64).ct_eq(&(given.len() as u64))).into()
        }
        _ => false,
    }
}

/// The secret of this bot for this purpose: the same in every process that has the token, so that several instances
/// agree without talking to each other, and a restart keeps it. 43 characters.
///
/// It is a keyed digest (HMAC-SHA-256): it does not lead back to the token, and whoever has no token cannot guess it. A
/// new token makes a new one, and so does another `purpose`, such as the address of the webhook or the number of a
/// rotation.
///
/// ```
/// let token = tgapi::Token::new("123456:ABC-DEF")?;
/// let secret = tgwebhook::derived_secret(&token, "https://example.com/hook");
/// assert_eq!(secret.expose(), tgwebhook::derived_secret(&token, "https://example.com/hook").expose());
/// assert_ne!(secret.expose(), tgwebhook::derived_secret(&token, "https://example.org/hook").expose());
/// # Ok::<(), tgapi::InvalidToken>(())
/// ```
#[cfg(feature = "register")]
#[must_use]
pub fn derived_secret(token: &tgapi::Token, purpose: &str) -> SecretToken {
    let digest = digest(token.expose().as_bytes(), &[b"webhook secret", purpose.as_bytes()]);
    let text: Zeroizing<String> = Zeroizing::new(digest.chunks(3).flat_map(letters).take(43).map(char::from).collect());
    // 43 letters of Telegram's alphabet.
    #[expect(clippy::expect_used, reason = "an invariant: the letters are Telegram's own")]
    SecretToken::new(&text).expect("letters and length are allowed")
}

/// Telegram's alphabet, which is that of base64 in URLs.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Up to three bytes as four letters.
#[cfg(feature = "register")]
fn letters(bytes: &[u8]) -> [u8; 4] {
    let byte = |at: usize| u32::from(bytes.get(at).copied().unwrap_or(0));
    let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    [18, 12, 6, 0].map(|shift| ALPHABET[(bits >> shift & 63) as usize])
}

/// A keyed digest over parts, each with its length, so that no two lists of parts are the same text.
#[cfg(feature = "register")]
pub(crate) fn digest(key: &[u8], parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    use aws_lc_rs::hmac;

    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    for part in parts {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let mut digest = Zeroizing::new([0; 32]);
    digest.copy_from_slice(context.sign().as_ref());
    digest
}

/// The secrets that are accepted. Empty means: every request passes, chosen by a method called dangerous.
#[derive(Clone)]
pub(crate) struct Secrets {
    accepted: Arc<RwLock<Arc<[Accepted]>>>,
}

#[derive(Clone)]
struct Accepted {
    secret: Padded,
    /// For ever, if absent.
    until: Option<Instant>,
}

impl Secrets {
    pub(crate) fn new(secrets: &[SecretToken]) -> Self {
        Self { accepted: Arc::new(RwLock::new(for_ever(secrets))) }
    }

    pub(crate) fn replace(&self, secrets: &[SecretToken]) {
        *self.accepted.write().unwrap_or_else(PoisonError::into_inner) = for_ever(secrets);
    }

    /// Accepts this one from now on, and those of before until `end` at most.
    pub(crate) fn rotate(&self, secret: &SecretToken, end: Instant) {
        let mut accepted = self.accepted.write().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let old = accepted.iter().filter(|old| old.is_valid(now)).map(|old| Accepted {
            secret: old.secret.clone(),
            until: Some(old.until.map_or(end, |until| until.min(end))),
        });
        *accepted = for_ever(std::slice::from_ref(secret)).iter().cloned().chain(old).collect();
    }

    /// Whether the request carries one of the secrets: the header exactly once.
    ///
    /// The time it takes depends on how many secrets there are, never on what is in them, how long they are or which
    /// one it is.
    pub(crate) fn admit(&self, headers: &HeaderMap) -> bool {
        // Kept while they are compared: only who changes them waits for that.
        let accepted = self.accepted.read().unwrap_or_else(PoisonError::into_inner);
        if accepted.is_empty() {
            return true;
        }
        let mut values = headers.get_all(SECRET_HEADER).iter();
        let (Some(given), None) = (values.next(), values.next()) else { return false };
        let Some(given) = Padded::new(given.as_bytes()) else { return false };
        // Only where a secret ends is the clock of interest.
        let now = accepted.iter().any(|one| one.until.is_some()).then(Instant::now);
        let matches = accepted.iter().fold(Choice::from(0), |any, one| {
            let valid = Choice::from(u8::from(now.is_none_or(|now| one.is_valid(now))));
            any | (valid & one.secret.ct_eq(&given))
        });
        matches.into()
    }
}

impl Accepted {
    fn is_valid(&self, now: Instant) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.accepted.read().unwrap_or_else(PoisonError::into_inner).len();
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

fn for_ever(secrets: &[SecretToken]) -> Arc<[Accepted]> {
    let padded = secrets.iter().filter_map(|secret| Padded::new(secret.expose().as_bytes()));
    padded.map(|secret| Accepted { secret, until: None }).collect()
}

/// A secret brought to one length, so that comparing tells nothing of its length. Header values cannot hold a zero
/// byte, so padding is never confused with content. In words, because it is made, compared and wiped for every request.
#[derive(Clone)]
struct Padded {
    words: Zeroizing<[u64; MAX / 8]>,
}

impl Padded {
    fn new(secret: &[u8]) -> Option<Self> {
        let mut words = Zeroizing::new([0; MAX / 8]);
        let (whole, rest) = secret.as_chunks::<8>();
        for (word, bytes) in words.get_mut(..secret.len().div_ceil(8))?.iter_mut().zip(whole) {
            *word = u64::from_ne_bytes(*bytes);
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            words[whole.len()] = u64::from_ne_bytes(last);
        }
        Some(Self { words })
    }

    fn ct_eq(&self, other: &Self) -> Choice {
        self.words.iter().zip(other.words.iter()).fold(Choice::from(1), |equal, (one, other)| equal & one.ct_eq(other))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

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

    #[tokio::test(start_paused = true)]
    async fn old_secrets_end_when_they_should() {
        let secrets = Secrets::new(&[token("first")]);
        let passes = |secret: &str| secrets.admit(&headers(&[secret.as_bytes()]));
        let minute = Duration::from_secs(60);
        secrets.rotate(&token("second"), Instant::now() + minute);
        assert!(passes("first") && passes("second"));
        tokio::time::advance(minute / 2).await;
        // A second change does not prolong what ends already.
        secrets.rotate(&token("third"), Instant::now() + minute);
        assert!(passes("first") && passes("second") && passes("third"));
        tokio::time::advance(minute / 2 - Duration::from_millis(1)).await;
        assert!(passes("first"));
        tokio::time::advance(Duration::from_millis(1)).await;
        assert!(!passes("first") && passes("second") && passes("third"));
        tokio::time::advance(minute / 2).await;
        assert!(!passes("second") && passes("third"));
        // What has ended is forgotten, and what is accepted again has no end.
        secrets.rotate(&token("first"), Instant::now());
        assert!(passes("first") && !passes("third"));
        secrets.rotate(&token("first"), Instant::now());
        tokio::time::advance(1_000_000 * minute).await;
        assert!(passes("first"));
        assert_eq!(format!("{secrets:?}"), "Secrets(2 of ***)");
    }

    /// Every kind of change there is, a million times.
    #[test]
    fn no_forgery_of_a_million_passes() {
        let seed = fastrand::u64(..);
        let mut random = fastrand::Rng::with_seed(seed);
        let secret = random_secret().unwrap();
        let secrets = Secrets::new(std::slice::from_ref(&secret));
        assert!(secrets.admit(&headers(&[secret.expose().as_bytes()])));
        let mut tried = 0;
        while tried < 1_000_000 {
            let mut forged = secret.expose().as_bytes().to_vec();
            let at = random.usize(..forged.len());
            let letter = ALPHABET[random.usize(..ALPHABET.len())];
            match random.u8(..8) {
                0 => forged.insert(at, letter),
                1 => drop(forged.remove(at)),
                2 => forged.swap(at, 0),
                3 => forged.truncate(at),
                4 => forged[at] ^= 1 << random.u8(..7),
                5 => forged.extend_from_slice(&secret.expose().as_bytes()[..=at]),
                6 => forged.rotate_left(at),
                _ => forged[at] = letter,
            }
            if forged == secret.expose().as_bytes() || HeaderValue::from_bytes(&forged).is_err() {
                continue;
            }
            tried += 1;
            assert!(!secrets.admit(&headers(&[&forged])), "seed {seed}, try {tried}");
        }
    }

    #[cfg(feature = "register")]
    #[test]
    fn a_derived_secret_depends_on_token_and_purpose_alone() {
        let secret = |token: &str, purpose: &str| {
            derived_secret(&tgapi::Token::new(token).unwrap(), purpose).expose().to_owned()
        };
        let one = secret("1:a", "x");
        assert_eq!(one.len(), 43);
        // Of an independent implementation: HMAC-SHA-256, key `1:a`, over the two parts with their lengths.
        assert_eq!(one, "lOyaiRdAV8wmlv7qBXkLBpxxl4zJfIOc424NQps2Fuk");
        assert!(one != secret("1:b", "x") && one != secret("1:a", "y") && one != secret("1:a", ""));
    }

    #[test]
    fn drawn_secrets_differ() {
        assert_ne!(random_secret().unwrap().expose(), random_secret().unwrap().expose());
    }
}
