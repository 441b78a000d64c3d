//! `cargo xtask instructions`: how many instructions the reorder buffer's operations take, against what is on record.
//!
//! Times on a shared machine do not repeat; instruction counts do, to the last one. So they are the gate against slowly
//! getting slower. Each workload runs twice under callgrind, once with twice the items: the difference is the items'.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::Outcome;
use crate::run::{cargo, has, root, skip, target};

const HELP: &str = "\
cargo xtask instructions [options]

Counts the instructions of each operation by callgrind and compares them with xtask/benches/reorder/instructions.txt.
More than 3 % above it fails; so does less than 10 % below, until the better count is recorded. Needs valgrind.

  --record      writes the counts down as the new record
  -h, --help    this text";

const ITEMS: u32 = 4096;
const ABOVE: f64 = 1.03;
const BELOW: f64 = 0.90;

pub(crate) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    let mut record = false;
    for arg in args {
        match arg.to_str() {
            Some("-h" | "--help") => {
                println!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            Some("--record") => record = true,
            _ => return Err(format!("unexpected {}\n\n{HELP}", arg.display()).into()),
        }
    }
    if !has(Command::new("valgrind").arg("--version")) {
        return skip("instruction counts need valgrind");
    }
    let program = build()?;
    let file = root().join("xtask/benches/reorder/instructions.txt");
    let compiler = text(Command::new(&program).arg("compiler"))?;
    let mut counts = BTreeMap::new();
    for workload in text(Command::new(&program).arg("list"))?.lines() {
        let (once, twice) = (count(&program, workload, ITEMS)?, count(&program, workload, ITEMS * 2)?);
        counts.insert(workload.to_owned(), (twice.saturating_sub(once)) as f64 / f64::from(ITEMS));
    }
    if record {
        write(&file, &compiler, &counts)?;
        println!("recorded in {}", file.display());
    }
    compare(&file, &compiler, &counts)
}

fn build() -> Result<PathBuf, Box<dyn std::error::Error>> {
    let status = cargo()
        .args(["build", "--release", "--locked", "--quiet", "--manifest-path"])
        .arg(root().join("xtask/benches/Cargo.toml"))
        .args(["--package", "reorder-bench", "--bin", "reorder-instructions"])
        .env("CARGO_TARGET_DIR", target())
        .status()?;
    if status.success() { Ok(target().join("release/reorder-instructions")) } else { Err("it does not build".into()) }
}

fn text(command: &mut Command) -> Result<String, Box<dyn std::error::Error>> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn count(program: &Path, workload: &str, items: u32) -> Result<u64, Box<dyn std::error::Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([workload, &items.to_string()])
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let counted = said.lines().find_map(|line| line.split_once("Collected :")).map(|(_, count)| count.trim().parse());
    match counted {
        Some(Ok(count)) if output.status.success() => Ok(count),
        _ => Err(format!("{workload} under valgrind: {said}").into()),
    }
}

fn write(file: &Path, compiler: &str, counts: &BTreeMap<String, f64>) -> std::io::Result<()> {
    let mut text = format!("# Instructions per item, by cargo xtask instructions --record.\ncompiler {compiler}\n");
    for (workload, count) in counts {
        text.push_str(&format!("{workload} {count:.2}\n"));
    }
    std::fs::write(file, text)
}

fn compare(file: &Path, compiler: &str, counts: &BTreeMap<String, f64>) -> Outcome {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let recorded: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.split_once(' ')).collect();
    if recorded.get("compiler") != Some(&compiler) {
        let of = recorded.get("compiler").unwrap_or(&"another");
        return skip(&format!("the record is of {of}, this is {compiler}: record anew with --record"));
    }
    println!("{:28}{:>10}{:>10}", "instructions per item", "recorded", "now");
    let mut worse = false;
    for (workload, now) in counts {
        let before: Option<f64> = recorded.get(workload.as_str()).and_then(|count| count.parse().ok());
        let verdict = match before {
            None => "not on record",
            Some(before) if *now > before * ABOVE => "worse",
            Some(before) if *now < before * BELOW => "better: record it",
            Some(_) => "",
        };
        println!("{workload:28}{:>10.1}{now:>10.1}  {verdict}", before.unwrap_or(f64::NAN));
        worse |= !verdict.is_empty();
    }
    Ok(if worse { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
