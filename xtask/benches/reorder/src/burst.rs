//! One measured burst: so many items through a contender, from the first put to the last one taken.
//!
//! Threads live as long as a measurement; a barrier starts each burst. With one producer both threads are pinned to a core
//! each, and a burst in which either was switched out involuntarily is measured again: on a shared machine that is the
//! difference between the queue and the neighbours. With more producers than cores there is nothing to pin.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::contender::{Breath, Contender, PAUSES, Payload};
use crate::pattern::Pattern;

/// What was measured.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Burst {
    pub(crate) time: Duration,
    /// Numbers sent that never came out: given up for missing while they were on their way, then discarded.
    pub(crate) lost: u64,
}

/// What a burst is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) pattern: Pattern,
    pub(crate) producers: usize,
    /// How often the consumer executes PAUSE before it asks again.
    pub(crate) pauses: u32,
    pub(crate) seed: u64,
}

/// Measures so many bursts and returns them all.
pub(crate) fn bursts<C: Contender<P>, P: Payload>(setting: Setting, n_bursts: u64) -> Vec<Burst> {
    let Setting { pattern, producers, pauses, seed } = setting;
    let length = C::BURST / P::FEWER;
    let numbers = pattern.numbers(length, seed);
    let distinct = if pattern == Pattern::Gaps { numbers.len() as u64 } else { length };
    let parts: Vec<Vec<u64>> =
        (0..producers).map(|part| numbers.iter().copied().skip(part).step_by(producers).collect()).collect();
    let expected = if C::ORDERS { distinct } else { numbers.len() as u64 };
    let gate = Gate::new(producers as u32);
    let cores = core_affinity::get_core_ids().unwrap_or_default();
    let pinned = producers == 1 && cores.len() > 1;
    let breath = Breath { pauses, yields: producers > 1 };
    let (ways_in, mut way_out) = C::make(producers, pattern.hold());
    thread::scope(|scope| {
        for (mut way, part) in ways_in.into_iter().zip(&parts) {
            let (gate, cores) = (&gate, &cores);
            scope.spawn(move || {
                if pinned {
                    core_affinity::set_for_current(cores[1]);
                }
                produce::<C, P>(&mut way, part, length, Breath { pauses: PAUSES, yields: producers > 1 }, gate);
            });
        }
        let consumer = scope.spawn(|| {
            if pinned {
                core_affinity::set_for_current(cores[0]);
            }
            let mut kept: Vec<Burst> = Vec::new();
            let mut tried = Instant::now();
            // The first one warms up.
            let mut base = 0;
            while (kept.len() as u64) < n_bursts {
                let first = (C::ORDERS && pattern != Pattern::Gaps).then_some(base);
                let burst = consume::<C, P>(&mut way_out, expected, first, breath, &gate);
                let undisturbed = !pinned || !gate.was_switched.load(Ordering::Relaxed);
                // After so long the machine is as it is.
                if base > 0 && (undisturbed || tried.elapsed() > PATIENCE) {
                    kept.push(burst);
                    tried = Instant::now();
                }
                base += length;
            }
            gate.finish();
            kept
        });
        consumer.join().expect("the consumer")
    })
}

fn produce<C: Contender<P>, P: Payload>(way: &mut C::In, part: &[u64], length: u64, breath: Breath, gate: &Gate) {
    let mut base = 0;
    for round in 1.. {
        let mut made: Vec<P> = Vec::new();
        if P::ALLOCATES {
            made.extend(part.iter().rev().map(|seq| P::new(base + seq)));
        }
        if !gate.await_start(round) {
            return;
        }
        let before = switches();
        for seq in part {
            let mut value = made.pop().unwrap_or_else(|| P::new(base + seq));
            let mut looks = 0;
            while let Err(back) = C::put(way, base + seq, value) {
                value = back;
                breath.take(&mut looks);
            }
        }
        if switches() != before {
            gate.was_switched.store(true, Ordering::Relaxed);
        }
        gate.done.fetch_add(1, Ordering::Release);
        base += length;
    }
}

fn consume<C: Contender<P>, P: Payload>(
    way: &mut C::Out,
    expected: u64,
    first: Option<u64>,
    breath: Breath,
    gate: &Gate,
) -> Burst {
    let mut kept = Vec::with_capacity(if P::ALLOCATES { expected as usize } else { 0 });
    let before = switches();
    let start = gate.start();
    let (mut now, mut end) = (start, start);
    let (mut taken, mut looks, mut seen, mut in_vain) = (0, 0, 0, 0);
    while taken < expected {
        match C::take(way, now) {
            Some(value) => {
                if let Some(first) = first {
                    assert_eq!(value.seq(), first + taken, "{} put this out of order", C::NAME);
                }
                taken += 1;
                if P::ALLOCATES {
                    std::hint::black_box(value.seq());
                    kept.push(value);
                }
            }
            None => {
                breath.take(&mut looks);
                now = Instant::now();
                if taken > seen {
                    (seen, end, in_vain) = (taken, now, 0);
                } else if gate.all_done() {
                    in_vain += 1;
                    // Looks as well as time: the time may have passed in one preemption.
                    if in_vain > 100 && now - end > GIVE_UP {
                        break;
                    }
                }
            }
        }
    }
    if taken == expected {
        end = Instant::now();
    }
    while !gate.all_done() {
        thread::yield_now();
    }
    if switches() != before {
        gate.was_switched.store(true, Ordering::Relaxed);
    }
    Burst { time: end - start, lost: expected - taken }
}

/// Starts bursts and counts their ends.
struct Gate {
    producers: u32,
    round: AtomicU32,
    done: AtomicU32,
    was_switched: AtomicBool,
}

/// In place of a round: no more.
const FINISHED: u32 = u32::MAX;

impl Gate {
    fn new(producers: u32) -> Self {
        let zero = || AtomicU32::new(0);
        Self { producers, round: zero(), done: zero(), was_switched: AtomicBool::new(false) }
    }

    fn start(&self) -> Instant {
        self.done.store(0, Ordering::Relaxed);
        self.was_switched.store(false, Ordering::Relaxed);
        let start = Instant::now();
        self.round.fetch_add(1, Ordering::Release);
        start
    }

    fn finish(&self) {
        self.round.store(FINISHED, Ordering::Release);
    }

    /// `false`: there is no such round.
    fn await_start(&self, round: u32) -> bool {
        let mut spins = 0_u32;
        loop {
            match self.round.load(Ordering::Acquire) {
                FINISHED => return false,
                now if now == round => return true,
                _ => {}
            }
            spins += 1;
            // More threads than cores: whoever has to start the burst may be waiting for this one's core.
            if spins.is_multiple_of(1000) {
                thread::yield_now();
            }
            std::hint::spin_loop();
        }
    }

    fn all_done(&self) -> bool {
        self.done.load(Ordering::Acquire) == self.producers
    }
}

/// How often this thread was switched out although it had something to do.
fn switches() -> u64 {
    let status = std::fs::read_to_string("/proc/thread-self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("nonvoluntary_ctxt_switches:"));
    line.and_then(|count| count.trim().parse().ok()).unwrap_or(0)
}

/// How long a burst is tried until it is not disturbed.
const PATIENCE: Duration = Duration::from_millis(100);

/// Everything was sent and nothing has come out for so long: the rest is lost.
const GIVE_UP: Duration = Duration::from_millis(20);
