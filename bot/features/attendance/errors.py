"""What can be refused about attendance: each error by name; `refusals.py` has the words."""

from __future__ import annotations

from bot.core.errors import WorkshopError, WrongCode


class SessionNotOpen(WorkshopError):
    """Signing in is not open; `opens` is when it will be, or None when no session is ahead."""

    def __init__(self, opens: object = None) -> None:
        super().__init__(opens)
        self.opens = opens


class NotBegun(WorkshopError):
    """The session has not begun, so nobody can have been there."""


class WrongMomentCode(WrongCode):
    """Not that of the moment, or no more: most are typed too late."""
