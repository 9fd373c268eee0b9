-- Two columns get a CHECK, which SQLite cannot add to a table that exists.

create table new_prompts (
    workshop   text not null references workshops,
    prompt     text not null,  -- no ; ends anything here
    session    text not null,
    definition text not null check (json_valid(definition)),
    opened_at  text not null,
    closed_at  text,
    closes_at  text not null,
    channel_id integer,
    message_id integer,
    shown_closed integer not null default 0 check (shown_closed in (0, 1)),
    primary key (workshop, prompt)
) strict, without rowid;
insert into new_prompts
    (workshop, prompt, session, definition, opened_at, closed_at, closes_at, channel_id, message_id, shown_closed)
    select workshop, prompt, session, definition, opened_at, closed_at, closes_at, channel_id, message_id, shown_closed
    from prompts;
drop table prompts;
alter table new_prompts rename to prompts;
