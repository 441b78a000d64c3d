//! What is measured: our webhook with everything that belongs to it, and a bare hyper server for the same task.

use std::convert::Infallible;
use std::ffi::OsString;
use std::io::Read;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject;
use tgbot::api::{Client, SecretToken, Token};
use tgbot::dispatch::{LanesLayer, Settings};
use tgbot::prelude::{Message, Router, Text, Update, text};
use tgbot::queue::{Intake, Redb, Worker};
use tgbot::reorder::{Config, ReorderLayer};
use tgbot::webhook::{Certificate, Server, WebhookService};
use tokio::net::TcpListener;
use tower::Layer;

use super::bare_poll;
use super::child::{QUEUE, certificate_file};
use crate::Outcome;

pub(super) const SECRET: &str = "the-secret_of-this-load";
const TOKEN: &str = "123456:a-token_of-this-load";

/// `SERVER API`: serves until its input ends.
pub(super) fn serve(args: &[OsString]) -> Outcome {
    let (Some(server), Some(api)) = (args.first(), args.get(1)) else { return Err("--serve SERVER API".into()) };
    let (server, api) = (server.to_string_lossy().into_owned(), api.to_string_lossy().parse()?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let certificate = server.ends_with("tls").then(certificate).transpose()?;
    runtime.block_on(async {
        match server.split('-').next() {
            _ if server == "ours-durable-echo" => durable(api).await,
            _ if server.ends_with("poll") => poll(&server, api).await,
            Some("ours") => ours(&server, api, certificate).await,
            _ => bare(&server, api, certificate).await,
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A new one; its certificate and key in files that the sender reads, and removes.
fn certificate() -> Result<std::path::PathBuf, Box<dyn std::error::Error>> {
    let dir = certificate_file(std::process::id()).with_extension("kept");
    let made = Certificate::self_signed_in(&dir, "127.0.0.1")?;
    let kept = std::fs::read_dir(&dir)?.next().ok_or("no certificate")??.path();
    std::fs::write(certificate_file(std::process::id()), made.public_pem())?;
    let file = certificate_file(std::process::id()).with_extension("key");
    std::fs::rename(kept, &file)?;
    std::fs::remove_dir_all(dir)?;
    Ok(file)
}

async fn input_ends() {
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().read(&mut [0])).await;
}

/// Polls until its input ends: our bot as its users run it, or a bare one.
async fn poll(server: &str, api: SocketAddr) -> Result<(), Box<dyn std::error::Error>> {
    println!("{api}");
    if server.starts_with("bare") {
        let polling = async {
            match server {
                "bare-hand-poll" => bare_poll::by_hand(api, TOKEN).await,
                _ => bare_poll::pooled(api, TOKEN).await,
            }
        };
        tokio::select! {
            ended = polling => return ended.map_err(super::plain),
            () = input_ends() => {}
        }
    } else {
        let echo = |message: Message, Text(text): Text| async move { message.answer(text) };
        let routes = Router::new().on(text(), echo);
        let bot = tgbot::Bot::new(Token::new(TOKEN)?).api_url(format!("http://{api}")).quiet(true).routes(routes);
        let _ = bot.run_until(input_ends()).await?;
    }
    println!("done");
    Ok(())
}

/// Server, service, reorder buffer, lanes, router, handler.
async fn ours(
    server: &str,
    api: SocketAddr,
    certificate: Option<std::path::PathBuf>,
) -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder(Token::new(TOKEN)?).api_url(format!("http://{api}")).build()?;
    let ledger = Arc::new(Ledger::default());
    let seen = Arc::clone(&ledger);
    let router = match server {
        "ours-echo" | "ours-reply" => {
            Router::new().on(text(), |message: Message, Text(text): Text| async move { message.answer(text) })
        }
        _ => Router::new().on(text(), move |message: Message| {
            seen.note(&message);
            async {}
        }),
    };
    let settings = Settings::new().client(client).reply_in_response(server == "ours-reply");
    let lanes = LanesLayer::new().run_in_caller(true).layer(router.build(settings)?);
    let ordered = ReorderLayer::new(Config::new(), |update: &Update| update.update_id.0)?.with_max_callers(40);
    let ordered = ordered.layer(lanes);
    let stats = ordered.stats();
    let webhook = WebhookService::builder(ordered).secret(SecretToken::new(SECRET)?).build()?;
    let mut serving = Server::bind("127.0.0.1:0").await?.route("/hook", webhook);
    if let Some(file) = certificate {
        serving = serving.tls(Certificate::from_pem_files(&file, &file)?);
        std::fs::remove_file(file)?;
    }
    println!("{}", serving.local_addr());
    serving.serve_with_shutdown(input_ends()).await?;
    println!("{}", ledger.verdict(server == "ours-disorder", stats.snapshot().gaps));
    Ok(())
}

/// The same with a queue on disk in between, as `Bot::durable` puts it together.
async fn durable(api: SocketAddr) -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder(Token::new(TOKEN)?).api_url(format!("http://{api}")).build()?;
    let bot = client.bot_id();
    let queue = Redb::open(std::env::var_os(QUEUE).ok_or("no file for the queue")?)?;
    let echo = |message: Message, Text(text): Text| async move { message.answer(text) };
    let router = Router::new().on(text(), echo).build(Settings::new().client(client))?;
    let lanes = LanesLayer::new().run_in_caller(false).max_concurrent(NonZeroUsize::MAX).layer(router);
    let order = Config::new().with_hold(Duration::ZERO).with_start_hold(Duration::ZERO);
    let ordered = ReorderLayer::new(order, |update: &Update| update.update_id.0)?.layer(lanes);
    let webhook = WebhookService::builder(ordered.clone())
        .stores(Intake::new(queue.clone(), bot))
        .secret(SecretToken::new(SECRET)?)
        .build()?;
    let serving = Server::bind("127.0.0.1:0").await?.route("/hook", webhook);
    println!("{}", serving.local_addr());
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let worker = Worker::new(queue.clone(), bot, ordered).run_until(async { _ = stopped.await });
    let worker = tokio::spawn(worker);
    serving.serve_with_shutdown(input_ends()).await?;
    drop(stop);
    worker.await??;
    queue.close().await;
    println!("done");
    Ok(())
}

/// Who was handled when: messages of a chat have rising numbers.
#[derive(Default)]
struct Ledger {
    handled: AtomicU64,
    last: std::sync::Mutex<std::collections::HashMap<i64, i64>>,
    wrong: AtomicU64,
}

impl Ledger {
    fn note(&self, message: &Message) {
        self.handled.fetch_add(1, Ordering::Relaxed);
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let before = last.insert(message.chat.id.0, message.message_id.0);
        // Lower is out of order, equal is twice.
        if before.is_some_and(|before| before >= message.message_id.0) {
            self.wrong.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// A gap is given up when what is missing did not come in the time that gaps take, 20 ms at least: what comes later is
    /// late, and out of order if its chat has gone on.
    fn verdict(&self, matters: bool, gaps: u64) -> String {
        let (handled, wrong) = (self.handled.load(Ordering::Relaxed), self.wrong.load(Ordering::Relaxed));
        let word = if matters && wrong > 0 { "WRONG: " } else { "" };
        format!("{word}{handled} handled, {wrong} out of order or twice, {gaps} gaps given up")
    }
}

/// hyper, and the least that does the same task.
async fn bare(
    server: &str,
    api: SocketAddr,
    certificate: Option<std::path::PathBuf>,
) -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let acceptor = certificate.map(|file| acceptor(&file)).transpose()?;
    let client = reqwest::Client::new();
    let url = Arc::new(format!("http://{api}/bot{TOKEN}/sendMessage"));
    let task = match server {
        "bare-echo" => Task::Call(client, url),
        "bare-reply" => Task::Reply,
        "bare-typed" => Task::Type,
        _ => Task::Read,
    };
    let accepting = async {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            let (task, acceptor) = (task.clone(), acceptor.clone());
            tokio::spawn(async move {
                let service = service_fn(move |request| answer(request, task.clone()));
                let http = http1::Builder::new();
                match acceptor {
                    None => http.serve_connection(TokioIo::new(stream), service).await.ok(),
                    Some(acceptor) => match acceptor.accept(stream).await {
                        Ok(stream) => http.serve_connection(TokioIo::new(stream), service).await.ok(),
                        Err(_) => None,
                    },
                }
            });
        }
    };
    tokio::select! {
        () = accepting => {}
        () = input_ends() => {}
    }
    println!("done");
    Ok(())
}

fn acceptor(file: &std::path::Path) -> Result<tokio_rustls::TlsAcceptor, Box<dyn std::error::Error>> {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};

    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let certificate = CertificateDer::from_pem_file(file)?;
    let key = PrivateKeyDer::from_pem_file(file)?;
    std::fs::remove_file(file)?;
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)?;
    Ok(Arc::new(config).into())
}

#[derive(Clone)]
enum Task {
    Read,
    /// What no bot can do without: the update with its types.
    Type,
    Call(reqwest::Client, Arc<String>),
    Reply,
}

async fn answer(request: Request<Incoming>, task: Task) -> Result<Response<Full<Bytes>>, Infallible> {
    let body = request.into_body().collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let echo = || -> Option<serde_json::Value> {
        let update: serde_json::Value = serde_json::from_slice(&body).ok()?;
        let message = &update["message"];
        Some(serde_json::json!({"chat_id": message["chat"]["id"], "text": message["text"]}))
    };
    let mut answer = Response::new(Full::default());
    match task {
        Task::Read => {}
        Task::Type => drop(std::hint::black_box(Update::from_slice(&body))),
        Task::Call(client, url) => {
            if let Some(call) = echo() {
                let call = client.post(&*url).header("content-type", "application/json").body(call.to_string());
                if let Ok(sent) = call.send().await {
                    let _ = sent.bytes().await;
                }
            }
        }
        Task::Reply => {
            if let Some(mut call) = echo() {
                call["method"] = "sendMessage".into();
                *answer.body_mut() = Full::new(Bytes::from(call.to_string()));
                answer.headers_mut().insert("content-type", http::HeaderValue::from_static("application/json"));
            }
        }
    }
    Ok(answer)
}
