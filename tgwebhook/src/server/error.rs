//! Why a server cannot start.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why a [`Server`](crate::Server) cannot serve.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServerError {
    /// The address cannot be listened on.
    #[error("cannot listen: {0}; is another program using the port, or is it below 1024 without the right to use it?")]
    Bind(#[source] io::Error),
    /// The path of a Unix socket cannot be listened at.
    #[error(
        "cannot listen at {}: {source}; is another program listening there, or is it something else than a socket?",
        path.display()
    )]
    BindUnix {
        /// The path.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Plain HTTP where others can reach it.
    #[error(
        "{0} can be reached from other machines, and Telegram's secret would cross the net unencrypted: give `.tls(..)`, \
         listen on 127.0.0.1 behind a proxy, or say `.plain_http_beyond_loopback()`"
    )]
    PlainHttp(SocketAddr),
    /// Measurements where others can see them.
    #[error(
        "{0} can be reached from other machines, and measurements tell strangers what is going on: listen on 127.0.0.1, or \
         say `.beyond_loopback()`"
    )]
    Exposed(SocketAddr),
    /// There is no route.
    #[error("no route: `.route(path, service)` says what to serve")]
    NoRoute,
    /// A path that no request can have.
    #[error(
        "a route's path must start with `/` and hold only characters that a URL's path may hold, without `?` and `#`"
    )]
    Path,
    /// Two services for one path.
    #[error("two routes have the same path: each bot needs its own")]
    DuplicateRoute,
    /// The service answers another path than the one it is routed at.
    #[error("a webhook service was built with another `.path(..)` than its route: leave out the one of the service")]
    PathMismatch,
    /// A limit of zero lets nothing through.
    #[error("the limit {0} is zero: nothing would ever get through")]
    ZeroLimit(&'static str),
    /// rustls does not take the settings.
    #[error("TLS cannot be set up: {0}")]
    Tls(String),
    /// The listening socket is broken.
    #[error("the listening socket cannot be used: {0}")]
    Listener(#[source] io::Error),
}
