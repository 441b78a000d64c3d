//! The project's own commands: `cargo xtask <command>`. This file only finds the command.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for people at a terminal")]

mod bench;
mod demo;
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

  and for the reorder buffer:
  bench         beside what one would use instead; its gap policies in a simulation
  loom          model checks of racing operations
  mutants       breaks each promise on purpose, and demands that the test named for it notices
  tsan          real threads under ThreadSanitizer
  fuzz          histories found by libFuzzer, against a model
  instructions  instruction counts of its operations against what is on record

cargo xtask <command> --help tells more.";

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let command = args.next().unwrap_or_default();
    let result = match command.to_str() {
        Some("demo") => demo::main(args),
        Some("bench") => bench::main(args),
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
