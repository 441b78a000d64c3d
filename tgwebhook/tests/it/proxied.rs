//! Behind a proxy: the PROXY protocol and who is believed, and Unix sockets.

use std::time::Duration;

use tgwebhook::{ServerError, Subnet, TELEGRAM_SUBNETS, WebhookService};

use crate::memory::*;
use crate::support::*;

const PROXY: &str = "10.0.0.1:5000";
const TELEGRAM: &str = "PROXY TCP4 149.154.167.220 10.0.0.9 40000 443\r\n";
const STRANGER: &str = "PROXY TCP4 8.8.8.8 10.0.0.9 40000 443\r\n";

fn subnet(text: &str) -> [Subnet; 1] {
    [text.parse().unwrap()]
}

#[tokio::test(start_paused = true)]
async fn only_a_listed_proxy_says_whom_it_speaks_for() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()).allow_peers(TELEGRAM_SUBNETS));
    let memory = Memory::start(|server| server.proxy_protocol(subnet("10.0.0.1")).route("/hook", service));
    for (peer, first, expected) in [
        (PROXY, TELEGRAM, Some(200)),
        ("[::ffff:10.0.0.1]:7", TELEGRAM, Some(200)),
        (PROXY, STRANGER, Some(403)),
        // It speaks for itself, and is not Telegram.
        (PROXY, "PROXY UNKNOWN\r\n", Some(403)),
        // It says nothing: what follows may be anybody's.
        (PROXY, "", None),
        // Somebody else claims to be a proxy, or is Telegram without one.
        ("8.8.8.8:5", TELEGRAM, Some(400)),
        ("149.154.167.220:5", "", Some(200)),
        ("149.154.167.220:5", TELEGRAM, Some(400)),
    ] {
        let mut talk = memory.connect_from(peer);
        talk.send_if_open(format!("{first}{}", request("/hook", 1))).await;
        let answer = talk.answer().await;
        assert_eq!(answer.map(|answer| answer.status), expected, "{peer} {first:?}");
    }
    assert_eq!(memory.running.monitor.stats().announcements_refused, 1);
    assert_eq!(bot.ended(1), 3);
}

#[tokio::test(start_paused = true)]
async fn lists_and_limits_of_the_server_are_for_whom_the_proxy_speaks() {
    let bot = Bot::default();
    let mut limits = tgwebhook::Limits::default();
    limits.max_connections_per_address = 2;
    let service = webhook(WebhookService::builder(bot.service()));
    let memory = Memory::start(|server| {
        let server = server.limits(limits).proxy_protocol(subnet("10.0.0.0/8")).allow_peers(TELEGRAM_SUBNETS);
        server.route("/hook", service)
    });
    let open = async |first: &str| {
        let mut talk = memory.connect_from(PROXY);
        talk.send_if_open(format!("{first}{}", request("/hook", 1))).await;
        let status = talk.answer().await.map(|answer| answer.status);
        (talk, status)
    };
    let other = "PROXY TCP4 91.108.4.1 10.0.0.9 40000 443\r\n";
    let (_first, status) = open(TELEGRAM).await;
    assert_eq!(status, Some(200));
    let (second, status) = open(TELEGRAM).await;
    assert_eq!(status, Some(200));
    assert_eq!(open(TELEGRAM).await.1, None, "its address has two already");
    assert_eq!(open(other).await.1, Some(200), "another one behind the same proxy");
    assert_eq!(open(STRANGER).await.1, None);
    assert_eq!((memory.running.monitor.stats().crowded, memory.running.monitor.stats().foreign), (1, 1));
    drop(second);
    until(|| memory.running.monitor.stats().open == 1).await;
    assert_eq!(open(TELEGRAM).await.1, Some(200));
}

#[tokio::test(start_paused = true)]
async fn a_proxy_that_says_nothing_is_not_waited_for() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()));
    let memory = Memory::start(|server| server.proxy_protocol(subnet("10.0.0.1")).route("/hook", service));
    for start in ["", "PROXY TCP4 1"] {
        let mut talk = memory.connect_from(PROXY);
        talk.send(start).await;
        let (_, took) = timed(talk.ends()).await;
        assert_eq!(took, Duration::from_secs(5), "{start:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_trusted_proxy_may_open_as_many_connections_as_there_are() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()));
    let memory = Memory::start(|server| server.trusted_proxies(subnet("10.0.0.1")).route("/hook", service));
    let mut open = Vec::new();
    for id in 0..300 {
        let mut talk = memory.connect_from(PROXY);
        assert_eq!(talk.ask(request("/hook", id)).await.status, 200);
        open.push(talk);
    }
    assert_eq!(memory.running.monitor.stats().open, 300);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    use std::path::PathBuf;

    use tgwebhook::Server;
    use tokio::net::UnixStream;

    use super::*;

    struct Dir(PathBuf);

    impl Dir {
        fn new(name: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("tgwebhook-it-{}-{name}", std::process::id()));
            std::fs::create_dir_all(&dir).unwrap();
            Self(dir)
        }
    }

    impl Drop for Dir {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[tokio::test]
    async fn a_unix_socket_has_its_rights_and_goes_with_its_server() {
        let dir = Dir::new("unix");
        let path = dir.0.join("bot.sock");
        let bot = Bot::default();
        let service = webhook(
            WebhookService::builder(bot.service()).allow_peers(TELEGRAM_SUBNETS).trusted_proxies(subnet("127.0.0.1")),
        );
        let running = Running::start(Server::bind_unix(&path, 0o600).unwrap().route("/hook", service));
        let found = std::fs::metadata(&path).unwrap();
        assert!(found.file_type().is_socket());
        assert_eq!(found.permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(&dir.0).unwrap().count(), 1, "nothing else is left there");
        let forwarded = request_with("/hook", &update(1), &["X-Forwarded-For: 149.154.167.220"]);
        let mut talk = Talk::new(UnixStream::connect(&path).await.unwrap());
        assert_eq!(talk.ask(forwarded).await.status, 200);
        assert_eq!(talk.ask(request("/hook", 2)).await.status, 403, "for nobody");
        // It is in use.
        assert!(matches!(Server::bind_unix(&path, 0o600), Err(ServerError::BindUnix { .. })));
        assert!(within(running.stop()).await.unwrap().is_ok());
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn what_a_dead_server_left_is_replaced_and_nothing_else_is() {
        let dir = Dir::new("unix-dead");
        let path = dir.0.join("bot.sock");
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        assert!(path.exists());
        let bot = Bot::default();
        let bind = || Server::bind_unix(&path, 0o660);
        let running = Running::start(bind().unwrap().route("/hook", webhook(WebhookService::builder(bot.service()))));
        assert_eq!(Talk::new(UnixStream::connect(&path).await.unwrap()).ask(request("/hook", 1)).await.status, 200);
        // Somebody else's socket in its place is left alone.
        std::fs::remove_file(&path).unwrap();
        let _other = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert!(within(running.stop()).await.unwrap().is_ok());
        assert!(path.exists());

        let file = dir.0.join("notes.txt");
        std::fs::write(&file, "mine").unwrap();
        let error = Server::bind_unix(&file, 0o660).unwrap_err().to_string();
        assert!(error.contains("notes.txt"), "{error}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
        assert!(Server::bind_unix(dir.0.join("no/such/dir"), 0o660).is_err());
    }

    #[tokio::test]
    async fn the_proxy_protocol_works_over_a_unix_socket() {
        let dir = Dir::new("unix-proxy");
        let path = dir.0.join("bot.sock");
        let bot = Bot::default();
        let service = webhook(WebhookService::builder(bot.service()));
        let server = Server::bind_unix(&path, 0o660).unwrap();
        let server = server.proxy_protocol(subnet("127.0.0.1")).allow_peers(TELEGRAM_SUBNETS);
        let _running = Running::start(server.route("/hook", service));
        for (first, expected) in [(TELEGRAM, Some(200)), (STRANGER, None)] {
            let mut talk = Talk::new(UnixStream::connect(&path).await.unwrap());
            talk.send_if_open(format!("{first}{}", request("/hook", 1))).await;
            assert_eq!(talk.answer().await.map(|answer| answer.status), expected);
        }
    }
}
