//! What criterion measured in all rounds, as medians and ratios.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::plan::{OURS, Section, slug};
use crate::round::{baseline, group};

pub(crate) struct Table {
    pub(crate) title: String,
    pub(crate) key: String,
    pub(crate) unit: &'static str,
    pub(crate) columns: Vec<Measured>,
}

pub(crate) struct Measured {
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// Median over the rounds.
    pub(crate) value: f64,
    /// Median over the rounds of (this / ours) in the same round.
    pub(crate) ratio: f64,
    /// Items that never came out, in all rounds.
    pub(crate) lost: u64,
}

impl Measured {
    pub(crate) fn row(&self, part_of_name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.name.contains(part_of_name))
    }
}

/// Reads the medians criterion left under `home`.
pub(crate) fn read(plan: &[Section], rounds: usize, home: &Path) -> Result<Vec<Table>, String> {
    let lost = read_lost(rounds, home);
    let mut tables = Vec::new();
    for section in plan {
        let mut columns = Vec::new();
        for (at, column) in section.columns.iter().enumerate() {
            let group = group(section, at);
            let mut values: Vec<(&'static str, Vec<f64>)> = Vec::new();
            for cell in &column.cells {
                let of_rounds = (0..rounds).map(|round| {
                    let path = home.join(&group).join(slug(cell.name)).join(baseline(round)).join("estimates.json");
                    median_of(&path).map(|nanos| nanos / cell.items as f64)
                });
                values.push((cell.name, of_rounds.collect::<Result<_, _>>()?));
            }
            let ours = values.iter().find(|(name, _)| *name == OURS).map(|(_, values)| values.clone());
            let ours = ours.ok_or_else(|| format!("{group} has no {OURS}"))?;
            let rows = values.into_iter().map(|(name, values)| Row {
                name,
                ratio: median(values.iter().zip(&ours).map(|(theirs, ours)| theirs / ours).collect()),
                value: median(values),
                lost: lost.get(&(group.clone(), slug(name))).copied().unwrap_or(0),
            });
            columns.push(Measured { title: column.title.clone(), rows: rows.collect() });
        }
        tables.push(Table { title: section.title.clone(), key: section.key.clone(), unit: section.unit, columns });
    }
    Ok(tables)
}

fn median_of(path: &Path) -> Result<f64, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let value: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    value["median"]["point_estimate"].as_f64().ok_or_else(|| format!("{}: no median", path.display()))
}

fn read_lost(rounds: usize, home: &Path) -> BTreeMap<(String, String), u64> {
    let mut lost = BTreeMap::new();
    for round in 0..rounds {
        let text = std::fs::read_to_string(home.join(format!("lost-{round}"))).unwrap_or_default();
        for line in text.lines() {
            let mut fields = line.split('\t').map(str::to_owned);
            if let (Some(group), Some(name), Some(count)) = (fields.next(), fields.next(), fields.next()) {
                *lost.entry((group, name)).or_insert(0) += count.parse::<u64>().unwrap_or(0);
            }
        }
    }
    lost
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The list that every measuring command writes.
pub(crate) fn to_json(tables: &[Table], runs: usize, seed: u64) -> Value {
    let rows = tables.iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    rows.map(|(table, column)| {
        let ours = column.row(OURS).map_or(f64::NAN, |row| row.value);
        let others = || column.rows.iter().filter(|row| row.name != OURS);
        let values: serde_json::Map<_, _> = others().map(|row| (row.name.to_owned(), json!(row.value))).collect();
        let ratios: serde_json::Map<_, _> = others().map(|row| (row.name.to_owned(), json!(row.ratio))).collect();
        json!({
            "name": format!("{}: {}", table.title, column.title), "unit": table.unit, "ours": ours,
            "others": values, "ratios": ratios, "runs": runs, "seed": seed,
        })
    })
    .collect()
}
