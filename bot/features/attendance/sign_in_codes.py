"""The code of the moment: six digits that prove one hears the session, wherever it is held."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.workshop.context import WorkshopContext

DIGITS = 6
WINDOW = 120
"""Seconds of the workshop's clock after which the code changes; the one before it is still taken."""


@dataclass(frozen=True, slots=True)
class Code:
    """The digits, when the next ones come, and until when these are taken."""

    digits: str
    changes_at: datetime
    taken_until: datetime


def of_the_moment(context: WorkshopContext, session: str) -> Code:
    window = _window(context)
    changes, until = (datetime.fromtimestamp((window + more) * WINDOW, UTC) for more in (1, 2))
    return Code(_digits(context, session, window), changes, until)


def fits(context: WorkshopContext, session: str, typed: str) -> bool:
    """Whether `typed` is the session's code of now or of the window before, in any script's digits, however spaced."""
    digits = "".join(str(int(c)) for c in typed if c.isdecimal())
    window = _window(context)
    return any(
        hmac.compare_digest(digits.encode(), _digits(context, session, w).encode()) for w in (window, window - 1)
    )


def _window(context: WorkshopContext) -> int:
    return int(context.now().timestamp()) // WINDOW


def _digits(context: WorkshopContext, session: str, window: int) -> str:
    message = f"{context.id}\n{session}\n{window}".encode()
    number = int.from_bytes(hmac.new(context.keys.key("sign-in"), message, hashlib.sha256).digest())
    return str(number % 10**DIGITS).zfill(DIGITS)
