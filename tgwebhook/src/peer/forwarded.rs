//! `X-Forwarded-For`: whom a trusted proxy speaks for. Everything left of the first untrusted address is hearsay.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;

use super::Subnet;

/// The address that counts: the peer's own, or, if the peer is a trusted proxy, the right-most one of
/// `X-Forwarded-For` that is not a trusted proxy itself. `None` if that one cannot be read.
pub(super) fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[Subnet]) -> Option<IpAddr> {
    let trusted = |address: IpAddr| proxies.iter().any(|proxy| proxy.contains(address));
    if !trusted(peer) {
        return Some(peer);
    }
    let mut client = peer;
    for value in headers.get_all("x-forwarded-for").iter().rev() {
        for entry in value.to_str().ok()?.rsplit(',') {
            client = address(entry.trim())?;
            if !trusted(client) {
                return Some(client);
            }
        }
    }
    Some(client)
}

/// An address as proxies write it: plain, in brackets, or with a port.
fn address(text: &str) -> Option<IpAddr> {
    text.parse()
        .or_else(|_| text.parse::<SocketAddr>().map(|address| address.ip()))
        .or_else(|_| text.trim_start_matches('[').trim_end_matches(']').parse())
        .ok()
}
