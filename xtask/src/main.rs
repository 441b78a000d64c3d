//! The project's own commands: `cargo xtask <command>`. This file only finds the command.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for people at a terminal")]

mod codegen;
mod util;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  codegen   writes the types and methods of tgapi from the facts table; --check only compares
  demo      a bot against the sandbox, under disorder, duplicates and lost answers; fails if anything is lost,
            doubled or out of order
  corpus    reads documents of the Bot API, writes them again and compares: nothing may be lost on the way
  load      what a webhook costs from the socket to the handler, beside a bare hyper server (Linux)

cargo xtask <command> --help tells more.";

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let command = args.next().unwrap_or_default();
    let result = match command.to_str() {
        Some("codegen") => codegen::main(args),
        Some(name @ ("demo" | "corpus")) => util::workbench(name, &[], args),
        Some("load") => util::workbench("load", &["--release"], args),
        Some("" | "help" | "-h" | "--help") => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => Err(format!("no command {}\n\n{HELP}", command.display()).into()),
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
