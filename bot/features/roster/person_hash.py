"""A keyed hash that stands for a person without naming them: the key is not in the database."""

import hashlib
import hmac

from bot.workshop.context import WorkshopContext


def person_hash(context: WorkshopContext, discord_id: int) -> str:
    """To be called before a transaction, not in it: the first call makes the key, and one thread alone may do that."""
    return hmac.new(context.keys.key("tries"), f"{context.id}\n{discord_id}".encode(), hashlib.sha256).hexdigest()
