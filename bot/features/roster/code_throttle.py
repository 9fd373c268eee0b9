"""Limits how many wrong codes a person may type, so that nobody can try them all.

Join codes and sign-in codes count together. Attempts are stored, so a restart does not reset them. Simultaneous
attempts are counted one after the other.
"""

import math
from datetime import timedelta

from bot.core.errors import TooManyTries, WrongCode
from bot.features.roster import store
from bot.features.roster.person_hash import person_hash
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

MAX_WRONG_CODES = 5
WITHIN = timedelta(minutes=10)
"""After `MAX_WRONG_CODES` wrong codes in this time, a person must wait until the first of them is older."""


async def check_code(context: WorkshopContext, discord_id: int, *, correct: bool) -> None:
    """Record the attempt if the code is not `correct`, and raise `WrongCode`.

    Raises `TooManyTries`, with the minutes to wait, while the person has to wait, even for a correct code.
    """
    person, now = person_hash(context, discord_id), context.now()

    def write(tx: Transaction) -> None:
        wrong = store.recent_wrong_codes(tx, context.id, person, now - WITHIN)
        if len(wrong) >= MAX_WRONG_CODES:
            wait = wrong[-MAX_WRONG_CODES] + WITHIN - now
            raise TooManyTries(math.ceil(wait / timedelta(minutes=1)))
        if not correct:
            store.add_wrong_code(tx, context.id, person, now)

    await context.write(write)
    if not correct:
        raise WrongCode
