"""The sessions as they now stand, and the administrations with what they took part in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.export.table import Row, Table, in_each_language, instants, numbers, text, words
from bot.export.tables.people import represented
from bot.export.tables.register import people
from bot.export.tables.source import Source


def sessions(source: Source) -> Table:
    """In the order of the workshop file; `day` is the number of the day each was written under."""
    workshop = source.workshop
    columns = (
        *text("session_id"),
        *numbers("day"),
        *in_each_language(workshop, "title"),
        *instants("planned_start", "planned_end", "actual_start", "actual_end"),
        *text("status"),
    )

    def rows() -> Iterator[Row]:
        for day in workshop.days:
            for session in day.sessions:
                state = source.schedule[session.id]
                yield (
                    session.id,
                    day.number,
                    *words(workshop, session.title),
                    state.start,
                    state.end,
                    state.opened_at,
                    state.ended_at,
                    state.status.value,
                )

    return Table("sessions", columns, rows)


def administrations(source: Source) -> Table:
    workshop = source.workshop
    columns = (
        *text("administration"),
        *in_each_language(workshop, "name"),
        *text("language", "timezone"),
        *numbers("participants", "sessions_represented", "key_messages"),
    )

    def rows() -> Iterator[Row]:
        everyone = people(source)
        members = Counter(person.administration for person in everyone)
        sessions = Counter(administration for _session, administration in represented(source, everyone))
        messages = _key_messages(source)
        for administration in workshop.administrations:
            code = administration.code
            yield (
                code,
                *words(workshop, administration.name),
                administration.language,
                administration.timezone,
                members[code],
                sessions[code],
                messages[code],
            )

    return Table("administrations", columns, rows)


def _key_messages(source: Source) -> Counter[str]:
    rows = source.rows("select administration, count(*) from key_messages where workshop = ? group by administration")
    return Counter({row[0]: row[1] for row in rows})
