//! Random histories against the model, and the promises checked on what came out, model or not.

use std::collections::HashMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::model::{Answer, Found, Model};
use super::*;
use crate::{Inserted, Refused};

#[derive(Debug, Clone)]
enum Op {
    /// Relative to the head.
    Near(i64),
    /// A number of its own.
    Far(u64),
    /// The same number as an earlier insert, counted back.
    Again(usize),
    Pop,
    PopAll,
    Tick(u64),
    Forget(u64),
    Hurry,
    Close,
}

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

type Payload = (usize, Arc<()>);

fn found(pop: Pop<Payload, Time>) -> Found {
    match pop {
        Pop::Item { seq, value: (id, _), late, skipped } => {
            let skipped = skipped.map(|gap| (gap.numbers, gap.waited.as_millis() as u64));
            Found::Item { seq, id, late, skipped }
        }
        Pop::WaitUntil(at) => Found::Wait(at.since_origin().as_millis() as u64),
        Pop::Empty => Found::Empty,
        Pop::Closed => Found::Closed,
    }
}

/// What must hold of any history of items.
#[derive(Default)]
struct Witness {
    accepted: HashMap<usize, u64>,
    order: HashMap<u64, u64>,
}

impl Witness {
    fn item(&mut self, found: &Found, epoch: u64) {
        if let Found::Item { seq, id, late, skipped } = found {
            assert_eq!(self.accepted.remove(id), Some(*seq), "given out once, if accepted");
            if !late {
                let before = self.order.insert(epoch, *seq);
                assert!(before.is_none_or(|before| before < *seq), "order within an epoch: {before:?} then {seq}");
                if let Some((numbers, _)) = skipped {
                    assert_eq!(*numbers.end() + 1, *seq);
                    assert!(before.is_none_or(|before| before < *numbers.start()));
                }
            }
        }
    }
}

fn run(window: usize, start: Option<u64>, ops: Vec<Op>) {
    let mut settings = config().with_window(window).with_idle(Duration::from_secs(10));
    settings.start_at = start;
    let token = Arc::new(());
    let (inserter, mut drain) = buffer::<Payload>(settings);
    let mut model = Model::new(window as u64, 64, start);
    let mut witness = Witness::default();
    let mut tried = Vec::new();
    let mut now = 0;
    let mut inserts = 0;
    for op in ops {
        let seq = match op {
            Op::Near(offset) => {
                Some(u64::try_from((model.head as i128 + i128::from(offset)).clamp(0, u64::MAX.into())).unwrap())
            }
            Op::Far(seq) => Some(seq),
            Op::Again(back) if !tried.is_empty() => Some(tried[tried.len() - 1 - back % tried.len()]),
            _ => None,
        };
        if let Some(seq) = seq {
            tried.push(seq);
            let id = inserts;
            inserts += 1;
            let answer = match inserter.insert(seq, (id, Arc::clone(&token))) {
                Ok(Inserted::Ordered) => Answer::Ordered,
                Ok(Inserted::Late) => Answer::Late,
                Err(Refused::Duplicate(back)) => (assert_eq!(back.0, id), Answer::Duplicate).1,
                Err(Refused::Full(back)) => (assert_eq!(back.0, id), Answer::Full).1,
                Err(Refused::Closed(back)) => (assert_eq!(back.0, id), Answer::Closed).1,
            };
            assert_eq!(answer, model.insert(seq, id), "insert {seq}");
            if matches!(answer, Answer::Ordered | Answer::Late) {
                witness.accepted.insert(id, seq);
            }
            continue;
        }
        match op {
            Op::Tick(millis) => now += millis,
            Op::Hurry => {
                drain.hurry();
                model.hurry();
            }
            Op::Close => {
                inserter.close();
                model.close();
            }
            Op::Forget(back) => {
                let seq = (model.head.min(u64::MAX.into()) as u64).saturating_sub(back);
                drain.forget(seq);
                model.forget(seq);
            }
            Op::Pop | Op::PopAll => loop {
                let got = found(drain.pop(at(now)));
                witness.item(&got, drain.epoch());
                assert_eq!(got, model.pop(now), "pop at {now}");
                if !matches!(op, Op::PopAll) || !matches!(got, Found::Item { .. }) {
                    break;
                }
            },
            _ => {}
        }
    }
    let stats = inserter.stats();
    assert_eq!(stats.snapshot().depth as usize, witness.accepted.len());
    drop(inserter);
    loop {
        let got = found(drain.pop(at(now)));
        witness.item(&got, drain.epoch());
        match got {
            Found::Item { .. } => {}
            Found::Closed => break,
            other => panic!("closed, yet {other:?}"),
        }
    }
    assert!(witness.accepted.is_empty(), "lost: {:?}", witness.accepted);
    assert_eq!(Arc::strong_count(&token), 1, "dropped once each");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(2000), ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_the_model(
        window in prop_oneof![Just(8usize), Just(1), Just(4), Just(32), Just(128)],
        start in prop_oneof![
            Just(None), Just(Some(0)), Just(Some(50)), Just(Some(1_000_000)), (0u64..80).prop_map(|n| Some(u64::MAX - n))
        ],
        ops in prop::collection::vec(op(), 1..200),
    ) {
        run(window, start, ops);
    }
}
