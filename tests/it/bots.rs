//! Several bots in one process: by path, by name, by polling; added, removed, and given new secrets while they run.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use tgbot::api::{SecretToken, Token};
use tgbot::prelude::*;
use tgbot::{Bots, Outcome, ServerConfig};
use tgsandbox::Sandbox;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::soon;
use crate::webhook_kit::Folder;

struct Running {
    stop: oneshot::Sender<()>,
    bots: JoinHandle<tgbot::Result>,
}

impl Running {
    fn start(bots: Bots) -> Self {
        let (stop, stopped) = oneshot::channel();
        let bots = tokio::spawn(bots.run_until(async {
            let _ = stopped.await;
        }));
        Self { stop, bots }
    }

    async fn stop(self) -> Outcome {
        self.stop.send(()).unwrap();
        soon("the bots to stop", self.bots).await.unwrap().unwrap()
    }
}

/// A bot that says its name and what it hears.
fn named(name: &'static str, sandbox: &Sandbox, bot: &tgsandbox::Bot) -> Bot {
    let echo = move |message: Message, Text(text): Text| async move { message.answer(format!("{name}: {text}")) };
    Bot::new(Token::new(&bot.token()).unwrap())
        .api_url(sandbox.api_url())
        .quiet(true)
        .routes(Router::new().on(text(), echo))
}

async fn answers(bot: &tgsandbox::Bot, name: &str) {
    let ann = bot.user("Ann");
    for n in 0..5 {
        ann.send(n.to_string()).await;
    }
    for n in 0..5 {
        ann.expect_text(&format!("{name}: {n}")).await.unwrap();
    }
}

/// Any free port of this machine.
fn anywhere() -> ServerConfig {
    ServerConfig::new().listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
}

#[tokio::test]
async fn two_by_path_and_one_by_polling_share_a_process() {
    let sandbox = Sandbox::start().await.unwrap();
    let (second, third) = (sandbox.add_bot(), sandbox.add_bot());
    let bots = Bots::new()
        .bot(named("one", &sandbox, sandbox.bot()).webhook("https://127.0.0.1:0/one"))
        .bot(named("two", &sandbox, &second).webhook("https://127.0.0.1:0/two"))
        .bot(named("three", &sandbox, &third));
    let running = Running::start(bots);
    let url = sandbox.webhook_set().await.unwrap().url;
    let other = second.webhook_set().await.unwrap().url;
    let origin = |url: &str| url.rsplit_once('/').unwrap().0.to_owned();
    assert_eq!(origin(&url), origin(&other), "one port for both");
    third.polled().await.unwrap();
    for (bot, name) in [(sandbox.bot(), "one"), (&second, "two"), (&third, "three")] {
        answers(bot, name).await;
    }
    assert_eq!(running.stop().await.unfinished, 0);
    for bot in [sandbox.bot(), &second, &third] {
        assert_eq!(bot.stats().pending, 0);
    }
}

#[tokio::test]
async fn two_hosts_on_one_port_each_with_its_certificate() {
    let folder = Folder::new("bots-by-name");
    let here = IpAddr::from(Ipv4Addr::LOCALHOST);
    let sandbox = Sandbox::builder().host("a.example", here).host("b.example", here).start().await.unwrap();
    let second = sandbox.add_bot();
    // The same path: the host alone tells them apart.
    let bot = |name, bot: &tgsandbox::Bot, host: &str| {
        named(name, &sandbox, bot)
            .webhook(format!("https://{host}:0/hook"))
            .certificate_dir(folder.path("certificates"))
    };
    let bots =
        Bots::new().server(anywhere()).bot(bot("a", sandbox.bot(), "a.example")).bot(bot("b", &second, "b.example"));
    let running = Running::start(bots);
    sandbox.webhook_set().await.unwrap();
    second.webhook_set().await.unwrap();
    answers(sandbox.bot(), "a").await;
    answers(&second, "b").await;
    assert_eq!((sandbox.webhook().unwrap().last_error, second.webhook().unwrap().last_error), (None, None));
    assert_eq!(running.stop().await.unfinished, 0);
}

#[tokio::test]
async fn bots_come_and_go_while_others_run() {
    let sandbox = Sandbox::start().await.unwrap();
    let (second, third) = (sandbox.add_bot(), sandbox.add_bot());
    let bots = Bots::new().bot(named("one", &sandbox, sandbox.bot()).webhook("https://127.0.0.1:0/one"));
    let handle = bots.handle();
    let running = Running::start(bots);
    sandbox.webhook_set().await.unwrap();

    let by_webhook = handle.add(named("two", &sandbox, &second).webhook("https://127.0.0.1:0/two")).await.unwrap();
    let by_polling = handle.add(named("three", &sandbox, &third)).await.unwrap();
    assert_eq!((by_webhook.0, by_polling.0), (second.id(), third.id()));
    answers(&second, "two").await;
    answers(&third, "three").await;
    let twice = handle.add(named("two", &sandbox, &second)).await.unwrap_err();
    assert!(twice.to_string().contains("there already"), "{twice}");

    for (id, bot) in [(by_webhook, &second), (by_polling, &third)] {
        assert_eq!(handle.remove(id).await.unwrap(), Some(Outcome::default()));
        assert_eq!(handle.remove(id).await.unwrap(), None);
        // What comes now is for the next time.
        bot.user("Ann").send("later").await;
        assert_eq!(bot.stats().pending, 1);
    }
    answers(sandbox.bot(), "one").await;
    handle.add(named("again", &sandbox, &third)).await.unwrap();
    soon("what waited", third.idle()).await.unwrap();

    assert_eq!(running.stop().await.unfinished, 0);
    assert!(handle.remove(by_polling).await.is_err());
}

#[tokio::test]
async fn a_secret_changes_without_a_gap() {
    let sandbox = Sandbox::start().await.unwrap();
    let bots = Bots::new().bot(named("one", &sandbox, sandbox.bot()).webhook("https://127.0.0.1:0/one"));
    let handle = bots.handle();
    let running = Running::start(bots);
    sandbox.webhook_set().await.unwrap();
    let id = UserId(sandbox.bot().id());
    let ann = sandbox.user("Ann");
    for n in 0..20 {
        ann.send(n.to_string()).await;
        if n % 5 == 0 {
            let secret = SecretToken::new(&format!("another-secret-of-this-bot-{n}")).unwrap();
            assert!(handle.rotate_secret(id, secret).await.unwrap());
        }
    }
    for n in 0..20 {
        ann.expect_text(&format!("one: {n}")).await.unwrap();
    }
    assert!(!handle.rotate_secret(UserId(1), SecretToken::new("x").unwrap()).await.unwrap());
    assert_eq!(sandbox.webhook().unwrap().last_error, None);
    assert_eq!(running.stop().await.unfinished, 0);
}

#[tokio::test]
async fn one_that_cannot_start_is_named_and_starts_none() {
    let sandbox = Sandbox::start().await.unwrap();
    let wrong = Bot::new(Token::new("123:wrongwrongwrongwrongwrongwrong").unwrap()).api_url(sandbox.api_url());
    let bots = Bots::new()
        .bot(named("one", &sandbox, sandbox.bot()).webhook("https://127.0.0.1:0/one"))
        .bot(wrong.webhook("https://127.0.0.1:0/wrong"));
    let error = soon("the refusal", bots.run_until(std::future::pending())).await.unwrap_err();
    let text = format!("{error} / {error:?}");
    assert!(text.contains("bot 123: ") && !text.contains("wrongwrong"), "{text}");
    assert!(sandbox.webhook().is_none());

    let twice = Bots::new().bot(named("one", &sandbox, sandbox.bot())).bot(named("two", &sandbox, sandbox.bot()));
    let error = soon("the refusal", twice.run_until(std::future::pending())).await.unwrap_err();
    assert!(error.to_string().contains("each bot can run once"), "{error}");
}

#[tokio::test]
async fn one_whose_server_is_gone_troubles_no_other() {
    let sandbox = Sandbox::builder().timeout(Duration::from_secs(30)).start().await.unwrap();
    let gone = Sandbox::start().await.unwrap();
    let bots = Bots::new().bot(named("one", &sandbox, sandbox.bot())).bot(named("two", &gone, gone.bot()));
    let running = Running::start(bots);
    sandbox.bot().polled().await.unwrap();
    gone.bot().polled().await.unwrap();
    // Its server is gone: that is waited out, and the other does not wait with it.
    gone.stop().await;
    answers(sandbox.bot(), "one").await;
    assert_eq!(running.stop().await.unfinished, 0);
}
