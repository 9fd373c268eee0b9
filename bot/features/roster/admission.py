"""Who may join: people whom organisers removed may not, until they are assigned again; and requests to join are
limited.

Both use a keyed hash of the Discord id. So they still apply after `/privacy erase`, or if someone leaves the server and
comes back.
"""

import math
from datetime import datetime, timedelta

from bot.features.roster import admission_store as store
from bot.features.roster.errors import Excluded, TooManyRequests
from bot.features.roster.person_hash import person_hash
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

MAX_REQUESTS = 5
WITHIN = timedelta(hours=1)
"""After `MAX_REQUESTS` requests in this time, a person must wait until the first of them is older."""


async def require_admitted(context: WorkshopContext, discord_id: int) -> None:
    """Raises `Excluded` if an organiser removed this person."""
    await context.read(check_admitted, context.id, discord_id, person_hash(context, discord_id))


def check_admitted(tx: Transaction, workshop: str, discord_id: int, who: str) -> None:
    """As `require_admitted`, in the transaction in which they join. `who`: their `person_hash`."""
    if store.is_excluded(tx, workshop, discord_id, who):
        raise Excluded


def count_request(tx: Transaction, workshop: str, who: str, now: datetime) -> None:
    """Record a request to join. Raises `TooManyRequests`, with the minutes to wait."""
    asked = store.recent_requests(tx, workshop, who, now - WITHIN)
    if len(asked) >= MAX_REQUESTS:
        wait = asked[-MAX_REQUESTS] + WITHIN - now
        raise TooManyRequests(math.ceil(wait / timedelta(minutes=1)))
    store.add_request(tx, workshop, who, now)
