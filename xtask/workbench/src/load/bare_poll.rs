//! What polling is measured against, with nothing kept: what a crash finds is lost. Once with what anybody would write,
//! a pooled client and untyped JSON as in the webhook's bare echo, and once with as little as there can be: hyper's
//! connections used by hand, and of an update only the two fields that an echo needs.

use std::net::SocketAddr;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Request, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// Chats that are answered at a time; each in its order.
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

/// By a pooled client. Polls until it is dropped.
pub(super) async fn pooled(api: SocketAddr, token: &str) -> Result<(), Error> {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    let client = Client::builder(TokioExecutor::new()).build(connector);
    let url = |method| format!("http://{api}/bot{token}/{method}").parse::<Uri>();
    let mut senders = Vec::new();
    for _ in 0..SENDERS {
        let (sender, mut updates) = mpsc::channel::<Value>(8);
        let (client, url) = (client.clone(), url("sendMessage")?);
        tokio::spawn(async move {
            while let Some(update) = updates.recv().await {
                let message = &update["message"];
                let call = json!({"chat_id": message["chat"]["id"], "text": message["text"]});
                call_by(&client, &url, &call).await?;
            }
            Ok::<_, Error>(())
        });
        senders.push(sender);
    }
    let url = url("getUpdates")?;
    let mut offset = 0;
    loop {
        let answer = call_by(&client, &url, &json!({"offset": offset, "timeout": 30})).await?;
        let mut answer: Value = serde_json::from_slice(&answer)?;
        for update in answer["result"].as_array_mut().map(std::mem::take).unwrap_or_default() {
            offset = update["update_id"].as_u64().ok_or("an update without its number")? + 1;
            let chat = update["message"]["chat"]["id"].as_u64().ok_or("an update without its chat")?;
            // One at a time for a chat keeps its order.
            senders[usize::try_from(chat)? % SENDERS].send(update).await?;
        }
    }
}

async fn call_by(client: &Client<HttpConnector, Full<Bytes>>, url: &Uri, call: &Value) -> Result<Bytes, Error> {
    let call = Full::new(Bytes::from(call.to_string()));
    let call = Request::post(url.clone()).header("content-type", "application/json").body(call)?;
    Ok(client.request(call).await?.into_body().collect().await?.to_bytes())
}

/// By hand. Polls until it is dropped.
pub(super) async fn by_hand(api: SocketAddr, token: &str) -> Result<(), Error> {
    let mut senders = Vec::new();
    for _ in 0..SENDERS {
        let mut connection = connect(api).await?;
        let (sender, mut updates) = mpsc::channel::<Update>(8);
        let path = format!("/bot{token}/sendMessage");
        tokio::spawn(async move {
            while let Some(Update { message, .. }) = updates.recv().await {
                let call = json!({"chat_id": message.chat.id, "text": message.text});
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
        let body = json!({"offset": offset, "timeout": 30}).to_string();
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
