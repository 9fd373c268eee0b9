"""What can be refused about the programme. `refusals.py` has the sentences."""

from bot.core.errors import WorkshopError
from bot.core.text import Text


class AnotherInProgress(WorkshopError):
    """The session called `title` is in progress, and the command does not name which other one to open."""

    def __init__(self, title: Text) -> None:
        super().__init__(title)
        self.title = title


class ChangedMeanwhile(Exception):
    """The programme is no longer what it was when a proposed change was shown. The command shows it again."""
