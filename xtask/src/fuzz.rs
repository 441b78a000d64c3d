//! `cargo xtask fuzz`: what libFuzzer makes up, against what can be said of it.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::Outcome;
use crate::run::{cargo, has, root, skip, target};

const HELP: &str = "\
cargo xtask fuzz [NAME] [options] [-- libFuzzer's own options]

  history    operations on the reorder buffer, against its model
  update     bytes as an update: there is an answer, and no number that can be read is lost

Both without a NAME, with the address sanitizer. What is found is left in fuzz/artifacts of the crate, what led to new
code in fuzz/corpus. Needs a nightly toolchain, a C++ compiler and cargo-fuzz, which it installs into the target folder.

  --seconds N    how long each; default 10
  -h, --help     this text";

/// Name, crate, and libFuzzer's options.
const TARGETS: &[(&str, &str, &[&str])] =
    &[("history", "tgreorder", &["-len_control=0", "-max_len=1200"]), ("update", "tgapi", &["-max_len=8192"])];

const CARGO_FUZZ: &str = "0.13.2";

pub(crate) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    let mut seconds = 10_u32;
    let mut only = None;
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
            Some(name) if TARGETS.iter().any(|target| target.0 == name) => only = Some(name.to_owned()),
            Some("--") => rest.extend(args.by_ref()),
            _ => return Err(format!("unexpected {}\n\n{HELP}", arg.display()).into()),
        }
    }
    if !has(Command::new("rustup").args(["run", "nightly", "rustc", "--version"])) {
        return skip("fuzzing needs a nightly toolchain (rustup toolchain install nightly)");
    }
    let tools = target().join("tools");
    let cargo_fuzz = cargo_fuzz(&tools)?;
    for (name, package, options) in TARGETS.iter().filter(|target| only.as_ref().is_none_or(|only| only == target.0)) {
        println!("{name}: {seconds} s");
        let home = root().join(package).join("fuzz");
        let corpus = home.join("corpus").join(name);
        std::fs::create_dir_all(&corpus)?;
        let mut command = Command::new(&cargo_fuzz);
        command.args(["fuzz", "run", name, "--fuzz-dir"]).arg(&home).arg("--target-dir").arg(target().join("fuzz"));
        // New finds go into the first folder; the second holds what somebody wrote by hand.
        command.arg(&corpus);
        let seeds = home.join("seeds").join(name);
        if seeds.exists() {
            command.arg(seeds);
        }
        command.arg("--").arg(format!("-max_total_time={seconds}")).args(*options).args(&rest).current_dir(root());
        for variable in ["CARGO", "RUSTC", "RUSTDOC", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            command.env_remove(variable);
        }
        let status = command.env("RUSTUP_TOOLCHAIN", "nightly").status()?;
        if !status.success() {
            return Ok(crate::run::code(status));
        }
    }
    Ok(ExitCode::SUCCESS)
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
