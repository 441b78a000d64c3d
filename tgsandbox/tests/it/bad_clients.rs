//! Clients that send garbage, too much, too slowly, or nothing: each limit is crossed, and the others are served on.

use std::time::Duration;

use http::StatusCode;
use serde_json::json;
use tgsandbox::Sandbox;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::kit::{LONG, call, get, message, multipart, plain, post, send};

#[tokio::test]
async fn too_many_files_and_too_large_heads_are_refused() {
    let sandbox = plain().await;
    let path = format!("/bot{}/sendDocument", sandbox.token());
    let file: (&str, &str, &[u8]) = ("f", "f", b"x");
    let (kind, body) = multipart(&[], &[file; 51]);
    let answer = send(sandbox.address(), post(&path, &kind, body)).await.unwrap();
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);

    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "y".repeat(300 << 10));
    // The server may close while this is still being written.
    let _ = stream.write_all(head.as_bytes()).await;
    let mut answer = vec![0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(answer, b"HTTP/1.1 431");
}

#[tokio::test]
async fn garbage_slow_and_silent_clients_do_not_disturb_the_others() {
    let sandbox = plain().await;
    let mut open = Vec::new();
    for n in 0..200 {
        let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
        match n % 4 {
            0 => {}
            1 => stream.write_all(b"\x16\x03\x01 garbage \r\n\r\n").await.unwrap(),
            2 => stream.write_all(b"POST /bot1:x/getMe HTTP/1.1\r\nhost:").await.unwrap(),
            _ => {
                let head = format!(
                    "POST /bot{}/getMe HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\npart",
                    sandbox.token()
                );
                stream.write_all(head.as_bytes()).await.unwrap();
            }
        }
        open.push(stream);
    }
    for _ in 0..20 {
        call(&sandbox, "getMe", json!({})).await.result();
    }
}

#[tokio::test]
async fn a_body_that_declares_more_than_the_limit_is_refused_at_once() {
    let sandbox = plain().await;
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    let head = format!(
        "POST /bot{}/sendDocument HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n",
        sandbox.token(),
        u64::MAX / 2
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 12];
    tokio::time::timeout(LONG, stream.read_exact(&mut answer)).await.unwrap().unwrap();
    assert_eq!(answer, b"HTTP/1.1 413");
}

/// What the server says to this request, which may go on for longer than it listens.
async fn said_to(sandbox: &Sandbox, parts: impl IntoIterator<Item = Vec<u8>>) -> String {
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    for part in parts {
        if stream.write_all(&part).await.is_err() {
            break;
        }
    }
    let mut answer = vec![0; 12];
    tokio::time::timeout(LONG, stream.read_exact(&mut answer)).await.unwrap().unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn heads_of_too_many_lines_and_parts_of_too_large_heads_are_refused() {
    let sandbox = plain().await;
    let path = format!("/bot{}/getMe", sandbox.token());
    let many: String = (0..300).map(|n| format!("x-{n}: y\r\n")).collect();
    let head = format!("GET {path} HTTP/1.1\r\nhost: x\r\n{many}\r\n");
    assert_eq!(said_to(&sandbox, [head.into_bytes()]).await, "HTTP/1.1 431");
    let part = format!(
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nx: {}\r\n\r\n1\r\n--b--\r\n",
        "y".repeat(17 << 10)
    );
    let answer = send(sandbox.address(), post(&path, "multipart/form-data; boundary=b", part)).await.unwrap();
    assert_eq!(answer.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    call(&sandbox, "getMe", json!({})).await.result();
}

#[tokio::test]
async fn a_body_that_does_not_say_how_long_it_is_ends_at_the_limit() {
    let sandbox = plain().await;
    let head =
        format!("POST /bot{}/sendDocument HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n", sandbox.token());
    let chunk = [b"100000\r\n".as_slice(), &vec![b'x'; 1 << 20], b"\r\n"].concat();
    // 64 MiB, and more than the system would keep for both sides on the way.
    let parts = std::iter::once(head.into_bytes()).chain(std::iter::repeat_n(chunk, 80));
    assert_eq!(said_to(&sandbox, parts).await, "HTTP/1.1 413");
    call(&sandbox, "getMe", json!({})).await.result();
}

#[tokio::test(start_paused = true)]
async fn a_body_that_trickles_is_cut_off_after_two_minutes() {
    let sandbox = plain().await;
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let head = format!("POST /bot{}/getMe HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n", sandbox.token());
    stream.write_all(head.as_bytes()).await.unwrap();
    let started = tokio::time::Instant::now();
    let (mut reading, mut writing) = stream.into_split();
    let trickle = async {
        // A byte each ten seconds is never silence.
        while writing.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_secs(10)).await;
        }
        std::future::pending::<()>().await;
    };
    let mut answer = vec![0; 12];
    tokio::select! {
        () = trickle => {}
        read = reading.read_exact(&mut answer) => drop(read.unwrap()),
    }
    assert_eq!(answer, b"HTTP/1.1 408");
    let seconds = started.elapsed().as_secs();
    assert!((120..=131).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn of_large_bodies_a_few_are_read_at_once_and_small_ones_pass_them_by() {
    let sandbox = plain().await;
    let head = format!(
        "POST /bot{}/getMe HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: {}\r\n\r\n",
        sandbox.token(),
        3 << 20
    );
    let mut half = Vec::new();
    // Eight are read, and stop half way.
    for _ in 0..8 {
        let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&vec![b'x'; 2 << 20]).await.unwrap();
        half.push(stream);
    }
    // A ninth has to wait for one of them; whoever has little to say does not.
    let mut ninth = TcpStream::connect(sandbox.address()).await.unwrap();
    let whole = [head.as_bytes(), &vec![b'x'; 3 << 20]].concat();
    let waits = async {
        ninth.write_all(&whole).await.unwrap();
        let mut answer = vec![0; 12];
        ninth.read_exact(&mut answer).await.unwrap();
        answer
    };
    let others = async {
        for _ in 0..20 {
            call(&sandbox, "getMe", json!({})).await.result();
        }
        half.clear();
    };
    let (answer, ()) = tokio::time::timeout(LONG, async { tokio::join!(waits, others) }).await.unwrap();
    assert_eq!(answer, b"HTTP/1.1 200");
}

#[tokio::test]
async fn silent_and_slow_clients_lose_their_places_to_those_who_ask_for_something() {
    let sandbox = Sandbox::builder().max_clients(4).timeout(LONG).start().await.unwrap();
    // One who waits for updates keeps the place.
    let poll = {
        let (address, path) = (sandbox.address(), format!("/bot{}/getUpdates?timeout=50", sandbox.token()));
        tokio::spawn(async move { send(address, get(&path)).await })
    };
    sandbox.polled().await.unwrap();
    let mut bad = Vec::new();
    for n in 0..40 {
        let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
        let start = match n % 3 {
            0 => String::new(),
            1 => "POST /bot1:x/getMe HTTP/1.1\r\nhost:".to_owned(),
            _ => format!("POST /bot{}/getMe HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf", sandbox.token()),
        };
        // It may have lost its place already.
        let _ = stream.write_all(start.as_bytes()).await;
        bad.push(stream);
        if n % 10 == 0 {
            call(&sandbox, "getMe", json!({})).await.result();
        }
    }
    call(&sandbox, "getMe", json!({})).await.result();
    sandbox.push_update(&message(1, "x")).unwrap();
    let updates = poll.await.unwrap().unwrap().result();
    assert_eq!(updates.as_array().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn idle_connections_and_half_heads_are_closed_after_75_seconds() {
    let sandbox = plain().await;
    for start in ["", "GET /bot1:x/getMe HTTP/1.1\r\nhost:"] {
        let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
        stream.write_all(start.as_bytes()).await.unwrap();
        let started = tokio::time::Instant::now();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert_eq!(started.elapsed().as_secs(), 75, "{start:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_stops_half_way_through_its_body_is_cut_off() {
    let sandbox = plain().await;
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    let head = format!("POST /bot{}/getMe HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf", sandbox.token());
    stream.write_all(head.as_bytes()).await.unwrap();
    let started = tokio::time::Instant::now();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(started.elapsed() >= Duration::from_secs(15));
}
