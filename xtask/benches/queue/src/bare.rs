//! redb alone, doing the commits that the queue does: the same rows in the same tables, as many in a commit, from one
//! thread that has nothing else to do.

use std::path::Path;
use std::time::{Duration, Instant};

use redb::{Database, ReadableTable, TableDefinition};

use crate::Failure;

type Place = (i64, u8, i64, u32, u64, u64);
const WAITING: TableDefinition<'_, (i64, u64), &[u8]> = TableDefinition::new("waiting");
const ORDER: TableDefinition<'_, Place, ()> = TableDefinition::new("order");
const SEEN: TableDefinition<'_, (i64, u64), (u64, u64)> = TableDefinition::new("seen");
const BOTS: TableDefinition<'_, i64, (u64, u32, u64, u64, u64)> = TableDefinition::new("bots");
const META: TableDefinition<'_, &str, u64> = TableDefinition::new("meta");

/// Rows a second.
pub(crate) fn commit(folder: &Path, batch: f64, time: Duration) -> Result<f64, Failure> {
    let file = folder.join("bare.redb");
    let mut builder = Database::builder();
    builder.set_cache_size(64 * 1024 * 1024);
    let database = builder.create(&file)?;
    let (begun, mut rows) = (Instant::now(), 0_u64);
    let mut commits = 0_u64;
    while begun.elapsed() < time {
        commits += 1;
        let transaction = database.begin_write()?;
        {
            let mut waiting = transaction.open_table(WAITING)?;
            let mut order = transaction.open_table(ORDER)?;
            let mut seen = transaction.open_table(SEEN)?;
            // As many as there were on average, which is no whole number.
            while (rows as f64) < commits as f64 * batch {
                rows += 1;
                if seen.get((1, rows))?.is_none() {
                    seen.insert((1, rows), (rows, rows))?;
                    waiting.insert((1, rows), crate::ours::json(rows).as_bytes())?;
                    order.insert((1, 1, (rows % 500) as i64, 0, rows, rows), ())?;
                }
            }
            transaction.open_table(BOTS)?.insert(1, (1, 0, rows, rows, 0))?;
            let mut meta = transaction.open_table(META)?;
            meta.insert("last", rows)?;
            meta.insert("clock", rows)?;
        }
        transaction.commit()?;
    }
    let per_second = rows as f64 / begun.elapsed().as_secs_f64();
    drop(database);
    std::fs::remove_file(file)?;
    Ok(per_second)
}
