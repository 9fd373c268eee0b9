"""Anonymous answers: they are stored under a keyed hash, and the key is neither in the database nor in its backups.

While a question or an evaluation is open, the hash shows whether someone answers for the second time. When it closes,
random values replace the hashes, the rows are written again in a random order, and the key is destroyed.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

from bot.core.errors import PromptSealed
from bot.core.instants import format_utc
from bot.core.people import Participant
from bot.workshop.context import WorkshopContext

PROMPT, EVALUATION = "prompt", "evaluation"
"""The kinds of keys: the first part of a key's name."""


def prompt_key_name(context: WorkshopContext, prompt: str, opened_at: datetime) -> str:
    """The name of a question's key. A question that was discarded and asked again gets another key."""
    return f"{PROMPT}:{context.id}:{prompt}:{format_utc(opened_at)}"


def evaluation_key_name(context: WorkshopContext, evaluation: str) -> str:
    return f"{EVALUATION}:{context.id}:{evaluation}"


def evaluation_of(context: WorkshopContext, key_name: str) -> str:
    """The id of the evaluation that this key belongs to."""
    return key_name.removeprefix(evaluation_key_name(context, ""))


def create_key(context: WorkshopContext, name: str) -> None:
    """Make the key. It is on the disk before anyone can answer."""
    context.keys.key(name)


def answerer_hash(context: WorkshopContext, key_name: str, who: Participant, text: str | None = None) -> str:
    """The hash that stands for `who`. Raises `PromptSealed`, with `text`, if the key no longer exists."""
    secret = context.keys.get(key_name)
    if secret is None:
        raise PromptSealed(text)
    return hmac.new(secret, str(who.id).encode(), hashlib.sha256).hexdigest()


def destroy_key(context: WorkshopContext, name: str) -> None:
    """Destroy the key. From now on nothing connects an answer with a person."""
    context.keys.destroy(name)


def left_over_keys(context: WorkshopContext, kind: str, still_open: Iterable[str]) -> list[str]:
    """The names of keys whose question or evaluation is closed: the bot stopped before it destroyed them.

    `still_open` are the names of the keys that are still needed.
    """
    needed = set(still_open)
    return [name for name in context.keys.names() if name.startswith(f"{kind}:{context.id}:") and name not in needed]


def random_row_id() -> int:
    """A row's id that does not tell when the row was written. It is negative: ids of named answers are positive."""
    return -1 - secrets.randbelow(2**62)


def random_token() -> str:
    return secrets.token_hex(16)
