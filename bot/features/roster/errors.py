"""What can be refused about the roster: each error by name; `refusals.py` has the words."""

from __future__ import annotations

from bot.core.errors import NothingToDo


class AlreadyJoined(NothingToDo):
    """They belong to that delegation."""
