//! A connection that all share and that comes back: made when it is needed, by one for all who wait, and forgotten when it
//! failed. The time is tokio's; what a connection is, the storages know.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::Shared;

use super::StorageError;

/// How long making a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(10);

type Making<C> = Pin<Box<dyn Future<Output = Result<C, StorageError>> + Send>>;
type Opening<C> = Shared<Making<C>>;

pub(super) struct Link<C: Clone> {
    store: &'static str,
    open: Box<dyn Fn() -> Making<C> + Send + Sync>,
    state: Mutex<State<C>>,
}

struct State<C: Clone> {
    /// The how-manieth connection: so that a late failure of an old one does not end a new one.
    number: u64,
    current: Option<Opening<C>>,
}

impl<C: Clone + Send + Sync + 'static> Link<C> {
    pub(super) fn new<F>(store: &'static str, open: impl Fn() -> F + Send + Sync + 'static) -> Arc<Self>
    where
        F: Future<Output = Result<C, StorageError>> + Send + 'static,
    {
        let open = move || -> Making<C> {
            let opening = open();
            Box::pin(async move {
                let made = tokio::time::timeout(CONNECT, opening).await;
                made.unwrap_or(Err(StorageError::Silent { store, after: CONNECT }))
            })
        };
        Arc::new(Self { store, open: Box::new(open), state: Mutex::new(State { number: 0, current: None }) })
    }

    /// Does something with the connection. One that is not `alive` any more is made anew before; one on which it failed other
    /// than by a [refusal](StorageError::Refused) is made anew by whoever comes next.
    pub(super) async fn run<T, F>(
        &self,
        alive: impl Fn(&C) -> bool,
        work: impl FnOnce(C) -> F,
    ) -> Result<T, StorageError>
    where
        F: Future<Output = Result<T, StorageError>>,
    {
        let (mut number, mut connection) = self.get().await?;
        if !alive(&connection) {
            self.forget(number);
            (number, connection) = self.get().await?;
        }
        let silent = StorageError::Silent { store: self.store, after: ANSWER };
        let result = tokio::time::timeout(ANSWER, work(connection)).await.unwrap_or(Err(silent));
        if let Err(error) = &result
            && error.is_transient()
        {
            self.forget(number);
        }
        result
    }

    async fn get(&self) -> Result<(u64, C), StorageError> {
        let (number, opening) = {
            let mut state = self.lock();
            if state.current.is_none() {
                state.number += 1;
                state.current = Some((self.open)().shared());
            }
            (state.number, state.current.clone())
        };
        let Some(opening) = opening else {
            return Err(StorageError::Unreachable { store: self.store, reason: "it was given up".to_owned() });
        };
        match opening.await {
            Ok(connection) => Ok((number, connection)),
            Err(error) => {
                self.forget(number);
                Err(error)
            }
        }
    }

    fn forget(&self, number: u64) {
        let mut state = self.lock();
        if state.number == number {
            state.current = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Clone> fmt::Debug for Link<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link").field("store", &self.store).finish_non_exhaustive()
    }
}
