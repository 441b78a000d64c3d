//! The one place that knows reqwest and the URL with the token in it. Neither leaves this file, but for the path of a
//! call that goes straight over hyper.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::uri::PathAndQuery;
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};
use tokio::time::Instant;
use tower::Service;

use super::BoxFuture;
use super::direct::{self, Direct};
use super::local::LocalFiles;
use super::multipart::Multipart;
use super::output::{RawOutput, place_of};
use super::patience::while_it_moves;
use crate::call::RawCall;
use crate::envelope::open_envelope;
use crate::error::{ApiError, BoxError, Error};
use crate::token::Token;

/// What it takes to talk to a Bot API server.
pub(super) struct Http {
    pub(super) http: reqwest::Client,
    /// For calls without files, if nothing stands in its way.
    pub(super) direct: Option<Direct>,
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

    /// `<path of the api>/bot<token>/[test/]<method>`. Secret.
    fn method_text(&self, method: &str) -> String {
        let test = if self.test_environment { "test/" } else { "" };
        [self.api_url.path(), "bot", self.token.expose(), "/", test, method].concat()
    }

    /// The same with scheme and host. Secret.
    fn method_url(&self, method: &str) -> reqwest::Url {
        let mut url = self.api_url.clone();
        url.set_path(&self.method_text(method));
        url
    }

    /// The same without; `None` if the name would have to be escaped. Secret.
    fn method_path(&self, method: &str) -> Option<PathAndQuery> {
        let plain = method.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        plain.then(|| PathAndQuery::try_from(self.method_text(method)).ok()).flatten()
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
        self.reason_of(&error.without_url())
    }

    fn reason_of(&self, error: &(dyn std::error::Error + 'static)) -> String {
        self.token.strike_out(reason(error))
    }

    pub(super) async fn call(&self, call: &RawCall) -> Result<RawOutput, Error> {
        // Boxed, like whatever is rare: a call takes the room of the largest thing it may do.
        if !call.uploads().is_empty() {
            return Box::pin(self.upload(call)).await;
        }
        let patience = call.timeout().unwrap_or_else(|| self.timeout.saturating_add(long_poll(call)));
        let params = Bytes::from_owner(Params(call.params_shared()));
        let answer = match (&self.direct, self.method_path(call.method())) {
            (Some(direct), Some(path)) => self.post(direct, path, params, Instant::now().checked_add(patience)).await,
            _ => {
                let request = self.http.post(self.method_url(call.method()));
                let request = request.header(http::header::CONTENT_TYPE, "application/json").body(params);
                tokio::time::timeout(patience, Box::pin(self.send(request))).await.unwrap_or(Err(Failure::Late))
            }
        };
        self.open(call, patience, answer)
    }

    async fn upload(&self, call: &RawCall) -> Result<RawOutput, Error> {
        let url = self.method_url(call.method());
        let multipart = Multipart::new(call, self.form_params(call)?).await;
        let Multipart { form, meter, broken } = multipart.map_err(|broken| self.unreadable(call, broken))?;
        let patience = call.timeout().unwrap_or(self.upload_timeout);
        let answer = while_it_moves(self.send(self.http.post(url).multipart(form)), patience, &meter).await;
        let result = self.open(call, patience, answer.unwrap_or(Err(Failure::Late)));
        result.map_err(|error| broken.take().map_or(error, |broken| self.unreadable(call, broken)))
    }

    /// A file that cannot be read. Its path may lead through the folder of a bot on a local server.
    fn unreadable(&self, call: &RawCall, (file, source): (String, BoxError)) -> Error {
        let text = source.to_string();
        let shown = self.token.strike_out(text.clone());
        let source = if shown == text { source } else { shown.into() };
        Error::upload(call.method().to_owned(), &self.token.strike_out(file), source)
    }

    /// Sends a request by reqwest and reads its answer.
    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Answer, Failure> {
        let failure = |error: reqwest::Error| {
            let connecting = error.is_connect();
            Failure::Network { connecting, reason: self.reason(error) }
        };
        let mut response = request.send().await.map_err(failure)?;
        let (status, retry_after) = (response.status(), retry_after(response.headers()));
        let mut body = Body::default();
        while let Some(chunk) = response.chunk().await.map_err(failure)? {
            body.push(chunk, status)?;
        }
        Ok(Answer { status, retry_after, body: body.end() })
    }

    /// Sends parameters straight over hyper and reads the answer.
    async fn post(
        &self,
        direct: &Direct,
        path: PathAndQuery,
        params: Bytes,
        deadline: Option<Instant>,
    ) -> Result<Answer, Failure> {
        let failed = |failure| match failure {
            direct::Failure::Connect(error) => Failure::Network { connecting: true, reason: self.reason_of(&*error) },
            direct::Failure::Broken(error) => Failure::Network { connecting: false, reason: self.reason_of(&error) },
            direct::Failure::Late => Failure::Late,
        };
        let mut exchange = direct.post(path, params, deadline).await.map_err(failed)?;
        let (status, retry_after) = (exchange.response.status(), retry_after(exchange.response.headers()));
        let mut body = Body::default();
        while let Some(frame) = exchange.frame().await.map_err(failed)? {
            if let Ok(chunk) = frame.into_data() {
                body.push(chunk, status)?;
            }
        }
        exchange.done();
        Ok(Answer { status, retry_after, body: body.end() })
    }

    /// What an answer means.
    fn open(&self, call: &RawCall, patience: Duration, answer: Result<Answer, Failure>) -> Result<RawOutput, Error> {
        let method = || call.method().to_owned();
        let Answer { status, retry_after, body } = match answer {
            Ok(answer) => answer,
            Err(Failure::TooLong { status }) => {
                return Err(Error::decode(method(), status, format!("it is longer than {MAX_ANSWER} bytes")));
            }
            Err(Failure::Network { connecting: true, reason }) => return Err(Error::connect(method(), reason)),
            Err(Failure::Network { connecting: false, reason }) => return Err(Error::network(method(), reason)),
            Err(Failure::Late) => return Err(Error::timeout(method(), patience)),
        };
        match open_envelope(&body) {
            Ok(Ok(result)) => {
                let at = place_of(result, &body);
                Ok(RawOutput::part_of(body, at))
            }
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
    Network {
        connecting: bool,
        reason: String,
    },
    TooLong {
        status: u16,
    },
    /// Nothing in time.
    Late,
}

struct Answer {
    status: StatusCode,
    retry_after: Option<Duration>,
    body: Bytes,
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(http::header::RETRY_AFTER)?.to_str().ok()?;
    seconds.trim().parse().ok().map(Duration::from_secs)
}

/// The body of an answer, as it comes: in one piece, as a rule. A small one is copied, so that the buffer that it came in,
/// which is larger, can be used again for the next; a large one is not.
#[derive(Default)]
struct Body {
    first: Bytes,
    all: BytesMut,
}

impl Body {
    fn push(&mut self, chunk: Bytes, status: StatusCode) -> Result<(), Failure> {
        if self.first.len().max(self.all.len()) + chunk.len() > MAX_ANSWER {
            return Err(Failure::TooLong { status: status.as_u16() });
        }
        if self.first.is_empty() && self.all.is_empty() {
            self.first = if chunk.len() <= SMALL { Bytes::copy_from_slice(&chunk) } else { chunk };
        } else {
            self.all.extend_from_slice(&std::mem::take(&mut self.first));
            self.all.extend_from_slice(&chunk);
        }
        Ok(())
    }

    fn end(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.freeze() }
    }
}

/// An answer of so many bytes is copied: the result of an ordinary method is shorter.
const SMALL: usize = 4096;

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

/// The whole chain of causes in one line: the sentence of the first says little. A URL has to be off it already.
pub(super) fn reason(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
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

impl Transport {
    /// With files by their paths, if the server may read them there.
    pub(super) fn localised(&self, call: RawCall) -> RawCall {
        match &self.0.local_files {
            Some(files) if !call.uploads().is_empty() => files.localise(&call),
            _ => call,
        }
    }
}

impl Service<RawCall> for Transport {
    type Response = RawOutput;
    type Error = Error;
    type Future = BoxFuture<Result<RawOutput, Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, call: RawCall) -> Self::Future {
        let http = Arc::clone(&self.0);
        let call = self.localised(call);
        Box::pin(async move { http.call(&call).await })
    }
}
