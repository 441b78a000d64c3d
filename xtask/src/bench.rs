//! `cargo xtask bench`: builds and runs the measuring programs.
//!
//! They are a workspace of their own (`xtask/benches`), so that what they are compared with is never built, locked or
//! tested with the project. Each is a package `NAME-bench` there and has its own `--help`.

use std::ffi::OsString;
use std::process::ExitCode;

use crate::Outcome;
use crate::run::{cargo, root, target};

const HELP: &str = "\
cargo xtask bench [NAME] [options]

  reorder    (default) the reorder buffer beside what one would use instead: a table, a plot
  gaps       its gap policies in a simulation: added latency and wrong skips
  api        types of the Bot API read and written, beside other crates
  dispatch   from an update to its handler, beside a bare match and teloxide's dispatcher
  queue      durable updates a second beside redb or PostgreSQL doing the same commits; memory of a long backlog

  --quick        under a minute
  --json FILE    the figures, as [{name, unit, ours, others, ratios, runs, seed}]
  --check        (gaps) fail if the adaptive policy is worse than it promises

`cargo xtask bench NAME --help` tells more.";

/// `NAME`, its package and what that package calls it.
const BENCHES: &[(&str, &str, &[&str])] = &[
    ("reorder", "reorder-bench", &[]),
    ("gaps", "reorder-bench", &["gaps"]),
    ("api", "api-bench", &[]),
    ("dispatch", "dispatch-bench", &[]),
    ("queue", "queue-bench", &[]),
];

pub(crate) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    let mut args: Vec<OsString> = args.collect();
    if args.first().is_some_and(|arg| arg == "--help" || arg == "-h") {
        println!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let name = match args.first().and_then(|arg| arg.to_str()) {
        Some(name) if !name.starts_with('-') => args.remove(0).to_string_lossy().into_owned(),
        _ => "reorder".to_owned(),
    };
    let Some((_, package, prefix)) = BENCHES.iter().find(|bench| bench.0 == name) else {
        return Err(format!("no bench {name}\n\n{HELP}").into());
    };
    let status = cargo()
        .args(["run", "--release", "--locked", "--quiet", "--manifest-path"])
        .arg(root().join("xtask/benches/Cargo.toml"))
        .args(["--package", package, "--"])
        .args(*prefix)
        .args(args)
        .env("CARGO_TARGET_DIR", target())
        // Where the caller is: files are named from there.
        .current_dir(std::env::current_dir()?)
        .status()?;
    Ok(crate::run::code(status))
}
