-- What has become of a published key message since, as organisers of the next edition wrote it. `notes`: language to
-- text, as JSON. Who wrote it stands in the audit log of that edition.
create table message_progress (
    workshop text not null,
    administration text not null,
    number integer not null,
    status text not null check (status in ('taken_up', 'under_way', 'done', 'not_taken_up')),
    notes text not null,
    written_at text not null,
    primary key (workshop, administration, number),
    foreign key (workshop, administration, number) references publications
) strict, without rowid;
