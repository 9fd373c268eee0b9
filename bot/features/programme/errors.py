"""The errors of the programme. `refusals.py` has their messages."""

from collections.abc import Mapping

from bot.core.errors import GivesBack, WorkshopError
from bot.core.text import Text


class AnotherInProgress(WorkshopError):
    """The session `title` is in progress, and the command does not say which other session to open."""

    def __init__(self, title: Text) -> None:
        super().__init__(title)
        self.title = title


class OutcomeChanged(GivesBack):
    """Someone else has changed the session's outcome since the form was opened. `current`: language to text."""

    def __init__(self, title: Text, current: Mapping[str, str], text: str) -> None:
        super().__init__(text)
        self.title = title
        self.current = current


class ChangedMeanwhile(Exception):
    """The programme has changed since a proposed change was shown. The command shows it again."""
