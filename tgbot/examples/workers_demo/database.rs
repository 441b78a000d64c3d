//! A PostgreSQL server for the occasion: Debian's programs, a folder and a free port of its own, gone at the end.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tgbot::api::BoxError;
use tgbot::queue::Postgres;

const MISSING: &str = "PostgreSQL is needed: set DATABASE_URL to a database (postgres://USER:PASSWORD@HOST/DATABASE), or \
    install Debian's package postgresql, and one is made for the occasion";

pub(crate) enum Database {
    Given(String),
    Own { server: Child, folder: PathBuf, address: String },
}

impl Database {
    pub(crate) fn start() -> Result<Self, BoxError> {
        match std::env::var("DATABASE_URL") {
            Ok(address) => Ok(Self::Given(address)),
            Err(_) => Self::own(),
        }
    }

    fn own() -> Result<Self, BoxError> {
        let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let programs =
            versions.map(|version| version.path().join("bin")).filter(|bin| bin.join("initdb").exists()).max();
        let programs = programs.ok_or(MISSING)?;
        let folder = std::env::temp_dir().join(format!("tgbot-workers-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let password = tgbot::webhook::random_secret()?;
        let password_file = folder.join("password");
        fs::write(&password_file, password.expose())?;
        give_to_postgres(&folder)?;
        give_to_postgres(&password_file)?;
        let data = folder.join("data");
        let made = as_postgres(&programs.join("initdb"))
            .args(["--username=postgres", "--auth=scram-sha-256", "--pwfile"])
            .arg(&password_file)
            .arg("-D")
            .arg(&data)
            .output()?;
        if !made.status.success() {
            return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr)).into());
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = as_postgres(&programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-h", "127.0.0.1", "-k", "", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-C is for us: the server is needed until the workers have finished.
            .process_group(0)
            .spawn()?;
        let address = format!("postgres://postgres:{}@127.0.0.1:{port}/postgres", password.expose());
        Ok(Self::Own { server, folder, address })
    }

    /// Where it is, once it answers.
    pub(crate) async fn address(&mut self) -> Result<String, BoxError> {
        let (server, address) = match self {
            Self::Given(address) => return Ok(address.clone()),
            Self::Own { server, address, .. } => (server, address),
        };
        loop {
            match Postgres::builder(&*address).open().await {
                Ok(queue) => {
                    queue.close();
                    return Ok(address.clone());
                }
                Err(error) => match server.try_wait()? {
                    Some(status) => return Err(format!("PostgreSQL ended: {status} ({error})").into()),
                    None => tokio::time::sleep(Duration::from_millis(50)).await,
                },
            }
        }
    }
}

/// It refuses to run as root; its package made a user for it. And it does not outlive us.
fn as_postgres(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "QUIT"]);
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.arg(program).current_dir("/").stdin(Stdio::null()).env("LC_ALL", "C");
    command
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn give_to_postgres(path: &Path) -> Result<(), BoxError> {
    if !is_root() {
        return Ok(());
    }
    let id = |kind| -> Result<u32, BoxError> {
        let output = Command::new("id").args([kind, "postgres"]).output()?;
        Ok(String::from_utf8(output.stdout)?.trim().parse()?)
    };
    Ok(chown(path, Some(id("-u")?), Some(id("-g")?))?)
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Self::Own { server, folder, .. } = self {
            let _ = Command::new("kill").args(["-INT", &server.id().to_string()]).status();
            let _ = server.wait();
            let _ = fs::remove_dir_all(folder);
        }
    }
}
