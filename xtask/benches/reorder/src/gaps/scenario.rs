//! The situations: who sends when, how long it travels, what goes wrong.

use std::ops::Range;
use std::time::Duration;

/// A situation, by its numbers.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) lanes: usize,
    pub(crate) connections: usize,
    length: Duration,
    /// Updates of a bunch, and how often one comes.
    bunch: u64,
    every: Duration,
    pub(crate) lost_answers: f64,
    failing: Option<(usize, Range<Duration>)>,
    down: Option<Range<Duration>>,
}

const SECOND: Duration = Duration::from_secs(1);

impl Scenario {
    pub(crate) fn all() -> [Self; 4] {
        let plain = Self {
            name: "",
            about: "",
            lanes: 50,
            connections: 40,
            length: SECOND * 300,
            bunch: 1,
            every: Duration::from_millis(25),
            lost_answers: 0.0,
            failing: None,
            down: None,
        };
        [
            Self {
                name: "bunched arrivals",
                about: "30 updates at once, twice a second",
                bunch: 30,
                every: SECOND / 2,
                ..plain.clone()
            },
            Self {
                name: "a failing lane",
                about: "40 updates/s in 50 lanes, the busiest of which fails for a minute",
                failing: Some((0, SECOND * 60..SECOND * 120)),
                ..plain.clone()
            },
            Self {
                name: "lost answers",
                about: "40 updates/s, 1% of the answers get lost",
                lost_answers: 0.01,
                ..plain.clone()
            },
            Self {
                name: "an outage",
                about: "40 updates/s, nothing arrives for a minute, then its backlog does",
                down: Some(SECOND * 60..SECOND * 120),
                ..plain
            },
        ]
    }

    /// When each update comes to be, and in which lane. A few lanes have most of the traffic.
    pub(crate) fn updates(&self, rng: &mut fastrand::Rng) -> Vec<(Duration, usize)> {
        let mut updates = Vec::new();
        let mut at = Duration::ZERO;
        while at < self.length {
            at += self.every.mul_f64(0.5 + rng.f64());
            for _ in 0..self.bunch {
                let lane = (rng.f64() * rng.f64() * self.lanes as f64) as usize;
                updates.push((at, lane.min(self.lanes - 1)));
            }
        }
        updates
    }

    /// From the sender to us: 10 ms and a tail, one in a hundred takes ten times that.
    pub(crate) fn travels(&self, rng: &mut fastrand::Rng) -> Duration {
        let tail = -rng.f64().max(1e-9).ln() * 8.0;
        let slow = if rng.u8(..100) == 0 { 10.0 } else { 1.0 };
        Duration::from_secs_f64((10.0 + tail) * slow / 1000.0)
    }

    pub(crate) fn fails(&self, lane: usize, now: Duration) -> bool {
        let in_lane = self.failing.as_ref().is_some_and(|(failing, when)| lane == *failing && when.contains(&now));
        in_lane || self.down.as_ref().is_some_and(|when| when.contains(&now))
    }
}
