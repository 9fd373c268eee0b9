"""Anonymous answers: they carry a keyed hash of their author, and the key is kept outside the database.

While a question or an evaluation is open, the hash tells a second answer of one person from a first. When it closes,
each hash is replaced by a random token, the rows are inserted again in random order, and the key is destroyed. The
key is not in backups of the database either, so nobody can tie an answer to a person afterwards.
"""

from __future__ import annotations

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


def prompt_key(context: WorkshopContext, prompt: str, opened_at: datetime) -> str:
    """The name of the key of a question. A question that is asked again after it was discarded has another key."""
    return f"{PROMPT}:{context.id}:{prompt}:{format_utc(opened_at)}"


def evaluation_key(context: WorkshopContext, evaluation: str) -> str:
    return f"{EVALUATION}:{context.id}:{evaluation}"


def evaluation_of(context: WorkshopContext, key: str) -> str:
    """The id of the evaluation that the key of this name belongs to."""
    return key.removeprefix(evaluation_key(context, ""))


def begin(context: WorkshopContext, key: str) -> None:
    """Create the key. It is on the disk when this returns."""
    context.keys.key(key)


def answerer(context: WorkshopContext, key: str, who: Participant, text: str | None = None) -> str:
    """The hash that stands for `who` (HMAC-SHA256, hex).

    Raises `PromptSealed`, with the text, if the key is destroyed.
    """
    secret = context.keys.get(key)
    if secret is None:
        raise PromptSealed(text)
    return hmac.new(secret, str(who.id).encode(), hashlib.sha256).hexdigest()


def end(context: WorkshopContext, key: str) -> None:
    """Destroy the key. From now on nothing ties an answer to a person."""
    context.keys.destroy(key)


def left_over(context: WorkshopContext, kind: str, still_open: Iterable[str]) -> list[str]:
    """Names of the keys of closed questions, or of closed evaluations; `kind` is `PROMPT` or `EVALUATION`.

    Such a key is left when the process stops between the closing and the destruction of the key.
    """
    kept = set(still_open)
    return [name for name in context.keys.names() if name.startswith(f"{kind}:{context.id}:") and name not in kept]


def fresh_id() -> int:
    """A random id for a row, negative, so that it does not tell when the row was written.

    Rows of named answers have positive ids.
    """
    return -1 - secrets.randbelow(2**62)


def fresh_token() -> str:
    """A random token in place of a hash."""
    return secrets.token_hex(16)
