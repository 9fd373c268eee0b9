"""Join codes: one for each administration, made from its key in the key file."""

import base64
import hmac
import secrets
import unicodedata
from collections.abc import Sequence

from bot.core.people import Person
from bot.core.programme import Administration, Workshop
from bot.features.roster import store
from bot.storage import audit
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext

_OLD_KEY = "join"
"""The key of all codes in earlier versions."""
LENGTH = 10
"""Letters of a code, of 5 bits each."""
UNAMBIGUOUS = str.maketrans("IO", "89")
"""Base32 uses A-Z and 2-7. Replacing I and O leaves no letter that looks like another letter or digit."""


async def all_codes(context: WorkshopContext, actor: Person, *, reissue: bool) -> list[tuple[Administration, str]]:
    """Every administration and its code. With `reissue` the codes are new, and the old ones become invalid."""
    administrations = context.workshop.administrations
    detail = "reissue" if reissue else ""
    await context.write(audit.record, context.id, context.now(), actor, "roster codes", "", detail)
    _make_keys(context.keys, context.workshop, administrations if reissue else lacking(context.keys, context.workshop))
    return [(a, join_code(context, a.code)) for a in administrations]


def lacking(keys: KeyFile, workshop: Workshop) -> list[Administration]:
    """The administrations that have no code yet."""
    return [a for a in workshop.administrations if keys.get(_key_name(workshop, a.code)) is None]


def codes_of(keys: KeyFile, workshop: Workshop) -> dict[str, str]:
    """The join code of every administration by the administration's code. Missing ones are made.

    Only the process that holds the database's lock may create any: a running bot would not know the new keys.
    """
    _make_keys(keys, workshop, lacking(keys, workshop))
    return {a.code: _join_code(keys, workshop, a.code) for a in workshop.administrations}


def are_of_an_earlier_version(keys: KeyFile, workshop: Workshop) -> bool:
    """Whether the codes in use are from an earlier version, and `take_over` must run first."""
    return keys.get(_OLD_KEY) is not None and len(lacking(keys, workshop)) == len(workshop.administrations)


def _make_keys(keys: KeyFile, workshop: Workshop, administrations: Sequence[Administration]) -> None:
    if administrations:
        keys.put({_key_name(workshop, a.code): secrets.token_bytes(32) for a in administrations})


def join_code(context: WorkshopContext, administration: str) -> str:
    """50 bits of the administration's key, such as `ABCDE-FGH23`: easy to read out and to type."""
    return _join_code(context.keys, context.workshop, administration)


def _join_code(keys: KeyFile, workshop: Workshop, administration: str) -> str:
    letters = base64.b32encode(keys.key(_key_name(workshop, administration))).decode()
    letters = letters[:LENGTH].translate(UNAMBIGUOUS)
    return f"{letters[:5]}-{letters[5:]}"


def is_valid(context: WorkshopContext, administration: str, typed: str) -> bool:
    """Whether `typed` is the current code of that administration; case, spaces and punctuation do not matter."""
    expected = join_code(context, administration)
    return hmac.compare_digest(_normalized(typed).encode(), _normalized(expected).encode())


def owner(context: WorkshopContext, typed: str) -> Administration | None:
    """The administration whose current code is `typed`. None if there is none.

    All codes differ, so the code is enough.
    """
    given, found = _normalized(typed).encode(), None
    for each in context.workshop.administrations:  # compares with all of them, so that the time taken reveals nothing
        if hmac.compare_digest(given, _normalized(join_code(context, each.code)).encode()):
            found = each
    return found


async def take_over(context: WorkshopContext) -> None:
    """Keep the codes of an earlier version valid. Called at each start; it acts only once.

    Those codes were computed from one key and a generation number in the database, so that a restored backup made old
    codes valid again.
    """
    old = context.keys.get(_OLD_KEY)
    names = {a.code: _key_name(context.workshop, a.code) for a in context.workshop.administrations}
    if old is None or any(context.keys.get(name) for name in names.values()):
        return
    generations = await context.read(store.code_generations, context.id)
    messages = {code: f"{context.id}\n{code}\n{generations.get(code, 0)}".encode() for code in names}
    context.keys.put({name: hmac.digest(old, messages[code], "sha256") for code, name in names.items()})


def _key_name(workshop: Workshop, administration: str) -> str:
    return f"join:{workshop.id}:{administration}"


def _normalized(code: str) -> str:
    """A code without differences that come from typing: case, spaces, hyphens, full-width letters."""
    return "".join(c for c in unicodedata.normalize("NFKC", code).upper() if c.isalnum())
