-- Plain names for what the tables hold. Renaming keeps rows and references; an index is made again under its new name.

alter table asides rename to organiser_alerts;
alter table letters rename to direct_messages;
alter table readings rename to interpreter_items;
alter table reading_posts rename to interpreter_posts;
alter table slots rename to session_states;

drop index letters_open;
create index direct_messages_open on direct_messages (workshop, due_at) where status in ('waiting', 'claimed');
drop index readings_by_text;
create index interpreter_items_by_text on interpreter_items (workshop, kind, subject, answerer);
