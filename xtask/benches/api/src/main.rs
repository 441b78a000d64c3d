//! `cargo xtask bench api`: tgapi beside `serde_json::Value` and the two most used crates of types, in one run.
//!
//! Rounds are interleaved: each measures every contender of a case one after another, and begins with another one. A
//! ratio is the median over the rounds of the ratio within one round, so that what slows the machine down for a while
//! slows down both sides of it.

use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use api_bench::{Case, OURS, cases};
use lexopt::ValueExt as _;
use serde_json::{Value, json};

const HELP: &str = "\
cargo xtask bench api [options]

Reads updates of several kinds and writes a call: tgapi beside frankenstein, teloxide-core and serde_json::Value.

  --quick        under a minute: 5 short rounds instead of 11
  --json FILE    the figures, as [{name, unit, ours, others, ratios, runs, seed}]
  -h, --help     this text

cargo bench, in xtask/benches, runs the same under criterion.";

/// At least so many times as fast as the fastest other crate of types, and as teloxide-core.
const TARGETS: (f64, f64) = (1.3, 2.5);

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    use lexopt::Arg::{Long, Short};
    let (mut quick, mut file) = (false, None::<PathBuf>);
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("quick") => quick = true,
            Long("json") => file = Some(parser.value()?.parse()?),
            Long("help") | Short('h') => {
                println!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let (rounds, time) = if quick { (5, Duration::from_millis(100)) } else { (11, Duration::from_millis(300)) };
    let mut figures = Vec::new();
    println!("medians of {rounds} interleaved rounds; in brackets: times ours");
    for case in cases() {
        let measured = measure(&case, rounds, time);
        print(case.name, &measured);
        figures.push(to_json(case.name, &measured, rounds));
    }
    if let Some(file) = file {
        std::fs::write(&file, serde_json::to_string_pretty(&figures)?)
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

struct Measured {
    name: &'static str,
    nanos: f64,
    ratio: f64,
}

fn measure(case: &Case, rounds: usize, time: Duration) -> Vec<Measured> {
    let count = case.contenders.len();
    let mut nanos = vec![Vec::new(); count];
    for round in 0..rounds {
        for step in 0..count {
            let at = (round + step) % count;
            nanos[at].push(one(&case.contenders[at].1, time));
        }
    }
    let ours = case.contenders.iter().position(|(name, _)| *name == OURS).unwrap_or_default();
    let ours = nanos[ours].clone();
    let row = |(name, nanos): (&'static str, Vec<f64>)| Measured {
        name,
        ratio: median(nanos.iter().zip(&ours).map(|(theirs, ours)| theirs / ours).collect()),
        nanos: median(nanos),
    };
    case.contenders.iter().map(|(name, _)| *name).zip(nanos).map(row).collect()
}

/// Nanoseconds a piece of work takes, as the median of twenty stretches.
fn one(work: &dyn Fn(), time: Duration) -> f64 {
    let stretch = time / 20;
    let begun = Instant::now();
    let mut per_stretch = 0_u32;
    while begun.elapsed() < stretch {
        black_box(work)();
        per_stretch += 1;
    }
    let stretches = (0..20).map(|_| {
        let begun = Instant::now();
        for _ in 0..per_stretch {
            black_box(work)();
        }
        begun.elapsed().as_nanos() as f64 / f64::from(per_stretch)
    });
    median(stretches.collect())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn print(name: &str, measured: &[Measured]) {
    println!("\n{name}");
    for row in measured {
        let ratio = if row.name == OURS { String::new() } else { format!(" ({:.2})", row.ratio) };
        println!("  {:<20}{:>10.0} ns{ratio}", row.name, row.nanos);
    }
    let of = |name: &str| measured.iter().find(|row| row.name == name).map_or(f64::NAN, |row| row.ratio);
    let fastest = of("frankenstein").min(of("teloxide-core"));
    let verdict = |ratio: f64, target: f64| if ratio >= target { "met" } else { "not met" };
    println!("  at least {} times the fastest of them: {}", TARGETS.0, verdict(fastest, TARGETS.0));
    println!("  at least {} times teloxide-core: {}", TARGETS.1, verdict(of("teloxide-core"), TARGETS.1));
}

fn to_json(name: &str, measured: &[Measured], runs: usize) -> Value {
    let ours = measured.iter().find(|row| row.name == OURS).map_or(f64::NAN, |row| row.nanos);
    let others = || measured.iter().filter(|row| row.name != OURS);
    let values: serde_json::Map<_, _> = others().map(|row| (row.name.to_owned(), json!(row.nanos))).collect();
    let ratios: serde_json::Map<_, _> = others().map(|row| (row.name.to_owned(), json!(row.ratio))).collect();
    json!({
        "name": name, "unit": "ns", "ours": ours, "others": values, "ratios": ratios, "runs": runs, "seed": null,
    })
}
