//! Telling Telegram: many instances at once, patience, what changed meanwhile, and what would fail in silence.

use std::sync::Arc;
use std::time::Duration;

use tgapi::methods::{GetWebhookInfo, SetWebhook};
use tgapi::{SecretToken, Token};
use tgsandbox::{Faults, Sandbox};
use tgwebhook::{
    Certificate, DeliveryTrouble, Registered, Server, derived_secret, random_secret, register, unregister,
    watch_delivery,
};

use crate::soon;
use crate::webhook_kit::*;

/// Eight instances of one bot behind one address start at the same moment, each with the certificate and the secret
/// that all of them have: one webhook, which is right, and all of them believe so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn instances_that_start_at_once_end_with_one_webhook() {
    let sandbox = Sandbox::start().await.unwrap();
    let token = Token::new(&sandbox.token()).unwrap();
    let certificate = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let secret = derived_secret(&token, "https://127.0.0.1/hook");
    let service = counting(client_of(sandbox.bot(), &sandbox.api_url()));
    let server = Server::bind("127.0.0.1:0").await.unwrap().tls(certificate.clone());
    let serving = {
        let service = service.secret(secret.clone()).build().unwrap();
        Serving::start(server.route("/hook", service))
    };
    let wanted = Arc::new(
        registration(format!("https://{}/hook", serving.address))
            .secret(secret)
            .certificate(certificate.public().clone())
            .fingerprint(true),
    );
    let instances: Vec<_> = (0..8)
        .map(|_| {
            let (client, wanted) = (blunt_client_of(sandbox.bot(), &sandbox.api_url()), Arc::clone(&wanted));
            tokio::spawn(async move { register(&client, &wanted).await })
        })
        .collect();
    let mut set = 0;
    for instance in instances {
        if soon("an instance to register", instance).await.unwrap().unwrap() == Registered::Set {
            set += 1;
        }
    }
    assert!(set >= 1);
    // It is the right one: it works, and nobody has anything left to do.
    let people = [sandbox.user("Ann")];
    everybody_is_counted(&people, 1, 10).await;
    let calls = sandbox.stats().api_calls;
    let client = client_of(sandbox.bot(), &sandbox.api_url());
    assert_eq!(register(&client, &wanted).await.unwrap(), Registered::Unchanged);
    assert_eq!(sandbox.stats().api_calls, calls + 1, "getWebhookInfo, and nothing else");
    // A new secret is a change, although everything that Telegram shows is the same.
    let other = wanted.as_ref().clone().secret(random_secret().unwrap());
    assert_eq!(register(&client, &other).await.unwrap(), Registered::Set);
    assert_eq!(serving.stop().await.updates_unfinished, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn updates_that_wait_are_kept_unless_they_are_to_be_dropped() {
    let sandbox = Sandbox::builder().plain_http(true).start().await.unwrap();
    let client = client_of(sandbox.bot(), &sandbox.api_url());
    let ann = sandbox.user("Ann");
    for _ in 0..3 {
        ann.send("before").await;
    }
    // Nobody listens there: what waits goes on waiting.
    let nobody = registration(format!("http://127.0.0.1:{}/hook", free_port()));
    register(&client, &nobody).await.unwrap();
    unregister(&client, false).await.unwrap();
    assert_eq!(sandbox.stats().pending, 3);
    tokio::time::sleep(Duration::from_secs(1)).await;
    register(&client, &nobody.clone().drop_pending_updates(true)).await.unwrap();
    assert_eq!(sandbox.stats().pending, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_telegram_that_asks_to_wait_is_waited_for() {
    let sandbox = Sandbox::builder().plain_http(true).start().await.unwrap();
    let client = blunt_client_of(sandbox.bot(), &sandbox.api_url());
    let one = registration(format!("http://127.0.0.1:{}/one", free_port()));
    let two = registration(format!("http://127.0.0.1:{}/two", free_port()));
    // Telegram takes one setWebhook a second.
    assert_eq!(register(&client, &one).await.unwrap(), Registered::Set);
    assert_eq!(register(&client, &two).await.unwrap(), Registered::Set);
    assert_eq!(sandbox.webhook().unwrap().url, two.url);
    // But not for ever.
    sandbox.set_faults(Faults { too_many_requests_rate: 1.0, retry_after: 61, ..Faults::default() });
    let error = soon("giving up", register(&client, &one)).await.unwrap_err().to_string();
    assert!(error.contains("Too Many Requests"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_else_does_to_the_webhook_is_noticed() {
    let sandbox = Sandbox::builder().plain_http(true).start().await.unwrap();
    let client = client_of(sandbox.bot(), &sandbox.api_url());
    let wanted = registration(format!("http://127.0.0.1:{}/hook", free_port())).max_connections(10);
    register(&client, &wanted).await.unwrap();
    let (report, mut troubles) = tokio::sync::mpsc::unbounded_channel();
    let watching = {
        let (client, wanted) = (client.clone(), wanted.clone());
        tokio::spawn(async move {
            watch_delivery(&client, &wanted, Duration::from_secs(1), |trouble| _ = report.send(trouble)).await
        })
    };
    let mut next = async || soon("a report", troubles.recv()).await.unwrap();
    // Nobody listens at that address, which Telegram tells nobody.
    sandbox.user("Ann").send("hello").await;
    let trouble = next().await;
    assert!(matches!(trouble, DeliveryTrouble::Failing { pending: 1, .. }), "{trouble}");
    let somebody = client.clone();
    tokio::time::sleep(Duration::from_secs(1)).await;
    somebody.call(SetWebhook::new(wanted.url.clone()).max_connections(5).secret_token(secret())).await.unwrap();
    loop {
        match next().await {
            DeliveryTrouble::Failing { .. } => {}
            DeliveryTrouble::Changed { what } => break assert_eq!(what, "max_connections"),
            other => panic!("{other}"),
        }
    }
    unregister(&somebody, false).await.unwrap();
    loop {
        match next().await {
            DeliveryTrouble::Failing { .. } | DeliveryTrouble::Changed { .. } => {}
            DeliveryTrouble::Elsewhere { url } => break assert_eq!(url, ""),
            other => panic!("{other}"),
        }
    }
    watching.abort();
}

/// Nothing of this reaches Telegram, which would take it and then fail in silence.
#[tokio::test]
async fn what_cannot_work_is_not_even_asked_for() {
    let sandbox = Sandbox::builder().strict_addresses(true).start().await.unwrap();
    let client = client_of(sandbox.bot(), &sandbox.api_url());
    let certificate = Certificate::self_signed(["bot.example.com"]).unwrap();
    for (url, says) in [
        ("http://bot.example.com/hook", "https"),
        ("https://bot.example.com:8080/hook", "443, 80, 88 or 8443"),
        ("https://127.0.0.1:8443/hook", "public address"),
        ("https://wrong.example.com/hook", "the certificate is for bot.example.com, not for wrong.example.com"),
    ] {
        let wrong = tgwebhook::Registration::new(url)
            .secret(SecretToken::new("s").unwrap())
            .certificate(certificate.public().clone());
        let error = register(&client, &wrong).await.unwrap_err().to_string();
        assert!(error.contains(says), "{url}: {error}");
    }
    assert_eq!(sandbox.stats().api_calls, 0);
    assert_eq!(client.call(GetWebhookInfo::new()).await.unwrap().url, "");
}
