//! What has to be done by itself: looking for what others stored, for the database to come back, and forgetting.

use std::sync::Weak;
use std::time::Duration;

use tokio::time::Instant;

use super::shared::Shared;
use super::{column, sql};
use crate::SEEN_FOR;
use crate::error::EngineError;

/// How often to ask whether the database is back.
const PROBE: Duration = Duration::from_secs(1);
/// How often old numbers are looked for, and how many are forgotten in one statement.
const SWEEP: Duration = Duration::from_secs(60);
const SWEEP_ROWS: i64 = 10_000;
/// A ticket is drawn a little before what it is for can be seen: after a new one, look so many times more.
const LOOKS: u32 = 10;

/// Until the last engine is gone, or it is closed.
pub(super) async fn run(shared: Weak<Shared>, look_every: Duration) {
    let mut seen = None;
    let mut looks = 0;
    let (mut sweep_at, mut ask_at) = (Instant::now(), Instant::now());
    loop {
        let pause = shared.upgrade().map_or(look_every, |shared| if shared.is_down() { PROBE } else { look_every });
        tokio::time::sleep(pause).await;
        let Some(shared) = shared.upgrade().filter(|shared| !shared.is_closed()) else { return };
        if shared.is_down() {
            // Something that has to be written, for a server that only can be read is of no use. What it says is noted.
            if shared.query(sql::FLUSH, &[]).await.is_ok() {
                shared.arrived();
            }
            continue;
        }
        // For a worker as often as it wants, and otherwise to know whether the database is there.
        if shared.arrivals.receiver_count() > 0 || Instant::now() >= ask_at {
            ask_at = Instant::now() + PROBE;
            match last_ticket(&shared).await {
                Ok(last) if seen != Some(last) => (seen, looks) = (Some(last), LOOKS),
                Ok(_) => {}
                Err(_) => continue,
            }
            if looks > 0 {
                looks -= 1;
                shared.arrived();
            }
        }
        if Instant::now() >= sweep_at {
            let more = sweep(&shared).await.unwrap_or(false);
            sweep_at = Instant::now() + if more { PROBE } else { SWEEP };
        }
    }
}

async fn last_ticket(shared: &Shared) -> Result<(i64, bool), EngineError> {
    let rows = shared.query(sql::LAST_TICKET, &[]).await?;
    rows.first().map_or(Ok((0, false)), |row| Ok((column(row, 0)?, column(row, 1)?)))
}

/// Whether there may be more.
async fn sweep(shared: &Shared) -> Result<bool, EngineError> {
    let seen_for = i64::try_from(SEEN_FOR.as_millis()).unwrap_or(i64::MAX);
    let gone = shared.query(sql::SWEEP, &[&seen_for, &SWEEP_ROWS]).await?;
    shared.query(sql::SWEEP_WORKERS, &[&seen_for]).await?;
    let gone: i64 = gone.first().map_or(Ok(0), |row| column(row, 0))?;
    Ok(gone >= SWEEP_ROWS)
}
