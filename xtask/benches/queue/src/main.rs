//! `cargo xtask bench queue`: how many updates a second are durable, and how soon; beside redb or PostgreSQL alone doing the
//! same commits in the same run. And what a long backlog costs in memory.
//!
//! The disk decides most of it, so the two take turns, round by round, on the same disk.

mod bare;
mod bare_database;
mod counted;
mod memory;
mod ours;
#[path = "../../../../tgqueue/tests/it/postgres/server.rs"]
#[allow(dead_code, unfulfilled_lint_expectations, reason = "that of the queue's own tests, which do more with it")]
mod server;

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

const HELP: &str = "\
cargo xtask bench queue [--quick] [--json FILE] [--dir DIR]

  --quick      under a minute: shorter rounds, a backlog of 100,000
  --json FILE  the figures, as [{name, unit, ours, others, ratios, runs, seed}]
  --dir DIR    where the files are made: on the disk to be measured (default: the folder for temporary files)";

struct Options {
    round: Duration,
    rounds: usize,
    backlog: u64,
    json: Option<PathBuf>,
    dir: PathBuf,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn options() -> Result<Option<Options>, lexopt::Error> {
    use lexopt::{Arg, ValueExt as _};
    let mut options =
        Options { round: Duration::from_secs(3), rounds: 7, backlog: 1_000_000, json: None, dir: std::env::temp_dir() };
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("quick") => {
                (options.round, options.rounds, options.backlog) = (Duration::from_millis(500), 5, 100_000);
            }
            Arg::Long("json") => options.json = Some(parser.value()?.into()),
            Arg::Long("dir") => options.dir = parser.value()?.parse()?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(options))
}

fn main() -> Result<(), Failure> {
    let Some(options) = options()? else {
        println!("{HELP}");
        return Ok(());
    };
    let folder = options.dir.join(format!("tgqueue-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = measure(&options, &folder);
    std::fs::remove_dir_all(&folder)?;
    let rows = measured?;
    if let Some(file) = options.json {
        std::fs::write(file, serde_json::to_string_pretty(&rows)?)?;
    }
    Ok(())
}

fn measure(options: &Options, folder: &Path) -> Result<Vec<Value>, Failure> {
    let mut rows = Vec::new();
    for waiters in [100, 40, 1] {
        let round = |handled| ours::in_a_file(folder, waiters, options.round, handled);
        let bare = |batch| bare::commit(folder, batch, options.round);
        rows.extend(accepting(options, ("a file", "redb alone"), waiters, round, bare)?);
    }
    let runtime = ours::runtime()?;
    // It starts in the temporary folder whatever `--dir` says: its own user has to get there.
    if let Some(server) =
        runtime.block_on(server::Server::start("fsync = on\nshared_buffers = 256MB\nmax_wal_size = 4GB\n"))
    {
        let address = runtime.block_on(server.database("bench"));
        for waiters in [100, 40, 1] {
            let round = |handled| runtime.block_on(ours::in_a_database(&address, waiters, options.round, handled));
            let bare = |batch| runtime.block_on(bare_database::commit(&address, batch, options.round));
            rows.extend(accepting(options, ("PostgreSQL", "PostgreSQL alone"), waiters, round, bare)?);
        }
    }
    rows.extend(backlog(options, folder)?);
    Ok(rows)
}

fn accepting(
    options: &Options,
    (place, alone): (&str, &str),
    waiters: usize,
    accept: impl Fn(bool) -> Result<ours::Round, Failure>,
    commit: impl Fn(f64) -> Result<f64, Failure>,
) -> Result<Vec<Value>, Failure> {
    let (mut ours, mut handled, mut bare, mut ratios) = (vec![], vec![], vec![], vec![]);
    let (mut p50, mut p99, mut batches) = (vec![], vec![], vec![]);
    for _ in 0..options.rounds {
        let round = accept(false)?;
        let other = commit(round.batch)?;
        ratios.push(round.per_second / other);
        ours.push(round.per_second);
        bare.push(other);
        p50.push(round.p50.as_secs_f64() * 1e3);
        p99.push(round.p99.as_secs_f64() * 1e3);
        batches.push(round.batch);
        handled.push(accept(true)?.per_second);
    }
    let runs = options.rounds;
    let (ours, bare, ratio) = (median(ours), median(bare), median(ratios));
    let (p50, p99, handled, batch) = (median(p50), median(p99), median(handled), median(batches));
    println!(
        "{place}, {waiters:>3} waiters: {ours:>8.0} durable updates/s of 1 KB, {batch:.1} a commit; {alone} {bare:>8.0}, ratio \
         {ratio:.2}; answer p50 {p50:.2} ms, p99 {p99:.2} ms; taken and handled at once {handled:>8.0}/s (medians of {runs})"
    );
    let name = |what: &str| format!("queue in {place}, {waiters} waiters: {what}");
    let figure = |what: &str, unit: &str, ours: f64| json!({"name": name(what), "unit": unit, "ours": ours, "others": {}, "ratios": {}, "runs": runs, "seed": null});
    Ok(vec![
        json!({"name": name("durable accepts"), "unit": "updates/s", "ours": ours, "others": {alone: bare},
               "ratios": {alone: ratio}, "runs": runs, "seed": null}),
        figure("taken and handled", "updates/s", handled),
        figure("answer p50", "ms", p50),
        figure("answer p99", "ms", p99),
    ])
}

fn backlog(options: &Options, folder: &Path) -> Result<Vec<Value>, Failure> {
    let file = folder.join("backlog.redb");
    let empty = memory::resident();
    let filled = ours::fill(&file, options.backlog)?;
    let opened = ours::reopen(&file)?;
    let mib = |bytes: u64| bytes as f64 / (1024.0 * 1024.0);
    println!(
        "a backlog of {} updates: {:.0} MiB in the file, {:.0} MiB resident after filling it (before: {:.0}), {:.1} s to open \
         and check it, {:.1} ms to fetch the first 1,000",
        options.backlog,
        mib(std::fs::metadata(&file)?.len()),
        mib(filled),
        mib(empty),
        opened.open.as_secs_f64(),
        opened.fetch.as_secs_f64() * 1e3
    );
    let row = |what: &str, unit: &str, ours: f64| {
        json!({"name": format!("queue, backlog of {}: {what}", options.backlog), "unit": unit, "ours": ours, "others": {},
               "ratios": {}, "runs": 1, "seed": null})
    };
    Ok(vec![
        row("resident memory", "MiB", mib(filled)),
        row("opening and checking", "s", opened.open.as_secs_f64()),
        row("the first 1,000", "ms", opened.fetch.as_secs_f64() * 1e3),
    ])
}

fn median(mut runs: Vec<f64>) -> f64 {
    runs.sort_by(f64::total_cmp);
    runs[runs.len() / 2]
}
