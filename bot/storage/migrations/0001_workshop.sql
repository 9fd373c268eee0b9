-- Every row belongs to a workshop, so that one file serves many of them and many years.
-- Instants are UTC, ISO 8601 with microseconds, so that they sort as text.

create table workshops (
    workshop  text primary key,
    guild     integer,
    loaded_at text not null,       -- what was past then is not planned
    paused_at text,
    purge_at  text,                -- when personal data is to go; null: it is kept
    purged_at text,
    seen_at   text,                -- until when we know who was in voice
    copied_at text,                -- in a backup: when it was made
    restored_at text               -- when a backup was last put in place
) strict;

-- What was changed live; a session without a row stands as in the file.
create table slots (
    workshop  text not null references workshops,
    session   text not null,
    starts    text not null,
    ends      text not null,
    status    text not null check (status in ('planned', 'open', 'ended', 'cancelled')),
    opened_at text,
    ended_at  text,
    moves     integer not null,
    openings  integer not null,
    link      text,
    primary key (workshop, session)
) strict, without rowid;

-- What the last calendar handed out said of a session (a hash), and its SEQUENCE there.
create table calendar_entries (
    workshop text not null references workshops,
    session  text not null,
    print    text not null,
    sequence integer not null,
    primary key (workshop, session)
) strict, without rowid;

create table participants (
    id             integer primary key autoincrement,
    workshop       text not null references workshops,
    discord_id     integer,                -- null once erased, or for a guest of a delegation
    name           text not null,
    administration text not null,
    status         text not null default 'joined' check (status in ('joined', 'pending', 'removed')),
    language       text not null,          -- the one their replies are in
    email          text,
    registered_at  text not null,
    unique (workshop, discord_id)
) strict;
create index participants_by_administration on participants (workshop, administration);

-- What a person chose, joined or not.
create table preferences (
    workshop        text not null references workshops,
    discord_id      integer not null,
    language        text,
    direct_messages integer not null default 0,
    primary key (workshop, discord_id)
) strict, without rowid;

create table join_codes (
    workshop       text not null references workshops,
    administration text not null,
    generation     integer not null,
    primary key (workshop, administration)
) strict, without rowid;

-- Wrong codes of the last minutes; `who` is a keyed hash of a Discord id, not the id.
create table wrong_codes (
    workshop text not null references workshops,
    who      text not null,
    tried_at text not null
) strict;
create index wrong_codes_by_who on wrong_codes (workshop, who, tried_at);

create table presences (
    id          integer primary key,
    workshop    text not null references workshops,
    session     text not null,
    participant integer not null references participants,
    source      text not null check (source in ('voice', 'button', 'code', 'import', 'organiser')),
    starts      text not null,
    ends        text,
    uncertain   integer not null default 0
) strict;
create index presences_by_session on presences (workshop, session, participant);
create index presences_by_participant on presences (participant);
create unique index one_sign_in on presences (workshop, session, participant, source)
    where source in ('button', 'code');

create table marks (
    workshop    text not null references workshops,
    session     text not null,
    participant integer not null references participants,
    standing    text not null,
    reason      text not null,
    actor       text not null,
    marked_at   text not null,
    primary key (workshop, session, participant)
) strict, without rowid;

create table prompts (
    workshop   text not null references workshops,
    prompt     text not null,
    session    text not null,
    definition text not null,          -- json: the question as it was put
    opened_at  text not null,
    closed_at  text,
    closes_at  text not null,
    channel_id integer,
    message_id integer,
    shown_closed integer not null default 0,       -- whether its message says that it is closed
    primary key (workshop, prompt)
) strict, without rowid;

-- The round of the table: whose turn it is, in the working order.
create table turns (
    workshop       text not null,
    prompt         text not null,
    place          integer not null,
    administration text not null,
    turn           text not null check (turn in ('waiting', 'speaking', 'spoken', 'passed')),
    primary key (workshop, prompt, place),
    foreign key (workshop, prompt) references prompts on delete cascade
) strict, without rowid;

-- An anonymous answer has a random, negative id, and neither participant, administration nor time.
create table answers (
    id             integer primary key,
    workshop       text not null references workshops,
    prompt         text not null,
    answerer       text not null,      -- the participant, the administration, or a keyed hash: one answer each
    participant    integer references participants,
    administration text,
    language       text,
    option_ids     text not null default '',
    value          integer,
    text           text,
    answered_at    text,
    edited_at      text,
    unique (workshop, prompt, answerer)
) strict;

create table key_messages (
    workshop       text not null references workshops,
    administration text not null,
    number         integer not null,
    status         text not null check (status in ('submitted', 'translated', 'cleared', 'published')),
    on_behalf      integer not null default 0,     -- whether organisers wrote what now stands
    submitted_at   text not null,
    form           text,                           -- the form it first came from: sent twice, it is one message
    primary key (workshop, administration, number)
) strict, without rowid;
create unique index one_message_a_form on key_messages (workshop, form) where form is not null;

create table key_message_versions (
    workshop       text not null,
    administration text not null,
    number         integer not null,
    version        integer not null,
    language       text not null,
    theme          text,
    text           text not null,
    author         text not null,
    participant    integer references participants,
    on_behalf      integer not null default 0,
    written_at     text not null,
    primary key (workshop, administration, number, version),
    foreign key (workshop, administration, number) references key_messages
) strict, without rowid;

-- The highest revision counts; earlier ones are kept.
create table translations (
    workshop       text not null,
    administration text not null,
    number         integer not null,
    version        integer not null,
    language       text not null,
    revision       integer not null default 1,
    text           text not null,
    translator     text not null,
    translated_at  text not null,
    primary key (workshop, administration, number, version, language, revision),
    foreign key (workshop, administration, number, version) references key_message_versions
) strict, without rowid;

-- What stands in public of each message, word for word, until the next publication.
create table publications (
    workshop       text not null,
    administration text not null,
    number         integer not null,
    version        integer not null,
    uncleared      integer not null,       -- published by override, before it was cleared
    publisher      text not null,
    published_at   text not null,
    primary key (workshop, administration, number),
    foreign key (workshop, administration, number, version) references key_message_versions
) strict, without rowid;

create table published_texts (
    workshop       text not null,
    administration text not null,
    number         integer not null,
    language       text not null,
    text           text not null,
    primary key (workshop, administration, number, language),
    foreign key (workshop, administration, number) references publications
) strict, without rowid;

-- The posts in the key messages' channel, from the first down; without a message id it is about to be posted.
create table publication_posts (
    workshop   text not null references workshops,
    place      integer not null,
    channel_id integer not null,
    message_id integer,
    print      text not null,
    posted_at  text not null,
    primary key (workshop, place)
) strict, without rowid;

-- An administration stands behind the version that it read.
create table endorsements (
    workshop       text not null,
    administration text not null,
    number         integer not null,
    endorsed_by    text not null,      -- an administration's code
    version        integer not null default 1,
    participant    integer references participants,
    endorsed_at    text not null,
    primary key (workshop, administration, number, endorsed_by),
    foreign key (workshop, administration, number) references key_messages
) strict, without rowid;

-- The key-message desk open once more after its hour, for one administration or, where that is empty, for all.
create table desk_reopenings (
    id             integer primary key,
    workshop       text not null references workshops,
    administration text not null,
    until          text not null,
    reopened_at    text not null
) strict;
create index desk_reopenings_by_administration on desk_reopenings (workshop, administration, until);

-- A session's floor, and the panel that shows it.
create table floors (
    workshop   text not null references workshops,
    session    text not null,
    is_open    integer not null,
    channel_id integer,
    message_id integer,
    primary key (workshop, session)
) strict, without rowid;

create table floor_requests (
    id             integer primary key,
    workshop       text not null references workshops,
    session        text not null,
    participant    integer not null references participants,
    administration text not null,
    claim          text not null check (claim in ('waiting', 'speaking', 'spoken', 'withdrawn', 'left')),
    asked_at       text not null,
    given_at       text,
    called_at      text,                   -- the room was told that they have the floor
    ended_at       text,
    left_at        text,                   -- away since then: the place is kept for a moment
    in_voice       integer not null default 0
) strict;
create unique index one_place_in_the_queue on floor_requests (workshop, session, participant)
    where claim in ('waiting', 'speaking');

create table evaluation_answers (
    workshop    text not null references workshops,
    evaluation  text not null,
    response    text not null,
    question    text not null,
    value       integer,
    text        text,
    language    text,
    answered_at text,
    primary key (workshop, evaluation, response, question)
) strict, without rowid;

create table announcements (
    workshop   text not null references workshops,
    key        text not null,
    kind       text not null,
    session    text,
    subject    text not null,
    language   text not null,
    due_at     text not null,
    status     text not null
        check (status in ('due', 'claimed', 'sent', 'late', 'skipped', 'failed', 'cancelled')),
    payload    text,                   -- json: what a change or a notice says
    print      text,                   -- a hash of what was about to be said: found again in the channel's history
    channel_id integer,
    message_id integer,
    claimed_at text,
    sent_at    text,
    fault      text,                   -- why it was skipped or failed
    told_at    text,                   -- when it was put down for the organisers that it was late, skipped or failed
    primary key (workshop, key)
) strict, without rowid;
create index announcements_open on announcements (workshop, due_at) where status in ('due', 'claimed');

-- What the organisers alone are told, once: written down before it is said.
create table asides (
    workshop   text not null references workshops,
    key        text not null,
    payload    text not null,          -- json: what it is about
    written_at text not null,
    print      text,
    channel_id integer,
    claimed_at text,
    message_id integer,
    said_at    text,
    primary key (workshop, key)
) strict, without rowid;

-- Direct messages, written down before they are sent; once one has come to its end, its text goes.
create table letters (
    workshop   text not null references workshops,
    key        text not null,          -- of the announcement, or of what else it is sent for
    discord_id integer not null,       -- its reader
    due_at     text not null,          -- what the grace is counted from
    status     text not null default 'waiting'
        check (status in ('waiting', 'claimed', 'sent', 'closed', 'dropped')),
    text       text,
    claimed_at text,
    ended_at   text,
    message_id integer,
    primary key (workshop, key, discord_id)
) strict, without rowid;
create index letters_open on letters (workshop, due_at) where status in ('waiting', 'claimed');

-- The messages in which something is read aloud to the interpreters; once one has come to its end, its number stays.
create table reading_posts (
    id         integer primary key,
    workshop   text not null references workshops,
    channel_id integer not null,
    print      text,
    claimed_at text not null,          -- its nonce is made of it
    ended_at   text,
    message_id integer
) strict;

-- What waits to be read aloud: where it stands, not what it says. It goes once it was read.
create table readings (
    id       integer primary key autoincrement,        -- in the order of reading, and never used again
    workshop text not null references workshops,
    kind     text not null check (kind in ('announcement', 'question', 'answer')),
    subject  text not null,                            -- an announcement's key, or a prompt
    answerer text not null default '',                 -- of a named answer
    due_at   text not null,
    part     integer not null default 0,               -- how many of its parts were read
    post     integer references reading_posts,         -- the message it is in, or about to be
    until    integer                                   -- up to which of its parts; null: to its end
) strict;
create index readings_by_text on readings (workshop, kind, subject, answerer);

-- What we made at Discord, by its purpose: found again when renamed.
create table places (
    workshop   text not null references workshops,
    purpose    text not null,
    discord_id integer not null,
    primary key (workshop, purpose)
) strict, without rowid;

create table audit (
    id       integer primary key,
    workshop text not null references workshops,
    at       text not null,
    actor    text not null,
    action   text not null,
    target   text not null,
    detail   text not null
) strict;

-- Texts that wait for their author's confirmation.
create table drafts (
    id         integer primary key autoincrement,      -- never used again: a notice's key is made of it
    workshop   text not null references workshops,
    kind       text not null check (kind in ('notice', 'change', 'report')),
    author     integer not null,       -- a Discord id
    payload    text not null,          -- json
    written_at text not null
) strict;
