insert into message_progress (workshop, administration, number, status, notes, written_at)
select workshop, administration, number, 'under_way', '{"fr": "En cours d’étude", "en": "Being studied"}', '2022-03-01T08:00:00Z'
from publications;
