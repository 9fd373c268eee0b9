-- Rows for every table of migration 0006, every column filled at least once.

insert into anonymous_answers (workshop, prompt, answerer, option_ids, value, text)
values ('w', 'q', 'another hash', 'yes;no', 3, 'd''accord ;');

insert into erased_people (workshop, who, participant, status) values ('w', 'hash', 2, 'joined');
