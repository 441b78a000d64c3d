//! What several commands need: the root of the project, and cargo.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::Outcome;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    // xtask lies right under it.
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.pop();
    root
}

/// Runs a command of the workbench: the commands that need our crates.
///
/// File names are taken from where the user is, so that is where it runs.
pub(crate) fn workbench(command: &str, how: &[&str], args: impl Iterator<Item = OsString>) -> Outcome {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["run", "--quiet", "--package", "workbench", "--manifest-path"])
        .arg(root().join("Cargo.toml"))
        .args(how);
    let status = cargo.arg("--").arg(command).args(args).status()?;
    Ok(match status.code() {
        Some(0) => ExitCode::SUCCESS,
        Some(code) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        None => return Err(format!("{command} was ended by a signal").into()),
    })
}
