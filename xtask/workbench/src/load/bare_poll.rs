//! What is measured against: hyper, a connection that polls, as many that send as are in use, and nothing kept. What
//! a crash finds is lost.

use std::net::SocketAddr;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::net::TcpStream;
use tokio::sync::mpsc;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// Connections that send.
const SENDERS: usize = 64;

#[derive(Deserialize)]
struct Answer {
    result: Vec<Update>,
}

#[derive(Deserialize)]
struct Update {
    update_id: u64,
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    chat: Chat,
    text: String,
}

#[derive(Deserialize)]
struct Chat {
    id: i64,
}

/// Polls until it is dropped.
pub(super) async fn run(api: SocketAddr, token: &str) -> Result<(), Error> {
    let mut senders = Vec::new();
    for _ in 0..SENDERS {
        let mut connection = connect(api).await?;
        let (sender, mut updates) = mpsc::channel::<Update>(8);
        let path = format!("/bot{token}/sendMessage");
        tokio::spawn(async move {
            while let Some(Update { message, .. }) = updates.recv().await {
                let call = serde_json::json!({"chat_id": message.chat.id, "text": message.text});
                post(&mut connection, api, &path, call.to_string()).await?;
            }
            Ok::<_, Error>(())
        });
        senders.push(sender);
    }
    let mut connection = connect(api).await?;
    let path = format!("/bot{token}/getUpdates");
    let mut offset = 0;
    loop {
        let body = serde_json::json!({"offset": offset, "timeout": 30}).to_string();
        let answer = post(&mut connection, api, &path, body).await?;
        for update in serde_json::from_slice::<Answer>(&answer)?.result {
            offset = update.update_id + 1;
            // One connection for a chat keeps its order.
            let sender = &senders[usize::try_from(update.message.chat.id).unwrap_or(0) % SENDERS];
            sender.send(update).await?;
        }
    }
}

async fn connect(api: SocketAddr) -> Result<SendRequest<Full<Bytes>>, Error> {
    let stream = TcpStream::connect(api).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

async fn post(
    connection: &mut SendRequest<Full<Bytes>>,
    api: SocketAddr,
    path: &str,
    body: String,
) -> Result<Bytes, Error> {
    connection.ready().await?;
    let request = Request::post(path)
        .header("host", api.to_string())
        .header("content-type", "application/json")
        .body(Full::new(Bytes::from(body)))?;
    Ok(connection.send_request(request).await?.into_body().collect().await?.to_bytes())
}
