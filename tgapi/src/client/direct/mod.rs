//! Calls without files, straight over hyper: no proxy, no redirect, nothing that has to be asked for each call. An answer
//! of a bot is such a call, so this is the way that nearly all calls go; what it leaves out makes up most of the cost of
//! a call by reqwest, which carries the rest.
//!
//! Knows how to connect, with TLS or without, and which connections are kept. What an answer means is said elsewhere.

mod pool;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HOST, USER_AGENT};
use http::uri::PathAndQuery;
use http::{HeaderValue, Request, Response, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use tower::{Service, ServiceExt};

use self::pool::{Keep, Pool};
use crate::error::BoxError;

/// One side of a connection over which calls go, one at a time.
type Connection = SendRequest<Full<Bytes>>;

impl Keep for Connection {
    fn is_closed(&self) -> bool {
        Self::is_closed(self)
    }

    fn is_ready(&self) -> bool {
        Self::is_ready(self)
    }
}

/// What it takes to make calls this way.
pub(super) struct Direct {
    connector: HttpConnector,
    /// Scheme, host and port.
    server: Uri,
    tls: Option<(TlsConnector, ServerName<'static>)>,
    host: HeaderValue,
    user_agent: HeaderValue,
    connect_timeout: Duration,
    pool: Arc<Pool<Connection>>,
}

/// Settings, as they are given for the client as a whole.
pub(super) struct Settings<'a> {
    pub(super) api_url: &'a reqwest::Url,
    pub(super) user_agent: HeaderValue,
    pub(super) connect_timeout: Duration,
    pub(super) max_idle: usize,
    pub(super) idle_timeout: Duration,
    /// For `https`.
    pub(super) tls: Option<&'a rustls::ClientConfig>,
}

/// Why there is no answer.
pub(super) enum Failure {
    /// No connection was made: nothing was sent.
    Connect(BoxError),
    /// It broke.
    Broken(hyper::Error),
}

impl Direct {
    /// `None` if this way is not open: the machine's settings want a proxy for this server, or its name is none that a
    /// certificate could have.
    pub(super) fn new(settings: Settings<'_>, is_loopback: bool) -> Option<Self> {
        let url = settings.api_url;
        let authority = url.authority();
        let server = Uri::builder().scheme(url.scheme()).authority(authority).path_and_query("/").build().ok()?;
        if !is_loopback && Matcher::from_system().intercept(&server).is_some() {
            return None;
        }
        let tls = match settings.tls {
            Some(config) => {
                let name = ServerName::try_from(bare_host(url)?.to_owned()).ok()?;
                Some((TlsConnector::from(Arc::new(config.clone())), name))
            }
            None => None,
        };
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_nodelay(true);
        // Shared among the addresses of a name, so that one that says nothing leaves time for the next.
        connector.set_connect_timeout(Some(settings.connect_timeout));
        // A connection that waits is looked after: something on the way may have forgotten it.
        connector.set_keepalive(Some(KEEP_ALIVE));
        Some(Self {
            connector,
            host: HeaderValue::try_from(authority).ok()?,
            server,
            tls,
            user_agent: settings.user_agent,
            connect_timeout: settings.connect_timeout,
            pool: Pool::new(settings.max_idle, settings.idle_timeout),
        })
    }

    /// Posts JSON; the head of the answer, with its body to be read from the exchange.
    ///
    /// Cancel safety: dropped, it takes its connection with it; whether the server read the request is unknown.
    pub(super) async fn post(&self, path: PathAndQuery, json: Bytes) -> Result<Exchange, Failure> {
        let mut request = Request::new(Full::new(json));
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = Uri::from(path);
        let headers = request.headers_mut();
        headers.insert(HOST, self.host.clone());
        headers.insert(USER_AGENT, self.user_agent.clone());
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        // The server may have closed the one that was kept just now. Then hyper says that nothing was sent, and the next
        // is tried; each try takes one out of those that are kept, so it ends.
        while let Some(mut kept) = self.pool.take() {
            match kept.try_send_request(request).await {
                Ok(response) => return Ok(self.exchange(response, kept)),
                Err(mut error) => match error.take_message() {
                    Some(unsent) => request = unsent,
                    None => return Err(Failure::Broken(error.into_error())),
                },
            }
        }
        let mut fresh = match tokio::time::timeout(self.connect_timeout, self.connect()).await {
            Ok(connected) => connected.map_err(Failure::Connect)?,
            Err(_) => return Err(Failure::Connect("no connection was made in time".into())),
        };
        match fresh.send_request(request).await {
            Ok(response) => Ok(self.exchange(response, fresh)),
            Err(error) => Err(Failure::Broken(error)),
        }
    }

    fn exchange(&self, response: Response<Incoming>, connection: Connection) -> Exchange {
        Exchange { response, connection, pool: Arc::clone(&self.pool) }
    }

    async fn connect(&self) -> Result<Connection, BoxError> {
        let mut connector = self.connector.clone();
        let stream = connector.ready().await?.call(self.server.clone()).await?;
        match &self.tls {
            None => shake_hands(stream).await,
            Some((tls, name)) => shake_hands(TokioIo::new(tls.connect(name.clone(), stream.into_inner()).await?)).await,
        }
    }
}

/// The host of a URL; an IPv6 address without its brackets.
pub(super) fn bare_host(url: &reqwest::Url) -> Option<&str> {
    Some(url.host_str()?.trim_start_matches('[').trim_end_matches(']'))
}

async fn shake_hands<S>(stream: TokioIo<S>) -> Result<Connection, BoxError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (connection, driver) = http1::handshake(stream).await?;
    // It ends with the connection. What breaks it is told to the call that was under way.
    tokio::spawn(driver);
    Ok(connection)
}

/// An answer under way. Dropped before its end, it takes its connection with it.
pub(super) struct Exchange {
    pub(super) response: Response<Incoming>,
    connection: Connection,
    pool: Arc<Pool<Connection>>,
}

impl Exchange {
    /// The answer was read to its end: the connection can carry the next call.
    pub(super) fn done(self) {
        self.pool.put(self.connection);
    }
}

/// How long a connection may be silent before the system asks whether it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
