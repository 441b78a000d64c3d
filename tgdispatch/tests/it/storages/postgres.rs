//! In PostgreSQL: Debian's programs.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tgdispatch::{PostgresStorage, Storage, StorageError};
use tokio_postgres::{Client, NoTls};

use super::process::{Process, command, folder, free_port, give, is_missing};
use super::{Rig, conforms};

const USER: &str = "postgres";
/// It has characters that have to be written in another way in an address.
const PASSWORD: &str = "p@ss/w0rd";

struct Server {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    process: Option<Process>,
}

/// A certificate and its key, as PEM, for the server's address.
fn certificate(folder: &Path) -> Option<(String, String)> {
    let (certificate, key) = (folder.join("made.crt"), folder.join("made.key"));
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]);
    openssl.args([
        "-subj",
        "/CN=db",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
    ]);
    let made = openssl.arg("-keyout").arg(&key).arg("-out").arg(&certificate).output();
    if is_missing(made.as_ref().is_ok_and(|made| made.status.success()), "openssl", "openssl") {
        return None;
    }
    Some((fs::read_to_string(certificate).unwrap(), fs::read_to_string(key).unwrap()))
}

/// The newest of those that are installed.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    versions.map(|version| version.join("bin")).filter(|bin| bin.join("initdb").exists()).max()
}

impl Server {
    /// `None`, and it says so, if PostgreSQL is not installed.
    async fn start() -> Option<Self> {
        let found = programs();
        if is_missing(found.is_some(), "PostgreSQL", "postgresql") {
            return None;
        }
        let (programs, folder, port) = (found?, folder("postgres", USER), free_port());
        let password = folder.join("password");
        fs::write(&password, PASSWORD).unwrap();
        give(&password, USER);
        let mut initdb = command(&programs.join("initdb"), USER);
        initdb.args(["--no-sync", "--username=postgres", "--auth=scram-sha-256", "--pwfile"]).arg(&password);
        let made = initdb.arg("-D").arg(folder.join("data")).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        // The machine does not lose its power in these tests, and what was written outlives every process.
        let settings = "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\n";
        fs::write(folder.join("data/postgresql.auto.conf"), format!("{settings}port = {port}\n")).unwrap();
        let mut server = Self { folder, programs, port, process: None };
        server.run().await;
        Some(server)
    }

    /// A file in its data folder that it alone may read.
    fn data(&self, name: &str, content: &str) {
        let path = self.folder.join("data").join(name);
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        give(&path, USER);
    }

    /// One more setting, for its next life.
    fn set(&self, setting: &str) {
        let path = self.folder.join("data/postgresql.auto.conf");
        let settings = fs::read_to_string(&path).unwrap();
        fs::write(path, format!("{settings}{setting}\n")).unwrap();
    }

    async fn run(&mut self) {
        let mut postgres = command(&self.programs.join("postgres"), USER);
        postgres.arg("-D").arg(self.folder.join("data"));
        let log = self.folder.join("log");
        let process = self.process.insert(Process::start(postgres, &log));
        let begun = Instant::now();
        while let Err(error) = connect(&address(self.port)).await {
            let said = fs::read_to_string(&log).unwrap();
            let alive = !process.is_over() && begun.elapsed() < Duration::from_secs(60);
            assert!(alive, "the server does not start: {error}\n{said}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// As a crash does it: whatever was not written to its log is gone.
    fn crash(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.end("QUIT");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.crash();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn address(port: u16) -> String {
    format!("postgres://postgres:p%40ss%2Fw0rd@127.0.0.1:{port}/postgres")
}

async fn connect(address: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

struct Postgres {
    server: Server,
    storage: PostgresStorage,
}

impl Rig for Postgres {
    fn storage(&self) -> Arc<dyn Storage> {
        Arc::new(self.storage.clone())
    }

    async fn count(&self) -> u64 {
        let client = connect(&address(self.server.port)).await.unwrap();
        let row = client.query_one("select count(*) from tgdispatch.dialogues", &[]).await.unwrap();
        row.get::<_, i64>(0).try_into().unwrap()
    }

    async fn pass(&self, time: Duration) {
        let client = connect(&address(self.server.port)).await.unwrap();
        let earlier = "update tgdispatch.dialogues set until = until - $1::float8 * interval '1 second'";
        client.execute(earlier, &[&time.as_secs_f64()]).await.unwrap();
    }

    async fn restart(&mut self) -> bool {
        self.server.crash();
        self.server.run().await;
        self.storage = PostgresStorage::open(address(self.server.port)).await.unwrap();
        true
    }

    async fn cut(&mut self) -> bool {
        self.server.crash();
        true
    }

    async fn heal(&mut self) {
        self.server.run().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_conforms() {
    let Some(server) = Server::start().await else { return };
    // Several that open it for the first time make one table.
    let opening = (0..4).map(|_| tokio::spawn(PostgresStorage::open(address(server.port)))).collect::<Vec<_>>();
    for opened in opening {
        opened.await.unwrap().unwrap();
    }
    let storage = PostgresStorage::open(address(server.port)).await.unwrap();
    assert!(!format!("{storage:?}").contains("w0rd"));
    let wrong = address(server.port).replace("w0rd", "w1rd");
    let error = PostgresStorage::open(wrong).await.unwrap_err();
    assert!(matches!(error, StorageError::Refused { .. }) && !error.to_string().contains("w1rd"), "{error}");
    conforms(Postgres { server, storage }).await;
}

#[tokio::test]
async fn the_connection_is_encrypted_and_the_certificate_is_checked() {
    let Some(mut server) = Server::start().await else { return };
    let Some((pem, key)) = certificate(&server.folder) else { return };
    server.data("server.crt", &pem);
    server.data("server.key", &key);
    server.set("ssl = on");
    server.crash();
    server.run().await;
    let address = format!("{}?sslmode=require", address(server.port));
    let storage = PostgresStorage::open_with_roots(&address, &pem).await.unwrap();
    let client = connect(&self::address(server.port)).await.unwrap();
    let by_us =
        "select bool_and(ssl) from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'tgdispatch'";
    assert_eq!(client.query_one(by_us, &[]).await.unwrap().get::<_, Option<bool>>(0), Some(true));
    storage.remove_expired().await.unwrap();
    // Nobody else vouches for it.
    let error = PostgresStorage::open(&address).await.unwrap_err();
    assert!(error.to_string().contains("certificate") && !error.to_string().contains("w0rd"), "{error}");
}

#[tokio::test]
async fn what_is_wrong_with_an_address_is_told_without_it() {
    for address in ["", "postgres://bot:s3cret@host:notaport/x", "mysql://bot:s3cret@host/x"] {
        let error = PostgresStorage::open(address).await.unwrap_err();
        assert!(!error.to_string().contains("s3cret") && !error.is_transient(), "{error}");
    }
    let error = PostgresStorage::open_with_roots("postgres://a@127.0.0.1/a", "no PEM").await.unwrap_err();
    assert!(matches!(error, StorageError::Certificates { .. }), "{error}");
    let nobody = format!("postgres://bot:s3cret@127.0.0.1:{}/x", free_port());
    let error = PostgresStorage::open(nobody).await.unwrap_err();
    assert!(error.is_transient() && error.to_string().starts_with("PostgreSQL cannot be reached: "), "{error}");
}
