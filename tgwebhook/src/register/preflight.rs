//! What would keep Telegram from delivering, found before it is told. No network: names are not resolved.

use std::net::{IpAddr, Ipv4Addr};
use std::time::SystemTime;

use http::Uri;

use super::{PreflightError, Registration};
use crate::peer::Subnet;

/// Telegram's own list of addresses it does not deliver to.
const RESERVED: [(Ipv4Addr, u8); 14] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 3),
];

/// The head of a request has to stay below 4096 bytes, with up to 256 of secret and some of the rest.
const MAX_URL: usize = 3_500;

pub(super) fn check(registration: &Registration, now: SystemTime) -> Result<(), PreflightError> {
    if registration.url.len() > MAX_URL {
        return Err(PreflightError::UrlTooLong(registration.url.len()));
    }
    let uri: Uri = registration.url.parse().map_err(|_| PreflightError::Url)?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(PreflightError::Url) };
    // A server of one's own takes plain HTTP in its local mode.
    let plain_allowed = registration.allow_private && scheme.eq_ignore_ascii_case("http");
    if !scheme.eq_ignore_ascii_case("https") && !plain_allowed {
        return Err(PreflightError::NotHttps { scheme: scheme.to_owned() });
    }
    if authority.as_str().contains('@') {
        return Err(PreflightError::Credentials);
    }
    let host = authority.host();
    if host.is_empty() || host.contains('%') {
        return Err(PreflightError::Url);
    }
    let after_host = authority.as_str().strip_prefix(host).unwrap_or_default();
    let port = match after_host.strip_prefix(':') {
        Some(port) => port.parse().map_err(|_| PreflightError::Url)?,
        None if plain_allowed => 80,
        None => 443,
    };
    if !matches!(port, 443 | 80 | 88 | 8443) && !registration.allow_any_port {
        return Err(PreflightError::Port { port });
    }
    check_host(host, registration)?;
    if let Some(certificate) = &registration.certificate {
        certificate.check_time(now)?;
        certificate.check_host(host)?;
        if !certificate.is_chain_in_order() {
            return Err(PreflightError::ChainOrder);
        }
        // A server of one's own may know the one who signed it.
        if !certificate.is_self_signed() && certificate.chain_length() == 1 && !registration.allow_private {
            return Err(PreflightError::ChainIncomplete);
        }
    }
    match registration.max_connections {
        Some(connections) if !(1..=100).contains(&connections) => Err(PreflightError::MaxConnections(connections)),
        _ => Ok(()),
    }
}

fn check_host(host: &str, registration: &Registration) -> Result<(), PreflightError> {
    if registration.allow_private {
        return Ok(());
    }
    let named = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
    let is_local_name = host.eq_ignore_ascii_case("localhost")
        || host.rsplit_once('.').is_some_and(|(_, top)| {
            ["localhost", "local", "internal", "lan", "home", "test", "invalid"]
                .iter()
                .any(|local| top.eq_ignore_ascii_case(local))
        })
        || (named.is_none() && !host.contains('.'));
    // What is pinned is what counts.
    let address = registration.ip_address.or(named);
    if is_local_name && address.is_none() {
        return Err(PreflightError::Private { host: host.to_owned() });
    }
    match address.map(|address| address.to_canonical()) {
        Some(address @ IpAddr::V6(_)) => Err(PreflightError::Ipv6 { address }),
        Some(IpAddr::V4(v4)) if is_reserved(v4) => Err(PreflightError::Private { host: v4.to_string() }),
        _ => Ok(()),
    }
}

fn is_reserved(address: Ipv4Addr) -> bool {
    RESERVED
        .iter()
        .any(|(net, prefix)| Subnet::new((*net).into(), *prefix).is_ok_and(|net| net.contains(address.into())))
}

/// A URL without what may be secret in it.
pub(super) fn shown(url: &str) -> String {
    match url.parse::<Uri>().ok().as_ref().and_then(|uri| uri.scheme_str().zip(uri.authority())) {
        Some((scheme, authority)) if !authority.as_str().contains('@') => format!("{scheme}://{authority}/***"),
        _ => "***".to_owned(),
    }
}
