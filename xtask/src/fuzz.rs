//! `cargo xtask fuzz`: the reorder buffer's histories, found by libFuzzer.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::Outcome;
use crate::run::{cargo, has, root, skip, target};

const HELP: &str = "\
cargo xtask fuzz [options] [-- libFuzzer's own options]

Runs operations that libFuzzer makes up against the reorder buffer and its model, with the address sanitizer. What it
finds is left in tgreorder/fuzz/artifacts, what led to new code in tgreorder/fuzz/corpus. Needs a nightly toolchain, a
C++ compiler and cargo-fuzz, which it installs into the target folder.

  --seconds N    how long; default 10
  -h, --help     this text";

const CARGO_FUZZ: &str = "0.13.2";

pub(crate) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    let mut seconds = 10_u32;
    let mut rest = Vec::new();
    let mut args = args;
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("-h" | "--help") => {
                println!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            Some("--seconds") => {
                let value = args.next().ok_or("--seconds: how many?")?;
                seconds = value.to_string_lossy().parse().map_err(|error| format!("--seconds: {error}"))?;
            }
            Some("--") => rest.extend(args.by_ref()),
            _ => return Err(format!("unexpected {}\n\n{HELP}", arg.display()).into()),
        }
    }
    if !has(Command::new("rustup").args(["run", "nightly", "rustc", "--version"])) {
        return skip("fuzzing needs a nightly toolchain (rustup toolchain install nightly)");
    }
    let tools = target().join("tools");
    let cargo_fuzz = cargo_fuzz(&tools)?;
    let mut command = Command::new(cargo_fuzz);
    command.args(["fuzz", "run", "history", "--fuzz-dir", "tgreorder/fuzz", "--target-dir"]);
    command.arg(target().join("fuzz")).args([
        "--",
        &format!("-max_total_time={seconds}"),
        "-len_control=0",
        "-max_len=1200",
    ]);
    command.args(rest).current_dir(root());
    for variable in ["CARGO", "RUSTC", "RUSTDOC", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(variable);
    }
    let status = command.env("RUSTUP_TOOLCHAIN", "nightly").status()?;
    Ok(crate::run::code(status))
}

/// The program, installed if it is not.
fn cargo_fuzz(tools: &std::path::Path) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let here = tools.join("bin/cargo-fuzz");
    for program in [PathBuf::from("cargo-fuzz"), here.clone()] {
        if has(Command::new(&program).args(["fuzz", "--version"])) {
            return Ok(program);
        }
    }
    println!("installing cargo-fuzz {CARGO_FUZZ} into {}", tools.display());
    let status =
        cargo().args(["install", "cargo-fuzz", "--locked", "--version", CARGO_FUZZ, "--root"]).arg(tools).status()?;
    if status.success() { Ok(here) } else { Err("cargo-fuzz cannot be installed".into()) }
}
