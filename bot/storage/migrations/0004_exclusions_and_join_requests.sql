-- Who was removed by an organiser and stays out, also after `/privacy erase`; `who` is a keyed hash of a Discord id.
create table exclusions (
    workshop    text not null references workshops,
    who         text not null,
    excluded_at text not null,
    primary key (workshop, who)
) strict, without rowid;

-- Requests to join of the last hour; `who` as above.
create table join_requests (
    workshop text not null references workshops,
    who      text not null,
    asked_at text not null
) strict;
create index join_requests_by_who on join_requests (workshop, who, asked_at);
