//! The layer's service: members of albums are kept back, everything else goes on.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;
use tgapi::{BoxError, Reply, Update};
use tokio::sync::oneshot;
use tower_service::Service;

use super::table::{Outcome, Table};

/// The service that [`Albums`](super::Albums) makes as a layer.
#[derive(Clone)]
pub struct AlbumsService<S> {
    inner: S,
    table: Arc<Table>,
}

impl<S> AlbumsService<S> {
    pub(super) fn new(inner: S, table: Arc<Table>) -> Self {
        Self { inner, table }
    }

    /// The service inside.
    #[must_use]
    pub fn get_ref(&self) -> &S {
        &self.inner
    }
}

impl<S: fmt::Debug> fmt::Debug for AlbumsService<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AlbumsService").field("inner", &self.inner).finish_non_exhaustive()
    }
}

impl<S> Service<Update> for AlbumsService<S>
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    type Response = Reply;
    type Error = BoxError;
    type Future = AlbumsFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, update: Update) -> AlbumsFuture<S::Future> {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            // Nobody could wait for the rest of an album; whether that is an error, the service inside knows.
            return AlbumsFuture { state: State::Inner { future: self.inner.call(update) } };
        };
        let offered = self.table.offer(update, &runtime, &mut self.inner);
        AlbumsFuture {
            state: match offered {
                Ok(outcome) => State::Waiting { outcome },
                Err(future) => State::Inner { future },
            },
        }
    }
}

pin_project! {
    /// The outcome of one update: for a member of an album that of the album.
    ///
    /// # Cancel safety
    ///
    /// Dropping it changes nothing for a member of an album. Otherwise it is as with the future inside.
    #[must_use = "an update that was refused says so here only"]
    pub struct AlbumsFuture<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[project = Projected]
    enum State<F> {
        Inner { #[pin] future: F },
        Waiting { outcome: oneshot::Receiver<Outcome> },
    }
}

impl<F, E> Future for AlbumsFuture<F>
where
    F: Future<Output = Result<Reply, E>>,
    E: Into<BoxError>,
{
    type Output = Result<Reply, BoxError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            Projected::Inner { future } => future.poll(cx).map_err(Into::into),
            Projected::Waiting { outcome } => Pin::new(outcome)
                .poll(cx)
                .map(|outcome| outcome.unwrap_or_else(|_| Err("the task of the album is gone".into()))),
        }
    }
}

impl<F> fmt::Debug for AlbumsFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AlbumsFuture").finish_non_exhaustive()
    }
}
