//! Settings of a client, checked once.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::transport::{Http, Transport};
use super::{CallService, Client};
use crate::token::Token;

/// Settings of a [`Client`].
#[derive(Clone)]
pub struct ClientBuilder {
    token: Token,
    api_url: String,
    timeout: Duration,
    upload_timeout: Duration,
    connect_timeout: Duration,
    test_environment: bool,
}

/// Why a client cannot be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The URL of the API is no URL, or neither `http` nor `https`.
    #[error(
        "the API URL {url:?} cannot be used: {reason}; expected something like https://api.telegram.org or http://127.0.0.1:8081"
    )]
    ApiUrl {
        /// The URL, without what may be secret in it.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// TLS could not be set up: no usable root certificates on this machine, as a rule.
    #[error("TLS cannot be set up: {0}")]
    Tls(String),
}

impl fmt::Debug for ClientBuilder {
    /// Without the URL, which has not been checked yet and may have a password in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("token", &self.token)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

impl ClientBuilder {
    pub(super) fn new(token: Token) -> Self {
        Self {
            token,
            api_url: "https://api.telegram.org".to_owned(),
            timeout: Duration::from_secs(30),
            upload_timeout: Duration::from_secs(120),
            connect_timeout: Duration::from_secs(10),
            test_environment: false,
        }
    }

    /// Another Bot API server: a local one, or the sandbox. Default `https://api.telegram.org`.
    ///
    /// <https://core.telegram.org/bots/api#using-a-local-bot-api-server>
    #[must_use]
    pub fn api_url(mut self, url: impl Into<String>) -> Self {
        self.api_url = url.into();
        self
    }

    /// How long to wait for the whole of an answer; default 30 s. A long poll may take its own timeout longer.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long to wait for a connection; default 10 s.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Use Telegram's test environment. <https://core.telegram.org/bots/features#dedicated-test-environment>
    #[must_use]
    pub fn test_environment(mut self, test: bool) -> Self {
        self.test_environment = test;
        self
    }

    /// The client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`BuildError`], if the API URL or TLS cannot be used.
    pub fn build(self) -> Result<Client, BuildError> {
        let mut url = reqwest::Url::parse(&self.api_url).map_err(|_| BuildError::ApiUrl {
            // Not a URL: it may be anything, a token even.
            url: "***".to_owned(),
            reason: "it is not a URL",
        })?;
        let refuse = |reason| {
            let shown = format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default());
            Err(BuildError::ApiUrl { url: shown, reason })
        };
        if !matches!(url.scheme(), "http" | "https") {
            return refuse("its scheme is neither http nor https");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("it has a user name or password in it");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refuse("it has a query or fragment");
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        let http = reqwest::Client::builder()
            .connect_timeout(self.connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .tcp_nodelay(true)
            .build()
            .map_err(|error| BuildError::Tls(super::transport::reason(&error.without_url())))?;
        let http = Arc::new(Http {
            http,
            api_url: url,
            token: self.token,
            test_environment: self.test_environment,
            timeout: self.timeout,
            upload_timeout: self.upload_timeout,
        });
        Ok(Client { stack: CallService::new(Transport(Arc::clone(&http))), http })
    }
}
