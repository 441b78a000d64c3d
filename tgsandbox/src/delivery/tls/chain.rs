//! Which certificates are believed: the anchors of one webhook, and the way from a server's certificate to one.
//!
//! As OpenSSL does it for Telegram: an uploaded certificate replaces the system's roots; the chain has to end in a
//! self-signed anchor, which may be the server's own certificate, even one that calls itself a CA; all certificates on
//! the way must be valid today, and those that sign must be CAs. Pure but for the clock that is handed in.

use std::net::IpAddr;

use rustls::pki_types::{CertificateDer, SignatureVerificationAlgorithm, UnixTime, pem::PemObject};
use x509_parser::{certificate::X509Certificate, prelude::FromDer, time::ASN1Time};

use super::names;

/// The longest chain that is followed.
const MAX_DEPTH: usize = 10;

type Algorithms = &'static [&'static dyn SignatureVerificationAlgorithm];

/// What one webhook's certificate is checked against.
#[derive(Debug)]
pub(in super::super) struct Trust {
    anchors: Vec<CertificateDer<'static>>,
    host: String,
    ip: Option<IpAddr>,
    uploaded: bool,
}

impl Trust {
    /// `uploaded` is the PEM file of `setWebhook`, `roots` stand for the system's.
    pub(in super::super) fn new(
        uploaded: Option<&[u8]>,
        roots: &[CertificateDer<'static>],
        host: &str,
    ) -> Result<Self, String> {
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let ip = host.parse().ok();
        let Some(pem) = uploaded else {
            return Ok(Self { anchors: roots.to_vec(), host, ip, uploaded: false });
        };
        let bad = || "Failed to set custom certificate file".to_owned();
        let anchors: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().map_err(|_| bad())?;
        if anchors.is_empty() || anchors.iter().any(|anchor| parse(anchor).is_none()) {
            return Err(bad());
        }
        Ok(Self { anchors, host, ip, uploaded: true })
    }

    /// Checks a server's certificates; the error says what is wrong.
    pub(super) fn check(
        &self,
        leaf: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        now: UnixTime,
        algorithms: Algorithms,
    ) -> Result<(), String> {
        let now = ASN1Time::from_timestamp(i64::try_from(now.as_secs()).unwrap_or(i64::MAX))
            .map_err(|_| "the clock is out of range".to_owned())?;
        let first = parse(leaf).ok_or("the certificate is not X.509")?;
        let anchors: Vec<_> = self.anchors.iter().filter_map(|der| Some((der, parse(der)?))).collect();
        let sent: Vec<_> = others.iter().filter_map(|der| Some((der, parse(der)?))).collect();

        let (mut der, mut certificate) = (leaf, &first);
        for depth in 0..MAX_DEPTH {
            if !certificate.validity().is_valid_at(now) {
                return Err(format!("certificate `{}` is expired or not yet valid", certificate.subject()));
            }
            let is_anchor = anchors.iter().any(|(anchor, _)| anchor.as_ref() == der.as_ref());
            if is_anchor && signed_by(der, certificate, certificate, algorithms) {
                return self.check_host(&first);
            }
            // Anchors first: a server may send a root that is not the one that is believed.
            let issuer = anchors.iter().map(|(der, parsed)| (*der, parsed)).chain(sent.iter().map(|(d, p)| (*d, p)));
            let issuer = issuer
                .filter(|(other, parsed)| other.as_ref() != der.as_ref() && may_sign(parsed))
                .find(|(_, parsed)| signed_by(der, certificate, parsed, algorithms));
            let Some((next_der, next)) = issuer else {
                let what = if depth == 0 && signed_by(der, certificate, certificate, algorithms) {
                    "self-signed certificate"
                } else {
                    "unable to get local issuer certificate"
                };
                return Err(format!("{what} (`{}`)", certificate.subject()));
            };
            (der, certificate) = (next_der, next);
        }
        Err("certificate chain too long".to_owned())
    }

    /// With an uploaded certificate an address is looked for among the names; without, among the addresses. To be kind
    /// to certificates made for an address, an equal iPAddress entry counts in both cases.
    fn check_host(&self, certificate: &X509Certificate<'_>) -> Result<(), String> {
        let by_ip = self.ip.is_some_and(|ip| names::matches_ip(certificate, ip));
        let by_name = (self.ip.is_none() || self.uploaded) && names::matches_name(certificate, &self.host);
        if by_ip || by_name {
            return Ok(());
        }
        Err(format!("hostname mismatch: the certificate is not for `{}`", self.host))
    }
}

fn parse<'a>(der: &'a CertificateDer<'_>) -> Option<X509Certificate<'a>> {
    X509Certificate::from_der(der.as_ref()).ok().map(|(_, certificate)| certificate)
}

/// A certificate of version 1 has no extensions to say so, and may sign as far as OpenSSL is concerned when it is
/// self-signed; any other must be a CA.
fn may_sign(issuer: &X509Certificate<'_>) -> bool {
    let may = issuer.is_ca() || (issuer.version().0 == 0 && issuer.subject() == issuer.issuer());
    let usage = issuer.key_usage().ok().flatten();
    may && usage.is_none_or(|usage| usage.value.key_cert_sign())
}

fn signed_by(
    der: &CertificateDer<'_>,
    certificate: &X509Certificate<'_>,
    issuer: &X509Certificate<'_>,
    algorithms: Algorithms,
) -> bool {
    if certificate.issuer().as_raw() != issuer.subject().as_raw() {
        return false;
    }
    let Some((signed, signature_algorithm)) = signed_parts(der.as_ref()) else { return false };
    verify(
        issuer,
        algorithms.iter().copied().filter(|a| a.signature_alg_id().as_ref() == signature_algorithm),
        signed,
        &certificate.signature_value.data,
    )
}

/// Whether one of the algorithms finds the signature good under the certificate's key.
pub(super) fn verify(
    signer: &X509Certificate<'_>,
    mut algorithms: impl Iterator<Item = &'static dyn SignatureVerificationAlgorithm>,
    message: &[u8],
    signature: &[u8],
) -> bool {
    let key = signer.public_key();
    let Some((_, key_algorithm, _)) = tlv(key.raw).and_then(|(_, content, _)| tlv(content)) else { return false };
    algorithms.any(|algorithm| {
        algorithm.public_key_alg_id().as_ref() == key_algorithm
            && algorithm.verify_signature(&key.subject_public_key.data, message, signature).is_ok()
    })
}

/// The signed part of a certificate, and its signature's AlgorithmIdentifier without the outer header.
fn signed_parts(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (_, content, _) = tlv(der)?;
    let (signed, _, rest) = tlv(content)?;
    let (_, algorithm, _) = tlv(rest)?;
    Some((signed, algorithm))
}

/// One DER element: all of it, its content, and what follows it.
fn tlv(der: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let first = *der.get(1)?;
    let (length, header) = if first < 0x80 {
        (usize::from(first), 2)
    } else {
        let n = usize::from(first & 0x7f);
        if n == 0 || n > 4 {
            return None;
        }
        let bytes = der.get(2..2 + n)?;
        (bytes.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte)), 2 + n)
    };
    let end = header.checked_add(length)?;
    Some((der.get(..end)?, der.get(header..end)?, der.get(end..)?))
}

pub(super) fn with_parsed<R>(der: &CertificateDer<'_>, f: impl FnOnce(&X509Certificate<'_>) -> R) -> Option<R> {
    parse(der).map(|certificate| f(&certificate))
}
