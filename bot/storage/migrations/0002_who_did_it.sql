-- Who did something, and who it was done to: matched by id, the participant number or, without one, the Discord id.
-- The name beside it is the one of that time, for reading only. Rows from before have a name alone and match nobody.

alter table audit add column actor_participant integer references participants;
alter table audit add column actor_discord integer;
alter table audit add column about text not null default '';            -- the name of whom it was done to
alter table audit add column about_participant integer references participants;
alter table audit add column remark text not null default '';           -- what was said of them, such as an excuse

alter table marks add column actor_participant integer references participants;
alter table marks add column actor_discord integer;

alter table key_message_versions add column author_discord integer;     -- beside `participant`

alter table translations add column translator_participant integer references participants;
alter table translations add column translator_discord integer;

alter table publications add column publisher_participant integer references participants;
alter table publications add column publisher_discord integer;

alter table letters add column about_participant integer references participants;      -- whom the text names
