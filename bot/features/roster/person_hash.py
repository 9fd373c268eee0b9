"""A keyed hash that stands for a person without naming them: the key is not in the database."""

import hashlib
import hmac

from bot.workshop.context import WorkshopContext


def person_hash(context: WorkshopContext, discord_id: int, workshop: str | None = None) -> str:
    """`workshop` is the id of another edition in the same database, if it is about that one.

    To be called before a transaction, not in it: the first call makes the key, and one thread alone may do that.
    """
    words = f"{workshop or context.id}\n{discord_id}"
    return hmac.new(context.keys.key("tries"), words.encode(), hashlib.sha256).hexdigest()
