//! What was measured, for people and for programs.

use std::time::Duration;

use serde_json::{Value, json};

use super::flags::Flags;
use super::median;
use super::sender::Measured;

/// One run: what was measured, its processor time, its peak memory in kibibytes, and what the server said of it.
pub(super) type Run = (Measured, Duration, u64, Option<String>);

/// One server at one task: the middle of its runs.
#[derive(Debug)]
pub(super) struct Row {
    server: String,
    per_second: f64,
    p50: Duration,
    p99: Duration,
    /// Milliseconds of processor time for 1,000 updates.
    cpu: f64,
    /// Kibibytes.
    peak: u64,
    said: Option<String>,
}

impl Row {
    pub(super) fn of(server: &str, runs: &[Run]) -> Self {
        let pick = |value: &dyn Fn(&Run) -> f64| median(runs.iter().map(value).collect()).unwrap_or(0.0);
        Self {
            server: server.to_owned(),
            per_second: pick(&|(measured, ..)| measured.per_second()),
            p50: Duration::from_secs_f64(pick(&|(measured, ..)| measured.p50.as_secs_f64())),
            p99: Duration::from_secs_f64(pick(&|(measured, ..)| measured.p99.as_secs_f64())),
            cpu: pick(&|(measured, cpu, ..)| cpu.as_secs_f64() * 1e6 / measured.updates as f64),
            peak: pick(&|(_, _, peak, _)| *peak as f64) as u64,
            said: runs.iter().rev().find_map(|(.., said)| said.clone()),
        }
    }
}

pub(super) struct Report {
    rows: Vec<Value>,
}

impl Report {
    pub(super) fn new(flags: &Flags) -> Self {
        println!(
            "--updates {} --connections {} --runs {} --seed {}",
            flags.updates, flags.connections, flags.runs, flags.seed
        );
        println!(
            "  {:<18}{:>10}{:>8}{:>12}{:>12}{:>14}{:>12}",
            "", "updates/s", "", "p50", "p99", "CPU ms/1,000", "peak MB"
        );
        Self { rows: Vec::new() }
    }

    /// The first row is ours.
    pub(super) fn task(&mut self, task: &str, rows: &[Row]) {
        println!("{task}");
        let bare = rows.last().map_or(1.0, |row| row.per_second);
        for row in rows {
            println!(
                "  {:<18}{:>10.0}{:>7.0}%{:>12}{:>12}{:>14.1}{:>12.1}",
                row.server,
                row.per_second,
                row.per_second / bare * 100.0,
                shown(row.p50),
                shown(row.p99),
                row.cpu,
                row.peak as f64 / 1024.0,
            );
            if let Some(said) = row.said.as_ref().filter(|said| said.contains("handled") && !said.starts_with("0 ")) {
                println!("  {:<18}{said}", "");
            }
        }
        let [ours, others @ ..] = rows else { return };
        type Figure = fn(&Row) -> f64;
        let figures: [(&str, &str, Figure); 5] = [
            ("rate", "updates/s", |row| row.per_second),
            ("p50", "s", |row| row.p50.as_secs_f64()),
            ("p99", "s", |row| row.p99.as_secs_f64()),
            ("cpu", "ms/1000 updates", |row| row.cpu),
            ("peak memory", "KiB", |row| row.peak as f64),
        ];
        for (name, unit, figure) in figures {
            let of_others = |value: &dyn Fn(&Row) -> f64| {
                Value::Object(others.iter().map(|row| (row.server.clone(), json!(value(row)))).collect())
            };
            self.rows.push(json!({
                "name": format!("{task}: {name}"),
                "unit": unit,
                "ours": figure(ours),
                "others": of_others(&figure),
                "ratios": of_others(&|row| figure(ours) / figure(row).max(f64::MIN_POSITIVE)),
            }));
        }
    }

    /// A figure of its own, which is compared with nothing.
    pub(super) fn figure(&mut self, name: &str, unit: &str, ours: f64) {
        self.rows.push(json!({"name": name, "unit": unit, "ours": ours, "others": {}, "ratios": {}}));
    }

    pub(super) fn finish(mut self, flags: &Flags) -> std::io::Result<()> {
        let Some(file) = &flags.json else { return Ok(()) };
        for row in &mut self.rows {
            row["runs"] = json!(flags.runs);
            row["seed"] = json!(flags.seed);
        }
        std::fs::write(file, format!("{:#}\n", Value::Array(self.rows)))
    }
}

/// Nothing where it was not measured.
fn shown(time: Duration) -> String {
    if time.is_zero() { String::new() } else { format!("{time:.1?}") }
}
