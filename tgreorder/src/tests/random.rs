//! Random histories against the model.
//!
//! The seed of every run is printed, and a history that failed is kept in `proptest-regressions/` and tried first from
//! then on. To repeat a run: `PROPTEST_RNG_SEED=n PROPTEST_CASES=n cargo test -p tgreorder --lib agrees_with_the_model`.

use std::io::Write;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::ops::{Op, Setting, run};

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        20 => (-4i64..20).prop_map(Op::Near),
        4 => (-90i64..60).prop_map(Op::Near),
        2 => prop_oneof![
            Just(1_000_000_000), Just(0), Just(u64::MAX), any::<u64>(), 1_000_000_000u64..1_000_000_030
        ].prop_map(Op::Far),
        4 => (0usize..20).prop_map(Op::Again),
        14 => Just(Op::Pop),
        6 => Just(Op::PopAll),
        6 => prop_oneof![0u64..40, Just(100), Just(250)].prop_map(Op::Tick),
        1 => Just(Op::Tick(10_000)),
        2 => (0u64..70).prop_map(Op::Forget),
        2 => Just(Op::Hurry),
        1 => Just(Op::Close).prop_filter("rare", |_| true),
    ]
}

fn setting() -> impl Strategy<Value = Setting> {
    let window = prop_oneof![Just(8usize), Just(1), Just(4), Just(32), Just(128)];
    let start = prop_oneof![
        Just(None),
        Just(Some(0)),
        Just(Some(50)),
        Just(Some(1_000_000)),
        (0u64..80).prop_map(|n| Some(u64::MAX - n))
    ];
    (window, start).prop_map(|(window, start)| Setting { window, start })
}

/// 10,000 cases in CI, 2,000 elsewhere, few where each takes seconds; more or fewer by `PROPTEST_CASES`.
fn chosen() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        let in_ci = std::env::var_os("CI").is_some_and(|ci| ci == "true");
        config.cases = if cfg!(miri) {
            20
        } else if in_ci {
            10_000
        } else {
            2000
        };
    }
    if cfg!(miri) {
        // No file system there.
        config.failure_persistence = None;
    }
    let seed = match config.rng_seed {
        RngSeed::Fixed(seed) => seed,
        RngSeed::Random => {
            let seed = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 0);
            config.rng_seed = RngSeed::Fixed(seed);
            seed
        }
    };
    // Not by the macro: the test harness would keep it for itself.
    let _ = writeln!(std::io::stderr(), "agrees_with_the_model: {} cases, PROPTEST_RNG_SEED={seed}", config.cases);
    config
}

proptest! {
    #![proptest_config(chosen())]

    #[test]
    fn agrees_with_the_model(setting in setting(), ops in prop::collection::vec(op(), 1..200)) {
        run(setting, &ops);
    }
}
