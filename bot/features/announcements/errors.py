"""What can be refused about announcements: each error by name; `refusals.py` has the words."""

from bot.core.errors import Unknown, WorkshopError


class UnknownAnnouncement(Unknown): ...


class NotTrueAnyMore(WorkshopError):
    """What the announcement says does not hold any more, such as that a session begins soon."""
