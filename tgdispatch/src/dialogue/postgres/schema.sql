create schema if not exists tgdispatch;

-- One row for each dialogue. The key begins with the number of the bot.
create table if not exists tgdispatch.dialogues (
    key text primary key,
    value bytea not null,
    -- When it is over if nobody sets it before; null: never.
    until timestamptz
);

create index if not exists dialogues_until on tgdispatch.dialogues (until) where until is not null;
