"""The sequence number of each session in a calendar file.

A calendar program replaces an entry if the new one has a higher sequence number (RFC 5545, 3.8.7.4). So the number
grows whenever a session differs from the last calendar file, for any reason: it was moved, extended or cancelled, it
has another link, or the workshop file has another text.
"""

import hashlib
from collections.abc import Mapping

from bot.core.schedule import Schedule, SessionState
from bot.features.programme import calendar_store
from bot.features.programme.model import CalendarEntry
from bot.workshop.context import WorkshopContext


async def sequence_numbers(context: WorkshopContext) -> Mapping[str, int]:
    """The current sequence number of each session, by id. Changed entries are stored."""
    stored = await context.read(calendar_store.entries, context.id)
    current = {state.id: _entry(context.schedule, state, stored.get(state.id)) for state in context.schedule.in_order()}
    changed = {id: entry for id, entry in current.items() if stored.get(id) != entry}
    if changed:
        await context.write(calendar_store.save, context.id, changed)
    return {id: entry.sequence for id, entry in current.items()}


def _entry(schedule: Schedule, state: SessionState, stored: CalendarEntry | None) -> CalendarEntry:
    """The stored entry if the session is still the same, else a new one with a higher number."""
    content_hash = _content_hash(schedule, state)
    if stored is None:
        return CalendarEntry(content_hash, state.moves)
    if stored.content_hash == content_hash:
        return stored
    return CalendarEntry(content_hash, max(state.moves, stored.sequence + 1))


def _content_hash(schedule: Schedule, state: SessionState) -> str:
    """A hash of everything that a calendar file says about the session."""
    session = state.session
    content = (
        state.start.isoformat(),
        state.end.isoformat(),
        state.is_held,
        schedule.link_of(state),
        sorted(session.title.items()),
        sorted((session.description or {}).items()),
        session.speakers,
    )
    return hashlib.sha256(repr(content).encode()).hexdigest()
