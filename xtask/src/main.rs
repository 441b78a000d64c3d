//! The project's own commands: `cargo xtask <command>`. This file only finds the command.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for people at a terminal")]

mod bench;
mod codegen;
mod features;
mod fuzz;
mod instructions;
mod loom;
mod mutants;
mod run;
mod tsan;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  demo          a bot against the sandbox, under disorder, duplicates and lost answers; fails if anything is lost,
                doubled or out of order
  load          what a webhook costs from the socket to the handler, beside a bare hyper server (Linux); --durable: with
                a queue on disk in between, and what is lost on a kill
  bench         what is fast beside what one would use instead; gap policies in a simulation

  features      every library with every set of its features

  for the Bot API:
  codegen       writes the types and methods of tgapi from the facts table; --check only compares
  corpus        reads documents of the Bot API, writes them again and compares: nothing may be lost on the way

  for the reorder buffer:
  loom          model checks of racing operations
  mutants       breaks each promise on purpose, and demands that the test named for it notices
  tsan          real threads under ThreadSanitizer
  instructions  instruction counts of its operations against what is on record

  for both:
  fuzz          what libFuzzer makes up, against what can be said of it

cargo xtask <command> --help tells more.";

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let command = args.next().unwrap_or_default();
    let result = match command.to_str() {
        Some(name @ ("demo" | "corpus")) => run::workbench(name, &[], args),
        Some("load") => run::workbench("load", &["--release"], args),
        Some("bench") => bench::main(args),
        Some("codegen") => codegen::main(args),
        Some("features") => features::main(args),
        Some("loom") => loom::main(args),
        Some("mutants") => mutants::main(args),
        Some("tsan") => tsan::main(args),
        Some("fuzz") => fuzz::main(args),
        Some("instructions") => instructions::main(args),
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
