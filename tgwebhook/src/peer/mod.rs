//! Who is asking: the address of the peer, and which addresses may ask. Knows nothing of secrets or updates.

mod forwarded;
mod subnet;

pub use subnet::{InvalidSubnet, Subnet};

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use http::{Extensions, HeaderMap};

use crate::secret::Recognition;

/// The subnets that Telegram sends webhooks from. <https://core.telegram.org/bots/webhooks#the-short-version>
pub const TELEGRAM_SUBNETS: [Subnet; 2] = [
    Subnet::of(IpAddr::V4(Ipv4Addr::new(149, 154, 160, 0)), 20),
    Subnet::of(IpAddr::V4(Ipv4Addr::new(91, 108, 4, 0)), 22),
];

/// The address a request came from, as a request extension. [`Server`](crate::Server) sets it; with another HTTP
/// stack, put it there yourself if you use an allow-list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PeerAddr(pub SocketAddr);

/// Who sends a request: what a server knows, and the request does not say.
#[derive(Clone, Copy)]
pub(crate) struct Visitor<'a> {
    pub(crate) peer: Option<SocketAddr>,
    /// Told if the request has the secret.
    pub(crate) recognition: Option<&'a Recognition>,
}

impl<'a> Visitor<'a> {
    /// As another HTTP stack tells it, or a service of one's own on the way.
    pub(crate) fn of(extensions: &'a Extensions) -> Self {
        Self { peer: extensions.get::<PeerAddr>().map(|peer| peer.0), recognition: extensions.get() }
    }

    /// The other way round.
    #[cfg(feature = "server")]
    pub(crate) fn tell(self, extensions: &mut Extensions) {
        if let Some(peer) = self.peer {
            extensions.insert(PeerAddr(peer));
        }
        if let Some(recognition) = self.recognition {
            extensions.insert(recognition.clone());
        }
    }
}

/// Which peers may ask, and whose word about others is believed.
#[derive(Clone, Debug, Default)]
pub(crate) struct PeerPolicy {
    /// `None`: everybody.
    pub(crate) allowed: Option<Vec<Subnet>>,
    /// Proxies whose `X-Forwarded-For` counts.
    pub(crate) proxies: Vec<Subnet>,
}

impl PeerPolicy {
    /// Whether the request may go on. Fails closed: with an allow-list, an unknown address is a foreign one.
    pub(crate) fn admit(&self, peer: Option<SocketAddr>, headers: &HeaderMap) -> bool {
        let Some(allowed) = &self.allowed else { return true };
        let Some(peer) = peer else { return false };
        forwarded::client(peer.ip(), headers, &self.proxies)
            .is_some_and(|client| allowed.iter().any(|subnet| subnet.contains(client)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admit(peer: Option<&str>, forwarded: &[&str], proxies: &[&str]) -> bool {
        let policy = PeerPolicy {
            allowed: Some(TELEGRAM_SUBNETS.to_vec()),
            proxies: proxies.iter().map(|proxy| proxy.parse().unwrap()).collect(),
        };
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        policy.admit(peer.map(|peer| peer.parse().unwrap()), &headers)
    }

    #[test]
    fn without_a_list_everybody_may_ask() {
        assert!(PeerPolicy::default().admit(None, &HeaderMap::new()));
    }

    #[test]
    fn telegrams_subnets_end_where_they_should() {
        for peer in [
            "149.154.160.0:1",
            "149.154.175.255:1",
            "91.108.4.0:1",
            "91.108.7.255:1",
            "[::ffff:149.154.167.220]:1",
            "[::ffff:91.108.5.1]:1",
        ] {
            assert!(admit(Some(peer), &[], &[]), "{peer}");
        }
        for peer in [
            "149.154.159.255:1",
            "149.154.176.0:1",
            "91.108.3.255:1",
            "91.108.8.0:1",
            "127.0.0.1:1",
            "[::1]:1",
            "[::ffff:8.8.8.8]:1",
            // Embeds an allowed address, but is not a v4-mapped one.
            "[::149.154.167.220]:1",
            "[64:ff9b::149.154.167.220]:1",
        ] {
            assert!(!admit(Some(peer), &[], &[]), "{peer}");
        }
        assert!(!admit(None, &[], &[]), "no address known");
    }

    #[test]
    fn only_a_listed_proxy_is_believed() {
        let telegram = "149.154.167.220";
        let cases: &[(&str, &[&str], bool)] = &[
            // The proxy says who it is.
            ("10.0.0.1:5", &[telegram], true),
            ("10.0.0.1:5", &["149.154.167.220:443"], true),
            ("10.0.0.1:5", &["8.8.8.8"], false),
            // Somebody else claims to be a proxy.
            ("8.8.8.8:5", &[telegram], false),
            // The client's own claim stands to the left of what the proxy added.
            ("10.0.0.1:5", &["149.154.167.220, 8.8.8.8"], false),
            ("10.0.0.1:5", &["8.8.8.8, 149.154.167.220"], true),
            ("10.0.0.1:5", &[telegram, "8.8.8.8"], false),
            ("10.0.0.1:5", &["8.8.8.8", telegram], true),
            // Two proxies in a row.
            ("10.0.0.1:5", &["8.8.8.8, 149.154.167.220, 10.0.0.2"], true),
            ("10.0.0.1:5", &["149.154.167.220, 8.8.8.8, 10.0.0.2"], false),
            ("[::ffff:10.0.0.1]:5", &["::ffff:149.154.167.220"], true),
            // Not addresses, or none at all: the proxy itself is not Telegram.
            ("10.0.0.1:5", &["unknown"], false),
            ("10.0.0.1:5", &["149.154.167.220, unknown"], false),
            ("10.0.0.1:5", &[""], false),
            ("10.0.0.1:5", &[], false),
            ("10.0.0.1:5", &["10.0.0.2"], false),
            // A header of somebody who is Telegram already is not looked at.
            ("149.154.167.220:5", &["8.8.8.8"], true),
        ];
        for (peer, forwarded, expected) in cases {
            assert_eq!(admit(Some(peer), forwarded, &["10.0.0.0/24"]), *expected, "{peer} {forwarded:?}");
        }
        assert!(admit(Some("[fd00::1]:5"), &["[2001:db8::1]:77, 149.154.167.220"], &["fd00::/8"]));
    }
}
