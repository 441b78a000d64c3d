//! One keep-alive connection to a webhook: opened, used for one request at a time, closed when it goes wrong.
//!
//! Does not decide what to send: jobs come in, events go out. Runs in a task of its own.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http::{Request, Response, header};
use http_body_util::BodyExt;
use hyper::{
    body::{Body, Frame, Incoming, SizeHint},
    client::conn::http1,
    ext::ReasonPhrase,
};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    sync::{mpsc, oneshot},
    time::{sleep, timeout},
};
use tokio_util::task::AbortOnDropHandle;

use super::{
    answer::{self, Answer},
    hook::Hook,
    tls,
    trouble::Trouble,
};
use crate::{
    api::{self, Origin},
    bot::BotCore,
    faults::Cut,
};

/// How long an answer may take, and how long a connection may be idle.
const READ_TIMEOUT: Duration = Duration::from_secs(60);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The largest answer that is read.
const MAX_ANSWER: usize = 50 << 20;

/// One request to make.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) body: Bytes,
    pub(super) delay: Option<Duration>,
    pub(super) cut: Option<Cut>,
}

/// What happened on a connection.
#[derive(Debug)]
pub(super) enum Event {
    /// The connection stands and can take a job; before that nothing is sent, so nothing fails when nobody listens.
    Opened { connection: u64 },
    /// The connection is ready, with TLS and all.
    Ready { connection: u64 },
    /// The job was answered; `open` says whether the connection can take another.
    Answered { connection: u64, answer: Answer, open: bool },
    /// A fault cut the connection under the job; it is being opened again and takes another job.
    Cut { connection: u64 },
    /// The connection is gone, and with it the job, if there was one.
    Closed { connection: u64, error: Option<Trouble> },
}

/// Runs the connection until it closes or nobody has jobs for it.
pub(super) async fn run(
    connection: u64,
    bot: Arc<BotCore>,
    hook: Arc<Hook>,
    mut jobs: mpsc::Receiver<Job>,
    events: mpsc::Sender<Event>,
) {
    if let Err(error) = serve(connection, &bot, &hook, &mut jobs, &events).await {
        let _ = events.send(Event::Closed { connection, error }).await;
    }
}

async fn serve(
    connection: u64,
    bot: &Arc<BotCore>,
    hook: &Hook,
    jobs: &mut mpsc::Receiver<Job>,
    events: &mpsc::Sender<Event>,
) -> Result<(), Option<Trouble>> {
    let stream = Link::connect(bot, hook).await?;
    if events.send(Event::Opened { connection }).await.is_err() {
        return Ok(());
    }
    let mut link = Link::secure(hook, stream).await?;
    if events.send(Event::Ready { connection }).await.is_err() {
        return Ok(());
    }
    loop {
        let job = tokio::select! {
            biased;
            job = jobs.recv() => job,
            _ = &mut link.driver => return Err(None),
            () = sleep(READ_TIMEOUT) => return Err(Some(Trouble::timed_out())),
        };
        let Some(job) = job else { return Ok(()) };
        if let Some(delay) = job.delay {
            sleep(delay).await;
        }
        let Some(head) = hook.request(&job.body) else { return Err(Some(Trouble::new("URL is too long"))) };
        let exchanged = timeout(READ_TIMEOUT, link.exchange(head, job.body, job.cut)).await;
        let Some((mut answer, open)) = exchanged.map_err(|_| Trouble::timed_out())?? else {
            // The next job may come while the connection is opened anew, so the fault does not slow Telegram's own pace.
            drop(link);
            if events.send(Event::Cut { connection }).await.is_err() {
                return Ok(());
            }
            link = Link::secure(hook, Link::connect(bot, hook).await?).await?;
            continue;
        };
        // The call is made before the next update of the lane can be sent, so replies keep their order.
        if let Some((method, params)) = answer.call.take() {
            let _ = api::call(bot, &method, params, Origin::WebhookAnswer).await;
        }
        if events.send(Event::Answered { connection, answer, open }).await.is_err() || !open {
            return Ok(());
        }
    }
}

/// An open connection; dropping it closes the socket.
struct Link {
    sender: http1::SendRequest<Watched>,
    driver: AbortOnDropHandle<()>,
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

impl Link {
    async fn connect(bot: &BotCore, hook: &Hook) -> Result<TcpStream, Trouble> {
        let address = hook.address(bot).await;
        let connected = timeout(CONNECT_TIMEOUT, TcpStream::connect(address)).await;
        let stream = connected.map_err(|_| Trouble::new("Connection timed out"))?;
        let stream = stream.map_err(|error| Trouble::from(&error))?;
        let _ = stream.set_nodelay(true);
        Ok(stream)
    }

    async fn secure(hook: &Hook, stream: TcpStream) -> Result<Self, Trouble> {
        let opening = async {
            let stream: Box<dyn Stream> = match &hook.tls {
                None => Box::new(stream),
                Some(config) => Box::new(tls::connect(config, &hook.target.host, stream).await?),
            };
            http1::Builder::new()
                .title_case_headers(true)
                .handshake(TokioIo::new(stream))
                .await
                .map_err(|_| Trouble::closed())
        };
        let opened = timeout(CONNECT_TIMEOUT, opening).await;
        let (sender, connection) = opened.map_err(|_| Trouble::new("Connection timed out"))??;
        let driver = AbortOnDropHandle::new(tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "webhook connection ended");
            }
        }));
        Ok(Self { sender, driver })
    }

    /// Sends one request. Nothing comes back when a fault ate the answer.
    async fn exchange(
        &mut self,
        head: Request<()>,
        body: Bytes,
        cut: Option<Cut>,
    ) -> Result<Option<(Answer, bool)>, Trouble> {
        let (taken, was_taken) = oneshot::channel();
        let request = head.map(|()| Watched { data: Some(body), taken: Some(taken) });
        let response = self.sender.send_request(request);
        if let Some(Cut::BeforeAnswer(after)) = cut {
            let time_is_up = async {
                // The driver writes out what it took before it can be stopped.
                let _ = was_taken.await;
                sleep(after).await;
            };
            tokio::select! {
                _ = response => {}
                () = time_is_up => {}
            }
            return Ok(None);
        }
        let response = response.await.map_err(|_| Trouble::closed())?;
        let answer = read(response).await.map_err(|_| Trouble::closed())?;
        Ok(if cut.is_some() { None } else { Some(answer) })
    }
}

/// Reads an answer; the flag says whether the connection can be used again.
async fn read(response: Response<Incoming>) -> Result<(Answer, bool), hyper::Error> {
    let (head, mut body) = response.into_parts();
    let says_close = head.headers.get_all(header::CONNECTION).iter().any(|value| {
        value.to_str().is_ok_and(|text| text.split(',').any(|word| word.trim().eq_ignore_ascii_case("close")))
    });
    let mut open = !says_close && head.version == http::Version::HTTP_11;
    // Without a length the body would end with the connection: Telegram takes it as empty.
    let has_length =
        head.headers.contains_key(header::CONTENT_LENGTH) || head.headers.contains_key(header::TRANSFER_ENCODING);
    let mut data = BytesMut::new();
    if has_length {
        while let Some(frame) = body.frame().await {
            if let Ok(chunk) = frame?.into_data() {
                data.extend_from_slice(&chunk);
            }
            if data.len() > MAX_ANSWER {
                open = false;
                break;
            }
        }
    } else {
        open &= body.is_end_stream();
    }
    let data = data.freeze();
    let content_type = head.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let reason = match head.extensions.get::<ReasonPhrase>() {
        Some(reason) => String::from_utf8_lossy(reason.as_bytes()).into_owned(),
        None => head.status.canonical_reason().unwrap_or_default().to_owned(),
    };
    let call = if head.status.is_success() { answer::call(content_type, &data) } else { None };
    let answer = Answer { status: head.status, reason, retry_after: answer::retry_after(&head.headers), call };
    Ok((answer, open))
}

/// A request body that tells when it was taken to be written.
struct Watched {
    data: Option<Bytes>,
    taken: Option<oneshot::Sender<()>>,
}

impl Body for Watched {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Some(taken) = self.taken.take() {
            let _ = taken.send(());
        }
        Poll::Ready(self.data.take().map(|data| Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.data.as_ref().map_or(0, |data| data.len() as u64))
    }
}
