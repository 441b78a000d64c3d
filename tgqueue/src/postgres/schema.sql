-- What the queue keeps in a PostgreSQL database, version 1. Applied once, under an advisory lock, by whichever process
-- comes first; needs the right to create a schema in the database. Times are milliseconds since 1970, by the clock of the
-- database. Numbers of 64 bits without a sign are stored as bigint, bit for bit.

create schema tgqueue;

-- Which versions of this file were applied.
create table tgqueue.migrations (
    version integer primary key,
    applied timestamptz not null default now()
);

-- The clock of the queue: the only place that tells the time.
create function tgqueue.clock() returns bigint language sql stable as
$$ select (extract(epoch from statement_timestamp()) * 1000)::bigint $$;

-- Bots, and into how many lanes their conversations are spread: decided when the bot is first seen, and the same for
-- every process from then on.
create table tgqueue.bots (
    bot bigint primary key,
    lanes integer not null check (lanes > 0),
    -- Counts the times when update numbers may have begun anew: whenever nothing new came for 48 h.
    era integer not null default 0,
    -- When something new came last, to the minute; null while nothing ever did.
    last_arrival bigint
);

-- Lanes, and who has them. A lane is free without a worker, or when its time is over.
create table tgqueue.lanes (
    bot bigint not null references tgqueue.bots,
    lane integer not null,
    -- Grows with each lease. What is marked under an older one does not count.
    epoch bigint not null default 0,
    worker text,
    until bigint not null default 0,
    primary key (bot, lane)
) with (fillfactor = 50);

-- Workers that showed a sign of life lately, and how many lanes each would take: to share lanes out evenly.
create table tgqueue.workers (
    bot bigint not null references tgqueue.bots,
    worker text not null,
    target integer not null,
    until bigint not null,
    primary key (bot, worker)
);

-- One number for each stored update, and never again.
create sequence tgqueue.tickets;

-- Which numbers came in the last 48 h: the primary key is what tells duplicates.
create table tgqueue.seen (
    bot bigint not null,
    update_id bigint not null,
    ticket bigint not null,
    at bigint not null,
    primary key (bot, update_id)
);
create index seen_at on tgqueue.seen (at);

-- What is not done: an update leaves this table when it is. Old ones may have the number of a new one, so the ticket is
-- the key.
create table tgqueue.waiting (
    ticket bigint primary key,
    bot bigint not null,
    lane integer not null,
    kind smallint not null,
    conversation bigint not null,
    era integer not null,
    update_id bigint not null,
    attempts integer not null default 0,
    due bigint not null,
    arrived bigint not null,
    raw bytea not null
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1);
-- The order of handling.
create index waiting_order on tgqueue.waiting (bot, lane, kind, conversation, era, update_id, ticket) include (arrived);
-- Those that came back: only they may have to wait for their time.
create index waiting_due on tgqueue.waiting (bot, lane, due) where attempts > 0;

-- Dead letters. Without an update_id: not even that could be read.
create table tgqueue.letters (
    id bigint generated always as identity primary key,
    bot bigint not null,
    ticket bigint not null unique,
    lane integer,
    kind smallint,
    conversation bigint,
    era integer,
    update_id bigint,
    attempts integer not null,
    arrived bigint not null,
    died bigint not null,
    reason text not null,
    raw bytea not null
);
create index letters_bot on tgqueue.letters (bot, id);
