//! How many bots a client may bring in a while: tokens that the server has not seen since its start.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// How many new bots one address may bring, and in which time.
const LIMITS: [(usize, Duration); 2] = [(20, Duration::from_secs(60)), (600, Duration::from_secs(3600))];

/// The bots that a server has seen, and who brought them when.
#[derive(Debug, Default)]
pub(super) struct NewBots {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    seen: BTreeSet<i64>,
    brought: HashMap<IpAddr, VecDeque<Instant>>,
}

impl NewBots {
    /// Lets a bot in; the error is after how many seconds its client may bring it.
    pub(super) fn admit(&self, bot: i64, from: IpAddr, now: Instant) -> Result<(), u32> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let State { seen, brought } = &mut *state;
        if seen.contains(&bot) {
            return Ok(());
        }
        let times = brought.entry(from).or_default();
        let longest = LIMITS[LIMITS.len() - 1].1;
        while times.front().is_some_and(|at| now >= *at + longest) {
            times.pop_front();
        }
        for (count, within) in LIMITS {
            let nth = times.len().checked_sub(count).and_then(|at| times.get(at));
            if let Some(at) = nth.filter(|at| now < **at + within) {
                let left = (*at + within - now).as_secs_f64().ceil();
                // An hour at most.
                return Err(left as u32);
            }
        }
        times.push_back(now);
        seen.insert(bot);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_new_bots_a_minute_and_six_hundred_an_hour_for_each_address() {
        let (bots, start) = (NewBots::default(), Instant::now());
        let (here, there) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([127, 0, 0, 2]));
        let at = |seconds: u64| start + Duration::from_secs(seconds);
        (0..20).for_each(|bot| bots.admit(bot, here, at(0)).unwrap());
        assert_eq!(bots.admit(20, here, at(1)), Err(59));
        assert_eq!(bots.admit(7, here, at(1)), Ok(()), "one that is known");
        assert_eq!(bots.admit(20, there, at(1)), Ok(()), "somebody else's");
        for minute in 1..30 {
            (0..20).for_each(|n| bots.admit(minute * 20 + n + 100, here, at(minute as u64 * 60)).unwrap());
        }
        assert_eq!(bots.admit(9999, here, at(1800)), Err(1800));
        assert_eq!(bots.admit(9999, here, at(3600)), Ok(()));
    }
}
