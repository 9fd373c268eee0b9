"""Errors of attendance. `refusals.py` has a sentence for each."""

from datetime import datetime

from bot.core.errors import WorkshopError, WrongCode


class SessionNotOpen(WorkshopError):
    """No session accepts sign-ins now. `opens`: when the next one does, or None if no session is left."""

    def __init__(self, opens: datetime | None = None) -> None:
        super().__init__(opens)
        self.opens = opens


class SessionNotBegun(WorkshopError):
    """The session has not begun, so nobody can have attended it."""


class UnknownZone(WorkshopError):
    """No time zone is known by this name."""


class WrongSignInCode(WrongCode):
    """The code is wrong or has expired. Usually it was typed too late."""
