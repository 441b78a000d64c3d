//! A bot whose handlers the test steers, and a client that writes bytes.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::methods::SendMessage;
use tgapi::{BoxError, RawCall, Reply, SecretToken, Update};
use tgwebhook::{Server, ServerError, ShutdownReport, WebhookBuilder, WebhookService};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;

pub(crate) const SECRET: &str = "the-secret_of-these-TESTS";

/// Long enough for a busy machine, short enough to fail.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Waits with an end.
pub(crate) async fn within<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(PATIENCE, future).await.expect("this takes too long")
}

/// Waits until something is so.
pub(crate) async fn until(what: impl Fn() -> bool) {
    within(async {
        while !what() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}

/// What the handler of one update does.
#[derive(Clone)]
pub(crate) enum Act {
    Nothing,
    Reply(RawCall),
    Fail,
    Panic,
    /// Waits until the test lets it go on, then replies.
    Wait(Arc<Semaphore>, Option<RawCall>),
}

/// A bot that does what it is told, update by update, and keeps who was handled.
#[derive(Clone, Default)]
pub(crate) struct Bot {
    acts: Arc<Mutex<HashMap<u64, Act>>>,
    pub(crate) begun: Arc<Mutex<Vec<u64>>>,
    pub(crate) ended: Arc<Mutex<Vec<u64>>>,
}

impl Bot {
    pub(crate) fn on(&self, id: u64, act: Act) {
        self.acts.lock().unwrap().insert(id, act);
    }

    /// The handler of this update waits until a permit is added.
    pub(crate) fn hold(&self, id: u64, reply: Option<RawCall>) -> Arc<Semaphore> {
        let go = Arc::new(Semaphore::new(0));
        self.on(id, Act::Wait(Arc::clone(&go), reply));
        go
    }

    pub(crate) fn begun(&self, id: u64) -> usize {
        self.begun.lock().unwrap().iter().filter(|begun| **begun == id).count()
    }

    pub(crate) fn ended(&self, id: u64) -> usize {
        self.ended.lock().unwrap().iter().filter(|ended| **ended == id).count()
    }

    pub(crate) fn service(
        &self,
    ) -> impl tower::Service<Update, Response = Reply, Error = BoxError, Future: Send + 'static>
    + Clone
    + Send
    + Sync
    + 'static
    + use<> {
        let bot = self.clone();
        tower::service_fn(move |update: Update| {
            let bot = bot.clone();
            let id = update.update_id.0;
            bot.begun.lock().unwrap().push(id);
            let act = bot.acts.lock().unwrap().get(&id).cloned().unwrap_or(Act::Nothing);
            async move {
                let result = match act {
                    Act::Nothing => Ok(Reply::None),
                    Act::Reply(call) => Ok(Reply::Call(call)),
                    Act::Fail => Err("no room on the disk".into()),
                    Act::Panic => panic!("as the test wants"),
                    Act::Wait(go, reply) => {
                        go.acquire().await.unwrap().forget();
                        Ok(reply.map_or(Reply::None, Reply::Call))
                    }
                };
                bot.ended.lock().unwrap().push(id);
                result
            }
        })
    }
}

pub(crate) fn secret() -> SecretToken {
    SecretToken::new(SECRET).unwrap()
}

pub(crate) fn say(text: &str) -> RawCall {
    RawCall::new(&SendMessage::new(5, text)).unwrap()
}

/// A hook for late replies, and what it got.
pub(crate) fn late_hook() -> (impl Fn(RawCall) + Send + Sync + 'static, Arc<Mutex<Vec<String>>>) {
    let late = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&late);
    (move |call: RawCall| log.lock().unwrap().push(call.params().to_owned()), late)
}

pub(crate) fn update(id: u64) -> String {
    format!(
        r#"{{"update_id":{id},"message":{{"message_id":1,"date":1700000000,"chat":{{"id":5,"type":"private"}},"text":"hello"}}}}"#
    )
}

/// A good request for an update.
pub(crate) fn request(path: &str, id: u64) -> String {
    request_with(path, &update(id), &[])
}

pub(crate) fn request_with(path: &str, body: &str, more: &[&str]) -> String {
    let more: String = more.iter().map(|line| format!("{line}\r\n")).collect();
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {}\r\n{more}\r\n{body}",
        body.len()
    )
}

/// A server that runs.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) monitor: tgwebhook::ServerMonitor,
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<ShutdownReport, ServerError>>,
}

impl Running {
    pub(crate) fn start(server: Server) -> Self {
        let (address, monitor) = (server.local_addr(), server.monitor());
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(server.serve_with_shutdown(async move {
            let _ = stopped.await;
        }));
        Self { address, monitor, stop, task }
    }

    pub(crate) async fn connect(&self) -> Talk<TcpStream> {
        Talk::new(TcpStream::connect(self.address).await.unwrap())
    }

    pub(crate) fn stop(self) -> JoinHandle<Result<ShutdownReport, ServerError>> {
        let _ = self.stop.send(());
        self.task
    }
}

pub(crate) async fn server() -> Server {
    Server::bind("127.0.0.1:0").await.unwrap()
}

pub(crate) fn webhook<S>(builder: WebhookBuilder<S>) -> WebhookService<S>
where
    S: tower::Service<Update, Response = Reply, Error = BoxError, Future: Send> + Clone + Send + 'static,
{
    builder.secret(secret()).build().unwrap()
}

/// A plain server with one bot at `/hook`.
pub(crate) async fn plain(bot: &Bot) -> Running {
    Running::start(server().await.route("/hook", webhook(WebhookService::builder(bot.service()))))
}

/// An answer as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }
}

/// A connection that the test talks over, byte by byte.
pub(crate) struct Talk<T> {
    pub(crate) io: T,
    read: Vec<u8>,
}

impl<T: AsyncRead + AsyncWriteExt + Unpin> Talk<T> {
    pub(crate) fn new(io: T) -> Self {
        Self { io, read: Vec::new() }
    }

    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        within(self.io.write_all(bytes.as_ref())).await.unwrap();
        within(self.io.flush()).await.unwrap();
    }

    /// As [`send`](Self::send), to a peer that may have closed already.
    pub(crate) async fn send_if_open(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = within(self.io.write_all(bytes.as_ref())).await;
    }

    pub(crate) async fn ask(&mut self, request: impl AsRef<[u8]>) -> Answer {
        self.send(request).await;
        self.answer().await.expect("no answer")
    }

    /// The next answer; `None` if the connection ends without one.
    pub(crate) async fn answer(&mut self) -> Option<Answer> {
        loop {
            let text = String::from_utf8_lossy(&self.read).into_owned();
            if let Some((head, rest)) = text.split_once("\r\n\r\n") {
                let status: u16 = head.split(' ').nth(1).unwrap().parse().unwrap();
                let answer = Answer { status, head: head.to_owned(), body: String::new() };
                let length: usize = answer.header("content-length").map_or(0, |length| length.parse().unwrap());
                if rest.len() >= length {
                    let body = rest[..length].to_owned();
                    self.read.drain(..head.len() + 4 + length);
                    return Some(Answer { body, ..answer });
                }
            }
            // A reset is an end as well.
            match within(self.io.read_buf(&mut self.read)).await {
                Ok(0) | Err(_) => {
                    assert!(self.read.is_empty(), "half an answer: {text}");
                    return None;
                }
                Ok(_) => {}
            }
        }
    }

    /// The connection ends without another byte.
    pub(crate) async fn ends(&mut self) {
        assert_eq!(self.answer().await, None);
    }
}
