//! The statements that store: short ones for what usually comes, and one that knows every case. Each is one round trip and
//! one transaction by itself.
//!
//! They take each number of a bot once only, and those that have a number in the order of the primary key of
//! `tgqueue.seen`: so two front ends that bring the same updates do not wait for each other in a circle.
//!
//! No table that grows is read by anything but a probe of its key, whatever the planner believes: what it decided while the
//! tables were empty is kept for as long as the connection.

/// Stores all of a batch that is fresh, or nothing at all; gives the places, from 1, of what it did not store.
/// `bots, update_ids, lanes, kinds, conversations, raws, seen_for, distinct bots, batch before or null, batch`.
///
/// Nothing, if the row of one of the bots has to be written, which is once a minute, or if the batch before is named and was
/// not let in: it was sent just before, on the same connection, and what it did not store has to come first. A batch that
/// was let in leaves its name in a setting of the session, which is undone with everything else if it fails.
pub(super) const STORE: &str = "
with known as materialized (
    select b.bot, b.era from tgqueue.bots b where b.bot = any($8::bigint[]) and b.last_arrival > tgqueue.clock() - 60000
),
input as materialized (
    select unnest($1::bigint[]) as bot, unnest($2::bigint[]) as update_id, unnest($3::integer[]) as lane,
        unnest($4::smallint[]) as kind, unnest($5::bigint[]) as conversation, unnest($6::bytea[]) as raw,
        nextval('tgqueue.tickets') as ticket
    where case
        when (select count(*) from known) < cardinality($8::bigint[]) then false
        when current_setting('tgqueue.batch', true) is distinct from $9::text and $9::text is not null then false
        else set_config('tgqueue.batch', $10::text, false) is not null
    end
),
fresh as (
    insert into tgqueue.seen as s (bot, update_id, ticket, at)
    select bot, update_id, ticket, (select tgqueue.clock()) from input
    on conflict (bot, update_id) do update set ticket = excluded.ticket, at = excluded.at where s.at <= excluded.at - $7
    returning bot, update_id, ticket, at
),
stored as (
    insert into tgqueue.waiting (ticket, bot, lane, kind, conversation, era, update_id, due, arrived, raw)
    select f.ticket, i.bot, i.lane, i.kind, i.conversation, k.era, i.update_id, f.at, f.at, i.raw
    from input i join fresh f using (ticket) join known k on k.bot = i.bot
)
select i.n from unnest($1::bigint[], $2::bigint[]) with ordinality as i (bot, update_id, n)
where (select count(*) from fresh) < cardinality($2::bigint[])
    and not exists (select from fresh f where f.bot = i.bot and f.update_id = i.update_id)";

/// Stores one update, if it is fresh and the row of its bot need not be written; says by the count of rows whether it did.
/// `bot, update_id, lane, kind, conversation, raw, seen_for`.
///
/// With a single caller most batches are like this, and most of the time of the other statement is spent on setting up what
/// batches need.
pub(super) const STORE_ONE: &str = "
with fresh as (
    insert into tgqueue.seen as s (bot, update_id, ticket, at)
    select b.bot, $2::bigint, nextval('tgqueue.tickets'), tgqueue.clock()
    from tgqueue.bots b where b.bot = $1::bigint and b.last_arrival > tgqueue.clock() - 60000
    on conflict (bot, update_id) do update set ticket = excluded.ticket, at = excluded.at where s.at <= excluded.at - $7
    returning ticket, at
)
insert into tgqueue.waiting (ticket, bot, lane, kind, conversation, era, update_id, due, arrived, raw)
select ticket, $1, $3, $4, $5, (select b.era from tgqueue.bots b where b.bot = $1), $2, at, at, $6 from fresh";

/// Stores a batch, whatever is in it; answers each: 0 fresh, 1 duplicate, 2 already done.
/// `bots, update_ids, lanes, kinds, conversations, reasons, raws, seen_for`.
///
/// A bot's row is written once a minute at most, not to make everybody wait for it; when it is, whoever comes second
/// finds what the first one wrote, and the era grows by one.
pub(super) const APPEND: &str = "
with input as materialized (
    select * from unnest($1::bigint[], $2::bigint[], $3::integer[], $4::smallint[], $5::bigint[], $6::text[], $7::bytea[])
    with ordinality as i (bot, update_id, lane, kind, conversation, reason, raw, n)
),
time as materialized (select tgqueue.clock() as now),
fresh as (
    insert into tgqueue.seen as s (bot, update_id, ticket, at)
    select bot, update_id, nextval('tgqueue.tickets'), now from input, time where update_id is not null
    order by bot, update_id
    on conflict (bot, update_id) do update set ticket = excluded.ticket, at = excluded.at where s.at <= excluded.at - $8
    returning bot, update_id, ticket
),
stale as materialized (
    select b.bot, now from tgqueue.bots b, time
    where b.bot in (select bot from fresh) and (b.last_arrival is null or b.last_arrival <= now - 60000)
),
touched as (
    update tgqueue.bots b
    set era = b.era + case when b.last_arrival <= stale.now - $8 then 1 else 0 end, last_arrival = stale.now
    from stale where b.bot = stale.bot
    returning b.bot, b.era
),
stored as (
    insert into tgqueue.waiting (ticket, bot, lane, kind, conversation, era, update_id, due, arrived, raw)
    select f.ticket, f.bot, i.lane, i.kind, i.conversation, coalesce(t.era, b.era), f.update_id, now, now, i.raw
    from fresh f join input i using (bot, update_id) left join tgqueue.bots b using (bot) left join touched t using (bot)
    cross join time
),
died as (
    insert into tgqueue.letters (bot, ticket, attempts, arrived, died, reason, raw)
    select bot, nextval('tgqueue.tickets'), 0, now, now, reason, raw from input, time where update_id is null order by n
)
select case
    when i.update_id is null or f.ticket is not null then 0
    when s.ticket is null then 1
    when (select w.ticket from tgqueue.waiting w where w.ticket = s.ticket) is not null then 1
    when (select l.ticket from tgqueue.letters l where l.ticket = s.ticket) is not null then 1
    else 2
end
from input i
left join fresh f using (bot, update_id)
cross join lateral (
    select (select s.ticket from tgqueue.seen s where s.bot = i.bot and s.update_id = i.update_id) as ticket
) s
order by i.n";

#[cfg(test)]
mod tests {
    use tokio_postgres::types::ToSql;
    use tokio_postgres::{Client, Error};

    use super::super::server::{Server, connect};
    use super::STORE;

    /// Sends numbers of bot 1; gives the places of those that were not stored. What has no content cannot be.
    async fn store(
        client: &Client,
        numbers: &[i64],
        content: Option<&[u8]>,
        before: Option<&str>,
        name: &str,
    ) -> Result<Vec<i64>, Error> {
        let rows = numbers.len();
        let (bots, lanes, kinds, raws) = (vec![1_i64; rows], vec![0_i32; rows], vec![1_i16; rows], vec![content; rows]);
        let params: [&(dyn ToSql + Sync); 10] =
            [&bots, &numbers, &lanes, &kinds, &bots, &raws, &1_000_i64, &vec![1_i64], &before, &name];
        Ok(client.query(STORE, &params).await?.iter().map(|row| row.get(0)).collect())
    }

    #[tokio::test]
    async fn a_batch_behind_another_is_let_in_only_if_the_other_was() {
        let Some(server) = Server::start("").await else { return };
        let mut client = connect(&server.database("store").await).await.unwrap();
        super::super::schema::migrate(&mut client).await.unwrap();
        client.batch_execute("insert into tgqueue.bots (bot, lanes) values (1, 1)").await.unwrap();
        let raw = Some(&b"{}"[..]);
        // Nothing came yet, and that something did has to be written first.
        assert_eq!(store(&client, &[1, 2], raw, None, "a").await.unwrap(), [1, 2]);
        assert_eq!(store(&client, &[3], raw, Some("a"), "b").await.unwrap(), [1]);
        client.batch_execute("update tgqueue.bots set last_arrival = tgqueue.clock()").await.unwrap();
        // All is well now, but what was before is not there.
        assert_eq!(store(&client, &[3], raw, Some("b"), "c").await.unwrap(), [1]);
        assert_eq!(store(&client, &[1, 2], raw, None, "d").await.unwrap(), [0_i64; 0]);
        // What is there already does not keep others out.
        assert_eq!(store(&client, &[2, 3], raw, Some("d"), "e").await.unwrap(), [1]);
        assert_eq!(store(&client, &[4], raw, Some("e"), "f").await.unwrap(), [0_i64; 0]);
        store(&client, &[5], None, Some("f"), "g").await.unwrap_err();
        assert_eq!(store(&client, &[6], raw, Some("g"), "h").await.unwrap(), [1]);
        assert_eq!(store(&client, &[5, 6], raw, Some("f"), "i").await.unwrap(), [0_i64; 0]);
        let stored = "select array_agg(update_id order by ticket) from tgqueue.waiting join tgqueue.seen using (ticket, update_id)";
        let stored: Vec<i64> = client.query_one(stored, &[]).await.unwrap().get(0);
        assert_eq!(stored, [1, 2, 3, 4, 5, 6]);
        // What is older than that does not count any more.
        client.batch_execute("update tgqueue.seen set at = at - 1000 where update_id = 4").await.unwrap();
        assert_eq!(store(&client, &[3, 4, 5], raw, None, "j").await.unwrap(), [1, 3]);
    }
}
