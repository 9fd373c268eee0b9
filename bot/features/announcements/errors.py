"""The errors of announcements. `refusals.py` has their messages."""

from collections.abc import Mapping

from bot.core.errors import GivesBack, Unknown, WorkshopError


class UnknownAnnouncement(Unknown): ...


class NotTrueAnyMore(WorkshopError):
    """The announcement is no longer true, for example that a session begins soon."""


class NotWrittenByHand(WorkshopError):
    """Only a notice can be corrected. All other announcements are generated from the programme."""


class NoticeChanged(GivesBack):
    """Someone else has corrected the notice since the form was opened. `current`: language to text."""

    def __init__(self, current: Mapping[str, str], text: str) -> None:
        super().__init__(text)
        self.current = current
