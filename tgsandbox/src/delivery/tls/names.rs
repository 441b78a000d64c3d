//! Whether a certificate speaks for a host. Pure.
//!
//! The rules are OpenSSL's with default flags: DNS names of the subjectAltName decide; the subject's common names count
//! only when there is no such name; a `*` stands for (part of) the leftmost label and needs two labels behind it.

use std::net::IpAddr;

use x509_parser::{certificate::X509Certificate, extensions::GeneralName};

/// Checks a host name, or an address written as one.
pub(super) fn matches_name(certificate: &X509Certificate<'_>, host: &str) -> bool {
    let names = dns_names(certificate);
    if !names.is_empty() {
        return names.iter().any(|name| name_matches(name, host));
    }
    let mut common_names = certificate.subject().iter_common_name().filter_map(|name| name.as_str().ok());
    common_names.any(|name| name_matches(name, host))
}

/// Checks an address against the iPAddress entries.
pub(super) fn matches_ip(certificate: &X509Certificate<'_>, ip: IpAddr) -> bool {
    general_names(certificate).any(|name| match (name, ip) {
        (GeneralName::IPAddress(bytes), IpAddr::V4(ip)) => *bytes == ip.octets().as_slice(),
        (GeneralName::IPAddress(bytes), IpAddr::V6(ip)) => *bytes == ip.octets().as_slice(),
        _ => false,
    })
}

fn dns_names<'a>(certificate: &'a X509Certificate<'_>) -> Vec<&'a str> {
    general_names(certificate)
        .filter_map(|name| if let GeneralName::DNSName(name) = name { Some(*name) } else { None })
        .collect()
}

fn general_names<'a, 'b>(certificate: &'a X509Certificate<'b>) -> impl Iterator<Item = &'a GeneralName<'b>> {
    let extension = certificate.subject_alternative_name().ok().flatten();
    extension.into_iter().flat_map(|extension| &extension.value.general_names)
}

fn name_matches(pattern: &str, host: &str) -> bool {
    if pattern.eq_ignore_ascii_case(host) {
        return true;
    }
    let (Some((first, rest)), Some((label, tail))) = (pattern.split_once('.'), host.split_once('.')) else {
        return false;
    };
    let Some((before, after)) = first.split_once('*') else { return false };
    let (label, before, after) = (label.to_ascii_lowercase(), before.to_ascii_lowercase(), after.to_ascii_lowercase());
    rest.contains('.')
        && rest.eq_ignore_ascii_case(tail)
        && !after.contains('*')
        && !label.starts_with("xn--")
        && label.len() > before.len() + after.len()
        && label.starts_with(&before)
        && label.ends_with(&after)
}

#[cfg(test)]
mod tests {
    use super::name_matches;

    #[test]
    fn a_star_stands_for_the_leftmost_label_only() {
        assert!(name_matches("*.example.com", "bot.example.com"));
        assert!(name_matches("B*.example.com", "bot.EXAMPLE.com"));
        assert!(name_matches("bot.example.com", "BOT.example.com"));
        for (pattern, host) in [
            ("*.example.com", "a.bot.example.com"),
            ("*.example.com", "example.com"),
            ("*.com", "example.com"),
            ("bot.*.com", "bot.example.com"),
            ("*.0.0.1", "127.0.0.2"),
            ("*.example.com", "xn--bcher-kva.example.com"),
        ] {
            assert!(!name_matches(pattern, host), "{pattern} {host}");
        }
    }
}
