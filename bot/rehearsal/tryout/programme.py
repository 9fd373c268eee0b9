"""The programme as members see it: the workshop file's, with the times of Discord's scheduled events."""

from dataclasses import replace
from datetime import datetime

from bot.core.programme import Workshop
from bot.core.schedule import Schedule, SessionState, SessionStatus
from bot.rehearsal.tryout.notices import ChangeNotices
from fakecord import Guild
from fakecord.model.event import ACTIVE, CANCELED, COMPLETED, SCHEDULED, ScheduledEvent

STATUS = {
    SCHEDULED: SessionStatus.PLANNED,
    ACTIVE: SessionStatus.OPEN,
    COMPLETED: SessionStatus.ENDED,
    CANCELED: SessionStatus.CANCELLED,
}


class VisibleProgramme:
    """Follows the events that the bot creates, moves, starts and ends. Call `look` after something happened."""

    def __init__(self, workshop: Workshop, guild: Guild) -> None:
        self.schedule = Schedule.of(workshop)
        self._guild = guild
        self._sessions: dict[int, str] = {}
        """The sessions by event id.

        The session of a new event is found by its start, because a new event was not moved yet.
        """
        self.change_notices = ChangeNotices()

    def look(self, now: datetime) -> None:
        """Bring `schedule` up to date."""
        for event in self._guild.events.values():
            id = self._sessions.get(event.id) or self._session_of(event)
            if id:
                self._sessions[event.id] = id
                before, after = self.schedule[id], _as_seen(self.schedule[id], event, now)
                if _is_told(before, after):
                    self.change_notices.changed(now)
                self.schedule = self.schedule.having(after)

    def _session_of(self, event: ScheduledEvent) -> str | None:
        taken = set(self._sessions.values())
        states = self.schedule.in_order()
        return next((state.id for state in states if state.id not in taken and state.start == event.start), None)


def _is_told(before: SessionState, after: SessionState) -> bool:
    """Whether a change notice announces it. The start and the end of a session have their own announcements."""
    if after.status is SessionStatus.ENDED:
        return False
    moved = (before.start, before.end) != (after.start, after.end)
    return moved or (before.is_held and not after.is_held)


def _as_seen(state: SessionState, event: ScheduledEvent, now: datetime) -> SessionState:
    end = event.end or event.start + (state.end - state.start)
    status = STATUS[event.status]
    if status is SessionStatus.CANCELLED and state.has_begun:
        status = SessionStatus.ENDED
    began = status in (SessionStatus.OPEN, SessionStatus.ENDED)
    return replace(
        state,
        start=event.start,
        end=end,
        status=status,
        opened_at=state.opened_at or (min(now, end) if began else None),
        ended_at=(state.ended_at or now) if status is SessionStatus.ENDED else None,
    )
