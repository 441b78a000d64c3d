//! Whoever sends good updates, whoever does not, and what the system says of the server.

use std::io::{BufRead, BufReader, Lines};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio_rustls::TlsConnector;

use crate::serve::SECRET;

/// The attacked process; it ends with this.
pub(crate) struct Victim {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub(crate) address: SocketAddr,
}

impl Victim {
    pub(crate) fn start(kind: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg(format!("--serve={kind}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port: u16 = lines.next().unwrap().unwrap().parse().unwrap();
        Self { child, lines, address: (Ipv4Addr::LOCALHOST, port).into() }
    }

    /// Kibibytes: now, and the most there ever were.
    pub(crate) fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let value = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.trim().trim_end_matches("kB").trim().parse().unwrap()
        };
        (value("VmRSS:"), value("VmHWM:"))
    }

    /// Ends it; what it said of itself.
    pub(crate) fn end(mut self) -> String {
        drop(self.child.stdin.take());
        let said = self.lines.next().and_then(Result::ok).unwrap_or_default();
        let _ = self.child.wait();
        said
    }

    pub(crate) fn connector(&self) -> TlsConnector {
        let file = std::env::temp_dir().join(format!("tgwebhook-attacks-{}.pem", self.child.id()));
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(&file).unwrap()).unwrap();
        let _ = std::fs::remove_file(file);
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        Arc::new(config.with_root_certificates(roots).with_no_client_auth()).into()
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) async fn connect_from(source: Ipv4Addr, to: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((source, 0).into())?;
    let stream = socket.connect(to).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

pub(crate) async fn encrypted(connector: &TlsConnector, to: SocketAddr) -> impl AsyncRead + AsyncWrite + Unpin + use<> {
    let stream = connect_from(Ipv4Addr::LOCALHOST, to).await.unwrap();
    connector.connect(ServerName::try_from("127.0.0.1").unwrap(), stream).await.unwrap()
}

pub(crate) fn head(length: usize) -> String {
    format!(
        "POST /hook HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Type: \
         application/json\r\nContent-Length: {length}\r\n\r\n"
    )
}

pub(crate) fn request(id: u64) -> Vec<u8> {
    let body = format!(
        r#"{{"update_id":{id},"message":{{"message_id":1,"date":1700000000,"chat":{{"id":5,"type":"private"}},"text":"hello"}}}}"#
    );
    format!("{}{body}", head(body.len())).into_bytes()
}

/// The status of the answer; answers of these attacks have no body.
pub(crate) async fn ask<T: AsyncRead + AsyncWrite + Unpin>(io: &mut T, request: &[u8]) -> std::io::Result<u16> {
    io.write_all(request).await?;
    let mut answer = Vec::with_capacity(256);
    while !answer.ends_with(b"\r\n\r\n") {
        if io.read_buf(&mut answer).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(String::from_utf8_lossy(&answer[9..12]).parse().unwrap_or(0))
}

/// Fifty connections with an update each `pause`, for a while: how many were answered 200, and how long each took.
pub(crate) async fn good<T>(streams: Vec<T>, pause: Duration, during: Duration) -> (u64, Vec<Duration>)
where
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let end = Instant::now() + during;
    let senders: Vec<_> = (0_u64..)
        .zip(streams)
        .map(|(sender, mut stream)| {
            tokio::spawn(async move {
                let mut next = tokio::time::interval(pause);
                next.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
                let mut took = Vec::new();
                let mut id = sender * 1_000_000;
                while Instant::now() < end {
                    next.tick().await;
                    id += 1;
                    let asked = request(id);
                    let start = Instant::now();
                    match ask(&mut stream, &asked).await {
                        Ok(200) => took.push(start.elapsed()),
                        _ => break,
                    }
                }
                took
            })
        })
        .collect();
    let mut took = Vec::new();
    for sender in senders {
        took.extend(sender.await.unwrap());
    }
    took.sort_unstable();
    (took.len() as u64, took)
}

pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}
