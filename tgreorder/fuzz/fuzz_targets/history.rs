//! Bytes as a history of operations, run against the model that the random histories run against.
//!
//! Finds by coverage what chance does not: the address sanitizer is on, payloads count their drops.
#![no_main]

#[path = "../../src/tests/model.rs"]
#[allow(dead_code, reason = "a part of it is for other users")]
mod model;
#[path = "../../src/tests/ops.rs"]
mod ops;

use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;

use self::ops::{Op, Setting, run};

#[derive(Debug)]
struct History {
    setting: Setting,
    ops: Vec<Op>,
}

impl<'a> Arbitrary<'a> for History {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Self> {
        let start = match bytes.int_in_range(0..=4)? {
            0 => None,
            1 => Some(0),
            2 => Some(50),
            3 => Some(1_000_000),
            _ => Some(u64::MAX - u64::from(bytes.int_in_range(0..=80u8)?)),
        };
        let setting = Setting { window: 1 << bytes.int_in_range(0..=7u8)?, start };
        let mut ops = Vec::new();
        while !bytes.is_empty() && ops.len() < 400 {
            ops.push(op(bytes)?);
        }
        Ok(Self { setting, ops })
    }
}

fn op(bytes: &mut Unstructured<'_>) -> Result<Op> {
    Ok(match bytes.int_in_range(0..=15)? {
        0..=4 => Op::Near(i64::from(bytes.int_in_range(-4..=20i8)?)),
        5 => Op::Near(i64::from(bytes.int_in_range(-90..=100i8)?)),
        6 => Op::Far(bytes.arbitrary()?),
        7 => Op::Again(bytes.int_in_range(0..=20)?),
        8 | 9 => Op::Pop,
        10 => Op::PopAll,
        11 => Op::Tick(u64::from(bytes.arbitrary::<u8>()?)),
        12 => Op::Tick(10_000),
        13 => Op::Forget(u64::from(bytes.int_in_range(0..=70u8)?)),
        14 => Op::Hurry,
        // Ends what is interesting: once in 256.
        _ if bytes.arbitrary::<u8>()? == 0 => Op::Close,
        _ => Op::Pop,
    })
}

fuzz_target!(|history: History| run(history.setting, &history.ops));
