"""Anonymity that is real: answers carry a keyed hash, and the key is outside the database and its backups.

While a question or an evaluation is open, the hash tells a second answer from a first. At its closing the hashes
are drawn anew, the rows are written down again in a random order, and the key is destroyed.
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
    """The name of a question's key: asked again after it was discarded, it has another."""
    return f"{PROMPT}:{context.id}:{prompt}:{format_utc(opened_at)}"


def evaluation_key(context: WorkshopContext, evaluation: str) -> str:
    return f"{EVALUATION}:{context.id}:{evaluation}"


def evaluation_of(context: WorkshopContext, key: str) -> str:
    """The evaluation whose key that is."""
    return key.removeprefix(evaluation_key(context, ""))


def begin(context: WorkshopContext, key: str) -> None:
    """Make the key, on the disk before anyone answers."""
    context.keys.key(key)


def answerer(context: WorkshopContext, key: str, who: Participant, text: str | None = None) -> str:
    """What stands for `who` while the key exists. Raises `PromptSealed`, with the text, once it does not."""
    secret = context.keys.get(key)
    if secret is None:
        raise PromptSealed(text)
    return hmac.new(secret, str(who.id).encode(), hashlib.sha256).hexdigest()


def end(context: WorkshopContext, key: str) -> None:
    """Destroy the key: from now on nothing ties an answer to a person."""
    context.keys.destroy(key)


def left_over(context: WorkshopContext, kind: str, still_open: Iterable[str]) -> list[str]:
    """Keys of closed questions, or evaluations: a stop between the closing and the destruction leaves one."""
    kept = set(still_open)
    return [name for name in context.keys.names() if name.startswith(f"{kind}:{context.id}:") and name not in kept]


def fresh_id() -> int:
    """A row's id that says nothing of when it was written; never one that a named answer might get."""
    return -1 - secrets.randbelow(2**62)


def fresh_token() -> str:
    return secrets.token_hex(16)
