//! Connections that are kept between calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tgapi::ErrorKind;
use tgapi::methods::GetMe;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Barrier, mpsc};

use crate::support::{builder, client, read};

const ANSWER: &str = "{\"ok\":true,\"result\":{\"id\":42,\"is_bot\":true,\"first_name\":\"B\"}}";

async fn answer(stream: &mut TcpStream, headers: &str) {
    let text = format!("HTTP/1.1 200 OK\r\n{headers}content-length: {}\r\n\r\n{ANSWER}", ANSWER.len());
    stream.write_all(text.as_bytes()).await.unwrap();
}

async fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

/// As many calls at once as there are handlers, again and again: no connection is made for the second round.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_at_once_keep_their_connections() {
    const CALLS: usize = 200;
    const ROUNDS: usize = 3;
    let (listener, url) = listener().await;
    let connections = Arc::new(AtomicUsize::new(0));
    // Answers to a round go out when all of its calls are there.
    let together = Arc::new(Barrier::new(CALLS));
    let serving = tokio::spawn({
        let connections = Arc::clone(&connections);
        async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                connections.fetch_add(1, Ordering::Relaxed);
                let together = Arc::clone(&together);
                tokio::spawn(async move {
                    while read(&mut stream).await.is_some() {
                        together.wait().await;
                        answer(&mut stream, "").await;
                    }
                });
            }
        }
    });
    let client = client(&url);
    for _ in 0..ROUNDS {
        let calls: Vec<_> = (0..CALLS).map(|_| tokio::spawn(client.call(GetMe::new()))).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    }
    serving.abort();
    assert_eq!(connections.load(Ordering::Relaxed), CALLS);
}

/// The server's right: it may close a connection that waits whenever it likes. Nobody's call fails for that.
#[tokio::test]
async fn a_kept_connection_that_was_closed_costs_no_call() {
    let (listener, url) = listener().await;
    let (closed, mut is_closed) = mpsc::channel(1);
    let serving = tokio::spawn(async move {
        for headers in ["", "connection: close\r\n", ""] {
            let (mut stream, _) = listener.accept().await.unwrap();
            read(&mut stream).await.unwrap();
            answer(&mut stream, headers).await;
            drop(stream);
            closed.send(()).await.unwrap();
        }
    });
    let client = builder(&url).retry(tgapi::client::Retry::off()).build().unwrap();
    for _ in 0..3 {
        client.call(GetMe::new()).await.unwrap();
        is_closed.recv().await.unwrap();
        // Closed a while ago, that is: a call that crosses the closing on its way cannot know. The runtime looks at its
        // sockets before it looks at its clock.
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    serving.await.unwrap();
}

/// What was sent over a kept connection and not answered may have been carried out: it is not sent again.
#[tokio::test]
async fn a_call_that_was_read_and_not_answered_is_not_repeated() {
    let (listener, url) = listener().await;
    let serving = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read(&mut stream).await.unwrap();
        answer(&mut stream, "").await;
        read(&mut stream).await.unwrap();
        drop(stream);
        let again = tokio::time::timeout(std::time::Duration::from_millis(200), listener.accept()).await;
        assert!(again.is_err(), "it came again");
    });
    let client = builder(&url).retry(tgapi::client::Retry::off()).build().unwrap();
    client.call(GetMe::new()).await.unwrap();
    let error = client.call(GetMe::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Network, "{error}");
    serving.await.unwrap();
}
