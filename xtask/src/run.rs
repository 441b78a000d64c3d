//! What the commands share: where the project is, and running its tools.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};

/// The folder with the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(PathBuf::from).unwrap_or(here)
}

/// Where cargo builds: what is measured is found there whatever workspace it was built from.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The cargo that runs us, in the project's folder. What it sets for us would be wrong for another workspace.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs a command of the workbench (the commands that need our crates), built in some way.
///
/// File names are taken from where the user is, so that is where it runs.
pub(crate) fn workbench(command: &str, how: &[&str], args: impl Iterator<Item = OsString>) -> crate::Outcome {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["run", "--quiet", "--package", "workbench", "--manifest-path"])
        .arg(root().join("Cargo.toml"))
        .args(how);
    Ok(code(cargo.arg("--").arg(command).args(args).status()?))
}

/// Copies a folder, replacing what is there.
pub(crate) fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &there)?;
        } else {
            std::fs::copy(entry.path(), there)?;
        }
    }
    Ok(())
}

/// Can a program be found and does it answer?
pub(crate) fn has(command: &mut Command) -> bool {
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).status().is_ok_and(|s| s.success())
}

/// A missing program: an error in CI, a line elsewhere.
pub(crate) fn skip(what: &str) -> crate::Outcome {
    if std::env::var_os("CI").is_some_and(|ci| ci == "true") {
        return Err(format!("{what}, and with CI=true nothing is skipped").into());
    }
    println!("skipped: {what}");
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn code(status: ExitStatus) -> ExitCode {
    ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}
