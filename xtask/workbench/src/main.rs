//! The project's commands that need its crates; `cargo xtask` starts them. This file only finds the command.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for people at a terminal")]

mod corpus;
mod demo;
#[cfg(target_os = "linux")]
mod load;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let command = args.next().unwrap_or_default();
    let result = match command.to_str() {
        Some("corpus") => corpus::main(args),
        Some("demo") => demo::main(args),
        #[cfg(target_os = "linux")]
        Some("load") => load::main(args),
        _ => Err(format!("no command {}: cargo xtask --help lists them", command.display()).into()),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::from(2)
        }
    }
}

/// What a command ends with: 0 for good, 1 for found wanting, an error for not run at all.
type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;
