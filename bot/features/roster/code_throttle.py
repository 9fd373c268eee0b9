"""Codes that people type: few wrong ones in a while, so that nobody can try them all.

Joining and signing in count together. A restart forgets nothing, and tries sent at once are counted one by one.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from datetime import timedelta

from bot.core.errors import TooManyTries, WrongCode
from bot.features.roster import throttle_store as kept
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

TRIES = 5
"""Wrong codes a member may give before they have to wait."""
WAIT = timedelta(minutes=10)


async def check(context: WorkshopContext, discord_id: int, *, fits: bool) -> None:
    """Takes note of a code that does not fit, and raises `WrongCode`; `TooManyTries` while one has to wait."""
    who, now = _nameless(context, discord_id), context.now()

    def write(tx: Transaction) -> None:
        wrong = kept.since(tx, context.id, who, now - WAIT)
        if len(wrong) >= TRIES:
            raise TooManyTries(math.ceil((wrong[-TRIES] + WAIT - now) / timedelta(minutes=1)))
        if not fits:
            kept.add(tx, context.id, who, now)

    await context.write(write)
    if not fits:
        raise WrongCode


def _nameless(context: WorkshopContext, discord_id: int) -> str:
    """Tells people apart, and tells nobody who they are: the key is not in the database."""
    return hmac.new(context.keys.key("tries"), f"{context.id}\n{discord_id}".encode(), hashlib.sha256).hexdigest()
