//! One round: criterion measures every cell once. Run in a process of its own, so that criterion can be told to be quiet
//! and rounds share nothing.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use criterion::{Criterion, SamplingMode, Throughput};

use crate::plan::{Section, sections, slug};

/// What a round has to know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Round {
    pub(crate) quick: bool,
    pub(crate) seed: u64,
    pub(crate) number: usize,
}

const VARIABLE: &str = "REORDER_BENCH_ROUND";

/// Measures a round in another process.
pub(crate) fn spawn(round: Round, home: &Path) -> std::io::Result<()> {
    let Round { quick, seed, number } = round;
    // criterion tells much on both, none of it for whoever waits for the table.
    let log = home.join(format!("round-{number}.log"));
    let file = std::fs::File::create(&log)?;
    let status = Command::new(std::env::current_exe()?)
        .args(["--bench", "--quiet", "--noplot", "--save-baseline", &baseline(number)])
        .env(VARIABLE, format!("{quick} {seed} {number}"))
        .env("CRITERION_HOME", home)
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .status()?;
    if status.success() {
        return Ok(());
    }
    Err(std::io::Error::other(format!("round {} failed ({status}); what it said is in {}", number + 1, log.display())))
}

/// The round that this process is to measure, if it is such a process.
pub(crate) fn wanted() -> Option<Round> {
    let text = std::env::var(VARIABLE).ok()?;
    let mut words = text.split(' ');
    let quick = words.next()?.parse().ok()?;
    Some(Round { quick, seed: words.next()?.parse().ok()?, number: words.next()?.parse().ok()? })
}

/// Measures a round in this process.
pub(crate) fn measure(round: Round) -> std::io::Result<()> {
    let home = std::env::var("CRITERION_HOME").map_err(std::io::Error::other)?;
    let (warm_up, time) = if round.quick { (5, 40) } else { (20, 120) };
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(warm_up))
        .measurement_time(Duration::from_millis(time))
        .nresamples(1001)
        .configure_from_args();
    let mut lost = String::new();
    for section in sections(round.quick, round.seed) {
        for column in 0..section.columns.len() {
            measure_column(&mut criterion, &section, column, round.number, &mut lost);
        }
    }
    std::fs::write(Path::new(&home).join(format!("lost-{}", round.number)), lost)
}

fn measure_column(criterion: &mut Criterion, section: &Section, column: usize, round: usize, lost: &mut String) {
    let group_name = group(section, column);
    let cells = &section.columns[column].cells;
    let mut group = criterion.benchmark_group(&group_name);
    group.sampling_mode(SamplingMode::Flat);
    // Each round begins with another contender: what comes first in a row is not always the same one.
    for cell in cells.iter().cycle().skip(round % cells.len()).take(cells.len()) {
        let count = AtomicU64::new(0);
        group.throughput(Throughput::Elements(cell.items));
        group.bench_function(slug(cell.name), |bencher| {
            bencher.iter_custom(|iterations| {
                let taken = (cell.run)(iterations);
                count.fetch_add(taken.lost, Ordering::Relaxed);
                taken.time
            });
        });
        let count = count.into_inner();
        if count > 0 {
            let _ = writeln!(lost, "{group_name}\t{}\t{count}", slug(cell.name));
        }
    }
    group.finish();
}

/// criterion's name for a column.
pub(crate) fn group(section: &Section, column: usize) -> String {
    slug(&format!("{} {}", section.key, section.columns[column].title))
}

pub(crate) fn baseline(round: usize) -> String {
    format!("round_{round}")
}
