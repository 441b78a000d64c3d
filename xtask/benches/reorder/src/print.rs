//! Tables for a terminal, and what of the targets was reached.

use std::fmt::Write as _;

use crate::plan::OURS;
use crate::results::{Row, Table};

pub(crate) fn tables(tables: &[Table]) -> String {
    let mut out = String::new();
    for table in tables {
        let _ = writeln!(out, "\n{} ({}; in brackets: times ours)", table.title, table.unit);
        let names: Vec<&str> = table.columns.iter().flat_map(|column| column.rows.iter().map(|row| row.name)).collect();
        let _ = write!(out, "  {:36}", "");
        for column in &table.columns {
            let _ = write!(out, "{:>20}", column.title);
        }
        let _ = writeln!(out);
        for (at, name) in names.iter().enumerate().filter(|(at, name)| !names[..*at].contains(name)) {
            debug_assert!(at < names.len());
            let _ = write!(out, "  {name:36}");
            for column in &table.columns {
                let _ = write!(out, "{:>20}", column.row(name).map(cell).unwrap_or_default());
            }
            let _ = writeln!(out);
        }
        for column in &table.columns {
            for row in column.rows.iter().filter(|row| row.lost > 0) {
                let _ = writeln!(out, "  {}, {}: {} items never came out", row.name, column.title, row.lost);
            }
        }
    }
    out
}

fn cell(row: &Row) -> String {
    let value = if row.value < 100.0 { format!("{:.1}", row.value) } else { format!("{:.0}", row.value) };
    if row.name == OURS { value } else { format!("{value} ({:.1})", row.ratio) }
}

/// What was aimed at, what was measured, and whether that is enough.
pub(crate) fn targets(tables: &[Table]) -> String {
    let mut out =
        String::from("\ntargets (a run on a shared machine proves little either way; see the spread of several)\n");
    let mut line = |what: &str, limit: f64, at_most: bool, measured: Option<f64>| {
        let Some(measured) = measured else { return };
        let met = if at_most { measured <= limit } else { measured >= limit };
        let (word, verdict) = (if at_most { "at most" } else { "at least" }, if met { "met" } else { "not met" });
        let _ = writeln!(out, "  {what:66} {word:8} {limit:>7}   {measured:>8.2}   {verdict}");
    };
    let find = |key: &str| tables.iter().find(|table| table.key == key);
    let worst = |key: &str, name: &str, shuffled: bool, at_most: bool| {
        let columns = find(key)?.columns.iter().filter(|column| !shuffled || column.title.contains("shuffled"));
        let ratios = columns.filter_map(|column| column.row(name).map(|row| row.ratio));
        if at_most { ratios.map(|ratio| 1.0 / ratio).reduce(f64::max) } else { ratios.reduce(f64::min) }
    };
    // Ours with pauses beside theirs without: each as its authors would write the loop.
    let across = |name: &str, shuffled: bool| {
        let hot = find("1p-hot")?.columns.iter().filter(|column| !shuffled || column.title.contains("shuffled"));
        let ratios = hot.filter_map(|theirs| {
            let ours = find("1p")?.columns.iter().find(|column| column.title == theirs.title)?.row(OURS)?;
            Some(theirs.row(name)?.value / ours.value)
        });
        ratios.reduce(f64::min)
    };
    for (key, manner) in [("1p", "both pause"), ("1p-hot", "both ask at once")] {
        line(&format!("1 producer, {manner}: ours / rtrb, worst pattern"), 1.6, true, worst(key, "rtrb", false, true));
        line(
            &format!("1 producer, {manner}: ArrayQueue + ring / ours, shuffled"),
            3.0,
            false,
            worst(key, "ArrayQueue + ring", true, false),
        );
        line(
            &format!("1 producer, {manner}: channel + heap / ours, shuffled"),
            10.0,
            false,
            worst(key, "crossbeam channel", true, false),
        );
        line(
            &format!("1 producer, {manner}: Mutex<BTreeMap> / ours"),
            60.0,
            false,
            worst(key, "Mutex<BTreeMap>", false, false),
        );
    }
    line(
        "1 producer, only ours pauses: ArrayQueue + ring / ours, shuffled",
        3.0,
        false,
        across("ArrayQueue + ring", true),
    );
    line(
        "1 producer, only ours pauses: channel + heap / ours, shuffled",
        10.0,
        false,
        across("crossbeam channel", true),
    );
    line("1 producer, only ours pauses: Mutex<BTreeMap> / ours", 60.0, false, across("Mutex<BTreeMap>", false));
    let four = find("4p").and_then(|four| {
        let ratios = four.columns.iter().filter_map(|column| {
            let one = find("1p")?.columns.iter().find(|one| one.title == column.title)?.row(OURS)?;
            (column.title != "0.1% gaps").then_some(column.row(OURS)?.value / one.value)
        });
        ratios.reduce(f64::max)
    });
    line("4 producers / 1 producer, per item, worst pattern without gaps", 1.3, true, four);
    line("tasks: tokio mpsc + heap / ours", 7.0, false, worst("async", "tokio mpsc", false, false));
    for column in find("single").map(|table| table.columns.as_slice()).unwrap_or_default() {
        line(&format!("{}, µs", column.title), 100.0, true, column.row(OURS).map(|row| row.value / 1000.0));
    }
    out
}
