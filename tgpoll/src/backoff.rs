//! Pauses that double with each failure in a row. Pure: chance comes from a seed.

use std::time::Duration;

/// Pauses between `first` and `max`: each is the doubled one before it, plus up to half of itself by chance, so that
/// many bots that lost the same server do not come back in step.
#[derive(Debug)]
pub(crate) struct Backoff {
    first: Duration,
    max: Duration,
    failures: u32,
    rng: fastrand::Rng,
}

impl Backoff {
    pub(crate) fn new(first: Duration, max: Duration, seed: u64) -> Self {
        Self { first, max, failures: 0, rng: fastrand::Rng::with_seed(seed) }
    }

    /// The pause after one more failure.
    pub(crate) fn next(&mut self) -> Duration {
        let base = doubled(self.first, self.max.mul_f64(2.0 / 3.0), self.failures);
        self.failures = self.failures.saturating_add(1);
        (base + base.mul_f64(self.rng.f64() / 2.0)).clamp(self.first, self.max)
    }

    /// After a success. `true` if there had been failures.
    pub(crate) fn reset(&mut self) -> bool {
        std::mem::take(&mut self.failures) > 0
    }
}

/// `first`, doubled once for each failure before this one, at most `max`.
pub(crate) fn doubled(first: Duration, max: Duration, failures: u32) -> Duration {
    first.saturating_mul(2_u32.saturating_pow(failures)).min(max)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Duration = Duration::from_millis(500);
    const MAX: Duration = Duration::from_secs(30);

    #[test]
    fn pauses_double_up_to_the_limit_and_vary() {
        for seed in 0..100 {
            let mut backoff = Backoff::new(FIRST, MAX, seed);
            for base in [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 20.0, 20.0, 20.0] {
                let pause = backoff.next().as_secs_f64();
                assert!((base..=base * 1.5 + 1e-6).contains(&pause), "seed {seed}: {pause} after {base}");
            }
        }
        let first: Vec<_> = (0..10).map(|seed| Backoff::new(FIRST, MAX, seed).next()).collect();
        assert!(first.iter().any(|pause| *pause != first[0]), "{first:?}");
    }

    #[test]
    fn a_success_begins_anew_and_no_number_of_failures_overflows() {
        let mut backoff = Backoff::new(FIRST, MAX, 7);
        assert!(!backoff.reset());
        for _ in 0..1_000 {
            assert!((FIRST..=MAX).contains(&backoff.next()));
        }
        assert!(backoff.reset());
        assert!(backoff.next() <= FIRST.mul_f64(1.5));
        assert_eq!(doubled(FIRST, MAX, u32::MAX), MAX);
    }
}
