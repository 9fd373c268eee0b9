-- Rows for every table of migration 0001, every column filled at least once.

insert into workshops (workshop, guild, loaded_at, paused_at, purge_at, purged_at, seen_at, copied_at, restored_at)
values ('w', 1, '2021-03-14', '2021-03-15', '2022-03-15', '2022-03-16', '2021-03-15', '2021-03-16', '2021-03-17'),
       ('v -- not a comment', null, '2020-03-14', null, null, null, null, null, null);

insert into slots (workshop, session, starts, ends, status, opened_at, ended_at, moves, openings, link)
values ('w', 'a', '10', '11', 'ended', '10', '11', 2, 1, 'https://example.org/a;b'),
       ('w', 'b', '11', '12', 'planned', null, null, 0, 0, null);

insert into calendar_entries (workshop, session, print, sequence) values ('w', 'a', 'f00', 3);

insert into participants
    (id, workshop, discord_id, name, administration, status, language, email, registered_at)
values (1, 'w', 11, 'Aïssata -- Mali', 'ML', 'joined', 'fr', 'a@example.org', '2021'),
       (2, 'w', null, 'Guest; of
a delegation', 'MW', 'removed', 'en', null, '2021'),
       (9, 'w', 99, 'Deleted', 'ML', 'pending', 'fr', null, '2021');
delete from participants where id = 9; -- sqlite_sequence still says 9

insert into preferences (workshop, discord_id, language, direct_messages) values ('w', 11, 'fr', 1), ('w', 12, null, 0);
insert into join_codes (workshop, administration, generation) values ('w', 'ML', 2);
insert into wrong_codes (workshop, who, tried_at) values ('w', 'h', '1'), ('w', 'h', '2');

insert into presences (id, workshop, session, participant, source, starts, ends, uncertain)
values (1, 'w', 'a', 1, 'voice', '10', '11', 1), (2, 'w', 'a', 2, 'button', '10', null, 0);
insert into marks (workshop, session, participant, standing, reason, actor, marked_at)
values ('w', 'a', 1, 'present', 'was there', 'Organiser', '2021');

insert into prompts
    (workshop, prompt, session, definition, opened_at, closed_at, closes_at, channel_id, message_id, shown_closed)
values ('w', 'p', 'a', '{"text": "a -- b"}', '10', '11', '11', 5, 6, 1),
       ('w', 'q', 'b', '{}', '11', null, '12', null, null, 0);
insert into turns (workshop, prompt, place, administration, turn)
values ('w', 'p', 0, 'ML', 'spoken'), ('w', 'p', 1, 'MW', 'passed'), ('w', 'q', 0, 'MW', 'waiting');
insert into answers
    (id, workshop, prompt, answerer, participant, administration, language, option_ids, value, text, answered_at, edited_at)
values (1, 'w', 'p', 'p:1', 1, 'ML', 'fr', 'yes,no', 4, 'd''accord ;', '10', '11'),
       (-77, 'w', 'q', 'hash', null, null, null, '', null, null, null, null);

insert into key_messages (workshop, administration, number, status, on_behalf, submitted_at, form)
values ('w', 'ML', 1, 'published', 1, '10', 'f'), ('w', 'MW', 1, 'submitted', 0, '10', null);
insert into key_message_versions
    (workshop, administration, number, version, language, theme, text, author, participant, on_behalf, written_at)
values ('w', 'ML', 1, 1, 'fr', 'transparency', 'texte', 'Aïssata', 1, 1, '10'),
       ('w', 'MW', 1, 1, 'en', null, 'text', 'Guest', null, 0, '10');
insert into translations
    (workshop, administration, number, version, language, revision, text, translator, translated_at)
values ('w', 'ML', 1, 1, 'en', 2, 'text', 'Translator', '11');
insert into publications (workshop, administration, number, version, uncleared, publisher, published_at)
values ('w', 'ML', 1, 1, 1, 'Organiser', '12');
insert into published_texts (workshop, administration, number, language, text)
values ('w', 'ML', 1, 'fr', 'texte'), ('w', 'ML', 1, 'en', 'text');
insert into publication_posts (workshop, place, channel_id, message_id, print, posted_at)
values ('w', 0, 5, 7, 'f00', '12');
insert into endorsements (workshop, administration, number, endorsed_by, version, participant, endorsed_at)
values ('w', 'ML', 1, 'MW', 1, 2, '12');
insert into desk_reopenings (id, workshop, administration, until, reopened_at) values (1, 'w', '', '18', '17');

insert into floors (workshop, session, is_open, channel_id, message_id) values ('w', 'a', 1, 5, 8);
insert into floor_requests
    (id, workshop, session, participant, administration, claim, asked_at, given_at, called_at, ended_at, left_at, in_voice)
values (1, 'w', 'a', 1, 'ML', 'left', '10', '10', '10', '11', '11', 1),
       (2, 'w', 'a', 2, 'MW', 'waiting', '10', null, null, null, null, 0);

insert into evaluation_answers (workshop, evaluation, response, question, value, text, language, answered_at)
values ('w', 'final', 'r', 'useful', 5, null, 'fr', '17'), ('w', 'final', 'r', 'next', null, 'encore', null, null);

insert into announcements
    (workshop, key, kind, session, subject, language, due_at, status, payload, print, channel_id, message_id, claimed_at,
     sent_at, fault, told_at)
values ('w', 'opening/a/fr', 'opening', 'a', 'a', 'fr', '10', 'failed', '{}', 'f00', 5, 9, '10', '10', 'why', '11'),
       ('w', 'opening/b/fr', 'opening', null, 'b', 'fr', '11', 'due', null, null, null, null, null, null, null, null);
insert into asides (workshop, key, payload, written_at, print, channel_id, claimed_at, message_id, said_at)
values ('w', 'late', '{}', '10', 'f00', 5, '10', 10, '10');
insert into letters (workshop, key, discord_id, due_at, status, text, claimed_at, ended_at, message_id)
values ('w', 'opening/a/fr', 11, '10', 'sent', null, '10', '10', 11),
       ('w', 'opening/b/fr', 11, '11', 'waiting', 'Bonjour', null, null, null);
insert into reading_posts (id, workshop, channel_id, print, claimed_at, ended_at, message_id)
values (1, 'w', 5, 'f00', '10', '10', 12);
insert into readings (id, workshop, kind, subject, answerer, due_at, part, post, until)
values (3, 'w', 'answer', 'p', 'p:1', '10', 1, 1, 2), (4, 'w', 'announcement', 'opening/a/fr', '', '10', 0, null, null);
insert into places (workshop, purpose, discord_id) values ('w', 'plenary', 5);
insert into audit (id, workshop, at, actor, action, target, detail) values (1, 'w', '10', 'O', 'session end', 'a', '');
insert into drafts (id, workshop, kind, author, payload, written_at) values (5, 'w', 'notice', 11, '{}', '10');
