"""What can be refused about the programme. `refusals.py` has the sentences."""

from collections.abc import Mapping

from bot.core.errors import GivesBack, WorkshopError
from bot.core.text import Text


class AnotherInProgress(WorkshopError):
    """The session called `title` is in progress, and the command does not name which other one to open."""

    def __init__(self, title: Text) -> None:
        super().__init__(title)
        self.title = title


class OutcomeChanged(GivesBack):
    """Someone else has written what came of the session since the form was opened. `current`: language to text."""

    def __init__(self, title: Text, current: Mapping[str, str], text: str) -> None:
        super().__init__(text)
        self.title = title
        self.current = current


class ChangedMeanwhile(Exception):
    """The programme is no longer what it was when a proposed change was shown. The command shows it again."""
