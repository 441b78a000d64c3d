//! From PEM to a certificate with its key. Every way it can fail has its own sentence.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use zeroize::Zeroizing;

use super::facts::Facts;
use super::{Certificate, CertificateError, PublicCertificate, provider};

pub(super) fn from_files(certificate: &Path, key: &Path, now: SystemTime) -> Result<Certificate, CertificateError> {
    let read = |path: &Path| {
        std::fs::read(path)
            .map(Zeroizing::new)
            .map_err(|source| CertificateError::Read { path: path.to_owned(), source: Arc::new(source) })
    };
    let origins = [certificate.display().to_string(), key.display().to_string()];
    from_pem(&read(certificate)?, &read(key)?, [&origins[0], &origins[1]], now)
}

pub(super) fn from_pem(
    certificate: &[u8],
    key: &[u8],
    [certificate_origin, key_origin]: [&str; 2],
    now: SystemTime,
) -> Result<Certificate, CertificateError> {
    let chain = chain(certificate, certificate_origin)?;
    let public = public(&chain, certificate_origin)?;
    let key = private_key(key, key_origin)?;
    let bad_key = || CertificateError::BadKey { origin: key_origin.to_owned() };
    let key = provider().key_provider.load_private_key(key).map_err(|_| bad_key())?;
    let key = CertifiedKey::new(chain, key);
    match key.keys_match() {
        // All kinds of keys of our provider can be compared.
        Ok(()) => {}
        Err(_) => return Err(CertificateError::KeyMismatch),
    }
    public.check_time(now)?;
    Ok(Certificate { key: Arc::new(key), public })
}

/// All certificates in it: at least one.
pub(super) fn chain(pem: &[u8], origin: &str) -> Result<Vec<CertificateDer<'static>>, CertificateError> {
    let chain: Vec<_> = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .map_err(|_| CertificateError::BadPem { origin: origin.to_owned() })?;
    if chain.is_empty() {
        return Err(CertificateError::NoCertificate { origin: origin.to_owned() });
    }
    Ok(chain)
}

pub(super) fn public(chain: &[CertificateDer<'static>], origin: &str) -> Result<PublicCertificate, CertificateError> {
    let bad = || CertificateError::BadCertificate { origin: origin.to_owned() };
    let own = chain.first().ok_or_else(bad)?;
    let facts = chain.iter().map(|der| Facts::read(der)).collect::<Option<Vec<_>>>().ok_or_else(bad)?;
    let in_order = facts.windows(2).all(|pair| matches!(pair, [one, next] if one.is_issued_by(next)));
    let facts = facts.into_iter().next().ok_or_else(bad)?;
    Ok(PublicCertificate { pem: to_pem(own).into(), chain_length: chain.len(), in_order, facts: Arc::new(facts) })
}

fn private_key(pem: &[u8], origin: &str) -> Result<PrivateKeyDer<'static>, CertificateError> {
    let has = |marker: &[u8]| pem.windows(marker.len()).any(|window| window == marker);
    // Both the modern form and the old one, where a plain header hides an encrypted body.
    if has(b"BEGIN ENCRYPTED PRIVATE KEY") || has(b"Proc-Type: 4,ENCRYPTED") {
        return Err(CertificateError::EncryptedKey { origin: origin.to_owned() });
    }
    PrivateKeyDer::from_pem_slice(pem).map_err(|error| match error {
        rustls::pki_types::pem::Error::NoItemsFound => CertificateError::NoKey { origin: origin.to_owned() },
        // The error could repeat a line of the key.
        _ => CertificateError::BadPem { origin: origin.to_owned() },
    })
}

/// Lines of 64 characters. <https://www.rfc-editor.org/rfc/rfc7468#section-2>
fn to_pem(der: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut pem = String::from("-----BEGIN CERTIFICATE-----\n");
    for line in der.chunks(48) {
        for group in line.chunks(3) {
            let bits =
                group.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - group.len()));
            for place in 0..4 {
                let filled = place <= group.len();
                pem.push(if filled { char::from(ALPHABET[bits >> (18 - 6 * place) & 63]) } else { '=' });
            }
        }
        pem.push('\n');
    }
    pem.push_str("-----END CERTIFICATE-----\n");
    pem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pem_of_every_length_is_read_back() {
        for length in 0..200_u8 {
            let der: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(37).wrapping_add(length)).collect();
            let pem = to_pem(&der);
            assert!(pem.lines().all(|line| line.len() <= 64));
            assert_eq!(CertificateDer::from_pem_slice(pem.as_bytes()).unwrap().as_ref(), der);
        }
    }
}
