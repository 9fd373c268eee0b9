/* A comment; with
   a semicolon. */
create table notes (workshop text, text text) strict;
create trigger notes_are_doubled after insert on notes when new.workshop <> 'copy -- of one'
begin
    insert into notes (workshop, text) values ('copy -- of one', new.text); -- a comment; of the trigger
    update notes set text = case when text = '' then 'empty;' else text end;
end;
insert into notes (workshop, text) values ('w', 'one -- two;
three'); insert into notes (workshop, text) values ('w', '')
-- the end
