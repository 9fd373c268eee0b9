"""Errors of the roster. `refusals.py` has a sentence for each."""

from bot.core.errors import NothingToDo


class AlreadyJoined(NothingToDo):
    """The person already belongs to that delegation."""
