//! Making a certificate that nobody but itself vouches for, in the shape that Telegram accepts.

use std::net::IpAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rcgen::{CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose};
use rcgen::{SanType, date_time_ymd};
use zeroize::Zeroizing;

use super::{Certificate, CertificateError, load};

pub(super) const YEAR: Duration = Duration::from_secs(365 * 86_400);

/// Clocks differ: a certificate of this minute must be valid on the other side, too.
const BEFORE: Duration = Duration::from_secs(86_400);

/// A certificate, and the text to keep it by.
pub(super) struct Made {
    pub(super) certificate: Certificate,
    pub(super) key_pem: Zeroizing<String>,
}

pub(super) fn make<H: AsRef<str>>(
    hosts: impl IntoIterator<Item = H>,
    now: SystemTime,
    validity: Duration,
) -> Result<Made, CertificateError> {
    let hosts: Vec<H> = hosts.into_iter().collect();
    let first = hosts.first().ok_or(CertificateError::NoHost)?.as_ref();
    let failed = |error: rcgen::Error| CertificateError::Generate(error.to_string());

    let mut params = CertificateParams::default();
    for host in &hosts {
        push_names(&mut params.subject_alt_names, host.as_ref())?;
    }
    params.distinguished_name = DistinguishedName::new();
    // At most 64 characters fit (RFC 5280, ub-common-name); longer ones stand among the names alone.
    params.distinguished_name.push(DnType::CommonName, if first.len() <= 64 { first } else { "Telegram webhook" });
    // rcgen takes a type of the `time` crate, which its own function gives; the rest is arithmetic.
    let moment = |at: SystemTime| date_time_ymd(1970, 1, 1) + at.duration_since(UNIX_EPOCH).unwrap_or_default();
    params.not_before = moment(now.checked_sub(BEFORE).unwrap_or(UNIX_EPOCH));
    params.not_after = moment(now.checked_add(validity).unwrap_or(now));
    // Not a CA: a leaked key must not be able to vouch for anything else.
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];

    let key = KeyPair::generate().map_err(failed)?;
    let certificate = params.self_signed(&key).map_err(failed)?;
    let key_pem = Zeroizing::new(key.serialize_pem());
    let origins = ["the made certificate", "the made key"];
    let certificate = load::from_pem(certificate.pem().as_bytes(), key_pem.as_bytes(), origins, now)?;
    Ok(Made { certificate, key_pem })
}

fn push_names(names: &mut Vec<SanType>, host: &str) -> Result<(), CertificateError> {
    let not_a_host = || CertificateError::NotAHost { host: host.to_owned() };
    let dns = |name: &str| name.try_into().map(SanType::DnsName).map_err(|_| not_a_host());
    match host.parse::<IpAddr>() {
        Ok(address) => {
            names.push(SanType::IpAddress(address));
            // Colons cannot stand in a DNS name; Telegram does not deliver to IPv6 addresses anyway.
            if address.is_ipv4() {
                names.push(dns(host)?);
            }
        }
        Err(_) if is_host_name(host) => names.push(dns(host)?),
        Err(_) => return Err(not_a_host()),
    }
    Ok(())
}

/// Letters, digits, hyphens in labels of 1 to 63; a star may be the first label. Internationalised names in their
/// `xn--` form.
pub(crate) fn is_host_name(host: &str) -> bool {
    let labels = host.strip_prefix("*.").unwrap_or(host);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    host.len() <= 253
        && labels.split('.').all(is_label)
        // Four numbers that are no address are a typing mistake.
        && !labels.split('.').all(|label| label.bytes().all(|byte| byte.is_ascii_digit()))
}
