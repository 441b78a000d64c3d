//! The states of a connection, over a pipe and with a clock that stands still; and hyper as the judge of the scanner.

use std::convert::Infallible;
use std::future::poll_fn;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use tokio::io::DuplexStream;

use super::head::head_like;
use super::*;

const LIMITS: WireLimits = WireLimits {
    first_byte: Duration::from_secs(10),
    idle: Duration::from_secs(75),
    head: Duration::from_secs(5),
    write: Duration::from_secs(10),
    heads: HeadLimits { bytes: 1024, headers: 8, uri: 64 },
};

const HEAD: &[u8] = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";

fn wire(pipe: usize) -> (Wire<DuplexStream>, DuplexStream) {
    let (ours, theirs) = tokio::io::duplex(pipe);
    (Wire::new(ours, LIMITS), theirs)
}

/// What the parser is shown next; `None` while there is nothing.
async fn shown(wire: &mut Wire<DuplexStream>) -> Option<io::Result<Vec<u8>>> {
    let mut buffer = vec![0; 4096];
    // The clock stands still, so this waits for what can happen now, and for nothing else.
    tokio::select! {
        biased;
        read = wire.read(&mut buffer) => Some(read.map(|length| buffer[..length].to_vec())),
        () = tokio::time::sleep(Duration::ZERO) => None,
    }
}

/// How long the parser waits for the next read, and what it then is.
async fn wait(wire: &mut Wire<DuplexStream>) -> (Duration, io::Result<usize>) {
    let start = Instant::now();
    let read = wire.read(&mut [0; 4096]).await;
    (start.elapsed(), read)
}

async fn answer(wire: &mut Wire<DuplexStream>) {
    poll_fn(|cx| Poll::Ready(wire.answer(cx))).await;
    wire.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
    wire.flush().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn each_state_has_its_deadline() {
    let (mut wire, mut peer) = wire(4096);
    assert!(shown(&mut wire).await.is_none());
    tokio::time::advance(Duration::from_secs(9)).await;
    peer.write_all(&HEAD[..5]).await.unwrap();
    assert_eq!(shown(&mut wire).await.unwrap().unwrap(), &HEAD[..5]);
    tokio::time::advance(Duration::from_millis(4_900)).await;
    peer.write_all(&HEAD[5..]).await.unwrap();
    assert_eq!(shown(&mut wire).await.unwrap().unwrap(), &HEAD[5..]);
    // The body has no deadline here, nor has the answer.
    assert!(shown(&mut wire).await.is_none());
    tokio::time::advance(Duration::from_secs(1_000)).await;
    assert!(shown(&mut wire).await.is_none());
    peer.write_all(b"body").await.unwrap();
    assert_eq!(shown(&mut wire).await.unwrap().unwrap(), b"body");
    tokio::time::advance(Duration::from_secs(1_000)).await;
    assert!(shown(&mut wire).await.is_none());
    answer(&mut wire).await;
    // Idle: closed without a word.
    let (waited, read) = wait(&mut wire).await;
    assert_eq!((waited, read.unwrap(), wire.refusal()), (LIMITS.idle, 0, None));
}

#[tokio::test(start_paused = true)]
async fn a_fresh_connection_has_its_own_deadline_and_so_has_each_head() {
    let (mut fresh, _peer) = wire(4096);
    let (waited, read) = wait(&mut fresh).await;
    assert_eq!((waited, read.unwrap(), fresh.refusal()), (LIMITS.first_byte, 0, None));

    let (mut slow, mut peer) = wire(4096);
    // A byte now and then does not prolong it.
    let dripping = tokio::spawn(async move {
        for byte in HEAD {
            if peer.write_all(&[*byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        peer
    });
    let start = Instant::now();
    let error = loop {
        if let Err(error) = slow.read(&mut [0; 64]).await {
            break error;
        }
    };
    assert_eq!((error.kind(), slow.refusal()), (io::ErrorKind::InvalidData, Some(HeadRefusal::Slow)));
    assert_eq!(start.elapsed(), LIMITS.head);
    slow.close(Duration::from_secs(1)).await;
    let mut told = String::new();
    dripping.await.unwrap().read_to_string(&mut told).await.unwrap();
    assert_eq!(told.as_bytes(), HeadRefusal::Slow.answer());
}

#[tokio::test(start_paused = true)]
async fn what_comes_before_the_answer_is_never_shown() {
    // In the same piece as the body, and later.
    for pieces in [vec![[HEAD, b"body", HEAD, b"body"].concat()], vec![[HEAD, b"body"].concat(), HEAD.to_vec()]] {
        let (mut wire, mut peer) = wire(4096);
        peer.write_all(&pieces[0]).await.unwrap();
        assert_eq!(shown(&mut wire).await.unwrap().unwrap(), [HEAD, b"body"].concat());
        for later in &pieces[1..] {
            peer.write_all(later).await.unwrap();
            assert!(shown(&mut wire).await.is_none());
        }
        answer(&mut wire).await;
        assert_eq!(shown(&mut wire).await.unwrap().unwrap(), b"", "it is the end");
    }
    // What comes after it is a request.
    let (mut wire, mut peer) = wire(4096);
    for _ in 0..3 {
        peer.write_all(&[HEAD, b"body"].concat()).await.unwrap();
        assert_eq!(shown(&mut wire).await.unwrap().unwrap(), [HEAD, b"body"].concat());
        answer(&mut wire).await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_may_come_before_the_end_of_the_body() {
    let (mut wire, mut peer) = wire(4096);
    peer.write_all(&[HEAD, b"bo"].concat()).await.unwrap();
    assert_eq!(shown(&mut wire).await.unwrap().unwrap(), [HEAD, b"bo"].concat());
    answer(&mut wire).await;
    peer.write_all(b"dy").await.unwrap();
    assert_eq!(shown(&mut wire).await.unwrap().unwrap(), b"dy");
    peer.write_all(HEAD).await.unwrap();
    assert_eq!(shown(&mut wire).await.unwrap().unwrap(), HEAD, "the next request");
}

#[tokio::test(start_paused = true)]
async fn the_end_of_the_connection_is_seen_while_answering() {
    let (mut wire, mut peer) = wire(4096);
    peer.write_all(&[HEAD, b"body"].concat()).await.unwrap();
    assert!(shown(&mut wire).await.is_some());
    assert!(shown(&mut wire).await.is_none());
    drop(peer);
    assert_eq!(shown(&mut wire).await.unwrap().unwrap(), b"");
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_does_not_read_is_not_written_to_for_ever() {
    let (mut wire, _peer) = wire(16);
    let start = Instant::now();
    let error = wire.write_all(&[0; 1024]).await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (io::ErrorKind::TimedOut, LIMITS.write));
}

/// What hyper makes of bytes, without any guard: the lengths of the bodies that a handler gets.
async fn hyper_alone(bytes: Vec<u8>) -> Vec<usize> {
    let (ours, mut theirs) = tokio::io::duplex(1 << 16);
    let bodies = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&bodies);
    let service = service_fn(move |request: Request<Incoming>| {
        let log = Arc::clone(&log);
        async move {
            let body = request.into_body().collect().await.map(|body| body.to_bytes().len());
            log.lock().unwrap().extend(body);
            Ok::<_, Infallible>(Response::new(Full::<Bytes>::default()))
        }
    });
    theirs.write_all(&bytes).await.unwrap();
    theirs.shutdown().await.unwrap();
    let _ = http1::Builder::new().half_close(true).serve_connection(TokioIo::new(ours), service).await;
    let bodies = bodies.lock().unwrap();
    bodies.clone()
}

/// The scanner and hyper may differ in what they refuse, never in where a request ends.
#[test]
fn hyper_reads_every_head_that_passes_in_the_same_way() {
    let compared = std::cell::Cell::new(0);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut runner = TestRunner::new(ProptestConfig::with_cases(2_000));
    let result = runner.run(&head_like(), |head| {
        let mut scanner = HeadScanner::new(HeadLimits { bytes: 1 << 14, headers: 64, uri: 1024 });
        if let Ok(Scan::Done { used, body }) = scanner.scan(&head) {
            let body = usize::try_from(body).unwrap();
            let mut bytes = head[..used].to_vec();
            // A body that has another length for whoever reads it as chunks.
            bytes.extend(b"0\r\n\r\n".iter().cycle().take(body));
            let bodies = runtime.block_on(hyper_alone(bytes));
            // A head that hyper refuses is fine, too.
            prop_assert!(bodies.is_empty() || bodies == [body], "{bodies:?} instead of {body}");
            compared.set(compared.get() + bodies.len());
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(compared.get() > 200, "only {} heads passed both", compared.get());
}
