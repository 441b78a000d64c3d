-- Version 2: crashes are counted.

-- The last ticket there was when a lease of the lane ended without being given back: what has it or a lower one may have
-- been at work then.
alter table tgqueue.lanes add column suspect bigint not null default 0;

-- Under how many leases that are over the update was begun, and the epoch of the last one under which it was and of which
-- nothing was said; 0 if there is none. Written only for updates that are suspect.
alter table tgqueue.waiting add column crashes integer not null default 0, add column begun bigint not null default 0;
