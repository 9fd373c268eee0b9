"""What can be refused about announcements: each error by name; `refusals.py` has the words."""

from bot.core.errors import Unknown


class UnknownAnnouncement(Unknown): ...
