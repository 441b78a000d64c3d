//! How requests get to the authority: by the HTTP client that the project has already.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http_body_util::BodyExt;
use instant_acme::{BodyWrapper, BytesResponse, Error, HttpClient};

use super::{AcmeError, Settings};

/// An authority may think for a while, but not for ever.
const TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Clone)]
pub(super) struct Http(reqwest::Client);

impl Http {
    pub(super) fn new(settings: &Settings) -> Result<Self, AcmeError> {
        let failed = |error: reqwest::Error| AcmeError::Client(error.to_string());
        let mut builder = reqwest::Client::builder().timeout(TIMEOUT).https_only(true);
        if let Some(root) = &settings.root {
            let roots = reqwest::Certificate::from_pem_bundle(root).map_err(failed)?;
            builder = builder.tls_certs_merge(roots);
        }
        builder.build().map(Self).map_err(failed)
    }
}

impl HttpClient for Http {
    fn request(
        &self,
        request: Request<BodyWrapper<Bytes>>,
    ) -> Pin<Box<dyn Future<Output = Result<BytesResponse, Error>> + Send>> {
        let client = self.0.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            // It cannot fail: the type says so.
            let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
            let request = reqwest::Request::try_from(Request::from_parts(head, body)).map_err(other)?;
            let answer = client.execute(request).await.map_err(other)?;
            Ok(BytesResponse::from(http::Response::<reqwest::Body>::from(answer)))
        })
    }
}

/// With what is behind it: the outermost error only says that sending failed.
#[expect(clippy::needless_pass_by_value, reason = "it is a function for `map_err`")]
fn other(error: reqwest::Error) -> Error {
    let mut sentence = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        sentence = format!("{sentence}: {cause}");
        source = cause.source();
    }
    Error::Other(sentence.into())
}
