//! A server of the tests' own: a program on a free port of loopback, in a temporary folder, that ends with the test whatever
//! happens to it.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;

/// One life of it. The thread that started it waits until it is over: the kernel ends the server if the test dies.
pub(super) struct Process {
    pid: u32,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// The program, run as this user where we are root: servers refuse to be root's, or should.
pub(super) fn command(program: &Path, user: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL"]);
    if is_root() {
        command.args([format!("--reuid={user}"), format!("--regid={user}"), "--clear-groups".to_owned()]);
    }
    command.arg(program).current_dir("/").stdin(Stdio::null()).env("LC_ALL", "C");
    command
}

/// A folder for it that belongs to the user.
pub(super) fn folder(name: &str, user: &str) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("tgdispatch-{name}-{}-{number}", std::process::id()));
    // What a killed run of the same number left.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    give(&folder, user);
    folder
}

/// Makes it the user's.
pub(super) fn give(path: &Path, user: &str) {
    if is_root() {
        let owner = format!("{user}:{user}");
        assert!(Command::new("chown").arg(owner).arg(path).status().unwrap().success());
    }
}

pub(super) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Whether a test has to be left out, which it says; in CI none is.
#[expect(clippy::print_stderr, reason = "whoever reads the test's output should know")]
pub(super) fn is_missing(found: bool, name: &str, package: &str) -> bool {
    if !found {
        assert!(std::env::var_os("CI").is_none(), "{name} is missing, and in CI nothing is skipped");
        eprintln!("skipped: {name} is not installed (Debian's package {package})");
    }
    !found
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

impl Process {
    /// What it says goes to the file.
    pub(super) fn start(mut command: Command, log: &Path) -> Self {
        let log = fs::File::options().create(true).append(true).open(log).unwrap();
        command.stdout(log.try_clone().unwrap()).stderr(log);
        let (tell, told) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let mut child = command.spawn().unwrap();
            tell.send(child.id()).unwrap();
            child.wait().unwrap();
        });
        Self { pid: told.recv().unwrap(), thread: Some(thread) }
    }

    pub(super) fn is_over(&self) -> bool {
        self.thread.as_ref().is_none_or(std::thread::JoinHandle::is_finished)
    }

    /// Ends it by a signal.
    pub(super) fn end(&mut self, signal: &str) {
        if let Some(thread) = self.thread.take() {
            let _ = Command::new("kill").args([format!("-{signal}"), self.pid.to_string()]).status();
            let _ = thread.join();
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end("KILL");
    }
}
