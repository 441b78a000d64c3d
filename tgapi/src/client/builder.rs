//! Settings of a client, checked once.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls_platform_verifier::BuilderVerifierExt;
use tower::{Layer, Service};

use super::direct::{self, Direct};
use super::layers::Layers;
use super::local::LocalFiles;
use super::output::RawOutput;
use super::retry::Retry;
use super::throttle::Throttle;
use super::transport::{Http, Transport, reason};
use super::{CallService, Client};
use crate::call::RawCall;
use crate::error::{BoxError, Error};
use crate::token::Token;

/// Settings of a [`Client`].
///
/// ```
/// use std::time::Duration;
/// use tgapi::{Client, Token, client::Throttle};
///
/// let client = Client::builder(Token::new("123456:ABC-DEF")?)
///     .timeout(Duration::from_secs(10))
///     .throttle(Throttle::new())
///     .build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct ClientBuilder {
    token: Token,
    api_url: String,
    test_environment: bool,
    timeout: Duration,
    upload_timeout: Duration,
    connect_timeout: Duration,
    local_files: Option<LocalFiles>,
    layers: Layers,
    transport: Option<CallService>,
    http: HttpSettings,
    http_client: Option<reqwest::Client>,
}

/// What becomes settings of reqwest's client, and cannot be set when that is given.
#[derive(Clone, Default)]
struct HttpSettings {
    proxy: Option<String>,
    user_agent: Option<String>,
    max_idle: Option<usize>,
    idle_timeout: Option<Duration>,
    /// The first of them that was set.
    set: Option<&'static str>,
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
    /// The URL of the proxy cannot be used. It is not repeated, because it may have a password in it.
    #[error("the proxy cannot be used: expected http://, https://, socks5:// or socks5h:// with a host and a port")]
    Proxy,
    /// The user agent has a character that cannot stand in a header.
    #[error("the user agent has a character in it that a header cannot have")]
    UserAgent,
    /// A setting that belongs to reqwest's client, together with such a client.
    #[error("{setting} cannot be set together with http_client: set it on that client")]
    OwnClient {
        /// The setting.
        setting: &'static str,
    },
    /// TLS could not be set up: no usable root certificates on this machine, as a rule.
    #[error("TLS cannot be set up: {0}")]
    Tls(String),
}

impl fmt::Debug for ClientBuilder {
    /// Without the URLs, which have not been checked yet and may have a password in them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("token", &self.token)
            .field("test_environment", &self.test_environment)
            .field("timeout", &self.timeout)
            .field("upload_timeout", &self.upload_timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("local_files", &self.local_files)
            .field("layers", &self.layers)
            .finish_non_exhaustive()
    }
}

/// Where and how to connect.
impl ClientBuilder {
    pub(super) fn new(token: Token) -> Self {
        Self {
            token,
            api_url: "https://api.telegram.org".to_owned(),
            test_environment: false,
            timeout: Duration::from_secs(30),
            upload_timeout: Duration::from_secs(120),
            connect_timeout: Duration::from_secs(10),
            local_files: None,
            layers: Layers::default(),
            transport: None,
            http: HttpSettings::default(),
            http_client: None,
        }
    }

    /// Another Bot API server: a local one, or the sandbox. Default `https://api.telegram.org`.
    ///
    /// <https://core.telegram.org/bots/api#using-a-local-bot-api-server>
    pub fn api_url(mut self, url: impl Into<String>) -> Self {
        self.api_url = url.into();
        self
    }

    /// Use Telegram's test environment, for which a token of its own is needed.
    /// <https://core.telegram.org/bots/features#dedicated-test-environment>
    pub fn test_environment(mut self, test: bool) -> Self {
        self.test_environment = test;
        self
    }

    /// The server is a local one that shares files with this program: they go by their path instead of over the
    /// network. Default: everything goes over the network.
    pub fn local_files(mut self, files: LocalFiles) -> Self {
        self.local_files = Some(files);
        self
    }

    /// How long to wait for the whole of an answer; default 30 s. A long poll may take its own timeout longer, and a
    /// download as long as it likes if no pause in it is longer than this.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long a call with files may stand still, be it in sending them or in waiting for the answer; default 120 s.
    /// As long as bytes move it may take as long as it likes.
    pub fn upload_timeout(mut self, timeout: Duration) -> Self {
        self.upload_timeout = timeout;
        self
    }

    /// How long to wait for a connection; default 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self.http.note("connect_timeout");
        self
    }

    /// A proxy for all requests: `http://`, `https://`, `socks5://` (names are resolved here) or `socks5h://` (names are
    /// resolved by the proxy), with a user and password in it if it wants them. Default: what `HTTPS_PROXY` and its
    /// like say. A server on this machine is talked to directly, whatever is said here.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.http.proxy = Some(url.into());
        self.http.note("proxy");
        self
    }

    /// The `User-Agent` of all requests; default `tgapi/` and the version.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.http.user_agent = Some(user_agent.into());
        self.http.note("user_agent");
        self
    }

    /// The connections that are kept open for further calls: how many at most, and for how long without one. Defaults
    /// 512 and 60 s. 0 keeps none. Fewer than the calls that are made at once means that connections are closed and opened
    /// all the time, which costs more than the calls.
    pub fn connection_pool(mut self, max_idle: usize, idle_timeout: Duration) -> Self {
        self.http.max_idle = Some(max_idle);
        self.http.idle_timeout = Some(idle_timeout);
        self.http.note("connection_pool");
        self
    }

    /// Your own reqwest client, with all its settings, instead of one that is made from these.
    ///
    /// The token is a part of the URL, so build it with `redirect(reqwest::redirect::Policy::none())` and
    /// `referer(false)`, or a redirect would tell the token to wherever it leads, and without `connection_verbose`, which
    /// logs it.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }
}

/// What happens between a call and the network. See [`client`](super) for the whole stack.
impl ClientBuilder {
    /// What is made again when it failed; default [`Retry::new`], [`Retry::off`] for nothing.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.layers.retry = retry;
        self
    }

    /// Holds calls back so that Telegram's limits are not hit. Default: none, see [`client`](super#defaults).
    pub fn throttle(mut self, throttle: Throttle) -> Self {
        self.layers.throttle = Some(throttle);
        self
    }

    /// A layer of your own around the whole of every call: waiting and repeated attempts are inside. Of several, the
    /// first is the outermost.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tgapi::{Client, Token, client::{CallService, RawOutput}};
    /// use tower::{Service, ServiceExt, layer::layer_fn};
    ///
    /// // Counts the calls.
    /// let calls = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
    /// let counter = calls.clone();
    /// let client = Client::builder(Token::new("123456:ABC-DEF")?)
    ///     .layer(layer_fn(move |inner: CallService| {
    ///         let counter = counter.clone();
    ///         inner.map_request(move |call| {
    ///             counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    ///             call
    ///         })
    ///     }))
    ///     .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<CallService> + Send + Sync + 'static,
        L::Service: Service<RawCall, Response = RawOutput> + Clone + Send + Sync + 'static,
        <L::Service as Service<RawCall>>::Error: Into<BoxError>,
        <L::Service as Service<RawCall>>::Future: Send + 'static,
    {
        self.layers.around_calls(layer);
        self
    }

    /// A layer of your own around every attempt: a call that is repeated comes through it again. Of several, the first
    /// is the outermost.
    pub fn attempt_layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<CallService> + Send + Sync + 'static,
        L::Service: Service<RawCall, Response = RawOutput> + Clone + Send + Sync + 'static,
        <L::Service as Service<RawCall>>::Error: Into<BoxError>,
        <L::Service as Service<RawCall>>::Future: Send + 'static,
    {
        self.layers.around_attempts(layer);
        self
    }

    /// Another end of the stack than HTTP: a script for a test, say. Downloads still go by HTTP.
    ///
    /// ```
    /// use tgapi::{Client, Error, RawCall, Token, client::RawOutput, methods::GetMe};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::builder(Token::new("123456:ABC-DEF")?)
    ///     .transport(tower::service_fn(|call: RawCall| async move {
    ///         assert_eq!(call.method(), "getMe");
    ///         RawOutput::new(r#"{"id":123456,"is_bot":true,"first_name":"Test"}"#)
    ///             .map_err(|error| Error::decode("getMe", 200, error.to_string()))
    ///     }))
    ///     .build()?;
    /// assert_eq!(client.call(GetMe::new()).await?.first_name, "Test");
    /// # Ok(()) }
    /// ```
    pub fn transport<S>(mut self, service: S) -> Self
    where
        S: Service<RawCall, Response = RawOutput, Error = Error> + Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
    {
        self.transport = Some(CallService::new(service));
        self
    }
}

impl ClientBuilder {
    /// The client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`BuildError`], if a setting or TLS cannot be used.
    pub fn build(self) -> Result<Client, BuildError> {
        let api_url = parse_url(&self.api_url)?;
        let (http_client, direct) = match (self.http_client, self.http.set) {
            (Some(_), Some(setting)) => return Err(BuildError::OwnClient { setting }),
            (Some(client), None) => (client, None),
            (None, _) => self.http.build(self.connect_timeout, &api_url)?,
        };
        let http = Arc::new(Http {
            http: http_client,
            direct,
            api_url,
            token: self.token,
            test_environment: self.test_environment,
            timeout: self.timeout,
            upload_timeout: self.upload_timeout,
            local_files: self.local_files,
        });
        let stack = match self.transport {
            None => self.layers.around(Transport(Arc::clone(&http))),
            Some(transport) => self.layers.around_any(transport),
        };
        Ok(Client { stack, http })
    }
}

impl HttpSettings {
    fn note(&mut self, setting: &'static str) {
        self.set.get_or_insert(setting);
    }

    /// Both ways to the server; the second is open as long as nobody wants a proxy.
    fn build(
        self,
        connect_timeout: Duration,
        api_url: &reqwest::Url,
    ) -> Result<(reqwest::Client, Option<Direct>), BuildError> {
        let user_agent = self.user_agent.unwrap_or_else(|| concat!("tgapi/", env!("CARGO_PKG_VERSION")).to_owned());
        let user_agent = reqwest::header::HeaderValue::try_from(user_agent).map_err(|_| BuildError::UserAgent)?;
        let max_idle = self.max_idle.unwrap_or(MAX_IDLE);
        let idle_timeout = self.idle_timeout.unwrap_or(Duration::from_secs(60));
        let loopback = is_loopback(api_url);
        let tls = tls_config()?;
        let mut builder = reqwest::Client::builder()
            .connect_timeout(connect_timeout)
            .user_agent(user_agent.clone())
            .pool_max_idle_per_host(max_idle)
            .pool_idle_timeout(idle_timeout)
            .tls_backend_preconfigured(tls.clone())
            // Both would tell the token to somebody else.
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .tcp_nodelay(true);
        let proxy = self.proxy.map(|proxy| parse_proxy(&proxy)).transpose()?.filter(|_| !loopback);
        let mut direct = None;
        if let Some(proxy) = proxy {
            builder = builder.proxy(reqwest::Proxy::all(proxy).map_err(|_| BuildError::Proxy)?);
        } else {
            if loopback {
                builder = builder.no_proxy();
            }
            let tls = (api_url.scheme() == "https").then_some(&tls);
            let settings = direct::Settings { api_url, user_agent, connect_timeout, max_idle, idle_timeout, tls };
            direct = Direct::new(settings, loopback);
        }
        let client = builder.build().map_err(|error| BuildError::Tls(reason(&error.without_url())))?;
        Ok((client, direct))
    }
}

/// Certificates are checked as this machine's other programs do it.
fn tls_config() -> Result<rustls::ClientConfig, BuildError> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.and_then(BuilderVerifierExt::with_platform_verifier);
    let mut config = config.map_err(|error| BuildError::Tls(error.to_string()))?.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// As many as there are handlers at once out of a queue, and more than there are else, unless somebody says otherwise: each
/// may be in the middle of a call.
const MAX_IDLE: usize = 512;

fn parse_proxy(text: &str) -> Result<reqwest::Url, BuildError> {
    let url = reqwest::Url::parse(text).map_err(|_| BuildError::Proxy)?;
    let known = matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h");
    if known && url.has_host() { Ok(url) } else { Err(BuildError::Proxy) }
}

/// The URL of the API, with a slash at its end.
fn parse_url(text: &str) -> Result<reqwest::Url, BuildError> {
    let mut url = reqwest::Url::parse(text).map_err(|_| BuildError::ApiUrl {
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
    let has_token = |part: &str| part.strip_prefix("bot").is_some_and(|rest| rest.contains(':'));
    if url.path_segments().is_some_and(|mut parts| parts.any(has_token)) {
        return refuse("it has a token in its path; leave out what begins with /bot");
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

fn is_loopback(url: &reqwest::Url) -> bool {
    let host = direct::bare_host(url).unwrap_or_default();
    host == "localhost" || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}
