//! The process that is measured, and what the system says of it.

use std::io::{BufRead, BufReader, Lines};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::time::Duration;

pub(super) struct Child {
    process: std::process::Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub(super) address: SocketAddr,
}

impl Child {
    pub(super) fn start(server: &str, api: SocketAddr) -> std::io::Result<Self> {
        Self::start_in(server, api, None)
    }

    /// With a file for its queue.
    pub(super) fn start_in(server: &str, api: SocketAddr, queue: Option<&Path>) -> std::io::Result<Self> {
        let peer = server.split('-').next().unwrap_or_default();
        let mut command = if is_peer(server) {
            Command::new(peers_dir().join("target/peers/release").join(format!("load-{peer}")))
        } else {
            let mut own = Command::new(std::env::current_exe()?);
            own.args(["load", "--serve"]);
            own
        };
        if let Some(queue) = queue {
            command.env(QUEUE, queue);
        }
        let mut process =
            command.args([server, &api.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let out = process.stdout.take().ok_or(std::io::ErrorKind::BrokenPipe)?;
        let mut lines = BufReader::new(out).lines();
        let address = lines.next().transpose()?.and_then(|line| line.parse().ok());
        let address = address.ok_or_else(|| std::io::Error::other(format!("{server} did not start")))?;
        Ok(Self { process, lines, address })
    }

    /// Where it left its certificate.
    pub(super) fn certificate(&self) -> PathBuf {
        certificate_file(self.process.id())
    }

    /// Processor time so far.
    pub(super) fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap_or_default();
        // The name may hold spaces, and stands in brackets.
        let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
        let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        // What Linux shows to programs is in hundredths of a second, everywhere.
        Duration::from_millis(ticks * 10)
    }

    /// Kibibytes.
    pub(super) fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
    }

    /// SIGKILL.
    pub(super) fn kill(mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    /// Ends it; what it says of its work.
    pub(super) fn end(mut self) -> Option<String> {
        drop(self.process.stdin.take());
        let said = self.lines.next().and_then(Result::ok);
        let _ = self.process.wait();
        said
    }
}

/// The variable that names the file of a durable one.
pub(super) const QUEUE: &str = "TGBOT_LOAD_QUEUE";

/// Whether others made it.
pub(super) fn is_peer(server: &str) -> bool {
    PEERS.iter().any(|peer| server.starts_with(peer))
}

const PEERS: [&str; 2] = ["teloxide", "frankenstein"];

/// Builds what others made. Each has a workspace of its own, so that nothing of it is in our tree.
pub(super) fn build_peers() -> std::io::Result<()> {
    let root = peers_dir();
    for peer in PEERS {
        let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["build", "--release", "--locked", "--manifest-path"])
            .arg(root.join("xtask/peers").join(peer).join("Cargo.toml"))
            .arg("--target-dir")
            .arg(root.join("target/peers"))
            .status()?;
        if !status.success() {
            return Err(std::io::Error::other(format!("{peer} cannot be built")));
        }
    }
    Ok(())
}

/// The root of the workspace.
fn peers_dir() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(super) fn certificate_file(process: u32) -> PathBuf {
    std::env::temp_dir().join(format!("tgbot-load-{process}.pem"))
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(self.certificate());
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
