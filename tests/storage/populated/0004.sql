-- Rows for every table of migration 0004.
insert into exclusions (workshop, who, excluded_at) values ('w', 'hash', '1');
insert into join_requests (workshop, who, asked_at) values ('w', 'hash', '1');
