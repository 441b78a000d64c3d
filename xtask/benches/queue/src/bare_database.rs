//! PostgreSQL alone, doing the commits that the queue does: the same rows in tables of the same form, as many in a statement,
//! from one connection that has nothing else to do.

use std::time::{Duration, Instant};

use crate::Failure;

const TABLES: &str = "
create schema bare;
create table bare.seen (
    bot bigint not null, update_id bigint not null, ticket bigint not null, at bigint not null, primary key (bot, update_id)
);
create index on bare.seen (at);
create table bare.waiting (
    ticket bigint primary key, bot bigint not null, lane integer not null, kind smallint not null,
    conversation bigint not null, era integer not null, update_id bigint not null, attempts integer not null default 0,
    due bigint not null, arrived bigint not null, raw bytea not null
);
create index on bare.waiting (bot, lane, kind, conversation, era, update_id, ticket) include (arrived);
create index on bare.waiting (bot, lane, due) where attempts > 0;";

const STORE: &str = "
with input as materialized (select * from unnest($1::bigint[], $2::bigint[], $3::bytea[]) as i (id, chat, raw)),
seen as (insert into bare.seen select 1, id, id, id from input)
insert into bare.waiting (ticket, bot, lane, kind, conversation, era, update_id, due, arrived, raw)
select id, 1, chat % 64, 1, chat, 0, id, id, id, raw from input";

/// Rows a second.
pub(crate) async fn commit(address: &str, batch: f64, time: Duration) -> Result<f64, Failure> {
    let client = crate::server::connect(address).await?;
    client.batch_execute(TABLES).await?;
    let store = client.prepare(STORE).await?;
    let (begun, mut rows, mut commits) = (Instant::now(), 0_i64, 0_u64);
    while begun.elapsed() < time {
        commits += 1;
        let (mut ids, mut chats, mut raws) = (Vec::new(), Vec::new(), Vec::new());
        // As many as there were on average, which is no whole number.
        while (rows as f64) < commits as f64 * batch {
            rows += 1;
            ids.push(rows);
            chats.push(rows % 500);
            raws.push(crate::ours::json(rows.cast_unsigned()).into_bytes());
        }
        client.execute(&store, &[&ids, &chats, &raws]).await?;
    }
    let per_second = rows as f64 / begun.elapsed().as_secs_f64();
    client.batch_execute("drop schema bare cascade; checkpoint").await?;
    Ok(per_second)
}
