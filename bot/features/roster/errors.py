"""Errors of the roster. `refusals.py` has a sentence for each."""

from dataclasses import dataclass

from bot.core.errors import NothingToDo, WorkshopError


class AlreadyJoined(NothingToDo):
    """The person already belongs to that delegation."""


class Excluded(WorkshopError):
    """An organiser removed the person, and has not assigned them again."""


@dataclass(eq=False)
class TooManyRequests(WorkshopError):
    """The person asked to join too often; the next request is possible after `minutes`."""

    minutes: int


class RequestChanged(WorkshopError):
    """The request to join has changed since the organiser read it."""
