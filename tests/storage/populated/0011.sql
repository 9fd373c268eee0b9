-- Rows for what migration 0011 adds.

update workshops set purge_ran = 3600.5, purge_told_at = '2022-03-08', purge_confirmed_at = '2022-03-09'
where workshop = 'w';
insert into erasures (workshop, participant, person, asked_at, erased_at, copies_at)
values ('w', 9, 'f00', '2021-03-16', '2021-03-16', '2021-03-17'), ('w', 0, 'ba5', '2021-03-16', null, null);
