-- A local time that someone decided stays that local time, also when the rules of its time zone change.
-- Local times are written with their offset at that time: 2021-03-15T11:00:00+01:00.

alter table slots add column zone text;            -- an IANA name; null in rows of earlier versions
alter table slots add column local_start text;
alter table slots add column local_end text;

-- The times of each session that were planned or told last.
create table announced_times (
    workshop text not null references workshops,
    session  text not null,
    starts   text not null,
    ends     text not null,
    primary key (workshop, session)
) strict, without rowid;
