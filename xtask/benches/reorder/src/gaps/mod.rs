//! `cargo xtask bench gaps`: the gap policies side by side in a simulation.
//!
//! Simulated time, so the figures are the policies' own: the same seed gives the same table on any machine.

mod scenario;
mod world;

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};
use tgreorder::{Adaptive, Fixed};

use self::scenario::Scenario;
use self::world::Outcome;
use crate::results::median;

const HELP: &str = "\
cargo xtask bench gaps [options]

Runs the reorder buffer in a simulation of a sender with lanes, connections and resends, under each gap policy. Added
latency is from an item's arrival until it is given out; a wrong skip is a number given up that came after all (it is
given out late, out of order).

  --quick        two seeds instead of five
  --seed N       the first seed; default 1, so that the table is always the same
  --check        fail if the adaptive policy breaks what the table is to show
  --json FILE    writes [{name, unit, ours, others, ratios, runs, seed}]
  -h, --help     this text";

struct Flags {
    runs: u64,
    seed: u64,
    check: bool,
    json: Option<PathBuf>,
}

struct Figures {
    policy: &'static str,
    p50: f64,
    p99: f64,
    wrong: f64,
}

pub(crate) fn main(args: lexopt::Parser) -> Result<(), String> {
    let Some(flags) = flags(args)? else {
        println!("{HELP}");
        return Ok(());
    };
    println!(
        "medians of {} runs, seeds from {}; added latency in ms, wrong skips per 10,000 updates",
        flags.runs, flags.seed
    );
    let mut tables = Vec::new();
    for scenario in Scenario::all() {
        let figures = [
            measure(&scenario, "adaptive", &flags, |seed| world::run(&scenario, Adaptive::new(), seed)),
            fixed(&scenario, "fixed 20 ms", 20, &flags),
            fixed(&scenario, "fixed 250 ms", 250, &flags),
            fixed(&scenario, "fixed 1 s", 1000, &flags),
        ];
        println!("\n{}: {}\n  {:14}{:>9}{:>9}{:>14}", scenario.name, scenario.about, "", "p50", "p99", "wrong skips");
        for row in &figures {
            println!("  {:14}{:>9.1}{:>9.1}{:>14.1}", row.policy, row.p50, row.p99, row.wrong);
        }
        tables.push((scenario.name, figures));
    }
    if let Some(path) = &flags.json {
        let text = format!("{:#}\n", to_json(&tables, &flags));
        std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if flags.check { check(&tables) } else { Ok(()) }
}

fn flags(mut args: lexopt::Parser) -> Result<Option<Flags>, String> {
    use lexopt::prelude::*;
    let mut flags = Flags { runs: 5, seed: 1, check: false, json: None };
    let mut parse = || -> Result<bool, lexopt::Error> {
        while let Some(arg) = args.next()? {
            match arg {
                Long("quick") => flags.runs = 2,
                Long("seed") => flags.seed = args.value()?.parse()?,
                Long("check") => flags.check = true,
                Long("json") => flags.json = Some(args.value()?.into()),
                Short('h') | Long("help") => return Ok(false),
                _ => return Err(arg.unexpected()),
            }
        }
        Ok(true)
    };
    let go_on = parse().map_err(|error| format!("{error}\n\n{HELP}"))?;
    Ok(go_on.then_some(flags))
}

fn fixed(scenario: &Scenario, name: &'static str, millis: u64, flags: &Flags) -> Figures {
    let policy = Fixed::new(Duration::from_millis(millis));
    measure(scenario, name, flags, |seed| world::run(scenario, policy, seed))
}

fn measure(scenario: &Scenario, policy: &'static str, flags: &Flags, run: impl Fn(u64) -> Outcome) -> Figures {
    let outcomes: Vec<Outcome> = (flags.seed..flags.seed + flags.runs)
        .map(|seed| {
            let mut outcome = run(seed);
            outcome.added.sort_unstable();
            assert_eq!(outcome.items, outcome.added.len() as u64, "{}", scenario.name);
            outcome
        })
        .collect();
    let of = |value: &dyn Fn(&Outcome) -> f64| median(outcomes.iter().map(value).collect());
    let percentile =
        |percent: usize| of(&|outcome| outcome.added[(outcome.added.len() - 1) * percent / 100].as_secs_f64() * 1000.0);
    Figures {
        policy,
        p50: percentile(50),
        p99: percentile(99),
        wrong: of(&|outcome| outcome.wrong_skips as f64 * 10_000.0 / outcome.items as f64),
    }
}

fn to_json(tables: &[(&str, [Figures; 4])], flags: &Flags) -> Value {
    type Figure = fn(&Figures) -> f64;
    let figures: [(&str, &str, Figure); 3] = [
        ("added latency p50", "ms", |row| row.p50),
        ("added latency p99", "ms", |row| row.p99),
        ("wrong skips", "per 10,000 updates", |row| row.wrong),
    ];
    let cells = tables.iter().flat_map(|table| figures.map(|figure| (table, figure)));
    cells
        .map(|((scenario, rows), (name, unit, figure))| {
            let ours = figure(&rows[0]);
            let others: serde_json::Map<_, _> =
                rows[1..].iter().map(|row| (row.policy.to_owned(), json!(figure(row)))).collect();
            let ratios: serde_json::Map<_, _> =
                rows[1..].iter().map(|row| (row.policy.to_owned(), json!(figure(row) / ours))).collect();
            json!({
                "name": format!("{scenario}: {name}"), "unit": unit, "ours": ours, "others": others, "ratios": ratios,
                "runs": flags.runs, "seed": flags.seed,
            })
        })
        .collect()
}

/// What the policy is for, as comparisons that hold for any seed: as few wrong skips as a long fixed wait has, without
/// its price where waiting brings nothing.
fn check(tables: &[(&str, [Figures; 4])]) -> Result<(), String> {
    // Of the adaptive policy's figures, at most so many times those of a fixed one: wrong skips against 20 ms, wrong
    // skips against 1 s, p99 against 1 s.
    let limits = [
        ("bunched arrivals", Some(0.1), None, 1.0),
        ("a failing lane", None, Some(1.2), 0.3),
        ("lost answers", Some(0.2), None, 1.1),
        ("an outage", None, Some(1.2), 1.0),
    ];
    let mut broken = String::new();
    for ((scenario, [ours, short, _, long]), (name, wrong_short, wrong_long, p99_long)) in tables.iter().zip(limits) {
        assert_eq!(*scenario, name);
        let mut hold = |what: &str, ours: f64, theirs: f64, limit: Option<f64>| {
            if limit.is_some_and(|limit| ours > theirs * limit) {
                broken.push_str(&format!("\n{name}: {what} {ours:.1} against {theirs:.1}"));
            }
        };
        hold("wrong skips (adaptive, fixed 20 ms)", ours.wrong, short.wrong, wrong_short);
        hold("wrong skips (adaptive, fixed 1 s)", ours.wrong, long.wrong, wrong_long);
        hold("p99 (adaptive, fixed 1 s)", ours.p99, long.p99, Some(p99_long));
    }
    if broken.is_empty() {
        println!("\nthe adaptive policy does what it is for");
        return Ok(());
    }
    Err(format!("the adaptive policy is too far from the best fixed one:{broken}"))
}
