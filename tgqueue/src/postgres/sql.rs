//! The statements of the engine, but those that store, which are in `append.rs`. Each is one round trip and one transaction by
//! itself.

/// Before anything else of a bot. `bot, lanes`.
pub(super) const ADD_BOT: &str = "insert into tgqueue.bots (bot, lanes) values ($1, $2) on conflict (bot) do nothing";

/// How many lanes the bot has; makes them. `bot`. A statement of its own, to see what another process just added.
pub(super) const ADD_LANES: &str = "
with of as (select bot, lanes from tgqueue.bots where bot = $1),
made as (
    insert into tgqueue.lanes (bot, lane) select bot, generate_series(0, lanes - 1) from of on conflict (bot, lane) do nothing
)
select lanes from of";

/// What a worker may have: lanes are poured out over all that are alive, in equal parts, but to nobody more than it would
/// take; what is left over goes to the last ones by name, so that all together are allowed just what there is. With more
/// workers than lanes, whoever comes first has one.
/// `$1` is the bot, `$2` the worker, and it is said how many it would take.
macro_rules! share {
    ($target:literal) => {
        concat!(
            "
mine as materialized (
    select count(*) as lanes from tgqueue.lanes l where l.bot = $1 and l.worker = $2 and l.until > tgqueue.clock()
),
live as materialized (
    select w.worker, w.target, row_number() over (order by w.target, w.worker) as n, count(*) over () as workers
    from (
        select w.worker, w.target::bigint from tgqueue.workers w
        where w.bot = $1 and w.worker <> $2 and w.until > tgqueue.clock()
        union all select $2, ",
            $target,
            " from mine
    ) w
),
poured (n, worker, lanes, left_over) as (
    select 0::bigint, null::text, 0::bigint, b.lanes::bigint from tgqueue.bots b where b.bot = $1
    union all
    select l.n, l.worker, part.lanes, p.left_over - part.lanes
    from poured p join live l on l.n = p.n + 1
    cross join lateral (select least(l.target, p.left_over / (l.workers - p.n)) as lanes) part
),
allowed as materialized (select greatest(1, p.lanes) as lanes from poured p where p.worker = $2)"
        )
    };
}

/// Takes free lanes, those that were free longest first. `bot, worker, want, ttl`. If the one who had a lane did not give it
/// back, everything that waits in it is suspect.
///
/// What somebody else is just taking is passed over; what is being settled is waited for by nobody.
pub(super) const LEASE: &str = concat!(
    "with recursive ",
    share!("least(mine.lanes + $3, 2147483647)"),
    ",
me as (
    insert into tgqueue.workers (bot, worker, target, until)
    select $1, $2, least(mine.lanes + $3, 2147483647), tgqueue.clock() + $4 from mine
    on conflict (bot, worker) do update set target = excluded.target, until = excluded.until
),
free as materialized (
    select l.lane from tgqueue.lanes l
    where l.bot = $1 and (l.worker is null or l.until <= tgqueue.clock())
    order by l.until, l.lane
    limit greatest(0, least($3, (select allowed.lanes - mine.lanes from allowed, mine)))
    for update skip locked
)
update tgqueue.lanes l set epoch = l.epoch + 1, worker = $2, until = tgqueue.clock() + $4,
    suspect = case when l.worker is null then l.suspect else (select last_value from tgqueue.tickets) end
from free where l.bot = $1 and l.lane = free.lane
returning l.lane, l.epoch"
);

/// Makes leases of one bot last. `bot, lanes, epochs, ttl`; gives the worker's name of those that are kept.
pub(super) const RENEW: &str = "
with input as materialized (
    select * from unnest($2::integer[], $3::bigint[]) with ordinality as i (lane, epoch, n)
),
locked as materialized (
    select l.lane, l.epoch from tgqueue.lanes l
    where l.bot = $1 and l.lane = any($2) and l.worker is not null
    order by l.lane for no key update
),
kept as (
    update tgqueue.lanes l set until = tgqueue.clock() + $4
    from input i join locked using (lane, epoch)
    where l.bot = $1 and l.lane = i.lane and l.epoch = i.epoch and l.worker is not null
    returning i.n, l.worker
),
alive as (
    update tgqueue.workers w set until = tgqueue.clock() + $4
    from (select distinct worker from kept) k where w.bot = $1 and w.worker = k.worker
)
select kept.worker from input left join kept using (n) order by n";

/// How many lanes too many a worker has: as many as others lack of their share. `bot, worker`.
pub(super) const EXCESS: &str = concat!(
    "with recursive ",
    share!("coalesce((select w.target from tgqueue.workers w where w.bot = $1 and w.worker = $2), 2147483647)::bigint"),
    " select greatest(0, mine.lanes - allowed.lanes)::bigint from allowed, mine"
);

/// Gives lanes of one bot back. `bot, lanes, epochs`; gives the names of the workers.
pub(super) const RELEASE: &str = "
with input as materialized (select * from unnest($2::integer[], $3::bigint[]) as i (lane, epoch)),
locked as materialized (
    select l.lane, l.epoch, l.worker from tgqueue.lanes l
    where l.bot = $1 and l.lane = any($2) and l.worker is not null
    order by l.lane for no key update
)
update tgqueue.lanes l set worker = null, until = tgqueue.clock()
from input i join locked using (lane, epoch)
where l.bot = $1 and l.lane = i.lane and l.epoch = i.epoch
returning locked.worker";

/// Forgets workers that have no lane any more. `bot, workers`.
pub(super) const LEAVE: &str = "
delete from tgqueue.workers w where w.bot = $1 and w.worker = any($2)
and not exists (select from tgqueue.lanes l where l.bot = w.bot and l.worker = w.worker)";

/// Which leases are current, and up to which ticket their updates are suspect. `bot, lanes`.
pub(super) const HELD: &str =
    "select lane, epoch, suspect from tgqueue.lanes where bot = $1 and lane = any($2) and worker is not null";

/// What is to be handled next: walks from conversation to conversation along the index, one probe each, so that a chat
/// with a million updates costs no more than another.
/// `bot, lanes, after_kinds, after_conversations, to_kinds, to_conversations, busy_kinds, busy_conversations,
/// per_conversation, max`.
pub(super) const FETCH: &str = "
select p.n, p.lane, c.kind, c.conversation, r.ticket, r.update_id, r.attempts, tgqueue.clock() - r.arrived, r.raw, r.era, r.crashes,
    r.begun
from unnest($2::integer[], $3::smallint[], $4::bigint[], $5::smallint[], $6::bigint[])
    with ordinality as p (lane, after_kind, after_conversation, to_kind, to_conversation, n)
cross join lateral (
    with recursive walk (kind, conversation) as (
        (select w.kind, w.conversation from tgqueue.waiting w
        where w.bot = $1 and w.lane = p.lane
            and (w.kind, w.conversation) > (p.after_kind, p.after_conversation)
            and (w.kind, w.conversation) <= (p.to_kind, p.to_conversation)
        order by w.kind, w.conversation limit 1)
        union all
        select next.kind, next.conversation from walk cross join lateral (
            select w.kind, w.conversation from tgqueue.waiting w
            where w.bot = $1 and w.lane = p.lane
                and (w.kind, w.conversation) > (walk.kind, walk.conversation)
                and (w.kind, w.conversation) <= (p.to_kind, p.to_conversation)
            order by w.kind, w.conversation limit 1
        ) next
    )
    select walk.kind, walk.conversation from walk
    where (walk.kind, walk.conversation) not in (select * from unnest($7::smallint[], $8::bigint[]))
) c
cross join lateral (
    select q.* from (
        select w.*, bool_and(w.due <= tgqueue.clock()) over (order by w.era, w.update_id, w.ticket) as ready
        from (
            select w.ticket, w.era, w.update_id, w.attempts, w.crashes, w.begun, w.arrived, w.due, w.raw
            from tgqueue.waiting w
            where w.bot = $1 and w.lane = p.lane and w.kind = c.kind and w.conversation = c.conversation
            order by w.era, w.update_id, w.ticket limit $9
        ) w
    ) q where q.ready
) r
limit $10";

/// When the first of those that came back is due, from now. `bot, lanes`.
pub(super) const DUE: &str = "
select min(w.due) - tgqueue.clock() from tgqueue.waiting w
where w.bot = $1 and w.lane = any($2) and w.attempts > 0 and w.due > tgqueue.clock()";

/// Notes that updates are begun. `bots, lanes, epochs, tickets`. Under a lease that is over it notes nothing.
pub(super) const BEGIN: &str = "
with input as materialized (
    select distinct * from unnest($1::bigint[], $2::integer[], $3::bigint[], $4::bigint[]) as i (bot, lane, epoch, ticket)
),
held as materialized (
    select l.bot, l.lane, l.epoch from tgqueue.lanes l
    where (l.bot, l.lane) in (select bot, lane from input) and l.worker is not null
    order by l.bot, l.lane for share
)
update tgqueue.waiting w set crashes = w.crashes + (w.begun not in (0, i.epoch))::integer, begun = i.epoch
from input i join held using (bot, lane, epoch)
where w.ticket = i.ticket and w.bot = i.bot and w.lane = i.lane";

/// Applies marks, no ticket twice; answers each: 0 fenced, 1 applied, 2 unknown.
/// `bots, lanes, epochs, tickets, outcomes, afters, reasons, synchronous_commit`.
///
/// The lanes' rows are locked until it is committed: no lease can begin between the look at the epoch and the mark.
pub(super) const SETTLE: &str = "
with mark as materialized (
    select * from unnest($1::bigint[], $2::integer[], $3::bigint[], $4::bigint[], $5::smallint[], $6::bigint[], $7::text[])
    with ordinality as m (bot, lane, epoch, ticket, outcome, after, reason, n)
),
mode as materialized (
    select set_config('synchronous_commit', coalesce($8, current_setting('synchronous_commit')), true) as set
),
held as materialized (
    select l.bot, l.lane, l.epoch from tgqueue.lanes l
    where (l.bot, l.lane) in (select bot, lane from mark) and l.worker is not null
    order by l.bot, l.lane for share
),
mine as materialized (select mark.* from mark join held using (bot, lane, epoch)),
gone as (
    delete from tgqueue.waiting w using mine m
    where w.ticket = m.ticket and w.bot = m.bot and w.lane = m.lane and m.outcome <> 1
    returning w.*, m.outcome, m.reason
),
back as (
    update tgqueue.waiting w set attempts = w.attempts + 1, due = tgqueue.clock() + m.after,
        crashes = w.crashes + (w.begun not in (0, m.epoch))::integer, begun = 0
    from mine m
    where w.ticket = m.ticket and w.bot = m.bot and w.lane = m.lane and m.outcome = 1
    returning w.ticket
),
died as (
    insert into tgqueue.letters
        (bot, ticket, lane, kind, conversation, era, update_id, attempts, arrived, died, reason, raw)
    select bot, ticket, lane, kind, conversation, era, update_id, attempts, arrived, tgqueue.clock(), reason, raw
    from gone where outcome = 2 order by ticket
)
select case when mine.n is null then 0 when gone.ticket is not null or back.ticket is not null then 1 else 2 end, mode.set
from mark
left join mine using (n)
left join gone on gone.ticket = mark.ticket
left join back on back.ticket = mark.ticket
cross join mode
order by mark.n";

/// Makes durable what was committed before: the log is written in order, and this waits for its own place in it.
pub(super) const FLUSH: &str = "select pg_logical_emit_message(true, 'tgqueue', '')::text";

/// `bot or null, after, limit`.
pub(super) const LETTERS: &str = "
select id, bot, update_id, kind, conversation, attempts, arrived, died, reason, length(raw)
from tgqueue.letters where ($1::bigint is null or bot = $1) and id > $2 order by id limit $3";

/// `id`.
pub(super) const LETTER: &str = "
select id, bot, update_id, kind, conversation, attempts, arrived, died, reason, length(raw), raw
from tgqueue.letters where id = $1";

/// `id`.
pub(super) const REPLAY: &str = "
with letter as (delete from tgqueue.letters where id = $1 and update_id is not null returning *)
insert into tgqueue.waiting (ticket, bot, lane, kind, conversation, era, update_id, due, arrived, raw)
select ticket, bot, lane, kind, conversation, era, update_id, tgqueue.clock(), arrived, raw from letter
returning ticket";

/// `id`.
pub(super) const DELETE: &str = "delete from tgqueue.letters where id = $1 returning id";

/// A row for each lane. `bot`.
pub(super) const STATS: &str = "
select l.lane, coalesce(w.pending, 0), tgqueue.clock() - w.oldest,
    case when l.until > tgqueue.clock() then l.worker end, l.epoch, l.until - tgqueue.clock(),
    (select count(*) from tgqueue.letters where bot = $1)
from tgqueue.lanes l
left join (
    select lane, count(*) as pending, min(arrived) as oldest from tgqueue.waiting where bot = $1 group by lane
) w using (lane)
where l.bot = $1 order by l.lane";

/// `bot, limit`.
pub(super) const CONVERSATIONS: &str = "
select c.kind, c.conversation, c.pending, tgqueue.clock() - c.oldest, w.attempts, w.due - tgqueue.clock()
from (
    select lane, kind, conversation, count(*) as pending, min(arrived) as oldest
    from tgqueue.waiting where bot = $1 group by lane, kind, conversation order by pending desc limit $2
) c
cross join lateral (
    select w.attempts, w.due from tgqueue.waiting w
    where w.bot = $1 and w.lane = c.lane and w.kind = c.kind and w.conversation = c.conversation
    order by w.era, w.update_id, w.ticket limit 1
) w
order by c.pending desc";

/// None.
pub(super) const BOTS: &str = "select bot from tgqueue.bots where last_arrival is not null order by bot";

/// Changes with every append.
pub(super) const LAST_TICKET: &str = "select last_value, is_called from tgqueue.tickets";

/// Forgets numbers that are not duplicates any more, some at a time. `seen_for, limit`; gives how many.
pub(super) const SWEEP: &str = "
with gone as (
    delete from tgqueue.seen where ctid in (
        select ctid from tgqueue.seen where at <= tgqueue.clock() - $1 order by at limit $2 for update skip locked
    ) returning 1
)
select count(*) from gone";

/// Forgets workers of which there was no sign for long. `ttl`.
pub(super) const SWEEP_WORKERS: &str = "delete from tgqueue.workers where until <= tgqueue.clock() - $1";
