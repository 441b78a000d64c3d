//! What another table adds to ours, drops from it and changes: the work list for the next version of the Bot API.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

use super::table::{Field, Table};
use crate::Outcome;

pub(super) fn print(ours: &Table, theirs: &OsStr) -> Outcome {
    let theirs = Table::read(Path::new(theirs))?;
    println!(
        "Bot API {} ({}) against our {} ({})",
        theirs.version, theirs.release_date, ours.version, ours.release_date
    );
    let lines = diff(&facts(ours), &facts(&theirs));
    for line in &lines {
        println!("{line}");
    }
    println!("{} differences", lines.len());
    Ok(ExitCode::SUCCESS)
}

/// Every fact by its place.
type Facts = BTreeMap<String, String>;

fn facts(table: &Table) -> Facts {
    let mut facts = Facts::new();
    for kind in &table.update_kinds {
        let asked_for = table.default_excluded_updates.contains(kind);
        facts.insert(format!("update kind {kind}"), if asked_for { "only when asked for" } else { "" }.to_owned());
    }
    for (name, object) in &table.types.0 {
        let mut members = object.subtypes.join(" | ");
        if let Some(discriminator) = &object.discriminator {
            members = format!("{members} by {discriminator}");
        }
        facts.insert(format!("type {name}"), members);
        fields(&mut facts, &format!("type {name}"), &object.fields);
    }
    for (name, method) in &table.methods.0 {
        facts.insert(format!("method {name}"), method.returns.join(" | "));
        fields(&mut facts, &format!("method {name}"), &method.fields);
    }
    facts
}

fn fields(facts: &mut Facts, owner: &str, fields: &[Field]) {
    for field in fields {
        let mut fact = field.types.join(" | ");
        if field.required {
            fact.push_str(" required");
        }
        let limits = [("min", field.min), ("max", field.max)];
        for (name, limit) in limits.into_iter().filter_map(|(name, limit)| limit.map(|limit| (name, limit))) {
            fact.push_str(&format!(" {name} {limit}"));
        }
        for (name, value) in [("always", &field.constant), ("default", &field.default)] {
            if let Some(value) = value {
                fact.push_str(&format!(" {name} {value}"));
            }
        }
        if let Some(values) = &field.values {
            fact.push_str(&format!(" one of {}", serde_json::Value::from(values.clone())));
        }
        facts.insert(format!("{owner} field {}", field.name), fact);
    }
}

fn diff(ours: &Facts, theirs: &Facts) -> Vec<String> {
    let places: BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
    let line = |place: &&String| match (ours.get(*place), theirs.get(*place)) {
        (None, Some(fact)) => Some(format!("+ {place}: {fact}")),
        (Some(fact), None) => Some(format!("- {place}: {fact}")),
        (Some(old), Some(new)) if old != new => Some(format!("~ {place}: {old}  ->  {new}")),
        _ => None,
    };
    places.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_dropped_and_changed_is_named() {
        let facts = |pairs: &[(&str, &str)]| -> Facts {
            pairs.iter().map(|(place, fact)| ((*place).to_owned(), (*fact).to_owned())).collect()
        };
        let ours = facts(&[("type A", ""), ("type A field x", "Integer"), ("type B", "")]);
        let theirs = facts(&[("type A", ""), ("type A field x", "Integer required"), ("type C", "")]);
        assert_eq!(
            diff(&ours, &theirs),
            ["~ type A field x: Integer  ->  Integer required", "- type B: ", "+ type C: "]
        );
    }
}
