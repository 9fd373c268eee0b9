"""Keyed hashes of Discord ids: they show whether two answers are from the same person, without saying who it is.

The keys are neither in the database nor in its backups. While a question or an evaluation is open, an anonymous answer
is stored under such a hash. The named answers of an erased person are stored in the same way: if they join again and
answer again, the new answer replaces the old one. At closing, random values replace the hashes, and the key is
destroyed. Until the workshop is over, another key recognises erased people who join again, so that they are not counted
twice.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

from bot.core.instants import format_utc
from bot.workshop import anonymity_store
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


def erased_key_name(context: WorkshopContext) -> str:
    """The name of the key that recognises erased people who join again."""
    return f"erased:{context.id}"


def keyed_hash(context: WorkshopContext, key_name: str, discord_id: int | None) -> str | None:
    """The hash that stands for a person. None if the key does not exist, or for a guest without a Discord id."""
    secret = context.keys.get(key_name)
    return _hash(secret, discord_id) if secret and discord_id else None


def _hash(secret: bytes, number: int) -> str:
    return hmac.new(secret, str(number).encode(), hashlib.sha256).hexdigest()


async def replace_former_hashes(context: WorkshopContext) -> None:
    """Replace the hashes of earlier versions, which hashed the participant's number, in questions that are still
    open.
    """
    secrets_in_use = [context.keys.key(name) for kind in (PROMPT, EVALUATION) for name in keys_of(context, kind)]
    people = [(who.id, who.discord_id) for who in context.people.values() if who.discord_id]
    replacements = {
        _hash(secret, id): _hash(secret, discord_id) for secret in secrets_in_use for id, discord_id in people
    }
    if replacements:
        await context.write(anonymity_store.replace_hashes, context.id, replacements)


def keys_of(context: WorkshopContext, kind: str) -> list[str]:
    """The names of the workshop's keys of this kind."""
    return [name for name in context.keys.names() if name.startswith(f"{kind}:{context.id}:")]


def left_over_keys(context: WorkshopContext, kind: str, still_open: Iterable[str]) -> list[str]:
    """The names of keys whose question or evaluation is closed: the bot stopped before it destroyed them.

    `still_open` are the names of keys that are still needed.
    """
    needed = set(still_open)
    return [name for name in keys_of(context, kind) if name not in needed]


SHORTEST = 32
"""Characters of a random token. A hash has more. A participant's number, which may be in the same column, has fewer."""


def random_token() -> str:
    """The value that replaces a hash once a question is closed."""
    return secrets.token_hex(SHORTEST // 2)
