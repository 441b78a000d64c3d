//! Single operations of the buffer that have a limit of their own.

use std::hint::black_box;
use std::time::{Duration, Instant};

use tgreorder::{Config, Drain, Inserter, Pop, ReorderBuffer, Time};

const HOLD: Duration = Duration::from_millis(100);

fn at(millis: u64) -> Time {
    Time::from_origin(Duration::from_millis(millis))
}

fn buffer() -> (Inserter<u64>, Drain<u64>) {
    let config = Config::new().with_start_at(0).with_hold(HOLD);
    let (inserter, mut drain) = ReorderBuffer::new(config).expect("settings in range").split();
    // As in use: something has come before.
    inserter.insert(0, 0).expect("the head");
    assert!(matches!(drain.pop(at(0)), Pop::Item { seq: 0, .. }));
    (inserter, drain)
}

/// The first look after the hold: the window moves by a thousand million numbers.
pub(crate) fn jump() -> Duration {
    const FAR: u64 = 1_000_000_000;
    let (inserter, mut drain) = buffer();
    assert!(inserter.insert(FAR, FAR).is_err());
    assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
    let start = Instant::now();
    let moved = drain.pop(at(100));
    let time = start.elapsed();
    assert!(matches!(moved, Pop::Empty));
    assert!(inserter.insert(FAR, FAR).is_ok());
    assert!(matches!(drain.pop(at(100)), Pop::Item { seq: FAR, .. }));
    time
}

/// From the first look after the hold until all is out: every second number of 2,000 is missing.
pub(crate) fn skip_a_thousand_gaps() -> Duration {
    let (inserter, mut drain) = buffer();
    for gap in 0..1000 {
        inserter.insert(gap * 2 + 2, gap).expect("within the window");
    }
    assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
    let start = Instant::now();
    for _ in 0..1000 {
        assert!(matches!(black_box(drain.pop(at(100))), Pop::Item { skipped: Some(_), .. }));
    }
    start.elapsed()
}

/// The first look after the hold: a thousand numbers in a row are missing.
pub(crate) fn skip_a_thousand_numbers() -> Duration {
    let (inserter, mut drain) = buffer();
    inserter.insert(1001, 1001).expect("within the window");
    assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
    let start = Instant::now();
    let given = black_box(drain.pop(at(100)));
    let time = start.elapsed();
    assert!(matches!(given, Pop::Item { seq: 1001, .. }));
    time
}
