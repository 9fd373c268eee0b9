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
from bot.core.instants import written
from bot.core.people import Participant
from bot.workshop.context import Room

PROMPT, EVALUATION = "prompt", "evaluation"


def prompt_key(room: Room, prompt: str, opened_at: datetime) -> str:
    """The name of a question's key: asked again after it was discarded, it has another."""
    return f"{PROMPT}:{room.id}:{prompt}:{written(opened_at)}"


def evaluation_key(room: Room, evaluation: str) -> str:
    return f"{EVALUATION}:{room.id}:{evaluation}"


def evaluation_of(room: Room, key: str) -> str:
    """The evaluation whose key that is."""
    return key.removeprefix(evaluation_key(room, ""))


def begin(room: Room, key: str) -> None:
    """Make the key, on the disk before anyone answers."""
    room.keys.key(key)


def answerer(room: Room, key: str, who: Participant, text: str | None = None) -> str:
    """What stands for `who` while the key exists. Raises `PromptSealed`, with the text, once it does not."""
    secret = room.keys.get(key)
    if secret is None:
        raise PromptSealed(text)
    return hmac.new(secret, str(who.id).encode(), hashlib.sha256).hexdigest()


def end(room: Room, key: str) -> None:
    """Destroy the key: from now on nothing ties an answer to a person."""
    room.keys.destroy(key)


def left_over(room: Room, kind: str, still_open: Iterable[str]) -> list[str]:
    """Keys of closed questions, or evaluations: a stop between the closing and the destruction leaves one."""
    kept = set(still_open)
    return [name for name in room.keys.names() if name.startswith(f"{kind}:{room.id}:") and name not in kept]


def fresh_id() -> int:
    """A row's id that says nothing of when it was written; never one that a named answer might get."""
    return -1 - secrets.randbelow(2**62)


def fresh_token() -> str:
    return secrets.token_hex(16)
