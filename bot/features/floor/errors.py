"""What can be refused about the floor: each error by name; `refusals.py` has the words."""

from __future__ import annotations

from bot.core.errors import WorkshopError


class FloorClosed(WorkshopError):
    """The floor cannot be asked for: no session is in progress, or its facilitator closed it."""


class NotWaiting(WorkshopError):
    """The person has not asked for the floor."""
