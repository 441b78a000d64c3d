//! The integrated server: TLS in the bot itself, with its own certificate. What Telegram makes of it (the sandbox,
//! which checks the name as Telegram does), and what openssl, curl and sslscan do.

use std::net::{IpAddr, Ipv4Addr};

use tgbot::Bot;
use tgbot::api::Token;
use tgbot::prelude::{Message, Router, Session, Sessions, text};
use tgsandbox::Sandbox;
use tgwebhook::{Certificate, Server, register};
use tokio::sync::oneshot;

use crate::soon;
use crate::webhook_kit::*;

const HOST: &str = "bot.example.com";

async fn count(message: Message, seen: Session<u32>) -> tgapi::methods::SendMessage {
    let mut n = seen.lock();
    *n += 1;
    message.answer(n.to_string())
}

/// The facade, with a certificate for a name that was made by itself, kept and uploaded; then a second start, which
/// finds everything as it was.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_with_a_certificate_of_its_own_is_believed_by_its_name() {
    let here = IpAddr::from(Ipv4Addr::LOCALHOST);
    let sandbox = Sandbox::builder().host(HOST, here).start().await.unwrap();
    let folder = Folder::new("integrated");
    let port = free_port();
    let people = [sandbox.user("Ann"), sandbox.user("Bob")];
    let sessions = Sessions::idle(std::time::Duration::from_secs(600));
    for start in 0..2 {
        let routes = Router::new().on(text(), count).with_state(sessions.clone());
        let bot = Bot::new(Token::new(&sandbox.token()).unwrap())
            .api_url(sandbox.api_url())
            .webhook(format!("https://{HOST}:{port}/hook"))
            .listen((Ipv4Addr::LOCALHOST, port).into())
            .certificate_dir(folder.path("kept"))
            .quiet(true)
            .routes(routes);
        let calls = sandbox.stats().api_calls;
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn(bot.run_until(async {
            let _ = stopped.await;
        }));
        soon("the webhook", sandbox.webhook_set()).await.unwrap();
        everybody_is_counted(&people, start * 10 + 1, start * 10 + 10).await;
        if start == 1 {
            // getMe, getWebhookInfo (now, and by the watch), and 20 answers: setWebhook was left out.
            assert!(sandbox.stats().api_calls - calls <= 23, "{}", sandbox.stats().api_calls - calls);
        }
        if start == 0 {
            assert_eq!(sandbox.webhook().unwrap().last_error, None);
        }
        stop.send(()).unwrap();
        assert_eq!(soon("the bot to stop", running).await.unwrap().unwrap().unfinished, 0);
    }
}

/// What python-telegram-bot's page warns of: "you won't receive any updates but also won't see any errors".
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_for_another_name_is_refused_at_the_start_and_would_have_failed_in_silence() {
    let here = IpAddr::from(Ipv4Addr::LOCALHOST);
    let sandbox = Sandbox::builder().host(HOST, here).start().await.unwrap();
    let certificate = Certificate::self_signed(["bot.exmaple.com"]).unwrap();
    let service = counting(client_of(sandbox.bot(), &sandbox.api_url())).build().unwrap();
    let server = Server::bind("127.0.0.1:0").await.unwrap().tls(certificate.clone()).route("/hook", service);
    let serving = Serving::start(server);
    let wrong = registration(format!("https://{HOST}:{}/hook", serving.address.port()));
    let client = client_of(sandbox.bot(), &sandbox.api_url());
    let error = register(&client, &wrong.clone().certificate(certificate.public().clone())).await.unwrap_err();
    let sentence = "the certificate is for bot.exmaple.com, not for bot.example.com: Telegram would refuse it without telling \
                    anybody";
    assert!(error.to_string().contains(sentence), "{error}");

    // Without the check Telegram says ok, and nothing ever comes.
    let pem = tgapi::InputFile::bytes("certificate.pem", certificate.public_pem().to_owned());
    let told = tgapi::methods::SetWebhook::new(wrong.url).certificate(pem).secret_token(secret());
    client.call(told).await.unwrap();
    sandbox.user("Ann").send("hello").await;
    soon("a failure", sandbox.bot().until("a failure", |stats| stats.attempts > 1 || stats.failed > 0)).await.ok();
    soon("the reason", async {
        while sandbox.webhook().unwrap().last_error.is_none() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    })
    .await;
    assert_eq!(sandbox.stats().pending, 1);
    assert_eq!(serving.stop().await.updates_unfinished, 0);
}

/// A server that others can look at, with a certificate in a file.
async fn looked_at(folder: &Folder) -> (Serving, Sandbox, String) {
    let sandbox = Sandbox::start().await.unwrap();
    let (file, _) = folder.certificate(HOST);
    let certificate = Certificate::from_pem_files(&file, &file).unwrap();
    let service = counting(client_of(sandbox.bot(), &sandbox.api_url())).build().unwrap();
    let server = Server::bind("127.0.0.1:0").await.unwrap().tls(certificate).route("/hook", service);
    (Serving::start(server), sandbox, file.display().to_string())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sslscan_finds_nothing_old_and_nothing_weak() {
    if !have(&["sslscan"]) {
        return;
    }
    let folder = Folder::new("sslscan");
    let (serving, _sandbox, _) = looked_at(&folder).await;
    let mut scan = command("sslscan");
    scan.args(["--no-colour", "--show-certificate", &format!("--sni-name={HOST}"), &serving.address.to_string()]);
    let said = text_of(&run(scan).await);
    let lines: Vec<Vec<&str>> = said.lines().map(|line| line.split_whitespace().collect()).collect();
    let state = |protocol: &str| {
        let line = lines.iter().find(|line| line.len() == 2 && line[0] == protocol);
        line.unwrap_or_else(|| panic!("{protocol} is not in {said}"))[1].to_owned()
    };
    for (protocol, expected) in [
        ("SSLv2", "disabled"),
        ("SSLv3", "disabled"),
        ("TLSv1.0", "disabled"),
        ("TLSv1.1", "disabled"),
        ("TLSv1.2", "enabled"),
        ("TLSv1.3", "enabled"),
    ] {
        assert_eq!(state(protocol), expected, "{said}");
    }
    let suites: Vec<_> =
        lines.iter().filter(|line| matches!(line.first(), Some(&("Preferred" | "Accepted")))).collect();
    assert!(suites.len() >= 4, "{said}");
    for suite in suites {
        // `Accepted TLSv1.2 256 bits ECDHE-... Curve ...`
        let (bits, name) = (suite[2].parse::<u32>().unwrap(), suite[4]);
        let is_modern = name.starts_with("TLS_")
            || (name.starts_with("ECDHE-") && (name.contains("GCM") || name.contains("CHACHA20")));
        assert!(bits >= 128 && is_modern, "{suite:?}");
    }
    for weakness in ["vulnerable to heartbleed", "Compression", "renegotiation"] {
        let line = said.lines().find(|line| line.contains(weakness)).unwrap_or_default();
        assert!(!line.contains("enabled") && !line.contains("Insecure"), "{line}");
    }
    for line in said.lines().filter(|line| line.contains("vulnerable to heartbleed")) {
        assert!(line.contains("not vulnerable"), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn openssl_and_curl_find_the_name_and_only_http_1() {
    if !have(&["openssl", "curl"]) {
        return;
    }
    let folder = Folder::new("openssl");
    let (serving, _sandbox, file) = looked_at(&folder).await;
    let port = serving.address.port();
    let s_client = async |more: &[&str]| {
        let mut openssl = command("openssl");
        openssl.args(["s_client", "-connect", &serving.address.to_string(), "-servername", HOST]).args(more);
        let output = run(openssl).await;
        (output.status.success(), text_of(&output))
    };
    let (_, said) = s_client(&["-CAfile", &file, "-verify_hostname", HOST, "-alpn", "h2,http/1.1"]).await;
    assert!(said.contains("Verify return code: 0 (ok)") && said.contains("ALPN protocol: http/1.1"), "{said}");
    let (_, said) = s_client(&["-CAfile", &file, "-verify_hostname", "other.example.com"]).await;
    assert!(said.contains("Hostname mismatch") || said.contains("hostname mismatch"), "{said}");
    for refused in [&["-tls1"][..], &["-tls1_1"], &["-alpn", "h2"], &["-tls1_2", "-cipher", "AES128-SHA"]] {
        let (ok, said) = s_client(refused).await;
        assert!(!ok || said.contains("no protocols available"), "{refused:?}: {said}");
    }
    let mut curl = command("curl");
    curl.args(["--silent", "--show-error", "--max-time", "20", "--http2", "--cacert", &file, "--output", "-"])
        .args(["--resolve", &format!("{HOST}:{port}:127.0.0.1"), "--write-out", "%{http_code} %{http_version}"])
        .arg(format!("https://{HOST}:{port}/hook"));
    assert_eq!(text_of(&run(curl).await), "405 1.1");
}
