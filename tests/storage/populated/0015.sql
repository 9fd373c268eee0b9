update slots set zone = 'Europe/Brussels', local_start = '2021-03-15T11:05:00+01:00', local_end = '2021-03-15T11:35:00+01:00';
insert into announced_times (workshop, session, starts, ends)
    values ('w', 'one', '2021-03-15T11:00:00+01:00', '2021-03-15T11:30:00+01:00');
