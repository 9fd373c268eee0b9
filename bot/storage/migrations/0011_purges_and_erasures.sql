-- What a purge waits for; all of it begins anew when `purge_at` changes.
alter table workshops add column purge_ran real not null default 0;    -- seconds that the bot has run with this date
alter table workshops add column purge_told_at text;                   -- when the organisers were told of this date
alter table workshops add column purge_confirmed_at text;              -- when an organiser asked for it at once

-- Who was erased. A copy of the database has its own list: what is missing there is still to be erased from it.
create table erasures (
    workshop    text not null references workshops,
    participant integer not null,      -- their number; 0: they never joined
    person      text not null,         -- a keyed hash of their Discord id; empty: not known
    asked_at    text not null,
    erased_at   text,                  -- from this file; null: still to be done
    copies_at   text,                  -- from every copy beside it; null: still to be done
    primary key (workshop, participant, person)
) strict, without rowid;
