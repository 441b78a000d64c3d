//! The one place that knows reqwest and the URL with the token in it. Neither leaves this file.

use std::time::Duration;

use bytes::BytesMut;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::call::RawCall;
use crate::envelope::open_envelope;
use crate::error::{ApiError, Error};
use crate::token::Token;

pub(super) struct Transport {
    http: reqwest::Client,
    /// Ends with a slash.
    api_url: reqwest::Url,
    token: Token,
    timeout: Duration,
    test_environment: bool,
}

impl Transport {
    pub(super) fn new(
        http: reqwest::Client,
        api_url: reqwest::Url,
        token: Token,
        timeout: Duration,
        test_environment: bool,
    ) -> Self {
        Self { http, api_url, token, timeout, test_environment }
    }

    pub(super) fn token(&self) -> &Token {
        &self.token
    }

    pub(super) fn api_url(&self) -> &str {
        self.api_url.as_str()
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

    pub(super) async fn call<T: DeserializeOwned>(&self, call: &RawCall) -> Result<T, Error> {
        let after = self.timeout + long_poll(call);
        let request = self.http.post(self.method_url(call.method())).timeout(after);
        let request = if call.uploads().is_empty() {
            request.header(reqwest::header::CONTENT_TYPE, "application/json").body(call.params().to_owned())
        } else {
            request.multipart(multipart(call)?)
        };
        let method = || call.method().to_owned();
        let failed = |error: reqwest::Error| {
            let error = error.without_url();
            if error.is_timeout() && !error.is_connect() {
                Error::Timeout { method: method(), after }
            } else {
                Error::Network { method: method(), reason: reason(&error), connecting: error.is_connect() }
            }
        };
        let mut response = request.send().await.map_err(failed)?;
        let status = response.status().as_u16();
        let decode = |reason| Error::Decode { method: method(), status, reason };
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > MAX_ANSWER {
                return Err(decode(format!("it is longer than {MAX_ANSWER} bytes")));
            }
            body.extend_from_slice(&chunk);
        }
        match open_envelope(&body) {
            Ok(Ok(result)) => parse(result).map_err(decode),
            Ok(Err(error)) => Err(Error::Api { method: method(), error }),
            // Telegram's front servers answer some failures with a page instead of JSON: the status says it all.
            Err(_) if status >= 400 => Err(Error::Api {
                method: method(),
                error: ApiError::new(
                    status,
                    reqwest::StatusCode::from_u16(status)
                        .ok()
                        .and_then(|s| s.canonical_reason())
                        .unwrap_or("no description"),
                ),
            }),
            Err(reason) => Err(decode(reason)),
        }
    }
}

/// The longest answer in bytes that is taken. Telegram cuts `getUpdates` at about 4 MiB; nothing else comes near.
const MAX_ANSWER: usize = 64 << 20;

fn parse<T: DeserializeOwned>(result: &RawValue) -> Result<T, String> {
    serde_json::from_str(result.get()).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => {
            format!("the result has another shape than expected, at column {}", error.column())
        }
        _ => "the result is not JSON".to_owned(),
    })
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

/// The same parameters as form fields: strings without their quotes, everything else as JSON, files as parts.
fn multipart(call: &RawCall) -> Result<reqwest::multipart::Form, Error> {
    let decode = |reason: String| Error::Decode { method: call.method().to_owned(), status: 0, reason };
    let params: Map<String, Value> =
        serde_json::from_str(call.params()).map_err(|_| decode("the parameters are no JSON object".to_owned()))?;
    let mut form = reqwest::multipart::Form::new();
    for (name, value) in params {
        form = form.text(
            name,
            match value {
                Value::String(text) => text,
                other => other.to_string(),
            },
        );
    }
    for (part, name, content) in call.uploads().iter().filter_map(|file| file.upload()) {
        let length = content.len() as u64;
        let body = reqwest::multipart::Part::stream_with_length(content.clone(), length).file_name(name.to_owned());
        form = form.part(part.to_owned(), body);
    }
    Ok(form)
}

/// The whole chain of causes in one line: reqwest's own sentence says little.
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
