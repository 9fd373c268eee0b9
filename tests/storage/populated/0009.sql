insert into requests (workshop, key, requested_by, requested_at)
values ('w', 'nudge/p', 11, '10'), ('w', 'floor/a', null, '11');
insert into requested_posts (workshop, key, number, status, print, channel_id, claimed_at, message_id, fault)
values ('w', 'nudge/p', 0, 'sent', 'f00', 5, '10', 13, null), ('w', 'nudge/p', 1, 'due', null, null, null, null, null),
       ('w', 'floor/a', 0, 'failed', null, null, null, null, 'why');
