//! The reorder buffer beside what one would use instead. `cargo xtask bench` runs this; `--help` tells more.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for people at a terminal")]

mod asynchronous;
mod burst;
mod contender;
mod gaps;
mod machine;
mod operations;
mod pattern;
mod plan;
mod plot;
mod print;
mod results;
mod round;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::round::Round;

const HELP: &str = "\
cargo xtask bench reorder [options]

Measures the reorder buffer and its competitors in one run: five rounds or more, in each of which criterion measures
every contender under every pattern, so that what disturbs the machine disturbs all of them. Prints medians over the
rounds and the ratios within them, and writes a plot. Read ratios first: times between two cores are those of this machine.

  --quick        the most telling patterns only: under a minute
  --rounds N     at least 5, the default
  --seed N       of the shuffles; default: drawn and printed
  --json FILE    writes [{name, unit, ours, others, ratios, runs, seed}]
  --svg FILE     the plot; default bench/reorder.svg in the target folder
  -h, --help     this text";

struct Flags {
    quick: bool,
    rounds: usize,
    seed: u64,
    json: Option<PathBuf>,
    svg: Option<PathBuf>,
}

fn main() -> ExitCode {
    if let Some(round) = round::wanted() {
        return report(round::measure(round).map_err(|error| error.to_string()));
    }
    let mut args = std::env::args_os().skip(1).peekable();
    if args.next_if(|arg| arg == "gaps").is_some() {
        return report(gaps::main(lexopt::Parser::from_args(args)));
    }
    report(flags().and_then(|flags| flags.map_or(Ok(()), |flags| run(&flags))))
}

fn report(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::from(2)
        }
    }
}

/// `None`: help was asked for and given.
fn flags() -> Result<Option<Flags>, String> {
    use lexopt::prelude::*;
    let mut flags = Flags { quick: false, rounds: 5, seed: fastrand::u64(..), json: None, svg: None };
    let mut args = lexopt::Parser::from_env();
    let mut parse = || -> Result<bool, lexopt::Error> {
        while let Some(arg) = args.next()? {
            match arg {
                Long("quick") => flags.quick = true,
                Long("rounds") => flags.rounds = args.value()?.parse::<usize>()?.max(5),
                Long("seed") => flags.seed = args.value()?.parse()?,
                Long("json") => flags.json = Some(args.value()?.into()),
                Long("svg") => flags.svg = Some(args.value()?.into()),
                Short('h') | Long("help") => return Ok(false),
                _ => return Err(arg.unexpected()),
            }
        }
        Ok(true)
    };
    let go_on = parse().map_err(|error| format!("{error}\n\n{HELP}"))?;
    if !go_on {
        println!("{HELP}");
    }
    Ok(go_on.then_some(flags))
}

fn run(flags: &Flags) -> Result<(), String> {
    let target = target_folder()?;
    let home = target.join("bench").join("reorder-criterion");
    let say = |error: std::io::Error| error.to_string();
    if home.exists() {
        std::fs::remove_dir_all(&home).map_err(say)?;
    }
    std::fs::create_dir_all(&home).map_err(say)?;
    println!("{}\nseed {}, {} rounds", machine::describe(), flags.seed, flags.rounds);
    let start = Instant::now();
    for number in 0..flags.rounds {
        eprintln!(
            "round {} of {} ({} s so far, load {})",
            number + 1,
            flags.rounds,
            start.elapsed().as_secs(),
            machine::load()
        );
        round::spawn(Round { quick: flags.quick, seed: flags.seed, number }, &home).map_err(say)?;
    }
    let plan = plan::sections(flags.quick, flags.seed);
    let tables = results::read(&plan, flags.rounds, &home)?;
    print!("{}{}", print::tables(&tables), print::targets(&tables));
    let svg = flags.svg.clone().unwrap_or_else(|| target.join("bench").join("reorder.svg"));
    std::fs::write(&svg, plot::draw(&tables, &machine::describe())).map_err(say)?;
    println!("\nplot: {}", svg.display());
    if let Some(path) = &flags.json {
        std::fs::write(path, format!("{:#}\n", results::to_json(&tables, flags.rounds, flags.seed))).map_err(say)?;
        println!("json: {}", path.display());
    }
    Ok(())
}

/// Where this program was built: `TARGET/release/reorder-bench`.
fn target_folder() -> Result<PathBuf, String> {
    let exe = std::env::current_exe().map_err(|error| error.to_string())?;
    let target = exe.parent().and_then(|release| release.parent());
    target.map(PathBuf::from).ok_or_else(|| format!("{} lies in no target folder", exe.display()))
}
