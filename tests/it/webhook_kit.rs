//! What the suites of the webhook's server models share: programs that end with their test, a bot that counts, and a
//! check that it counted right.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use tgapi::client::Retry;
use tgapi::{BoxError, Client, Reply, SecretToken, Token, Update};
use tgdispatch::filter::text;
use tgdispatch::{LanesLayer, Message, Router, Session, Sessions, Settings};
use tgreorder::ReorderLayer;
use tgsandbox::User;
use tgwebhook::{
    Certificate, PublicCertificate, Registration, Server, ServerMonitor, ShutdownReport, WebhookBuilder, WebhookService,
};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower_layer::Layer;

use crate::soon;

/// Whether all of these programs are there. Where they have to be, as in CI, the absence of one is a failure.
#[expect(clippy::print_stderr, reason = "whoever reads the test's output should know")]
pub(crate) fn have(programs: &[&str]) -> bool {
    for program in programs {
        if path_of(program).is_none() {
            assert!(std::env::var_os("CI").is_none(), "{program} is missing, and in CI nothing is skipped");
            eprintln!("skipped: {program} is not installed");
            return false;
        }
    }
    true
}

/// Servers stand where people do not look for programs.
fn path_of(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let more = ["/usr/sbin", "/usr/local/sbin", "/sbin"].map(PathBuf::from);
    std::env::split_paths(&path).chain(more).map(|dir| dir.join(program)).find(|file| file.is_file())
}

pub(crate) fn command(program: &str) -> Command {
    Command::new(path_of(program).unwrap())
}

/// Runs a program to its end, without blocking what runs beside it.
pub(crate) async fn run(mut command: Command) -> Output {
    let running = tokio::task::spawn_blocking(move || command.stdin(Stdio::null()).output().unwrap());
    soon("a program to end", running).await.unwrap()
}

pub(crate) fn text_of(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A program that runs until this is dropped, and whose last words are shown if a test fails meanwhile.
pub(crate) struct Program {
    child: Child,
    log: PathBuf,
}

impl Program {
    pub(crate) fn start(mut command: Command, log: PathBuf) -> Self {
        let file = std::fs::File::create(&log).unwrap();
        let child = command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file).spawn().unwrap();
        Self { child, log }
    }

    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(sent.unwrap().success(), "no process to send {name} to");
    }

    /// Waits until it listens.
    pub(crate) async fn listens(&mut self, port: u16) {
        soon("a program to listen", async {
            while tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
                self.goes_on().await;
            }
        })
        .await;
    }

    /// Waits until what it has said is enough.
    pub(crate) async fn says(&mut self, what: &str, is_enough: impl Fn(&str) -> bool) {
        soon(what, async {
            while !is_enough(&self.said()) {
                self.goes_on().await;
            }
        })
        .await;
    }

    /// Gives it a moment, in which it must not end.
    async fn goes_on(&mut self) {
        if let Some(status) = self.child.try_wait().unwrap() {
            panic!("it ended: {status}\n{}", self.said());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }

    /// Waits until it has ended.
    pub(crate) async fn ended(&mut self) -> std::process::ExitStatus {
        soon("a program to end", async {
            loop {
                if let Some(status) = self.child.try_wait().unwrap() {
                    return status;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        })
        .await
    }

    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Program {
    #[expect(clippy::print_stderr, reason = "of interest when a test fails")]
    fn drop(&mut self) {
        // Asked first: servers take their workers along.
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).stderr(Stdio::null()).status();
        for _ in 0..200 {
            if !matches!(self.child.try_wait(), Ok(None)) {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("{}", self.said());
        }
    }
}

/// A folder that is gone with its test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("tgbot-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &str) -> PathBuf {
        let file = self.path(name);
        std::fs::write(&file, content).unwrap();
        file
    }

    /// A self-signed certificate with its key in one file, as haproxy wants it, and what is to be uploaded of it.
    pub(crate) fn certificate(&self, host: &str) -> (PathBuf, PublicCertificate) {
        let dir = self.path(host);
        let certificate = Certificate::self_signed_in(&dir, host).unwrap();
        let file = std::fs::read_dir(&dir).unwrap().next().unwrap().unwrap().path();
        (file, certificate.public().clone())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl AsRef<Path> for Folder {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

pub(crate) fn client_of(bot: &tgsandbox::Bot, api_url: &str) -> Client {
    Client::builder(Token::new(&bot.token()).unwrap()).api_url(api_url).build().unwrap()
}

/// Without patience of its own, so that a test sees what Telegram said.
pub(crate) fn blunt_client_of(bot: &tgsandbox::Bot, api_url: &str) -> Client {
    let token = Token::new(&bot.token()).unwrap();
    Client::builder(token).api_url(api_url).retry(Retry::off()).build().unwrap()
}

pub(crate) fn secret() -> SecretToken {
    SecretToken::new("correct-horse_battery").unwrap()
}

async fn count(message: Message, seen: Session<u32>) -> tgapi::methods::SendMessage {
    let mut n = seen.lock();
    *n += 1;
    message.answer(n.to_string())
}

/// A bot that answers each message with how many there were in its chat: reordered, one at a time in a chat.
pub(crate) fn counting(
    client: Client,
) -> WebhookBuilder<
    impl tower::Service<Update, Response = Reply, Error = BoxError, Future: Send + 'static> + Clone + Send + 'static,
> {
    let routes = Router::new().on(text(), count).with_state(Sessions::idle(Duration::from_secs(600)));
    let lanes = LanesLayer::new().layer(routes.build(Settings::new().client(client)).unwrap());
    // On a busy machine a gap may last; these tests are not about patience.
    let patient = tgreorder::Config::new().with_hold(Duration::from_secs(20));
    let ordered = ReorderLayer::new(patient, |update: &Update| update.update_id.0).unwrap().layer(lanes);
    WebhookService::builder(ordered).secret(secret())
}

/// A server at work.
pub(crate) struct Serving {
    pub(crate) address: SocketAddr,
    pub(crate) monitor: ServerMonitor,
    stop: oneshot::Sender<()>,
    served: JoinHandle<ShutdownReport>,
}

impl Serving {
    pub(crate) fn start(server: Server) -> Self {
        let (address, monitor) = (server.local_addr(), server.monitor());
        let (stop, stopped) = oneshot::channel();
        let served = tokio::spawn(async move {
            let stopped = async {
                let _ = stopped.await;
            };
            server.serve_with_shutdown(stopped).await.unwrap()
        });
        Self { address, monitor, stop, served }
    }

    pub(crate) async fn stop(self) -> ShutdownReport {
        self.stop.send(()).unwrap();
        soon("the server to stop", self.served).await.unwrap()
    }
}

/// To be told to the sandbox: any port, any address.
pub(crate) fn registration(url: String) -> Registration {
    Registration::new(url).secret(secret()).allow_any_port(true).allow_private(true)
}

/// Has people send messages, a number each, and waits for as many answers: each chat counted right, none twice.
pub(crate) async fn everybody_is_counted(people: &[User], from: u32, to: u32) {
    for n in from..=to {
        for person in people {
            person.send(format!("message {n}")).await;
        }
    }
    answers_are_right(people, to).await;
}

pub(crate) async fn answers_are_right(people: &[User], to: u32) {
    for person in people {
        soon("all answers", async {
            while person.messages().len() < to as usize {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await;
        let answers: Vec<_> = person.messages().iter().map(|message| message.text().to_owned()).collect();
        let expected: Vec<_> = (1..=to).map(|n| n.to_string()).collect();
        assert_eq!(answers, expected);
    }
}
