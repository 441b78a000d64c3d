//! Every method of the table is there, under its name, and takes all its parameters.

use proptest::prelude::*;
use serde_json::Value;

use super::document::{Tape, all_bytes};
use super::facts;
use super::files::files_of;
use super::known::lost;
use super::registry::METHODS;

fn check(name: &str, parameters: &Value) -> Result<(), String> {
    let (_, round_trip) = METHODS.iter().find(|(known, _)| *known == name).expect("a method of ours");
    let written =
        round_trip(&parameters.to_string()).map_err(|error| format!("{name}: {error}, in {parameters:.1000}"))?;
    let [method, written, shown] = written.split('\n').collect::<Vec<_>>()[..] else { panic!("three lines") };
    let after: Value = serde_json::from_str(written).map_err(|error| format!("{name}: {error}, in {written:.1000}"))?;
    // Parameters are known to the last one, so nothing may be added either.
    let lost = lost(parameters, &after);
    if method != name || !lost.is_empty() {
        return Err(format!("{name} as {method}: {lost:?}"));
    }
    let mut shown: Vec<String> = serde_json::from_str(shown).expect("texts");
    let mut files = files_of(&facts::all("methods")[name], parameters);
    shown.sort_unstable();
    files.sort_unstable();
    if shown == files { Ok(()) } else { Err(format!("{name} has the files {files:?} and shows {shown:?}")) }
}

#[test]
fn no_method_of_the_table_is_missing() {
    let ours: Vec<_> = METHODS.iter().map(|(name, _)| *name).collect();
    let theirs: Vec<_> = facts::all("methods").keys().map(String::as_str).collect();
    let missing: Vec<_> = theirs.iter().filter(|name| !ours.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!((ours.len(), theirs.len()), (185, 185));
}

#[test]
fn the_smallest_and_the_fullest_parameters_of_every_method_survive() {
    for (name, _) in METHODS {
        check(name, &Tape::new(&[]).parameters(name)).unwrap();
        for start in 0..16_u8 {
            let bytes = all_bytes(start.wrapping_mul(31));
            check(name, &Tape::full(&bytes).parameters(name)).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_parameters_survive(at in 0..METHODS.len(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let (name, _) = METHODS[at];
        if let Err(error) = check(name, &Tape::new(&bytes).parameters(name)) {
            return Err(TestCaseError::fail(error));
        }
    }
}
