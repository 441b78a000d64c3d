//! One order from the account to the certificate. <https://www.rfc-editor.org/rfc/rfc8555#section-7.1>

use std::time::Duration;

use instant_acme::{
    Account, AuthorizationStatus, ChallengeType, Identifier, NewAccount, NewOrder, Order, OrderStatus, RetryPolicy,
};
use rcgen::{CertificateParams, DistinguishedName, KeyPair};
use zeroize::Zeroizing;

use super::challenges::Challenges;
use super::client::Http;
use super::{AcmeError, Settings, store};
use crate::certificate::Certificate;

/// How long the authority may take to check, and to sign.
const PATIENCE: RetryPolicy = RetryPolicy::new().timeout(Duration::from_secs(90));

pub(super) async fn certificate(settings: &Settings, challenges: &Challenges) -> Result<Certificate, AcmeError> {
    if !settings.agreed {
        return Err(AcmeError::Terms);
    }
    let account = account(settings).await?;
    let identifiers: Vec<_> = settings.hosts.iter().cloned().map(Identifier::Dns).collect();
    let mut order = account.new_order(&NewOrder::new(&identifiers)).await?;
    // Answered until the authority is done with asking.
    let mut open = Vec::new();
    let mut authorizations = order.authorizations();
    while let Some(authorization) = authorizations.next().await {
        let mut authorization = authorization?;
        if authorization.status != AuthorizationStatus::Pending {
            continue;
        }
        let mut challenge = authorization
            .challenge(ChallengeType::TlsAlpn01)
            .ok_or_else(|| AcmeError::Authority("it does not offer the challenge tls-alpn-01".to_owned()))?;
        let host = challenge.identifier().to_string();
        open.push(challenges.open(&host, challenge.key_authorization().digest().as_ref())?);
        challenge.set_ready().await?;
    }
    let checked = order.poll_ready(&PATIENCE).await;
    drop(open);
    match checked {
        Ok(OrderStatus::Ready) => {}
        Ok(_) | Err(instant_acme::Error::Api(_)) => return Err(refusal(&mut order).await),
        Err(error) => return Err(error.into()),
    }
    let (request, key) = request(settings)?;
    order.finalize_csr(&request).await?;
    let chain = order.poll_certificate(&PATIENCE).await?;
    let certificate = Certificate::from_pem(chain.as_bytes(), key.as_bytes())?;
    for host in &settings.hosts {
        certificate.check_host(host)?;
    }
    store::keep_certificate(settings, &chain, &key).await?;
    Ok(certificate)
}

async fn account(settings: &Settings) -> Result<Account, AcmeError> {
    let builder = Account::builder_with_http(Box::new(Http::new(settings)?));
    if let Some(kept) = store::account(settings).await? {
        return Ok(builder.from_credentials(kept).await?);
    }
    let contact: Vec<&str> = settings.contacts.iter().map(String::as_str).collect();
    let new = NewAccount { contact: &contact, terms_of_service_agreed: true, only_return_existing: false };
    let (account, credentials) = builder.create(&new, settings.directory.clone(), None).await?;
    store::keep_account(settings, &credentials).await?;
    Ok(account)
}

/// What the authority says it found: that is what helps.
async fn refusal(order: &mut Order) -> AcmeError {
    let mut authorizations = order.authorizations();
    while let Some(Ok(mut authorization)) = authorizations.next().await {
        let Ok(state) = authorization.refresh().await else { continue };
        let problem = state.challenges.iter().find_map(|challenge| challenge.error.as_ref());
        if let Some(problem) = problem {
            return AcmeError::Challenge { host: state.identifier().to_string(), reason: problem.to_string() };
        }
    }
    let status = order.state();
    AcmeError::Authority(match &status.error {
        Some(problem) => problem.to_string(),
        None => format!("the order ended as {:?}", status.status),
    })
}

/// The request for a certificate, and the key that it is for.
fn request(settings: &Settings) -> Result<(Vec<u8>, Zeroizing<String>), AcmeError> {
    let failed = |error: rcgen::Error| AcmeError::Generate(error.to_string());
    let mut params = CertificateParams::new(settings.hosts.clone()).map_err(failed)?;
    params.distinguished_name = DistinguishedName::new();
    let key = KeyPair::generate().map_err(failed)?;
    let request = params.serialize_request(&key).map_err(failed)?;
    Ok((request.der().to_vec(), Zeroizing::new(key.serialize_pem())))
}
