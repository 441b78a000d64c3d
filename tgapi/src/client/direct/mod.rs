//! Calls without files, straight over hyper: no proxy, no redirect, nothing that has to be asked for each call. An answer
//! of a bot is such a call, so this is the way that nearly all calls go; what it leaves out makes up most of the cost of
//! a call by reqwest, which carries the rest.
//!
//! Knows how to connect, with TLS or without, and which connections are kept. What an answer means is said elsewhere.

mod link;
mod pool;

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HOST, USER_AGENT};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderValue, Request, Response, Uri};
use http_body_util::Full;
use hyper::body::{Frame, Incoming};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::time::Instant;
use tokio_rustls::TlsConnector;
use tower::{Service, ServiceExt};

use self::link::{Late, Link};
use self::pool::Pool;
use crate::error::BoxError;

/// What it takes to make calls this way.
pub(super) struct Direct {
    connector: HttpConnector,
    /// Scheme, host and port.
    server: Uri,
    tls: Option<(TlsConnector, ServerName<'static>)>,
    /// Those of every request, with a length to be replaced: a map is copied in less time than it is filled.
    headers: HeaderMap,
    connect_timeout: Duration,
    pool: Arc<Pool<Link>>,
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
    /// There was none in time.
    Late,
}

impl From<Late> for Failure {
    fn from(_: Late) -> Self {
        Self::Late
    }
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
        let headers = HeaderMap::from_iter([
            (HOST, HeaderValue::try_from(authority).ok()?),
            (USER_AGENT, settings.user_agent),
            (ACCEPT, HeaderValue::from_static("*/*")),
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
            (CONTENT_LENGTH, HeaderValue::from_static("0")),
        ]);
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_nodelay(true);
        // Shared among the addresses of a name, so that one that says nothing leaves time for the next.
        connector.set_connect_timeout(Some(settings.connect_timeout));
        // A connection that waits is looked after: something on the way may have forgotten it.
        connector.set_keepalive(Some(KEEP_ALIVE));
        Some(Self {
            connector,
            server,
            tls,
            headers,
            connect_timeout: settings.connect_timeout,
            pool: Pool::new(settings.max_idle, settings.idle_timeout),
        })
    }

    /// Posts JSON; the head of the answer, with its body to be read from the exchange. All of it by the deadline.
    ///
    /// Cancel safety: dropped, it takes its connection with it; whether the server read the request is unknown.
    pub(super) async fn post(
        &self,
        path: PathAndQuery,
        json: Bytes,
        deadline: Option<Instant>,
    ) -> Result<Exchange, Failure> {
        let mut request = self.request(path, json);
        // The server may have closed the one that was kept just now. Then hyper says that nothing was sent, and the next
        // is tried; each try takes one out of those that are kept, so it ends.
        while let Some(mut kept) = self.pool.take() {
            let answer = pin!(kept.begin(request));
            match kept.until(answer, deadline).await? {
                Ok(response) => return Ok(self.exchange(response, kept, deadline)),
                Err(mut error) => match error.take_message() {
                    Some(unsent) => request = unsent,
                    None => return Err(Failure::Broken(error.into_error())),
                },
            }
        }
        // Boxed, like whatever is rare: a call takes the room of the largest thing it may do.
        Box::pin(self.post_first(request, deadline)).await
    }

    /// Over a connection that is new.
    async fn post_first(&self, request: Request<Full<Bytes>>, deadline: Option<Instant>) -> Result<Exchange, Failure> {
        let left = deadline.map_or(Duration::MAX, |deadline| deadline.saturating_duration_since(Instant::now()));
        let mut fresh = match tokio::time::timeout(self.connect_timeout.min(left), self.connect()).await {
            Ok(connected) => connected.map_err(Failure::Connect)?,
            Err(_) if left < self.connect_timeout => return Err(Failure::Late),
            Err(_) => return Err(Failure::Connect("no connection was made in time".into())),
        };
        let answer = pin!(fresh.begin(request));
        match fresh.until(answer, deadline).await? {
            Ok(response) => Ok(self.exchange(response, fresh, deadline)),
            Err(error) => Err(Failure::Broken(error.into_error())),
        }
    }

    fn request(&self, path: PathAndQuery, json: Bytes) -> Request<Full<Bytes>> {
        let length = json.len();
        let mut request = Request::new(Full::new(json));
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = Uri::from(path);
        *request.headers_mut() = self.headers.clone();
        // By way of a text it is written once; a header made of a number is grown and shared first.
        let length = HeaderValue::try_from(length.to_string()).unwrap_or_else(|_| length.into());
        request.headers_mut().insert(CONTENT_LENGTH, length);
        request
    }

    fn exchange(&self, response: Response<Incoming>, link: Link, deadline: Option<Instant>) -> Exchange {
        Exchange { response, link, deadline, pool: Arc::clone(&self.pool) }
    }

    async fn connect(&self) -> Result<Link, BoxError> {
        let mut connector = self.connector.clone();
        let stream = connector.ready().await?.call(self.server.clone()).await?;
        Ok(match &self.tls {
            None => Link::new(stream).await?,
            Some((tls, name)) => Link::new(TokioIo::new(tls.connect(name.clone(), stream.into_inner()).await?)).await?,
        })
    }
}

/// The host of a URL; an IPv6 address without its brackets.
pub(super) fn bare_host(url: &reqwest::Url) -> Option<&str> {
    Some(url.host_str()?.trim_start_matches('[').trim_end_matches(']'))
}

/// An answer under way. Dropped before its end, it takes its connection with it.
pub(super) struct Exchange {
    pub(super) response: Response<Incoming>,
    link: Link,
    deadline: Option<Instant>,
    pool: Arc<Pool<Link>>,
}

impl Exchange {
    /// The next piece of the body; `None` at its end.
    pub(super) async fn frame(&mut self) -> Result<Option<Frame<Bytes>>, Failure> {
        let frame = self.link.frame(self.response.body_mut(), self.deadline).await?;
        frame.transpose().map_err(Failure::Broken)
    }

    /// The answer was read to its end: the connection can carry the next call.
    pub(super) fn done(self) {
        self.pool.put(self.link);
    }
}

/// How long a connection may be silent before the system asks whether it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
