-- Who did something, with ids: a participant, and someone who has not joined.

update marks set actor_participant = 1 where workshop = 'w';
insert into marks (workshop, session, participant, standing, reason, actor, actor_discord, marked_at)
values ('w', 'b', 2, 'excused', 'ill', 'Organiser', 77, '2021');
update key_message_versions set author_discord = 77 where administration = 'MW';
update translations set translator_participant = 1, translator_discord = 77;
update publications set publisher_participant = 1, publisher_discord = 77;
update letters set about_participant = 2 where status = 'waiting';
insert into audit
    (id, workshop, at, actor, actor_participant, actor_discord, action, target, detail, about, about_participant, remark)
values (2, 'w', '11', 'A', 1, null, 'attendance mark', 'a', 'late', 'Guest', 2, 'rain'),
       (3, 'w', '12', 'O', null, 77, 'roster approve', '', 'ML', 'Aïssata', 1, '');
