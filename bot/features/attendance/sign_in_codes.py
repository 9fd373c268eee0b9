"""Sign-in codes: six digits that show that a person follows the session, wherever it is held.

A code is an HMAC of the session and a time window, so nothing is stored and every process knows the same codes.
"""

import hashlib
import hmac
from datetime import UTC, datetime

from bot.features.attendance.model import SignInCode
from bot.workshop.context import WorkshopContext

DIGITS = 6
WINDOW_SECONDS = 120
"""A code is shown for one window, and accepted until the end of the next one."""


def current_code(context: WorkshopContext, session: str) -> SignInCode:
    window = _current_window(context)
    changes_at, valid_until = (datetime.fromtimestamp((window + n) * WINDOW_SECONDS, UTC) for n in (1, 2))
    return SignInCode(_digits(context, session, window), changes_at, valid_until)


def is_valid(context: WorkshopContext, session: str, typed: str) -> bool:
    """Compare `typed` with the current and the previous code. Digits of any script count; other characters do not."""
    digits = "".join(str(int(c)) for c in typed if c.isdecimal())
    window = _current_window(context)
    accepted = [_digits(context, session, each) for each in (window, window - 1)]
    return any(hmac.compare_digest(digits, code) for code in accepted)


def _current_window(context: WorkshopContext) -> int:
    return int(context.now().timestamp()) // WINDOW_SECONDS


def _digits(context: WorkshopContext, session: str, window: int) -> str:
    message = f"{context.id}\n{session}\n{window}".encode()
    number = int.from_bytes(hmac.new(context.keys.key("sign-in"), message, hashlib.sha256).digest())
    return str(number % 10**DIGITS).zfill(DIGITS)
