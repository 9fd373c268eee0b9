"""Joining a delegation: by code, freely, or with an organiser's approval."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata

from bot.core.errors import AlreadyJoined, AwaitingApproval, CodeNeeded, UnknownAdministration
from bot.core.people import Belonging, Participant, Person, Preference
from bot.core.programme import Administration, Registration
from bot.core.text import fold
from bot.features.roster import code_throttle as doorkeeper
from bot.features.roster import store as kept
from bot.storage import audit
from bot.workshop.context import Room, participant

CODE = 10
"""Letters of a join code, of 5 bits each."""
ALIKE = str.maketrans("IO", "89")
"""Base32 has no 0, 1, 8 and 9: without I and O too, no two of its letters are taken for one another."""


async def join(room: Room, person: Person, administration: str, code: str | None) -> Participant:
    """`person` belongs to `administration` from now on, also where they belonged to another before.

    Raises `UnknownAdministration`, `CodeNeeded`, `WrongCode`, `TooManyTries`; `NothingToDo` where they are
    there already (`AlreadyJoined`), `AwaitingApproval` where they have asked already.
    """
    found = administration_of(room, administration)
    before = room.people.get(person.discord_id)
    if before and before.administration == found.code:
        raise AlreadyJoined if before.status is Belonging.JOINED else AwaitingApproval
    if room.workshop.registration is Registration.CODE:
        await _check_code(room, person, found, code)
    waits = room.workshop.registration is Registration.APPROVAL
    status = Belonging.PENDING if waits else Belonging.JOINED
    async with room.database.transaction() as tx:
        row = await kept.join(
            tx,
            room.id,
            person.discord_id,
            person.name,
            found.code,
            status.value,
            room.language_of(person),
            room.now(),
        )
        if before:
            detail = f"{before.administration} -> {found.code}"
            await audit.record(tx, room.id, room.now(), person.name, "join", str(row["id"]), detail)
    joined = participant(row)
    room.hold(joined)
    room.changed()
    return joined


async def set_language(room: Room, person: Person, language: str | None, direct_messages: bool | None) -> Preference:
    """What `person` prefers from now on; `language` None is `auto`, `direct_messages` None leaves it."""
    before = room.preferences.get(person.discord_id, Preference())
    wanted = before.direct_messages if direct_messages is None else direct_messages
    preference = Preference(language, wanted)
    speaks = room.language_of(person, preference)
    async with room.database.transaction() as tx:
        await kept.prefer(tx, room.id, person.discord_id, language, wanted, speaks)
    room.prefer(person.discord_id, preference, speaks)
    return preference


async def codes(room: Room, actor: str, *, reissue: bool) -> list[tuple[Administration, str]]:
    """Every administration with its join code; with `reissue` new ones, and the old are worth nothing."""
    async with room.database.transaction() as tx:
        if reissue:
            await kept.reissue(tx, room.id, [a.code for a in room.workshop.administrations])
        generations = await kept.generations(tx, room.id)
        detail = "reissue" if reissue else ""
        await audit.record(tx, room.id, room.now(), actor, "roster codes", "", detail)
    return [(a, join_code(room, a.code, generations.get(a.code, 0))) for a in room.workshop.administrations]


def join_code(room: Room, administration: str, generation: int) -> str:
    """50 bits of an HMAC of administration and generation, as `ABCDE-FGH23`: easy to read out and to type."""
    message = f"{room.id}\n{administration}\n{generation}".encode()
    digest = hmac.new(room.keys.key("join"), message, hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode()[:CODE].translate(ALIKE)
    return f"{letters[:5]}-{letters[5:]}"


async def _check_code(room: Room, person: Person, administration: Administration, code: str | None) -> None:
    if not code:
        raise CodeNeeded
    row = await room.database.row(
        "select generation from join_codes where workshop = ? and administration = ?", (room.id, administration.code)
    )
    expected = join_code(room, administration.code, row["generation"] if row else 0)
    fits = hmac.compare_digest(_plain(code).encode(), _plain(expected).encode())
    await doorkeeper.check(room, person.discord_id, fits=fits)


def _plain(code: str) -> str:
    """A code without what people add or change when they type it: case, spaces, hyphens, full-width letters."""
    return "".join(c for c in unicodedata.normalize("NFKC", code).upper() if c.isalnum())


def administration_of(room: Room, code: str) -> Administration:
    """The administration of that code; `UnknownAdministration` where there is none.

    Or of that name: over a slow link the suggestions may not come, and people write their country.
    """
    found = room.workshop.administration(code.strip().upper()) or room.workshop.administration(code)
    if found is None:
        named = [a for a in room.workshop.administrations if fold(code) in map(fold, a.name.values())]
        if len(named) != 1:
            raise UnknownAdministration(code)
        found = named[0]
    return found
