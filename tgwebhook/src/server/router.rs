//! What hyper calls for each request of one connection.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::header::{CONNECTION, HOST};
use http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;

use super::listen::BoxedIo;
use super::routes::{Answer, AnswerFuture, Routes};
use super::stats::Counters;
use super::wire::SharedWire;
use crate::peer::Visitor;
use crate::secret::Recognition;

/// Whom a connection is meant for.
#[derive(Clone, Debug)]
pub(super) enum Host {
    /// Encrypted: by the name in the handshake, for which the peer checked the certificate. `None`: it named none.
    Named(Option<Arc<str>>),
    /// Plain: each request says so itself.
    InRequest,
}

/// Finds the service for each request of one connection.
#[derive(Clone)]
pub(super) struct Router {
    pub(super) routes: Arc<Routes>,
    pub(super) counters: Arc<Counters>,
    pub(super) peer: SocketAddr,
    pub(super) host: Host,
    /// A request by itself proves nothing: with one to a health page now and then, strangers could hold all
    /// connections for ever.
    pub(super) recognition: Recognition,
    pub(super) wire: SharedWire<BoxedIo>,
}

impl hyper::service::Service<Request<Incoming>> for Router {
    type Response = Answer;
    type Error = Infallible;
    type Future = RouterFuture;

    fn call(&self, request: Request<Incoming>) -> RouterFuture {
        let host = match &self.host {
            Host::Named(name) => name.as_deref(),
            Host::InRequest => request.headers().get(HOST).and_then(|host| host.to_str().ok()),
        };
        let endpoint = self.routes.find(host, request.uri().path());
        let answer: AnswerFuture = match endpoint {
            Some(endpoint) => {
                let visitor = Visitor { peer: Some(self.peer), recognition: Some(&self.recognition) };
                endpoint.serve(request, visitor)
            }
            None => {
                self.counters.unrouted.add();
                let mut answer = Response::new(Full::default());
                *answer.status_mut() = StatusCode::NOT_FOUND;
                Box::pin(std::future::ready(answer))
            }
        };
        RouterFuture { answer, wire: self.wire.clone() }
    }
}

/// Tells the wire when the answer is there, and the peer when it is the last one.
pub(super) struct RouterFuture {
    answer: AnswerFuture,
    wire: SharedWire<BoxedIo>,
}

impl Future for RouterFuture {
    type Output = Result<Answer, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut answer = std::task::ready!(self.answer.as_mut().poll(cx));
        let is_last = self.wire.answer(cx);
        // Whoever is refused has to connect again: with one wrong request a minute, strangers could otherwise hold all
        // connections for ever. And where the wire closes, the peer must know that a request it sends now is not read.
        if answer.status().is_client_error() || is_last {
            answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        Poll::Ready(Ok(answer))
    }
}
