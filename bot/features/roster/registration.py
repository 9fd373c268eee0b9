"""Joining a delegation: by code, freely, or with an organiser's approval."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata

from bot.core.errors import AwaitingApproval, CodeNeeded, UnknownAdministration
from bot.core.people import Belonging, Participant, Person, Preference
from bot.core.programme import Administration, Registration
from bot.core.text import fold
from bot.features.roster import code_throttle as doorkeeper
from bot.features.roster import store as kept
from bot.features.roster.errors import AlreadyJoined
from bot.storage import audit
from bot.storage.transaction import Row, Transaction
from bot.workshop.context import WorkshopContext
from bot.workshop.store import participant_from_row

CODE = 10
"""Letters of a join code, of 5 bits each."""
ALIKE = str.maketrans("IO", "89")
"""Base32 has no 0, 1, 8 and 9: without I and O too, no two of its letters are taken for one another."""


async def join(context: WorkshopContext, person: Person, administration: str, code: str | None) -> Participant:
    """`person` belongs to `administration` from now on, also where they belonged to another before.

    Raises `UnknownAdministration`, `CodeNeeded`, `WrongCode`, `TooManyTries`; `NothingToDo` where they are
    there already (`AlreadyJoined`), `AwaitingApproval` where they have asked already.
    """
    found = administration_of(context, administration)
    before = context.people.get(person.discord_id)
    if before and before.administration == found.code:
        raise AlreadyJoined if before.status is Belonging.JOINED else AwaitingApproval
    if context.workshop.registration is Registration.CODE:
        await _check_code(context, person, found, code)
    waits = context.workshop.registration is Registration.APPROVAL
    status = Belonging.PENDING if waits else Belonging.JOINED

    def write(tx: Transaction) -> Row:
        row = kept.join(
            tx,
            context.id,
            person.discord_id,
            person.name,
            found.code,
            status.value,
            context.language_of(person),
            context.now(),
        )
        if before:
            detail = f"{before.administration} -> {found.code}"
            audit.record(tx, context.id, context.now(), person.name, "join", str(row["id"]), detail)
        return row

    row = await context.write(write)
    joined = participant_from_row(row)
    context.update_participant(joined)
    return joined


async def set_language(
    context: WorkshopContext, person: Person, language: str | None, direct_messages: bool | None
) -> Preference:
    """What `person` prefers from now on; `language` None is `auto`, `direct_messages` None leaves it."""
    before = context.preferences.get(person.discord_id, Preference())
    wanted = before.direct_messages if direct_messages is None else direct_messages
    preference = Preference(language, wanted)
    speaks = context.language_of(person, preference)
    await context.write(kept.prefer, context.id, person.discord_id, language, wanted, speaks)
    context.set_preference(person.discord_id, preference, speaks)
    return preference


async def codes(context: WorkshopContext, actor: str, *, reissue: bool) -> list[tuple[Administration, str]]:
    """Every administration with its join code; with `reissue` new ones, and the old are worth nothing."""

    def write(tx: Transaction) -> dict[str, int]:
        if reissue:
            kept.reissue(tx, context.id, [a.code for a in context.workshop.administrations])
        generations = kept.generations(tx, context.id)
        detail = "reissue" if reissue else ""
        audit.record(tx, context.id, context.now(), actor, "roster codes", "", detail)
        return generations

    generations = await context.write(write)
    return [(a, join_code(context, a.code, generations.get(a.code, 0))) for a in context.workshop.administrations]


def join_code(context: WorkshopContext, administration: str, generation: int) -> str:
    """50 bits of an HMAC of administration and generation, as `ABCDE-FGH23`: easy to read out and to type."""
    message = f"{context.id}\n{administration}\n{generation}".encode()
    digest = hmac.new(context.keys.key("join"), message, hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode()[:CODE].translate(ALIKE)
    return f"{letters[:5]}-{letters[5:]}"


async def _check_code(
    context: WorkshopContext, person: Person, administration: Administration, code: str | None
) -> None:
    if not code:
        raise CodeNeeded
    row = await context.database.row(
        "select generation from join_codes where workshop = ? and administration = ?", (context.id, administration.code)
    )
    expected = join_code(context, administration.code, row["generation"] if row else 0)
    fits = hmac.compare_digest(_plain(code).encode(), _plain(expected).encode())
    await doorkeeper.check(context, person.discord_id, fits=fits)


def _plain(code: str) -> str:
    """A code without what people add or change when they type it: case, spaces, hyphens, full-width letters."""
    return "".join(c for c in unicodedata.normalize("NFKC", code).upper() if c.isalnum())


def administration_of(context: WorkshopContext, code: str) -> Administration:
    """The administration of that code; `UnknownAdministration` where there is none.

    Or of that name: over a slow link the suggestions may not come, and people write their country.
    """
    found = context.workshop.administration(code.strip().upper()) or context.workshop.administration(code)
    if found is None:
        named = [a for a in context.workshop.administrations if fold(code) in map(fold, a.name.values())]
        if len(named) != 1:
            raise UnknownAdministration(code)
        found = named[0]
    return found
