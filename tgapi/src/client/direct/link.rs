//! One connection, driven by whoever has a call on it: there is no task that only hands bytes on, so an answer wakes the
//! caller and nobody else.
//!
//! Between calls nobody drives it. What the server does meanwhile, as to close it, is seen when somebody looks.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Frame, Incoming};
use hyper::client::conn::TrySendError;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::coop::unconstrained;

use super::pool::Keep;

/// The head of an answer; or what broke the connection, with the request if it was not sent.
type Sent = Result<Response<Incoming>, TrySendError<Request<Full<Bytes>>>>;

type Driver = Pin<Box<dyn Future<Output = hyper::Result<()>> + Send>>;

/// A connection over which calls go, one at a time.
pub(super) struct Link {
    sender: SendRequest<Full<Bytes>>,
    /// Reads and writes; nothing once the connection has ended.
    driver: Option<Driver>,
}

impl Link {
    pub(super) async fn new<S>(stream: TokioIo<S>) -> hyper::Result<Self>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let (sender, driver) = http1::handshake(stream).await?;
        Ok(Self { sender, driver: Some(Box::pin(driver)) })
    }

    /// Hands a request over; what is given has to be [driven](Self::until), and is the head of the answer.
    pub(super) fn begin(&mut self, request: Request<Full<Bytes>>) -> impl Future<Output = Sent> + use<> {
        self.sender.try_send_request(request)
    }

    /// The next piece of the body of an answer that came over this connection; `None` at its end.
    pub(super) async fn frame(&mut self, body: &mut Incoming) -> Option<hyper::Result<Frame<Bytes>>> {
        if body.is_end_stream() {
            return None;
        }
        let mut frame = pin!(body.frame());
        poll_fn(|cx| {
            // Asked for first: a body is read only once somebody does.
            if let Poll::Ready(frame) = frame.as_mut().poll(cx) {
                return Poll::Ready(frame);
            }
            self.drive(cx);
            frame.as_mut().poll(cx)
        })
        .await
    }

    /// Drives the connection until what was [begun](Self::begin) is answered.
    pub(super) fn until(&mut self, mut sent: Pin<&mut impl Future<Output = Sent>>) -> impl Future<Output = Sent> {
        poll_fn(move |cx| {
            self.drive(cx);
            sent.as_mut().poll(cx)
        })
    }

    fn drive(&mut self, cx: &mut Context<'_>) {
        if let Some(running) = &mut self.driver
            && running.as_mut().poll(cx).is_ready()
        {
            // What broke it is told to whoever waits for an answer.
            self.driver = None;
        }
    }
}

impl Keep for Link {
    fn is_open(&mut self) -> bool {
        if let Some(driver) = &mut self.driver {
            // Only a look, for which nobody has to be woken; and one that takes nothing from what the caller's task may do.
            if pin!(unconstrained(driver)).poll(&mut Context::from_waker(Waker::noop())).is_ready() {
                self.driver = None;
            }
        }
        self.driver.is_some() && self.sender.is_ready()
    }
}
