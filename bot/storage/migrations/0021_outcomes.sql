-- What came of a session, as a facilitator wrote it, in each language. An empty text was taken out by hand: the
-- workshop file's does not stand in its place.
create table outcomes (
    workshop text not null references workshops,
    session text not null,
    language text not null,
    text text not null,
    author text not null,
    author_participant integer references participants,
    author_discord integer,
    written_at text not null,
    primary key (workshop, session, language)
) strict, without rowid;
