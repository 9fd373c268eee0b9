"""The errors of the floor. `refusals.py` has their messages."""

from bot.core.errors import WorkshopError


class FloorClosed(WorkshopError):
    """The floor takes no requests: no session is in progress, or its facilitator closed it."""


class NotWaiting(WorkshopError):
    """The person has not asked for the floor."""
