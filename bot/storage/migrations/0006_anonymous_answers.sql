-- Answers without an author: to anonymous questions, and of people who were erased. The table has no rowid, and its key
-- is a keyed hash while the question is open, then random: the order of rows tells nothing.
create table anonymous_answers (
    workshop   text not null references workshops,
    prompt     text not null,
    answerer   text not null,
    option_ids text not null default '',
    value      integer,
    text       text,
    primary key (workshop, prompt, answerer)
) strict, without rowid;

insert into anonymous_answers (workshop, prompt, answerer, option_ids, value, text)
select workshop, prompt, answerer, option_ids, value, text from answers
where participant is null and administration is null order by random();

delete from answers where participant is null and administration is null;

-- A language with a single speaker names them. A response under a name is a participant's number, which is shorter.
update evaluation_answers set language = null where length(response) >= 32;

-- Who was erased, until the workshop is over: a keyed hash of a Discord id, whose key is not in the database. Whoever
-- joins again has the same number as before, so that nobody is counted twice.
create table erased_people (
    workshop    text not null references workshops,
    who         text not null,
    participant integer not null references participants,
    status      text not null,         -- the one before they were erased
    primary key (workshop, who)
) strict, without rowid;
