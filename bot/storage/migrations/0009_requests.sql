-- What someone asked for that shows in public: one of two who ask at once does it, the other reads who did.
create table requests (
    workshop     text not null references workshops,
    key          text not null,          -- what was asked for, such as nudge/PROMPT
    requested_by integer,                -- a Discord id; null once erased
    requested_at text not null,
    primary key (workshop, key)
) strict, without rowid;

-- The messages of such a request, each claimed before it is sent.
create table requested_posts (
    workshop   text not null,
    key        text not null,
    number     integer not null,
    status     text not null default 'due' check (status in ('due', 'claimed', 'sent', 'dropped', 'failed')),
    print      text,                     -- a hash of the words: found again in the channel's history
    channel_id integer,
    claimed_at text,
    message_id integer,
    fault      text,                     -- why it has failed
    primary key (workshop, key, number),
    foreign key (workshop, key) references requests on delete cascade
) strict, without rowid;
