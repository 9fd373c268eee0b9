-- The hash of what an announcement shows since it was last edited: it is edited again once it has to say something else.

alter table announcements add column shown text;
