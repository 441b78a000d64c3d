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
use tokio::time::{Instant, Sleep};

use super::pool::Keep;

/// The head of an answer; or what broke the connection, with the request if it was not sent.
type Sent = Result<Response<Incoming>, TrySendError<Request<Full<Bytes>>>>;

type Driver = Pin<Box<dyn Future<Output = hyper::Result<()>> + Send>>;

/// A connection over which calls go, one at a time.
pub(super) struct Link {
    sender: SendRequest<Full<Bytes>>,
    /// Reads and writes; nothing once the connection has ended.
    driver: Option<Driver>,
    alarm: Alarm,
}

/// The time that a call had is over.
pub(super) struct Late;

impl Link {
    pub(super) async fn new<S>(stream: TokioIo<S>) -> hyper::Result<Self>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let (sender, driver) = http1::handshake(stream).await?;
        Ok(Self { sender, driver: Some(Box::pin(driver)), alarm: Alarm::default() })
    }

    /// Hands a request over; what is given has to be [driven](Self::until), and is the head of the answer.
    pub(super) fn begin(&mut self, request: Request<Full<Bytes>>) -> impl Future<Output = Sent> + use<> {
        self.sender.try_send_request(request)
    }

    /// The next piece of the body of an answer that came over this connection; `None` at its end.
    pub(super) async fn frame(
        &mut self,
        body: &mut Incoming,
        deadline: Option<Instant>,
    ) -> Result<Option<hyper::Result<Frame<Bytes>>>, Late> {
        if body.is_end_stream() {
            return Ok(None);
        }
        let mut frame = pin!(body.frame());
        poll_fn(|cx| {
            // Asked for first: a body is read only once somebody does.
            if let Poll::Ready(frame) = frame.as_mut().poll(cx) {
                return Poll::Ready(Ok(frame));
            }
            self.drive(cx);
            if let Poll::Ready(frame) = frame.as_mut().poll(cx) {
                return Poll::Ready(Ok(frame));
            }
            self.alarm.poll_over(cx, deadline).map(Err)
        })
        .await
    }

    /// Drives the connection until what was [begun](Self::begin) is answered.
    pub(super) fn until(
        &mut self,
        mut sent: Pin<&mut impl Future<Output = Sent>>,
        deadline: Option<Instant>,
    ) -> impl Future<Output = Result<Sent, Late>> {
        poll_fn(move |cx| {
            self.drive(cx);
            if let Poll::Ready(sent) = sent.as_mut().poll(cx) {
                return Poll::Ready(Ok(sent));
            }
            self.alarm.poll_over(cx, deadline).map(Err)
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

/// A timer that goes with a connection from call to call, and is set anew only when it would ring too late. Most calls end
/// long before their time, and a timer of their own would be taken to the runtime's list and back from there for nothing.
#[derive(Default)]
struct Alarm(Option<Pin<Box<Sleep>>>);

impl Alarm {
    fn poll_over(&mut self, cx: &mut Context<'_>, deadline: Option<Instant>) -> Poll<Late> {
        let Some(deadline) = deadline else { return Poll::Pending };
        let sleep = self.0.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline)));
        if sleep.deadline() > deadline {
            sleep.as_mut().reset(deadline);
        }
        // It may ring for a call that has ended.
        while sleep.as_mut().poll(cx).is_ready() {
            if sleep.deadline() >= deadline {
                return Poll::Ready(Late);
            }
            sleep.as_mut().reset(deadline);
        }
        Poll::Pending
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    async fn is_over(alarm: &mut Alarm, deadline: Option<Instant>) -> bool {
        poll_fn(|cx| Poll::Ready(alarm.poll_over(cx, deadline).is_ready())).await
    }

    #[tokio::test(start_paused = true)]
    async fn each_call_has_its_own_time_whatever_the_calls_before_had() {
        let mut alarm = Alarm::default();
        let in_seconds = |seconds| Some(Instant::now() + Duration::from_secs(seconds));
        assert!(!is_over(&mut alarm, in_seconds(60)).await, "this one ends long before its time");
        for limit in [5, 2, 60, 1] {
            let (begun, deadline) = (Instant::now(), in_seconds(limit));
            poll_fn(|cx| alarm.poll_over(cx, deadline)).await;
            assert_eq!(begun.elapsed().as_secs(), limit);
        }
        assert!(!is_over(&mut alarm, None).await, "no time, no end");
    }

    #[tokio::test(start_paused = true)]
    async fn a_timer_that_rings_for_a_call_that_has_ended_says_nothing_to_the_next() {
        let mut alarm = Alarm::default();
        let first = Instant::now() + Duration::from_secs(1);
        assert!(!is_over(&mut alarm, Some(first)).await);
        tokio::time::sleep(Duration::from_secs(10)).await;
        let begun = Instant::now();
        poll_fn(|cx| alarm.poll_over(cx, Some(begun + Duration::from_secs(3)))).await;
        assert_eq!(begun.elapsed(), Duration::from_secs(3));
    }
}
