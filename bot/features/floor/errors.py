"""What can be refused about the floor. `refusals.py` has a sentence for each error."""

from bot.core.errors import WorkshopError


class FloorClosed(WorkshopError):
    """The floor takes no requests: no session is in progress, or its facilitator closed it."""


class NotWaiting(WorkshopError):
    """The person has not asked for the floor."""
