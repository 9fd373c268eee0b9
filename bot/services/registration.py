"""Joining a delegation: by code, freely, or with an organiser's approval."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.errors import AwaitingApproval, CodeNeeded, NothingToDo, TooManyTries, UnknownAdministration, WrongCode
from bot.domain.programme import Administration, Registration
from bot.services.people import Belonging, Participant, Person, Preference
from bot.services.room import Room, participant
from bot.storage import audit
from bot.storage import people as kept

TRIES = 5
"""Wrong codes a member may give before they have to wait."""
WAIT = timedelta(minutes=10)


@dataclass
class Doorkeeper:
    """Remembers wrong codes, so that nobody can try them all. Forgets on a restart, which costs a guesser no less.

    Joining and signing in count together: people are told apart by their Discord id.
    """

    _wrong: dict[tuple[str, int], list[datetime]] = field(default_factory=dict)

    def check(self, room: Room, who: int) -> None:
        """Raises `TooManyTries` while `who` has to wait."""
        recent = [at for at in self._wrong.get((room.id, who), []) if room.now() - at < WAIT]
        self._wrong[room.id, who] = recent
        if len(recent) >= TRIES:
            left = WAIT - (room.now() - recent[-TRIES])
            raise TooManyTries(max(1, round(left.total_seconds() / 60)))

    def wrong(self, room: Room, who: int) -> None:
        self._wrong.setdefault((room.id, who), []).append(room.now())


async def join(
    room: Room, doorkeeper: Doorkeeper, person: Person, administration: str, code: str | None
) -> Participant:
    """`person` belongs to `administration` from now on, also where they belonged to another before.

    Raises `UnknownAdministration`, `CodeNeeded`, `WrongCode`, `TooManyTries`; `NothingToDo` where they are
    there already, `AwaitingApproval` where they have asked already.
    """
    found = administration_of(room, administration)
    before = room.people.get(person.discord_id)
    if before and before.administration == found.code:
        raise NothingToDo if before.status is Belonging.JOINED else AwaitingApproval
    if room.workshop.registration is Registration.CODE:
        await _check_code(room, doorkeeper, person, found, code)
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
    async with room.database.transaction() as tx:
        await kept.prefer(tx, room.id, person.discord_id, language, wanted)
    preference = Preference(language, wanted)
    room.prefer(person.discord_id, preference)
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
    """50 bits of an HMAC of administration and generation, as `ABCDE-FGHIJ`: easy to read out and to type."""
    message = f"{room.id}\n{administration}\n{generation}".encode()
    digest = hmac.new(room.keys.key("join"), message, hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode()[:10]
    return f"{letters[:5]}-{letters[5:]}"


async def _check_code(
    room: Room, doorkeeper: Doorkeeper, person: Person, administration: Administration, code: str | None
) -> None:
    doorkeeper.check(room, person.discord_id)
    if not code:
        raise CodeNeeded
    row = await room.database.row(
        "select generation from join_codes where workshop = ? and administration = ?", (room.id, administration.code)
    )
    expected = join_code(room, administration.code, row["generation"] if row else 0)
    if not hmac.compare_digest(_plain(code).encode(), _plain(expected).encode()):
        doorkeeper.wrong(room, person.discord_id)
        raise WrongCode


def _plain(code: str) -> str:
    """As typed on a phone: no case, no spaces or hyphens, and 0 and 1 for the letters they look like."""
    return "".join(c for c in code.upper().replace("0", "O").replace("1", "I") if c.isalnum())


def administration_of(room: Room, code: str) -> Administration:
    """The administration of that code; `UnknownAdministration` where there is none."""
    found = room.workshop.administration(code.strip().upper()) or room.workshop.administration(code)
    if found is None:
        raise UnknownAdministration(code)
    return found
