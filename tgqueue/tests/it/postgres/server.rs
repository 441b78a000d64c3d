//! A PostgreSQL server of our own: Debian's programs, a temporary folder, a free port on loopback.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use tokio_postgres::{Client, NoTls};

/// It has characters that have to be written in another way in an address.
pub(super) const PASSWORD: &str = "p@ss/w0rd";

pub(super) struct Server {
    folder: PathBuf,
    programs: PathBuf,
    pub(super) port: u16,
    running: Option<Running>,
}

/// One life of the server. The thread that started it waits until it is over: the kernel stops the server if it dies with
/// the whole test.
struct Running {
    pid: u32,
    thread: std::thread::JoinHandle<()>,
}

/// The newest of those that Debian installed. `None`, and it says so, if there is none; in CI it has to be there.
#[expect(clippy::print_stderr, reason = "whoever reads the test's output should know")]
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let found = versions.map(|version| version.join("bin")).filter(|bin| bin.join("initdb").exists()).max();
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "PostgreSQL is missing, and in CI nothing is skipped");
        eprintln!("skipped: PostgreSQL is not installed (Debian's package postgresql)");
    }
    found
}

/// PostgreSQL refuses to run as root: then it runs as the user `postgres` that its package made.
fn command(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL"]);
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.arg(program).current_dir("/").stdin(Stdio::null()).env("LC_ALL", "C");
    command
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

fn to_postgres(path: &Path) {
    if is_root() {
        let id = |kind| {
            let output = Command::new("id").args([kind, "postgres"]).output().unwrap();
            String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
        };
        chown(path, Some(id("-u")), Some(id("-g"))).unwrap();
    }
}

pub(super) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn new_folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("tgqueue-postgres-{}-{number}", std::process::id()));
    // What a killed run of the same number left.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    to_postgres(&folder);
    folder
}

/// The address of a database that is on the one or the other, whichever can be written to.
pub(super) fn address_of_either(ports: [u16; 2], database: &str) -> String {
    let [one, other] = ports;
    format!(
        "postgres://postgres:p%40ss%2Fw0rd@127.0.0.1:{one},127.0.0.1:{other}/{database}?target_session_attrs=read-write"
    )
}

impl Server {
    /// With the extra settings, lines of `postgresql.conf`. `None` if PostgreSQL is not installed.
    pub(super) async fn start(settings: &str) -> Option<Self> {
        let programs = programs()?;
        let folder = new_folder();
        let password = folder.join("password");
        fs::write(&password, PASSWORD).unwrap();
        to_postgres(&password);
        let made = command(&programs.join("initdb"))
            .args(["--no-sync", "--username=postgres", "--auth=scram-sha-256", "--pwfile"])
            .arg(&password)
            .arg("-D")
            .arg(folder.join("data"))
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let port = free_port();
        // The machine does not lose its power in these tests, and what was written outlives every process.
        let basics = format!(
            "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\nfsync = off\nmax_connections = 100\n"
        );
        let conf = folder.join("data/postgresql.auto.conf");
        fs::write(conf, basics + settings).unwrap();
        let mut server = Self { folder, programs, port, running: None };
        server.run().await;
        Some(server)
    }

    /// A second server that copies all that this one commits, and that is waited for: what one has acknowledged, both have.
    pub(super) async fn standby(&self, port: u16) -> Self {
        let folder = new_folder();
        let copied = command(&self.programs.join("pg_basebackup"))
            .args(["--host=127.0.0.1", "--username=postgres", "--write-recovery-conf", "--wal-method=stream"])
            .args(["--checkpoint=fast", "--no-sync", &format!("--port={}", self.port), "-D"])
            .arg(folder.join("data"))
            .env("PGPASSWORD", PASSWORD)
            .output()
            .unwrap();
        assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
        let mut standby = Self { folder, programs: self.programs.clone(), port, running: None };
        standby.set(&format!("port = {port}"));
        standby.run().await;
        let client = self.connect("postgres").await.unwrap();
        client.batch_execute("alter system set synchronous_standby_names = '*'").await.unwrap();
        client.batch_execute("select pg_reload_conf()").await.unwrap();
        let waited_for = "select count(*) from pg_stat_replication where sync_state = 'sync'";
        while client.query_one(waited_for, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        standby
    }

    /// A standby is the primary from now on, and waits for nobody.
    pub(super) async fn promote(&self) {
        let client = self.connect("postgres").await.unwrap();
        let promoted: bool = client.query_one("select pg_promote()", &[]).await.unwrap().get(0);
        assert!(promoted, "it was not promoted");
        client.batch_execute("alter system set synchronous_standby_names = ''").await.unwrap();
        client.batch_execute("select pg_reload_conf()").await.unwrap();
    }

    pub(super) async fn run(&mut self) {
        let (tell, told) = mpsc::channel();
        let mut command = command(&self.programs.join("postgres"));
        let log = fs::File::options().create(true).append(true).open(self.folder.join("log")).unwrap();
        command.arg("-D").arg(self.folder.join("data")).stdout(Stdio::null()).stderr(log);
        let thread = std::thread::spawn(move || {
            let mut child = command.spawn().unwrap();
            tell.send(child.id()).unwrap();
            child.wait().unwrap();
        });
        self.running = Some(Running { pid: told.recv().unwrap(), thread });
        let start = Instant::now();
        while let Err(error) = self.connect("postgres").await {
            let log = fs::read_to_string(self.folder.join("log")).unwrap();
            let over = self.running.as_ref().is_none_or(|running| running.thread.is_finished());
            assert!(!over && start.elapsed() < Duration::from_secs(60), "the server does not start: {error}\n{log}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// As a crash does it: whatever was not written to its log is gone.
    pub(super) fn crash(&mut self) {
        self.end("QUIT");
    }

    fn end(&mut self, signal: &str) {
        if let Some(Running { pid, thread }) = self.running.take() {
            assert!(kill(signal, pid));
            thread.join().unwrap();
        }
    }

    pub(super) fn address(&self, database: &str) -> String {
        format!("postgres://postgres:p%40ss%2Fw0rd@127.0.0.1:{}/{database}", self.port)
    }

    /// A file in its data folder that it alone may read.
    pub(super) fn data(&self, name: &str, content: &str) {
        let path = self.folder.join("data").join(name);
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        to_postgres(&path);
    }

    /// One more setting, for its next life.
    pub(super) fn set(&self, setting: &str) {
        let conf = self.folder.join("data/postgresql.auto.conf");
        let settings = fs::read_to_string(&conf).unwrap();
        fs::write(conf, format!("{settings}\n{setting}\n")).unwrap();
    }

    /// A connection of the test's own.
    pub(super) async fn connect(&self, database: &str) -> Result<Client, tokio_postgres::Error> {
        connect(&self.address(database)).await
    }

    /// An empty database; its address.
    pub(super) async fn database(&self, name: &str) -> String {
        let client = self.connect("postgres").await.unwrap();
        client.batch_execute(&format!("create database {name} template template0")).await.unwrap();
        self.address(name)
    }
}

pub(super) async fn connect(address: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Sends a signal. `false` if there is no such process any more.
pub(super) fn kill(signal: &str, pid: u32) -> bool {
    Command::new("kill").args([format!("-{signal}"), pid.to_string()]).status().unwrap().success()
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(Running { pid, thread }) = self.running.take() {
            kill("QUIT", pid);
            let _ = thread.join();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}
