//! The operations of a history, and running one against the model with the promises checked on what comes out.
//!
//! Shared with the fuzz target (`fuzz/`), which only finds its histories in another way: so this file knows nothing but
//! the crate's public face and the model beside it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tgreorder::{Config, Inserted, Pop, Refused, ReorderBuffer, Time};

use super::model::{Answer, Found, Model};

/// How a buffer is set up for a history.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) window: usize,
    pub(crate) start: Option<u64>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Op {
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

/// Panics where the buffer and the model disagree, or a promise is broken.
pub(crate) fn run(Setting { window, start }: Setting, ops: &[Op]) {
    let mut config = Config::new().with_window(window).with_history(64).with_hold(Duration::from_millis(100));
    config = config.with_idle(Duration::from_secs(10));
    config.start_at = start;
    let token = Arc::new(());
    let (inserter, mut drain) = ReorderBuffer::<Payload>::new(config).unwrap().split();
    let mut model = Model::new(window as u64, 64, start);
    let mut witness = Witness::default();
    let mut tried = Vec::new();
    let mut now = 0;
    let mut inserts = 0;
    for op in ops.iter().copied() {
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
                let got = found(drain.pop(Time::from_origin(Duration::from_millis(now))));
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
        let got = found(drain.pop(Time::from_origin(Duration::from_millis(now))));
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
