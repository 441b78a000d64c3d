//! Whatever happens to workers, connections and the server: nothing is lost, no chat is out of order, and an effect in the
//! update's transaction is there once.

use super::rig::{ALL, Fault, Outcome, Rig};

fn from_environment(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |value| value.parse().unwrap_or_else(|_| panic!("{name}={value} is no number")))
}

async fn run(updates: usize, kinds: &[Fault], faults: usize) {
    let seed = fastrand::u64(..);
    println!("seed {seed}: {updates} updates, {faults} faults");
    let Some(rig) = Rig::start(fastrand::Rng::with_seed(seed), kinds).await else { return };
    let (outcome, mut done) = rig.run(i64::try_from(updates).unwrap(), kinds, faults).await;
    done.sort_unstable();
    for (fault, times) in &done {
        println!("{fault:?}: {times}");
    }
    println!("{outcome:?}");
    let Outcome {
        plain_twice: _,
        plain_late: _,
        lost,
        fenced_twice,
        fenced_out_of_order,
        first_out_of_order,
        letters,
        ..
    } = outcome;
    assert_eq!(done.iter().map(|(_, times)| *times as usize).sum::<usize>(), faults);
    assert_eq!((lost, letters, outcome.pending), (0, 0, 0), "lost, dead letters, and what waits still");
    assert_eq!((fenced_twice, fenced_out_of_order), (0, 0), "effects in the update's transaction: twice, out of order");
    assert_eq!(first_out_of_order, 0, "plain effects: the first of each update");
}

/// `TGQUEUE_FAULT_UPDATES` and `TGQUEUE_FAULTS` say how many.
#[tokio::test]
async fn nothing_is_lost_and_nothing_out_of_order() {
    let (updates, faults) = (from_environment("TGQUEUE_FAULT_UPDATES", 1_000), from_environment("TGQUEUE_FAULTS", 6));
    run(updates, &ALL, faults).await;
}

/// `TGQUEUE_KILLS` says how often.
#[tokio::test]
async fn an_effect_in_the_transaction_of_its_update_is_there_once_whoever_is_killed() {
    let kills = from_environment("TGQUEUE_KILLS", 4);
    run(kills * 60, &[Fault::KilledWorker], kills).await;
}
