"""What can be refused about announcements: each error by name; `refusals.py` has the words."""

from collections.abc import Mapping

from bot.core.errors import GivesBack, Unknown, WorkshopError


class UnknownAnnouncement(Unknown): ...


class NotTrueAnyMore(WorkshopError):
    """What the announcement says does not hold any more, such as that a session begins soon."""


class NotWrittenByHand(WorkshopError):
    """Only a notice can be corrected: the other announcements say what the programme says."""


class NoticeChanged(GivesBack):
    """Someone else has corrected the notice since the form was opened. `current`: language to text."""

    def __init__(self, current: Mapping[str, str], text: str) -> None:
        super().__init__(text)
        self.current = current
