//! `cargo xtask loom`: the reorder buffer's model checks.

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Instant;

use crate::Outcome;
use crate::run::{cargo, target};

const HELP: &str = "\
cargo xtask loom [options] [FILTER]

Runs every interleaving, up to a number of preemptions, of each pair of racing operations of the reorder buffer (at most
3 preemptions) and of each triple (2). A FILTER is a part of a model's name: those are run alone.

  --preemptions N    for all of them; each one more takes about ten times as long
  -h, --help         this text";

pub(crate) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    let (mut preemptions, mut filter) = (None, None);
    let mut args = args;
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("-h" | "--help") => {
                println!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            Some("--preemptions") => {
                let value = args.next().ok_or("--preemptions: how many?")?;
                let number: u8 = value.to_string_lossy().parse().map_err(|error| format!("--preemptions: {error}"))?;
                preemptions = Some(number);
            }
            Some(name) if !name.starts_with('-') => filter = Some(name.to_owned()),
            _ => return Err(format!("unexpected {}\n\n{HELP}", arg.display()).into()),
        }
    }
    let sets = match filter {
        Some(filter) => vec![(filter, preemptions.unwrap_or(3))],
        None => vec![("loom_".to_owned(), preemptions.unwrap_or(3)), ("loom3_".to_owned(), preemptions.unwrap_or(2))],
    };
    for (filter, preemptions) in sets {
        let start = Instant::now();
        println!("models {filter}*, at most {preemptions} preemptions");
        let status = cargo()
            .args(["test", "--package", "tgreorder", "--lib", "--release", "--locked", "--quiet", "--", &filter])
            .env("RUSTFLAGS", "--cfg loom")
            .env("LOOM_MAX_PREEMPTIONS", preemptions.to_string())
            .env("CARGO_TARGET_DIR", target().join("loom"))
            .status()?;
        if !status.success() {
            return Ok(crate::run::code(status));
        }
        println!("{:.1} s", start.elapsed().as_secs_f64());
    }
    Ok(ExitCode::SUCCESS)
}
