//! The tables: made and brought up to date by whichever process comes first.

use tokio_postgres::Client;

use super::builder::PostgresError;

/// All versions, in order. A version that was ever released is never changed: what comes later is another file.
const VERSIONS: [&str; 2] = [include_str!("schema.sql"), include_str!("schema_2.sql")];

/// "tgqueue" in ASCII: the advisory lock under which versions are applied.
const LOCK: i64 = 0x0074_6771_7565_7565;

/// Applies the versions that are missing.
pub(super) async fn migrate(client: &mut Client) -> Result<(), PostgresError> {
    let transaction = client.transaction().await?;
    transaction.execute("select pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    let exists: bool =
        transaction.query_one("select to_regclass('tgqueue.migrations') is not null", &[]).await?.try_get(0)?;
    let version: i32 = if exists {
        let row = transaction.query_one("select coalesce(max(version), 0) from tgqueue.migrations", &[]).await?;
        row.try_get(0)?
    } else {
        0
    };
    let ours = i32::try_from(VERSIONS.len()).unwrap_or(i32::MAX);
    if version > ours {
        return Err(PostgresError::Newer { found: version, known: ours });
    }
    for (number, sql) in (1..).zip(VERSIONS).filter(|(number, _)| *number > version) {
        transaction.batch_execute(sql).await?;
        transaction.execute("insert into tgqueue.migrations (version) values ($1)", &[&number]).await?;
        tracing::info!(version = number, "the tables of the queue were brought up to date");
    }
    Ok(transaction.commit().await?)
}
