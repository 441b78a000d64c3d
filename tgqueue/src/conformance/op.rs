//! The steps that histories are made of.
//!
//! All waits are such that two of them never end at nearly the same moment, so that an engine whose clock runs on a
//! little by itself does the same as the model.

use std::fmt;
use std::time::Duration;

use proptest::prelude::*;

use crate::conversation::Conversation;

/// How long leases last: no sum of the short steps comes close to it.
pub(super) const TTL: Duration = Duration::from_secs(35);

/// Longer than any lease or retry lasts.
pub(super) const PAST_ALL_WAITS: Duration = Duration::from_secs(290);

#[derive(Clone, Debug)]
pub(super) enum Op {
    Append(Vec<Arrival>),
    Lease {
        bot: u8,
        worker: u8,
        want: usize,
    },
    Renew {
        bot: u8,
        worker: u8,
    },
    Release {
        bot: u8,
        worker: u8,
    },
    Fetch {
        bot: u8,
        worker: u8,
        max: usize,
        per_conversation: usize,
        all_in_hand_busy: bool,
    },
    /// Some of those in hand.
    Begin(Vec<usize>),
    /// Some of those in hand.
    Settle(Vec<(usize, End)>),
    Flush,
    Crash,
    Advance(Duration),
    Replay(usize),
    Delete(usize),
    Look {
        bot: u8,
    },
}

#[derive(Clone, Debug)]
pub(super) struct Arrival {
    pub(super) bot: u8,
    pub(super) update_id: u64,
    /// None: it cannot be read.
    pub(super) conversation: Option<u8>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Done,
    Retry(Duration),
    Dead,
}

/// Shown as one step a line.
#[derive(Clone)]
pub(super) struct History(pub(super) Vec<Op>);

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|op| write!(f, "\n    {op:?}"))
    }
}

pub(super) fn conversation(number: u8) -> Conversation {
    Conversation::from_parts(1, i64::from(number) - 2)
}

pub(super) fn op() -> impl Strategy<Value = Op> {
    let arrival = (0..2_u8, 0..12_u64, proptest::option::weighted(0.95, 0..5_u8))
        .prop_map(|(bot, update_id, conversation)| Arrival { bot, update_id, conversation });
    let end = prop_oneof![
        5 => Just(End::Done),
        2 => prop_oneof![Just(0), Just(7), Just(77)].prop_map(|after| End::Retry(Duration::from_secs(after))),
        2 => Just(End::Dead),
    ];
    let who = || (0..2_u8, 0..2_u8);
    prop_oneof![
        6 => proptest::collection::vec(arrival, 0..6).prop_map(Op::Append),
        4 => (who(), 0..5_usize).prop_map(|((bot, worker), want)| Op::Lease { bot, worker, want }),
        1 => who().prop_map(|(bot, worker)| Op::Renew { bot, worker }),
        1 => who().prop_map(|(bot, worker)| Op::Release { bot, worker }),
        6 => (who(), 0..8_usize, 0..4_usize, any::<bool>()).prop_map(
            |((bot, worker), max, per_conversation, all_in_hand_busy)| {
                Op::Fetch { bot, worker, max, per_conversation, all_in_hand_busy }
            }
        ),
        3 => proptest::collection::vec(0..8_usize, 1..5).prop_map(Op::Begin),
        6 => proptest::collection::vec((0..8_usize, end), 1..5).prop_map(Op::Settle),
        1 => Just(Op::Flush),
        2 => Just(Op::Crash),
        2 => prop_oneof![4 => Just(10), 1 => Just(20 * 3_600), 1 => Just(49 * 3_600)]
            .prop_map(|seconds| Op::Advance(Duration::from_secs(seconds))),
        1 => (0..4_usize).prop_map(Op::Replay),
        1 => (0..4_usize).prop_map(Op::Delete),
        1 => (0..2_u8).prop_map(|bot| Op::Look { bot }),
    ]
}
