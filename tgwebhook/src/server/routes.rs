//! From a host and a path to a service. The table can be changed while the server runs: who reads it has no lock.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use tower_service::Service;

use super::error::ServerError;
use crate::certificate::{CertificateError, CertificateHandle, CertificatesByName};
use crate::intake::DrainReport;
use crate::peer::Visitor;
use crate::service::WebhookService;

pub(super) type Answer = Response<Full<Bytes>>;
pub(super) type AnswerFuture = Pin<Box<dyn Future<Output = Answer> + Send>>;
type SettleFuture = Pin<Box<dyn Future<Output = DrainReport> + Send>>;

/// A service behind a path, its type taken off.
pub(super) trait Endpoint: Send + Sync {
    fn serve(&self, request: Request<Incoming>, visitor: Visitor<'_>) -> AnswerFuture;
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
    fn serve(&self, mut request: Request<Incoming>, visitor: Visitor<'_>) -> AnswerFuture {
        visitor.tell(request.extensions_mut());
        serve(self.0.clone(), request)
    }

    fn settle(&self, _: Duration) -> SettleFuture {
        Box::pin(std::future::ready(DrainReport { unfinished: 0 }))
    }
}

impl<S: 'static> Endpoint for WebhookService<S> {
    fn serve(&self, request: Request<Incoming>, visitor: Visitor<'_>) -> AnswerFuture {
        self.answer(request, visitor)
    }

    fn settle(&self, deadline: Duration) -> SettleFuture {
        let service = self.clone();
        Box::pin(async move { Self::settle(&service, deadline).await })
    }
}

/// The answer of a service that is ready first.
fn serve<S>(mut service: S, request: Request<Incoming>) -> AnswerFuture
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

/// Paths of one host, or of all.
type Paths = HashMap<String, Arc<dyn Endpoint>>;

#[derive(Clone, Default)]
struct Table {
    everywhere: Paths,
    by_host: HashMap<String, Paths>,
}

/// The services of a server by host and path.
#[derive(Default)]
pub(super) struct Routes {
    table: ArcSwap<Table>,
}

impl Routes {
    /// Where a request goes: to the path of its host, or else to that of every host.
    pub(super) fn find(&self, host: Option<&str>, path: &str) -> Option<Arc<dyn Endpoint>> {
        let table = self.table.load();
        let of_host = host.filter(|_| !table.by_host.is_empty()).and_then(|host| table.by_host.get(&*normal(host)));
        of_host.and_then(|paths| paths.get(path)).or_else(|| table.everywhere.get(path)).cloned()
    }

    pub(super) fn add(&self, host: Option<&str>, path: &str, endpoint: &Arc<dyn Endpoint>) -> Result<(), ServerError> {
        if !crate::service::is_path(path) {
            return Err(ServerError::Path);
        }
        let mut taken = false;
        self.table.rcu(|table| {
            let mut table = Table::clone(table);
            let paths = table.paths(host);
            taken = paths.contains_key(path);
            paths.entry(path.to_owned()).or_insert_with(|| Arc::clone(endpoint));
            table
        });
        if taken { Err(ServerError::DuplicateRoute) } else { Ok(()) }
    }

    pub(super) fn remove(&self, host: Option<&str>, path: &str) -> bool {
        let mut found = false;
        self.table.rcu(|table| {
            let mut table = Table::clone(table);
            found = table.paths(host).remove(path).is_some();
            table.by_host.retain(|_, paths| !paths.is_empty());
            table
        });
        found
    }

    pub(super) fn len(&self) -> usize {
        let table = self.table.load();
        table.everywhere.len() + table.by_host.values().map(HashMap::len).sum::<usize>()
    }

    /// Waits up to the deadline for all of them; how many updates are unfinished then.
    pub(super) async fn settle(&self, deadline: Duration) -> usize {
        let table = self.table.load_full();
        let all = table.everywhere.values().chain(table.by_host.values().flat_map(HashMap::values));
        let all = all.map(|endpoint| endpoint.settle(deadline));
        futures_util::future::join_all(all).await.iter().map(|report| report.unfinished).sum()
    }
}

impl Table {
    fn paths(&mut self, host: Option<&str>) -> &mut Paths {
        match host {
            Some(host) => self.by_host.entry(normal(host).into_owned()).or_default(),
            None => &mut self.everywhere,
        }
    }
}

/// A host as it is compared: in small letters, without a port and without the dot of the root.
fn normal(host: &str) -> std::borrow::Cow<'_, str> {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') || name.ends_with(']') => {
            if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host }
        }
        _ => host,
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

impl fmt::Debug for Routes {
    /// Without the paths: some put a secret there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Routes({})", self.len())
    }
}

/// Adds and removes bots while a [`Server`](crate::Server) runs; from [`Server::routes`](crate::Server::routes). Clones
/// share everything.
#[derive(Clone, Debug)]
pub struct RoutesHandle {
    pub(super) routes: Arc<Routes>,
    pub(super) certificates: CertificatesByName,
}

impl RoutesHandle {
    /// As [`Server::route`](crate::Server::route), at once.
    ///
    /// # Errors
    ///
    /// [`ServerError::Path`], [`ServerError::PathMismatch`], or [`ServerError::DuplicateRoute`]: remove the one that is
    /// there first.
    pub fn add<S: 'static>(&self, path: impl Into<String>, webhook: WebhookService<S>) -> Result<(), ServerError> {
        self.add_webhook(None, &path.into(), webhook)
    }

    /// As [`Server::route_host`](crate::Server::route_host), at once.
    ///
    /// # Errors
    ///
    /// As [`add`](Self::add).
    pub fn add_host<S: 'static>(
        &self,
        host: impl AsRef<str>,
        path: impl Into<String>,
        webhook: WebhookService<S>,
    ) -> Result<(), ServerError> {
        self.add_webhook(Some(host.as_ref()), &path.into(), webhook)
    }

    /// Answers 404 at this path from now on; whether there was something. Requests at work are finished.
    ///
    /// To have the updates at work finished, too, [`drain`](WebhookService::drain) a clone of the service.
    pub fn remove(&self, path: &str) -> bool {
        self.routes.remove(None, path)
    }

    /// As [`remove`](Self::remove), for the path of one host.
    pub fn remove_host(&self, host: &str, path: &str) -> bool {
        self.routes.remove(Some(host), path)
    }

    /// As [`Server::tls_host`](crate::Server::tls_host), at once; replaces one that is there. Nothing on a server that
    /// was started without TLS.
    pub fn add_certificate(&self, host: impl AsRef<str>, certificate: impl Into<CertificateHandle>) {
        self.certificates.add(host.as_ref(), &certificate.into());
    }

    /// Whoever asks for this name gets the general certificate again; whether there was one.
    pub fn remove_certificate(&self, host: &str) -> bool {
        self.certificates.remove(host)
    }

    /// Whether whoever asks for this name is shown a certificate for it: Telegram refuses another without telling
    /// anybody. Nothing is wrong on a server that has no certificate, or none yet.
    ///
    /// # Errors
    ///
    /// [`CertificateError::Host`] or [`CertificateError::AddressNotAsName`].
    pub fn check_host(&self, host: &str) -> Result<(), CertificateError> {
        self.certificates.check_host(host)
    }

    pub(super) fn add_webhook<S: 'static>(
        &self,
        host: Option<&str>,
        path: &str,
        webhook: WebhookService<S>,
    ) -> Result<(), ServerError> {
        if webhook.path().is_some_and(|own| own != path) {
            return Err(ServerError::PathMismatch);
        }
        self.routes.add(host, path, &(Arc::new(webhook) as _))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_compared_without_case_port_and_dot() {
        for (host, expected) in [
            ("Bot.Example.com", "bot.example.com"),
            ("bot.example.com:8443", "bot.example.com"),
            ("bot.example.com.", "bot.example.com"),
            ("bot.example.com.:443", "bot.example.com"),
            ("127.0.0.1:80", "127.0.0.1"),
            ("[::1]:80", "[::1]"),
            ("::1", "::1"),
            ("a:b", "a:b"),
        ] {
            assert_eq!(normal(host), expected, "{host}");
        }
    }
}
