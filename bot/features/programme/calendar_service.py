"""The programme as people take it into their own calendars: which revision of each session they are given.

A calendar puts a new file's entry in place of its own where the sequence number is higher (RFC 5545, 3.8.7.4).
So it grows whenever a session stands otherwise than in the file handed out last, however that came about:
moved, extended, cancelled, held elsewhere, or written anew in the workshop file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from bot.core.schedule import Schedule, SessionState
from bot.features.programme import calendar_store as kept
from bot.workshop.context import WorkshopContext


async def sequences(context: WorkshopContext) -> Mapping[str, int]:
    """Each session's number in the sequence, as it now stands."""
    before = await context.read(kept.entries, context.id)
    now = {state.id: _print(context.schedule, state) for state in context.schedule.states.values()}
    fresh = {
        session: (print_, _next(before.get(session), context.schedule[session]))
        for session, print_ in now.items()
        if session not in before or before[session][0] != print_
    }
    if fresh:
        await context.write(kept.save, context.id, fresh)
    return {session: (fresh.get(session) or before[session])[1] for session in now}


def _next(before: kept.Entry | None, state: SessionState) -> int:
    return max(state.moves, before[1] + 1 if before else 0)


def _print(schedule: Schedule, state: SessionState) -> str:
    """Stands for all that a calendar says of the session."""
    session = state.session
    said = (
        state.start.isoformat(),
        state.end.isoformat(),
        state.is_held,
        schedule.link_of(state),
        sorted(session.title.items()),
        sorted((session.description or {}).items()),
        session.speakers,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()
