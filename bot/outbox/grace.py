"""How late a message may be sent."""

from datetime import datetime, timedelta

from bot.workshop.context import WorkshopContext

LATE_AFTER = timedelta(seconds=5)
"""A message sent more than this after it was due is late."""


def is_past_grace(context: WorkshopContext, due: datetime, least: timedelta = LATE_AFTER) -> bool:
    """Whether it is too late to send a message that was due at `due`.

    With a grace of zero, a message on time is still sent.
    """
    return context.clock.lateness(due) > max(context.workshop.late_grace, least)
