//! Which cells there are: every contender under every setting, as closures that measure so many iterations.

use std::time::Duration;

use crate::asynchronous::{self, Way};
use crate::burst::{Setting, bursts};
use crate::contender::floor::{Rtrb, Unordered};
use crate::contender::locked::{MutexMap, MutexRing};
use crate::contender::ours::Ours;
use crate::contender::queued::{ChannelHeap, QueueRing, TokioHeap};
use crate::contender::telepot::Telepot;
use crate::contender::{Contender, PAUSES, Payload, Update};
use crate::operations;
use crate::pattern::Pattern;

/// One table: its columns share rows.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) key: String,
    pub(crate) unit: &'static str,
    pub(crate) columns: Vec<Column>,
}

pub(crate) struct Column {
    pub(crate) title: String,
    pub(crate) cells: Vec<Cell>,
}

pub(crate) struct Cell {
    pub(crate) name: &'static str,
    /// Items of one iteration: what its time is divided by.
    pub(crate) items: u64,
    pub(crate) run: Box<dyn Fn(u64) -> Taken>,
}

/// What so many iterations took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Taken {
    pub(crate) time: Duration,
    pub(crate) lost: u64,
}

pub(crate) const OURS: &str = "tgreorder";

pub(crate) fn sections(quick: bool, seed: u64) -> Vec<Section> {
    let patterns =
        if quick { vec![Pattern::InOrder, Pattern::Shuffled(64), Pattern::Gaps] } else { Pattern::ALL.to_vec() };
    let one = |pattern: Pattern| if quick { vec![pattern] } else { Pattern::ALL.to_vec() };
    let mut sections = vec![
        hand_over::<u64>("1 producer, u64", "1p", &patterns, 1, PAUSES, seed),
        hand_over::<u64>(
            "1 producer, u64, the consumer asks again at once",
            "1p-hot",
            &one(Pattern::Shuffled(64)),
            1,
            1,
            seed,
        ),
    ];
    if !quick {
        sections.push(hand_over::<u64>("2 producers, u64", "2p", &patterns, 2, PAUSES, seed));
    }
    sections.push(hand_over::<u64>("4 producers, u64", "4p", &one(Pattern::Shuffled(64)), 4, PAUSES, seed));
    sections.push(hand_over::<Box<Update>>(
        "1 producer, boxed update",
        "1p-box",
        &one(Pattern::Shuffled(64)),
        1,
        PAUSES,
        seed,
    ));
    if !quick {
        for producers in [2, 4] {
            let (title, key) = (format!("{producers} producers, boxed update"), format!("{producers}p-box"));
            let patterns = [Pattern::InOrder, Pattern::Shuffled(64)];
            sections.push(hand_over::<Box<Update>>(&title, &key, &patterns, producers, PAUSES, seed));
        }
    }
    sections.push(tasks(if quick { &[1, 4] } else { &[1, 2, 4] }, seed));
    sections.push(wake_up());
    sections.push(single_operations());
    sections
}

fn hand_over<P: Payload>(
    title: &str,
    key: &str,
    patterns: &[Pattern],
    producers: usize,
    pauses: u32,
    seed: u64,
) -> Section {
    let columns = patterns.iter().map(|pattern| {
        let setting = Setting { pattern: *pattern, producers, pauses, seed };
        let mut cells = vec![
            cell::<Ours, P>(setting),
            cell::<Rtrb, P>(setting),
            cell::<Unordered, P>(setting),
            cell::<QueueRing, P>(setting),
            cell::<ChannelHeap, P>(setting),
            cell::<TokioHeap, P>(setting),
            cell::<MutexRing, P>(setting),
            cell::<MutexMap, P>(setting),
            cell::<Telepot, P>(setting),
        ];
        if producers > 1 {
            cells.remove(1);
        }
        Column { title: pattern.name(), cells }
    });
    Section { title: title.to_owned(), key: key.to_owned(), unit: "ns/item", columns: columns.collect() }
}

fn cell<C: Contender<P>, P: Payload>(setting: Setting) -> Cell {
    let run = move |iterations| {
        let all = bursts::<C, P>(setting, iterations);
        Taken { time: all.iter().map(|burst| burst.time).sum(), lost: all.iter().map(|burst| burst.lost).sum() }
    };
    Cell { name: C::NAME, items: C::BURST / P::FEWER, run: Box::new(run) }
}

fn tasks(producers: &[usize], seed: u64) -> Section {
    let columns = producers.iter().map(|producers| {
        let producers = *producers;
        let cells = Way::ALL.map(|way| {
            let run = move |iterations| {
                let runtime = asynchronous::runtime();
                let one = || asynchronous::run(&runtime, way, Pattern::Shuffled(64), producers, seed);
                one();
                Taken { time: (0..iterations).map(|_| one()).sum(), lost: 0 }
            };
            Cell { name: way.name(), items: asynchronous::LENGTH, run: Box::new(run) }
        });
        Column { title: format!("{producers} producer{}", if producers == 1 { "" } else { "s" }), cells: cells.into() }
    });
    let title = "tasks on tokio, two workers, shuffled 64".to_owned();
    Section { title, key: "async".to_owned(), unit: "ns/item", columns: columns.collect() }
}

fn wake_up() -> Section {
    let cells = Way::ALL.map(|way| {
        let run = move |iterations| Taken { time: asynchronous::wake_up(way, iterations), lost: 0 };
        Cell { name: way.name(), items: 1, run: Box::new(run) }
    });
    let columns = vec![Column { title: "insert to item".to_owned(), cells: cells.into() }];
    Section { title: "waking a sleeping consumer".to_owned(), key: "wake".to_owned(), unit: "ns", columns }
}

type Operation = fn() -> Duration;

fn single_operations() -> Section {
    let operations: [(&str, Operation); 3] = [
        ("jump of 10^9", operations::jump),
        ("skip 1,000 gaps", operations::skip_a_thousand_gaps),
        ("skip 1,000 in a row", operations::skip_a_thousand_numbers),
    ];
    let columns = operations.into_iter().map(|(title, operation)| {
        let run = move |iterations| Taken { time: (0..iterations).map(|_| operation()).sum(), lost: 0 };
        Column { title: title.to_owned(), cells: vec![Cell { name: OURS, items: 1, run: Box::new(run) }] }
    });
    Section { title: "single operations".to_owned(), key: "single".to_owned(), unit: "ns", columns: columns.collect() }
}

/// A name that is a file's name as well.
pub(crate) fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_")
}
