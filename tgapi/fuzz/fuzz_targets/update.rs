//! Any bytes as an update: there is an answer, and no number that can be read is lost.
//!
//! In `tgapi`: `cargo +nightly fuzz run update fuzz/corpus/update fuzz/seeds/update`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use tgapi::{Update, UpdateKind};

fuzz_target!(|body: &[u8]| {
    let read = Update::from_slice(body);
    // What anybody can read of it.
    let number = serde_json::from_slice::<Value>(body).ok().and_then(|value| value.get("update_id")?.as_u64());
    match (read, number) {
        (Ok(update), Some(number)) => {
            assert_eq!(update.update_id.0, number);
            let _ = (update.lane(), update.chat(), update.from(), update.text());
            let written = serde_json::to_vec(&update).expect("an update can be written");
            let again = Update::from_slice(&written).expect("and read again");
            // A payload with something that is not kept may be the same as one without; what is kept as it came is.
            if matches!(update.kind, UpdateKind::Unknown { .. }) {
                assert_eq!(again.kind, update.kind);
            }
            assert_eq!(again.update_id, update.update_id);
            assert_eq!(again.kind.name(), update.kind.name());
        }
        // A `Value` is pickier about numbers and nesting than what is only skipped.
        (Ok(_), None) => {}
        (Err(error), Some(number)) => panic!("the number {number} is lost: {error}"),
        (Err(_), None) => {}
    }
    let batch = [b"[".as_slice(), body, b",{\"update_id\":7}]"].concat();
    if let Ok(updates) = tgapi::updates_from_slice(&batch) {
        assert!(updates.iter().flatten().any(|update| update.update_id.0 == 7), "one hides the other");
    }
});
