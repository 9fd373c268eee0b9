"""The current sessions, and the administrations with counts of their participation."""

from collections import Counter
from collections.abc import Iterator

from bot.export.store import ExportStore
from bot.export.table import Row, Table, in_each_language, instants, numbers, text, words
from bot.export.tables.people import represented


def sessions(store: ExportStore) -> Table:
    """The sessions in the order of the workshop file. `day` is the day under which the file lists the session."""
    workshop = store.workshop
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
                state = store.schedule[session.id]
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


def administrations(store: ExportStore) -> Table:
    workshop = store.workshop
    columns = (
        *text("administration"),
        *in_each_language(workshop, "name"),
        *text("language", "timezone"),
        *numbers("participants", "sessions_represented", "key_messages"),
    )

    def rows() -> Iterator[Row]:
        everyone = store.people()
        members = Counter(person.administration for person in everyone)
        sessions = Counter(administration for _session, administration in represented(store, everyone))
        messages = store.key_message_counts()
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
