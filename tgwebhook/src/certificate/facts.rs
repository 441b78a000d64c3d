//! What stands in a certificate: for whom, from when, until when. Knows X.509; no keys, no files.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::CertificateError;

/// What matters of a certificate.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    dns_names: Vec<String>,
    addresses: Vec<IpAddr>,
    common_name: Option<String>,
    pub(super) not_before: SystemTime,
    pub(super) not_after: SystemTime,
    /// Subject and issuer are the same.
    pub(super) self_signed: bool,
    subject: Vec<u8>,
    issuer: Vec<u8>,
}

impl Facts {
    /// `None` if it is no X.509 certificate.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let mut dns_names = Vec::new();
        let mut addresses = Vec::new();
        if let Some(names) = certificate.subject_alternative_name().ok()? {
            for name in &names.value.general_names {
                match name {
                    GeneralName::DNSName(name) => dns_names.push((*name).to_owned()),
                    GeneralName::IPAddress(bytes) => addresses.extend(address(bytes)),
                    _ => {}
                }
            }
        }
        let common_name = certificate.subject().iter_common_name().next();
        Some(Self {
            dns_names,
            addresses,
            common_name: common_name.and_then(|name| name.as_str().ok()).map(str::to_owned),
            not_before: moment(certificate.validity().not_before.timestamp()),
            not_after: moment(certificate.validity().not_after.timestamp()),
            self_signed: certificate.subject().as_raw() == certificate.issuer().as_raw(),
            subject: certificate.subject().as_raw().to_vec(),
            issuer: certificate.issuer().as_raw().to_vec(),
        })
    }

    /// Whether the other one is the one that signed this, by name.
    pub(super) fn is_issued_by(&self, other: &Self) -> bool {
        self.issuer == other.subject
    }

    pub(super) fn check_time(&self, now: SystemTime) -> Result<(), CertificateError> {
        if let Ok(wait) = self.not_before.duration_since(now)
            && !wait.is_zero()
        {
            return Err(CertificateError::NotYetValid { wait });
        }
        match now.duration_since(self.not_after) {
            Ok(ago) if !ago.is_zero() => Err(CertificateError::Expired { ago }),
            _ => Ok(()),
        }
    }

    /// As Telegram's server compares: a name with the DNS names, or with the common name if there are none. An IP
    /// address likewise if the certificate is self-signed (it is uploaded then), else with the IP addresses.
    pub(super) fn check_host(&self, host: &str) -> Result<(), CertificateError> {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let as_name = match (self.dns_names.as_slice(), &self.common_name) {
            ([], Some(name)) => covers(name, host),
            (names, _) => names.iter().any(|name| covers(name, host)),
        };
        let fits = match host.parse::<IpAddr>() {
            Ok(address) if self.self_signed => {
                if !as_name && self.addresses.contains(&address) {
                    return Err(CertificateError::AddressNotAsName { host: host.to_owned() });
                }
                as_name
            }
            Ok(address) => self.addresses.contains(&address),
            Err(_) => as_name,
        };
        if fits { Ok(()) } else { Err(CertificateError::Host { host: host.to_owned(), names: self.names() }) }
    }

    /// Everything it is for, each once.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.dns_names.clone();
        names.extend(self.addresses.iter().map(ToString::to_string));
        if names.is_empty() {
            names.extend(self.common_name.clone());
        }
        let mut seen = Vec::with_capacity(names.len());
        names.retain(|name| {
            let new = !seen.contains(name);
            seen.push(name.clone());
            new
        });
        names
    }
}

/// Whether a name of a certificate covers a host; `*` stands for exactly the left-most label.
/// <https://www.rfc-editor.org/rfc/rfc6125#section-6.4.3>
fn covers(name: &str, host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    if name.eq_ignore_ascii_case(host) {
        return true;
    }
    match (name.strip_prefix("*."), host.split_once('.')) {
        (Some(rest), Some((label, domain))) => {
            !label.is_empty() && host.parse::<IpAddr>().is_err() && rest.eq_ignore_ascii_case(domain)
        }
        _ => false,
    }
}

fn address(bytes: &[u8]) -> Option<IpAddr> {
    if let Ok(v4) = <[u8; 4]>::try_from(bytes) {
        return Some(Ipv4Addr::from(v4).into());
    }
    <[u8; 16]>::try_from(bytes).ok().map(|v6| Ipv6Addr::from(v6).into())
}

fn moment(seconds: i64) -> SystemTime {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    let moment = if seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
    moment.unwrap_or(UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_one_label() {
        for (name, host, expected) in [
            ("example.com", "EXAMPLE.com", true),
            ("example.com", "example.com.", true),
            ("example.com", "www.example.com", false),
            ("*.example.com", "www.example.com", true),
            ("*.example.com", "a.b.example.com", false),
            ("*.example.com", "example.com", false),
            ("*.example.com", ".example.com", false),
            ("*.0.0.1", "127.0.0.1", false),
            ("127.0.0.1", "127.0.0.1", true),
        ] {
            assert_eq!(covers(name, host), expected, "{name} {host}");
        }
    }

    #[test]
    fn an_uploaded_certificate_is_compared_by_name() {
        let facts = |dns: &[&str], ips: &[&str], cn: Option<&str>, self_signed| Facts {
            dns_names: dns.iter().map(ToString::to_string).collect(),
            addresses: ips.iter().map(|ip| ip.parse().unwrap()).collect(),
            common_name: cn.map(str::to_owned),
            not_before: UNIX_EPOCH,
            not_after: UNIX_EPOCH,
            self_signed,
            subject: Vec::new(),
            issuer: Vec::new(),
        };
        assert!(facts(&[], &["1.2.3.4"], Some("1.2.3.4"), true).check_host("1.2.3.4").is_ok());
        assert!(facts(&["1.2.3.4"], &[], None, true).check_host("1.2.3.4").is_ok());
        assert!(matches!(
            facts(&["other"], &["1.2.3.4"], Some("1.2.3.4"), true).check_host("1.2.3.4"),
            Err(CertificateError::AddressNotAsName { .. })
        ));
        assert!(facts(&[], &["1.2.3.4"], None, false).check_host("1.2.3.4").is_ok());
        assert!(facts(&["1.2.3.4"], &[], None, false).check_host("1.2.3.4").is_err());
        // The common name counts only where there are no DNS names.
        assert!(facts(&[], &[], Some("a.example"), false).check_host("a.example").is_ok());
        assert!(facts(&["b.example"], &[], Some("a.example"), false).check_host("a.example").is_err());
    }
}
