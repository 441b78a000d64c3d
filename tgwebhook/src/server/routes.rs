//! From a path to its service.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONNECTION;
use http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use tower_service::Service;

use super::error::ServerError;
use super::stats::Counters;
use super::wire::Answered;
use crate::intake::DrainReport;
use crate::peer::PeerAddr;
use crate::secret::Recognition;

pub(super) type Answer = Response<Full<Bytes>>;
type AnswerFuture = Pin<Box<dyn Future<Output = Answer> + Send>>;
type SettleFuture = Pin<Box<dyn Future<Output = DrainReport> + Send>>;

/// A service behind a path, its type taken off.
pub(super) trait Endpoint: Send + Sync {
    fn serve(&self, request: Request<Incoming>) -> AnswerFuture;
    /// Waits for work that goes on after its requests.
    fn settle(&self, deadline: Duration) -> SettleFuture;
}

/// Any service; what it leaves behind is its own business.
pub(super) struct Plain<S>(pub(super) S);

impl<S> Endpoint for Plain<S>
where
    S: Service<Request<Incoming>, Response = Answer, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
{
    fn serve(&self, request: Request<Incoming>) -> AnswerFuture {
        serve(self.0.clone(), request)
    }

    fn settle(&self, _: Duration) -> SettleFuture {
        Box::pin(std::future::ready(DrainReport { unfinished: 0 }))
    }
}

/// The answer of a service that is ready first.
pub(super) fn serve<S>(mut service: S, request: Request<Incoming>) -> AnswerFuture
where
    S: Service<Request<Incoming>, Response = Answer, Error = Infallible> + Send + 'static,
    S::Future: Send + 'static,
{
    Box::pin(async move {
        let Ok(()) = std::future::poll_fn(|cx| service.poll_ready(cx)).await;
        let Ok(answer) = service.call(request).await;
        answer
    })
}

/// The services of a server by path.
#[derive(Default)]
pub(super) struct Routes {
    by_path: HashMap<String, Box<dyn Endpoint>>,
    mistake: Option<ServerError>,
}

impl Routes {
    /// A mistake is kept for [`check`](Self::check): building goes on.
    pub(super) fn add(&mut self, path: String, endpoint: Box<dyn Endpoint>) {
        if !crate::service::is_path(&path) {
            self.mistake(ServerError::Path);
        } else if self.by_path.insert(path, endpoint).is_some() {
            self.mistake(ServerError::DuplicateRoute);
        }
    }

    /// The first one counts.
    pub(super) fn mistake(&mut self, mistake: ServerError) {
        self.mistake.get_or_insert(mistake);
    }

    pub(super) fn check(&mut self) -> Result<(), ServerError> {
        match self.mistake.take() {
            Some(mistake) => Err(mistake),
            None if self.by_path.is_empty() => Err(ServerError::NoRoute),
            None => Ok(()),
        }
    }

    /// Waits up to the deadline for all of them; how many updates are unfinished then.
    pub(super) async fn settle(&self, deadline: Duration) -> usize {
        let all = self.by_path.values().map(|endpoint| endpoint.settle(deadline));
        futures_util::future::join_all(all).await.iter().map(|report| report.unfinished).sum()
    }
}

impl fmt::Debug for Routes {
    /// Without the paths: some put a secret there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Routes({})", self.by_path.len())
    }
}

/// What hyper calls for each request of one connection.
#[derive(Clone)]
pub(super) struct Router {
    pub(super) routes: Arc<Routes>,
    pub(super) counters: Arc<Counters>,
    pub(super) peer: SocketAddr,
    /// A request by itself proves nothing: with one to a health page now and then, strangers could hold all
    /// connections for ever.
    pub(super) recognition: Recognition,
    pub(super) answered: Answered,
}

impl hyper::service::Service<Request<Incoming>> for Router {
    type Response = Answer;
    type Error = Infallible;
    type Future = RouterFuture;

    fn call(&self, mut request: Request<Incoming>) -> RouterFuture {
        request.extensions_mut().insert(PeerAddr(self.peer));
        request.extensions_mut().insert(self.recognition.clone());
        let answer: AnswerFuture = match self.routes.by_path.get(request.uri().path()) {
            Some(endpoint) => endpoint.serve(request),
            None => {
                self.counters.unrouted.add();
                let mut answer = Response::new(Full::default());
                *answer.status_mut() = StatusCode::NOT_FOUND;
                Box::pin(std::future::ready(answer))
            }
        };
        RouterFuture { answer, answered: self.answered.clone() }
    }
}

/// Tells the wire when the answer is there, and the peer when it is the last one.
pub(super) struct RouterFuture {
    answer: AnswerFuture,
    answered: Answered,
}

impl Future for RouterFuture {
    type Output = Result<Answer, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut answer = std::task::ready!(self.answer.as_mut().poll(cx));
        // Whoever is refused has to connect again: with one wrong request a minute, strangers could otherwise hold all
        // connections for ever. And where the wire closes, the peer must know that a request it sends now is not read.
        if answer.status().is_client_error() || self.answered.is_last() {
            answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        self.answered.set();
        Poll::Ready(Ok(answer))
    }
}
