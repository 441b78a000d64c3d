//! A server that reads requests and answers them by a script, well or badly, and a client for it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::client::{ClientBuilder, Retry};
use tgapi::{Client, Token};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The secret part of the token of every client here.
pub(crate) const SECRET: &str = "AAcanaryEEffGGhhIIjjKKllMMnnOOpp_-0";

pub(crate) fn token() -> Token {
    Token::new(&format!("42:{SECRET}")).unwrap()
}

/// A client that fails at once where it fails.
pub(crate) fn builder(url: &str) -> ClientBuilder {
    Client::builder(token()).api_url(url).timeout(Duration::from_secs(20)).retry(Retry::off())
}

pub(crate) fn client(url: &str) -> Client {
    builder(url).build().unwrap()
}

/// One request, as it came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// `POST /bot.../getMe`.
    pub(crate) fn target(&self) -> &str {
        self.head.split(" HTTP/").next().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// What a server does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Do {
    /// Sends these bytes and closes the connection in good order.
    Answer(Vec<u8>),
    /// Sends these bytes and resets the connection.
    Reset(Vec<u8>),
    /// Says nothing and keeps the connection.
    Nothing,
    /// Sends a head and then bytes for as long as somebody takes them.
    Flood,
}

/// A server, until it is dropped.
pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Request>>>,
    accepting: JoinHandle<()>,
}

impl Server {
    /// One connection for each request; `script` says what to do with it.
    pub(crate) async fn start(script: impl FnMut(&Request) -> Do + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, script) = (Arc::clone(&requests), Arc::new(Mutex::new(script)));
        let accepting = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (seen, script) = (Arc::clone(&seen), Arc::clone(&script));
                tokio::spawn(async move { serve(stream, &seen, |request| (script.lock().unwrap())(request)).await });
            }
        });
        Self { url, requests, accepting }
    }

    /// The same for every request.
    pub(crate) async fn always(what: Do) -> Self {
        Self::start(move |_| what.clone()).await
    }

    /// These, one after another; then nothing.
    pub(crate) async fn in_turn(what: impl IntoIterator<Item = Do>) -> Self {
        let mut what = what.into_iter().collect::<std::collections::VecDeque<_>>();
        Self::start(move |_| what.pop_front().unwrap_or(Do::Nothing)).await
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn serve(mut stream: TcpStream, seen: &Mutex<Vec<Request>>, script: impl FnOnce(&Request) -> Do) {
    let Some(request) = read(&mut stream).await else { return };
    let what = script(&request);
    seen.lock().unwrap().push(request);
    match what {
        Do::Answer(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
            // Until the other side has closed, too: or unread bytes would make it a reset.
            let _ = stream.read(&mut [0; 64]).await;
        }
        Do::Reset(bytes) => {
            let _ = stream.write_all(&bytes).await;
            stream.set_zero_linger().unwrap();
        }
        Do::Nothing => std::future::pending().await,
        Do::Flood => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await;
            let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
            while stream.write_all(chunk.as_bytes()).await.is_ok() {}
        }
    }
}

/// Reads a request whole, by its length or to its last chunk; `None` if the connection ends before.
pub(crate) async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        if let Some(request) = whole(&bytes) {
            return Some(request);
        }
        match stream.read(&mut buffer).await {
            Ok(n) if n > 0 => bytes.extend_from_slice(&buffer[..n]),
            _ => return None,
        }
    }
}

fn whole(bytes: &[u8]) -> Option<Request> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let request = Request { head: String::from_utf8_lossy(&bytes[..end]).into_owned(), body: Vec::new() };
    let rest = &bytes[end + 4..];
    let body = match request.header("content-length") {
        Some(length) => rest.get(..length.parse().unwrap())?.to_vec(),
        None if request.header("transfer-encoding") == Some("chunked") => unchunk(rest)?,
        None => Vec::new(),
    };
    Some(Request { body, ..request })
}

fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|window| window == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..line]).unwrap(), 16).unwrap();
        let chunk = rest.get(line + 2..line + 2 + size)?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(chunk);
        rest = rest.get(line + 2 + size + 2..)?;
    }
}

/// An answer of the Bot API with this status.
pub(crate) fn json(status: &str, body: &str) -> Do {
    page(status, "content-type: application/json\r\n", body)
}

/// An answer with these further header lines.
pub(crate) fn page(status: &str, headers: &str, body: &str) -> Do {
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n", body.len());
    Do::Answer(format!("{head}{body}").into_bytes())
}

pub(crate) fn ok(result: &str) -> Do {
    json("200 OK", &format!("{{\"ok\":true,\"result\":{result}}}"))
}

pub(crate) fn flood(seconds: u64) -> Do {
    let body = format!(
        r#"{{"ok":false,"error_code":429,"description":"Too Many Requests: retry after {seconds}","parameters":{{"retry_after":{seconds}}}}}"#
    );
    json("429 Too Many Requests", &body)
}

/// The URL of a server that nobody listens at.
pub(crate) async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A folder of its own for a test, gone with it.
pub(crate) struct Folder(std::path::PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tgapi-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn join(&self, name: &str) -> std::path::PathBuf {
        self.0.join(name)
    }

    pub(crate) fn file(&self, name: &str, content: &[u8]) -> std::path::PathBuf {
        let path = self.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
