//! Who may talk to the page.
//!
//! Other pages in the same browser must not: not by a name of theirs that leads to this machine (`Host` has to be our
//! address, or any address where we listen on all), not by a form or script that writes across origins (`Origin` has to be ours), and not at all without the
//! key, which is in no request that a browser makes by itself.

use std::net::SocketAddr;

use http::{HeaderMap, HeaderValue, header};
use subtle::ConstantTimeEq;

use crate::error::Error;

/// The header that carries the key.
const KEY_HEADER: &str = "x-sandbox-key";
const KEY_BYTES: usize = 16;

#[derive(Debug)]
pub(super) struct Guard {
    address: SocketAddr,
    key: Key,
}

impl Guard {
    /// Draws a new key, not from the seed: it is to be guessed by nobody.
    pub(super) fn new(address: SocketAddr) -> Result<Self, Error> {
        let mut bytes = [0; KEY_BYTES];
        getrandom::fill(&mut bytes).map_err(|error| Error::Random(error.to_string()))?;
        Ok(Self { address, key: Key(bytes.iter().map(|byte| format!("{byte:02x}")).collect()) })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn key(&self) -> &str {
        &self.key.0
    }

    /// Whether the browser knows us by our address.
    pub(super) fn is_for_us(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        self.is_our_name(host)
    }

    /// Whether this is the page itself, with its key.
    pub(super) fn may_act(&self, headers: &HeaderMap) -> bool {
        let from_us = headers.get(header::ORIGIN).is_none_or(|origin| {
            let name = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
            name.is_some_and(|name| self.is_our_name(name))
        });
        let key = headers.get(KEY_HEADER).map(HeaderValue::as_bytes).unwrap_or_default();
        from_us && bool::from(key.ct_eq(self.key.0.as_bytes()))
    }

    fn is_our_name(&self, name: &str) -> bool {
        let port = self.address.port();
        let everywhere = self.address.ip().is_unspecified();
        // An address in place of a name cannot be made to lead here by anybody else.
        let any_address = everywhere && name.parse::<SocketAddr>().is_ok_and(|address| address.port() == port);
        let localhost =
            (everywhere || self.address.ip().is_loopback()) && name.eq_ignore_ascii_case(&format!("localhost:{port}"));
        // A browser leaves out the port 80.
        let bare = port == 80 && name == self.address.ip().to_string();
        localhost || any_address || bare || name == self.address.to_string()
    }
}

struct Key(String);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard() -> Guard {
        Guard::new(SocketAddr::from(([127, 0, 0, 1], 8081))).unwrap()
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_str(value).unwrap())).collect()
    }

    #[test]
    fn a_name_that_leads_to_this_machine_is_not_ours() {
        let guard = guard();
        for host in ["127.0.0.1:8081", "localhost:8081", "LocalHost:8081"] {
            assert!(guard.is_for_us(&headers(&[("host", host)])), "{host}");
        }
        for host in ["", "127.0.0.1", "127.0.0.1:80", "rebound.example:8081", "localhost:8081.example", "localhost"] {
            assert!(!guard.is_for_us(&headers(&[("host", host)])), "{host}");
        }
        assert!(!guard.is_for_us(&HeaderMap::new()));
    }

    #[test]
    fn who_listens_everywhere_is_known_by_every_address_and_by_no_name() {
        let guard = Guard::new(SocketAddr::from(([0, 0, 0, 0], 8081))).unwrap();
        for host in ["127.0.0.1:8081", "192.0.2.7:8081", "[::1]:8081", "localhost:8081"] {
            assert!(guard.is_for_us(&headers(&[("host", host)])), "{host}");
        }
        for host in ["192.0.2.7:80", "192.0.2.7", "rebound.example:8081", ""] {
            assert!(!guard.is_for_us(&headers(&[("host", host)])), "{host}");
        }
    }

    #[test]
    fn only_our_own_origin_with_the_key_may_act() {
        let guard = guard();
        let key = guard.key().to_owned();
        let may = |pairs: &[(&'static str, &str)]| guard.may_act(&headers(pairs));
        assert!(may(&[("x-sandbox-key", &key)]));
        assert!(may(&[("x-sandbox-key", &key), ("origin", "http://127.0.0.1:8081")]));
        assert!(!may(&[]) && !may(&[("x-sandbox-key", "")]) && !may(&[("x-sandbox-key", &key[1..])]));
        for origin in ["http://evil.example", "null", "https://127.0.0.1:8081", "http://127.0.0.1:8082"] {
            assert!(!may(&[("x-sandbox-key", &key), ("origin", origin)]), "{origin}");
        }
    }

    #[test]
    fn each_start_has_a_key_of_its_own_that_no_debug_shows() {
        let (one, other) = (guard(), guard());
        assert_ne!(one.key(), other.key());
        assert_eq!(one.key().len(), 2 * KEY_BYTES);
        assert!(!format!("{one:?}").contains(one.key()));
    }
}
