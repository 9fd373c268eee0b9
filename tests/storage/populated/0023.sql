update announcements set shown = 'f00d' where message_id is not null;
