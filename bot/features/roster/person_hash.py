"""A keyed hash that identifies a person without naming them: the key is not in the database."""

import hashlib
import hmac

from bot.workshop.context import WorkshopContext


def person_hash(context: WorkshopContext, discord_id: int, workshop: str | None = None) -> str:
    """The hash of a Discord id.

    `workshop` is the id of another edition in the same database, if it is about that one. Call it before a transaction,
    not inside: the first call creates the key, and only one thread may do that.
    """
    words = f"{workshop or context.id}\n{discord_id}"
    return hmac.new(context.keys.key("tries"), words.encode(), hashlib.sha256).hexdigest()
