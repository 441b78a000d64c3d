//! The certificate check as rustls wants it.

use rustls::{
    CertificateError, DigitallySignedStruct, Error, OtherError, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::WebPkiSupportedAlgorithms,
    pki_types::{CertificateDer, ServerName, UnixTime},
};

use super::chain::{self, Trust};

#[derive(Debug)]
pub(super) struct Verifier {
    trust: Trust,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Verifier {
    pub(super) fn new(trust: Trust, algorithms: WebPkiSupportedAlgorithms) -> Self {
        Self { trust, algorithms }
    }

    /// Checks that the peer holds the certificate's key. Not left to rustls' helper, because that one refuses
    /// certificates of version 1, which OpenSSL makes and accepts.
    fn check_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
        first_only: bool,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = self.algorithms.mapping.iter().find(|(scheme, _)| *scheme == signature.scheme);
        let algorithms = known.map(|(_, algorithms)| *algorithms).unwrap_or_default();
        // TLS 1.3 ties a scheme to one curve, TLS 1.2 does not.
        let n = if first_only { 1 } else { algorithms.len() };
        let good = chain::with_parsed(certificate, |signer| {
            chain::verify(signer, algorithms.iter().copied().take(n), message, signature.signature())
        });
        match good {
            Some(true) => Ok(HandshakeSignatureValid::assertion()),
            Some(false) => Err(CertificateError::BadSignature.into()),
            None => Err(CertificateError::BadEncoding.into()),
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Reason(String);

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match self.trust.check(end_entity, intermediates, now, self.algorithms.all) {
            Ok(()) => Ok(ServerCertVerified::assertion()),
            Err(reason) => {
                let reason = OtherError(std::sync::Arc::new(Reason(reason)));
                Err(Error::InvalidCertificate(CertificateError::Other(reason)))
            }
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.check_signature(message, cert, dss, false)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.check_signature(message, cert, dss, true)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
