//! The one place that knows reqwest and the URL with the token in it. Neither leaves this file.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use serde_json::{Map, Value};
use tower::Service;

use super::BoxFuture;
use super::local::LocalFiles;
use super::multipart::Multipart;
use super::output::RawOutput;
use super::patience::{Meter, while_it_moves};
use crate::call::RawCall;
use crate::envelope::open_envelope;
use crate::error::{ApiError, BoxError, Error};
use crate::token::Token;

/// What it takes to talk to a Bot API server.
pub(super) struct Http {
    pub(super) http: reqwest::Client,
    /// Ends with a slash.
    pub(super) api_url: reqwest::Url,
    pub(super) token: Token,
    pub(super) test_environment: bool,
    pub(super) timeout: Duration,
    pub(super) upload_timeout: Duration,
    pub(super) local_files: Option<LocalFiles>,
}

impl Http {
    pub(super) fn token(&self) -> &Token {
        &self.token
    }

    /// Scheme, host and port: somebody may have put a secret into the path.
    pub(super) fn api_origin(&self) -> String {
        self.api_url.origin().ascii_serialization()
    }

    /// A path of the server's, fit to be shown: the folder of a bot on a local server has its token for a name.
    pub(super) fn shown(&self, path: &Path) -> PathBuf {
        self.token.strike_out(path.to_string_lossy().into_owned()).into()
    }

    /// `<api>/bot<token>/[test/]<method>`. Secret.
    fn method_url(&self, method: &str) -> reqwest::Url {
        let mut url = self.api_url.clone();
        let test = if self.test_environment { "test/" } else { "" };
        url.set_path(&format!("{}bot{}/{test}{method}", url.path(), self.token.expose()));
        url
    }

    /// `<api>/file/bot<token>/[test/]<path>`. Secret.
    pub(super) fn file_request(&self, file_path: &str) -> reqwest::RequestBuilder {
        let mut url = self.api_url.clone();
        let test = if self.test_environment { "test/" } else { "" };
        url.set_path(&format!("{}file/bot{}/{test}{file_path}", url.path(), self.token.expose()));
        self.http.get(url)
    }

    /// What went wrong, in one line, with no secret in it.
    pub(super) fn reason(&self, error: reqwest::Error) -> String {
        self.token.strike_out(reason(&error.without_url()))
    }

    async fn call(&self, call: &RawCall) -> Result<RawOutput, Error> {
        let request = self.http.post(self.method_url(call.method()));
        let own = call.timeout();
        if call.uploads().is_empty() {
            let after = own.unwrap_or_else(|| self.timeout.saturating_add(long_poll(call)));
            let request = request
                .header(reqwest::header::CONTENT_TYPE, "application/json")
                .body(Bytes::from_owner(Params(call.params_shared())));
            return self.exchange(call, request, after, &Meter::new(Some(0), None)).await;
        }
        let multipart = Multipart::new(call, self.form_params(call)?).await;
        let Multipart { form, meter, broken } = multipart.map_err(|broken| self.unreadable(call, broken))?;
        let after = own.unwrap_or(self.upload_timeout);
        let result = self.exchange(call, request.multipart(form), after, &meter).await;
        result.map_err(|error| broken.take().map_or(error, |broken| self.unreadable(call, broken)))
    }

    /// A file that cannot be read. Its path may lead through the folder of a bot on a local server.
    fn unreadable(&self, call: &RawCall, (file, source): (String, BoxError)) -> Error {
        let text = source.to_string();
        let shown = self.token.strike_out(text.clone());
        let source = if shown == text { source } else { shown.into() };
        Error::upload(call.method().to_owned(), &self.token.strike_out(file), source)
    }

    /// Sends a request and reads its answer.
    async fn exchange(
        &self,
        call: &RawCall,
        request: reqwest::RequestBuilder,
        patience: Duration,
        meter: &Meter,
    ) -> Result<RawOutput, Error> {
        let method = || call.method().to_owned();
        let answer = while_it_moves(answer(request), patience, meter).await;
        let (status, retry_after, body) = match answer {
            Some(Ok(answer)) => answer,
            Some(Err(Failure::TooLong { status })) => {
                return Err(Error::decode(method(), status, format!("it is longer than {MAX_ANSWER} bytes")));
            }
            Some(Err(Failure::Http(error))) => {
                let connecting = error.is_connect();
                let reason = self.reason(error);
                return Err(if connecting {
                    Error::connect(method(), reason)
                } else {
                    Error::network(method(), reason)
                });
            }
            None => return Err(Error::timeout(method(), patience)),
        };
        match open_envelope(&body) {
            Ok(Ok(result)) => Ok(RawOutput::part_of(&body, result)),
            // A server may repeat what it was sent, a proxy in front of it the URL.
            Ok(Err(mut error)) => {
                error = error.map_description(|text| self.token.strike_out(text));
                if let (None, Some(wait)) = (error.retry_after(), retry_after) {
                    error = error.with_retry_after(wait);
                }
                Err(Error::refused(method(), error))
            }
            // Telegram's front servers answer some failures with a page instead of JSON: the status says it all.
            Err(_) if status.is_client_error() || status.is_server_error() => {
                let error = ApiError::new(status.as_u16(), status.canonical_reason().unwrap_or("no description"));
                let error = match retry_after {
                    Some(wait) => error.with_retry_after(wait),
                    None => error,
                };
                Err(Error::refused(method(), error))
            }
            Err(_) if status.is_redirection() => Err(Error::decode(
                method(),
                status.as_u16(),
                "it is a redirect, which is not followed: check the API URL",
            )),
            Err(reason) => Err(Error::decode(method(), status.as_u16(), reason)),
        }
    }

    fn form_params(&self, call: &RawCall) -> Result<Map<String, Value>, Error> {
        // They were written by serde_json, as an object.
        serde_json::from_str(call.params())
            .map_err(|_| Error::decode(call.method().to_owned(), 0, "the parameters are no JSON object"))
    }
}

/// The parameters, as a body that shares them with the call.
struct Params(Arc<str>);

impl AsRef<[u8]> for Params {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// The longest answer in bytes that is taken. Telegram cuts `getUpdates` at about 4 MiB; nothing else comes near.
const MAX_ANSWER: usize = 64 << 20;

enum Failure {
    Http(reqwest::Error),
    TooLong { status: u16 },
}

/// Status, `Retry-After` and body.
async fn answer(request: reqwest::RequestBuilder) -> Result<(reqwest::StatusCode, Option<Duration>, Bytes), Failure> {
    let mut response = request.send().await.map_err(Failure::Http)?;
    let status = response.status();
    let header = response.headers().get(reqwest::header::RETRY_AFTER).and_then(|value| value.to_str().ok());
    let retry_after = header.and_then(|seconds| seconds.trim().parse().ok()).map(Duration::from_secs);
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(Failure::Http)? {
        if body.len() + chunk.len() > MAX_ANSWER {
            return Err(Failure::TooLong { status: status.as_u16() });
        }
        body.extend_from_slice(&chunk);
    }
    Ok((status, retry_after, body.freeze()))
}

/// How much longer than other calls this one may take: a long poll waits for its own timeout first.
fn long_poll(call: &RawCall) -> Duration {
    #[derive(serde::Deserialize)]
    struct Poll {
        #[serde(default)]
        timeout: u64,
    }
    if call.method() != "getUpdates" {
        return Duration::ZERO;
    }
    let seconds = serde_json::from_str::<Poll>(call.params()).map_or(0, |poll| poll.timeout);
    // Telegram clamps it to 50 s; a local server may allow more.
    Duration::from_secs(seconds.min(600))
}

/// The whole chain of causes in one line: reqwest's own sentence says little. The URL has to be off it already.
pub(super) fn reason(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}

/// The end of the stack: a call becomes a request.
#[derive(Clone)]
pub(super) struct Transport(pub(super) Arc<Http>);

impl Service<RawCall> for Transport {
    type Response = RawOutput;
    type Error = Error;
    type Future = BoxFuture<Result<RawOutput, Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, call: RawCall) -> Self::Future {
        let http = Arc::clone(&self.0);
        let call = match &http.local_files {
            Some(files) if !call.uploads().is_empty() => files.localise(&call),
            _ => call,
        };
        Box::pin(async move { http.call(&call).await })
    }
}
