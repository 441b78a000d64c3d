//! A bot that gets its certificate from an authority by ACME: pebble checks it, the sandbox delivers to it, and both see
//! it over real sockets only.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "that is how tests fail")]

#[path = "../../tgwebhook/tests/it/authority.rs"]
mod authority;

use std::net::{IpAddr, Ipv4Addr};
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use tgbot::api::methods::GetWebhookInfo;
use tgbot::api::{Client, Token};
use tgbot::prelude::{Message, Router, SendMessage, Text, text};
use tgbot::webhook::Acme;
use tgbot::{Bot, Bots, ServerConfig};
use tgsandbox::Sandbox;
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use authority::{Authority, free_port, there, trusting};

const HOST: &str = "bot.example.com";
/// Long enough for a busy machine, short enough to fail.
const PATIENCE: Duration = Duration::from_secs(30);

async fn echo(message: Message, Text(text): Text) -> SendMessage {
    message.answer(text)
}

async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, future).await {
        Ok(value) => value,
        Err(_) => panic!("waited {PATIENCE:?} in vain for {what}"),
    }
}

fn has_certificate(acme: &Acme) -> bool {
    pin!(acme.ready()).poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

/// Who listens at this port shows a certificate that this client accepts for the name.
async fn is_believed(client: &TlsConnector, name: &'static str, port: u16) -> std::io::Result<()> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    soon("a handshake", client.connect(ServerName::try_from(name).unwrap(), stream)).await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_gets_a_certificate_before_telegram_is_told_and_is_believed_by_its_name() {
    if !there("pebble") || !there("pebble-challtestsrv") {
        return;
    }
    let port = free_port();
    let authority = Authority::start("bot", port, 3_600).await;
    let issuer = authority.issuer().await;
    // Telegram, as far as certificates go: it believes the authority, and knows where the name leads.
    let here = IpAddr::from(Ipv4Addr::LOCALHOST);
    let sandbox = Sandbox::builder().host(HOST, here).trust_roots(&*issuer).timeout(PATIENCE).start().await.unwrap();
    let token = Token::new(&sandbox.token()).unwrap();
    let acme = authority.acme(&[HOST]);
    let (told, mut is_told) = oneshot::channel();
    let (obtained, url) = (acme.clone(), format!("https://{HOST}:{port}/hook"));
    let bot = Bot::new(token.clone())
        .api_url(sandbox.api_url())
        .webhook(&*url)
        .server(ServerConfig::new().listen((here, port).into()).acme(acme))
        // This is asked right before Telegram is told.
        .registration(move |registration| {
            told.send((has_certificate(&obtained), registration.certificate.is_some())).unwrap();
            registration
        })
        .quiet(true)
        .routes(Router::new().on(text(), echo));
    let (stop, stopped) = oneshot::channel::<()>();
    let mut running = tokio::spawn(bot.run_until(async {
        let _ = stopped.await;
    }));
    // A bot that gives up says why.
    let set = tokio::select! {
        set = sandbox.webhook_set() => set.unwrap().url,
        ended = &mut running => panic!("the bot ended: {ended:?}"),
    };
    assert!(set.starts_with(&url), "{set}");
    assert_eq!(is_told.try_recv(), Ok((true, false)), "the certificate was there, and not to be uploaded");
    let client = Client::builder(token).api_url(sandbox.api_url()).build().unwrap();
    assert!(!client.call(GetWebhookInfo::new()).await.unwrap().has_custom_certificate);

    let client = trusting(&issuer);
    is_believed(&client, HOST, port).await.unwrap();
    assert!(is_believed(&client, "other.example.com", port).await.is_err());
    let ann = sandbox.user("Ann");
    for line in ["hello", "there"] {
        ann.send(line).await;
        ann.expect_text(line).await.unwrap();
    }
    soon("the last answer", sandbox.idle()).await.unwrap();
    assert_eq!(sandbox.webhook().unwrap().last_error, None);

    stop.send(()).unwrap();
    assert_eq!(soon("the bot to stop", running).await.unwrap().unwrap().unfinished, 0);
    assert!(TcpStream::connect((here, port)).await.is_err(), "nobody listens any more");
}

/// What an authority checked is right for it, and still not what Telegram looks for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_for_another_name_is_refused_before_telegram_is_told() {
    if !there("pebble") || !there("pebble-challtestsrv") {
        return;
    }
    let port = free_port();
    let authority = Authority::start("another", port, 3_600).await;
    let sandbox = Sandbox::builder().host(HOST, Ipv4Addr::LOCALHOST.into()).start().await.unwrap();
    let bot = Bot::new(Token::new(&sandbox.token()).unwrap())
        .api_url(sandbox.api_url())
        .webhook(format!("https://{HOST}:{port}/hook"))
        .server(
            ServerConfig::new().listen((Ipv4Addr::LOCALHOST, port).into()).acme(authority.acme(&["bot.exmaple.com"])),
        )
        .quiet(true);
    let error = soon("the refusal", bot.run_until(std::future::pending())).await.unwrap_err();
    let sentence = "the certificate is for bot.exmaple.com, not for bot.example.com";
    assert!(error.to_string().contains(sentence), "{error}");
    assert!(sandbox.webhook().is_none());
}

/// An authority that says nothing.
fn silent_authority(name: &str) -> (std::net::TcpListener, Acme, std::path::PathBuf) {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let directory = format!("https://localhost:{}/dir", listener.local_addr().unwrap().port());
    let kept = std::env::temp_dir().join(format!("tgbot-silent-{name}-{}", std::process::id()));
    let acme = Acme::new([HOST], &kept).unwrap().directory(directory).agree_to_terms();
    (listener, acme, kept)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_that_polls_does_not_wait_for_the_certificate_of_another() {
    let (_listener, acme, kept) = silent_authority("poll");
    let (hooked, polled) = (Sandbox::start().await.unwrap(), Sandbox::start().await.unwrap());
    let bot = |sandbox: &Sandbox| {
        let bot = Bot::new(Token::new(&sandbox.token()).unwrap()).api_url(sandbox.api_url()).quiet(true);
        bot.routes(Router::new().on(text(), echo))
    };
    let bots = Bots::new()
        .bot(bot(&hooked).webhook(format!("https://{HOST}/hook")))
        .bot(bot(&polled))
        .server(ServerConfig::new().listen((Ipv4Addr::LOCALHOST, 0).into()).acme(acme));
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(bots.run_until(async {
        let _ = stopped.await;
    }));
    let ann = polled.user("Ann");
    ann.send("hello").await;
    ann.expect_text("hello").await.unwrap();
    assert!(hooked.webhook().is_none(), "there is no certificate yet");
    stop.send(()).unwrap();
    assert_eq!(soon("the bots to stop", running).await.unwrap().unwrap().unfinished, 0);
    let _ = std::fs::remove_dir_all(kept);
}

#[tokio::test]
async fn a_certificate_beside_an_authority_is_not_left_aside_in_silence() {
    let (_listener, acme, kept) = silent_authority("two");
    let sandbox = Sandbox::start().await.unwrap();
    let bot = Bot::new(Token::new(&sandbox.token()).unwrap())
        .api_url(sandbox.api_url())
        .webhook(format!("https://{HOST}/hook"))
        .certificate("chain.pem", "key.pem")
        .server(ServerConfig::new().listen((Ipv4Addr::LOCALHOST, 0).into()).acme(acme))
        .quiet(true);
    let error = soon("the refusal", bot.run_until(std::future::pending())).await.unwrap_err();
    assert!(error.to_string().contains("leave out Bot::certificate"), "{error}");
    let _ = std::fs::remove_dir_all(kept);
}
