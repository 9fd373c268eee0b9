"""What can be refused about the programme: each error by name; `refusals.py` has the words."""

from __future__ import annotations

from bot.core.errors import WorkshopError
from bot.core.text import Text


class AnotherInProgress(WorkshopError):
    """The session called `title` is in progress, and nobody said which other one is to open."""

    def __init__(self, title: Text) -> None:
        super().__init__(title)
        self.title = title
