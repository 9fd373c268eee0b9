insert into outcomes (workshop, session, language, text, author, author_participant, author_discord, written_at) values
    ('w', 'one', 'fr', 'La réunion s’est ouverte.', 'Awa', 1, null, '2021-03-15T11:35:00Z'),
    ('w', 'one', 'en', 'The meeting opened.', 'Zoë', null, 9001, '2021-03-15T11:36:00Z');
