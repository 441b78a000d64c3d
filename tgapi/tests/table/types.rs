//! Every type of the table is there, reads every document of its type and loses nothing of it.

use proptest::prelude::*;
use serde_json::Value;
use tgapi::UpdateType;

use super::document::{Tape, all_bytes, tags_first};
use super::facts;
use super::known::{known, lost};
use super::registry::TYPES;

/// What is lost of a document, or why it cannot be read.
fn check(name: &'static str, document: &Value) -> Result<(), String> {
    let (_, round_trip) = TYPES.iter().find(|(known, _)| *known == name).expect("a type of ours");
    let expected = known(&[name], document).expect("not null");
    // As Telegram writes it, and with the names in another order.
    for text in [tags_first(document), document.to_string()] {
        let written = round_trip(&text).map_err(|error| format!("{name}: {error}, in {text:.1000}"))?;
        let after = serde_json::from_str(&written).map_err(|error| format!("{name}: {error}, in {written:.1000}"))?;
        let lost = lost(&expected, &after);
        if !lost.is_empty() {
            return Err(format!("{name}: {lost:?} of {text:.1000}"));
        }
    }
    Ok(())
}

#[test]
fn no_type_of_the_table_is_missing() {
    let ours: Vec<_> = TYPES.iter().map(|(name, _)| *name).collect();
    let theirs: Vec<_> = facts::all("types").keys().map(String::as_str).collect();
    let missing: Vec<_> = theirs.iter().filter(|name| !ours.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!((ours.len(), theirs.len()), (400, 400));
}

#[test]
fn the_smallest_and_the_fullest_document_of_every_type_survive() {
    for (name, _) in TYPES {
        check(name, &Tape::new(&[]).document(name)).unwrap();
        for start in 0..16_u8 {
            let bytes = all_bytes(start.wrapping_mul(31));
            check(name, &Tape::full(&bytes).document(name)).unwrap();
        }
    }
}

#[test]
fn every_kind_of_update_is_known() {
    assert_eq!(UpdateType::ALL.len(), 27);
    for kind in UpdateType::ALL {
        assert!(facts::is_update_kind(kind.as_str()), "{kind}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_document_survives(at in 0..TYPES.len(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let (name, _) = TYPES[at];
        if let Err(error) = check(name, &Tape::new(&bytes).document(name)) {
            return Err(TestCaseError::fail(error));
        }
    }
}
