//! A service whose behaviour is scripted, and a poller that runs with it.

use std::collections::HashMap;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use tgapi::methods::SendMessage;
use tgapi::{BoxError, RawCall, Reply, Update};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use tower_service::Service;

use super::script::Server;
use crate::{Config, PollError, PollSummary, Poller};

type Handler = Box<dyn Fn(u64, usize) -> Behaviour + Send>;

/// What the service does with a call.
pub(super) enum Behaviour {
    Ok(Duration),
    Err(Duration),
    Panic,
    Hang,
    Reply,
}

/// A service that notes its calls. `broken` makes `poll_ready` fail after the first.
struct Bot {
    handler: Handler,
    attempts: HashMap<u64, usize>,
    log: Arc<Mutex<Vec<(Instant, u64)>>>,
    finished: Arc<Mutex<Vec<u64>>>,
    broken: bool,
}

impl Service<Update> for Bot {
    type Response = Reply;
    type Error = BoxError;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Reply, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(if self.broken && !self.attempts.is_empty() { Err("broken".into()) } else { Ok(()) })
    }

    fn call(&mut self, update: Update) -> Self::Future {
        let id = update.update_id.0;
        let attempt = self.attempts.entry(id).or_default();
        *attempt += 1;
        self.log.lock().unwrap().push((Instant::now(), id));
        let behaviour = (self.handler)(id, *attempt);
        let finished = self.finished.clone();
        Box::pin(async move {
            match behaviour {
                Behaviour::Ok(after) => sleep(after).await,
                Behaviour::Err(after) => {
                    sleep(after).await;
                    return Err("not now".into());
                }
                Behaviour::Panic => panic!("the handler of {id} panics, as it should"),
                Behaviour::Hang => pending::<()>().await,
                Behaviour::Reply => {
                    return Ok(RawCall::new(&SendMessage::new(5, format!("to {id}"))).unwrap().into());
                }
            }
            finished.lock().unwrap().push(id);
            Ok(Reply::None)
        })
    }
}

pub(super) struct Run {
    pub(super) server: Server,
    pub(super) log: Arc<Mutex<Vec<(Instant, u64)>>>,
    pub(super) finished: Arc<Mutex<Vec<u64>>>,
    pub(super) stop: oneshot::Sender<()>,
    pub(super) task: JoinHandle<Result<PollSummary, PollError>>,
}

impl Run {
    pub(super) fn start(
        server: &Server,
        config: Config,
        handler: impl Fn(u64, usize) -> Behaviour + Send + 'static,
        broken: bool,
    ) -> Self {
        let log = Arc::<Mutex<_>>::default();
        let finished = Arc::<Mutex<_>>::default();
        let bot = Bot {
            handler: Box::new(handler),
            attempts: HashMap::new(),
            log: log.clone(),
            finished: finished.clone(),
            broken,
        };
        let poller = Poller::new(server.clone(), bot).config(config.seed(7));
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(poller.run_until(async move { stopped.await.unwrap_or(()) }));
        Self { server: server.clone(), log, finished, stop, task }
    }

    pub(super) fn new(server: &Server, handler: impl Fn(u64, usize) -> Behaviour + Send + 'static) -> Self {
        Self::start(server, Config::new(), handler, false)
    }

    pub(super) fn calls(&self) -> Vec<u64> {
        self.log.lock().unwrap().iter().map(|(_, id)| *id).collect()
    }

    pub(super) async fn stop(self) -> PollSummary {
        self.stop.send(()).unwrap();
        self.task.await.unwrap().unwrap()
    }
}

pub(super) fn at_once(_: u64, _: usize) -> Behaviour {
    Behaviour::Ok(Duration::ZERO)
}
