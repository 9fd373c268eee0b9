"""The key-message desk: when it is open, for whom it opens once more, and whom it still waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import DeskClosed, DeskIsOver, NoDesk, NothingToDo, UnknownAdministration
from bot.core.instants import read
from bot.core.people import Participant
from bot.core.programme import Administration, Desk
from bot.features.announcements.model import desk_closes, desk_opens
from bot.features.key_messages import store as kept
from bot.features.key_messages.model import reopened_until
from bot.features.key_messages.reading import coverage
from bot.storage import audit
from bot.workshop.context import Room

ALL = ""
"""Stands for every administration."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """Administrations whose messages are awaited, their people, and until when; all of it UTC."""

    administrations: list[Administration]
    people: list[Participant]
    until: datetime


def desk(room: Room, text: str | None = None) -> Desk:
    """The workshop's desk; `NoDesk` with `text` where it has none."""
    if room.workshop.desk is None:
        raise NoDesk(text)
    return room.workshop.desk


async def open_until(room: Room, administration: str, source: kept.Source | None = None) -> datetime | None:
    """Until when `administration` may write; None where it may not now."""
    opens, closes, now = desk_opens(room.schedule), desk_closes(room.schedule), room.now()
    if opens is None or closes is None or now < opens:
        return None
    again = read(await kept.reopened_until(source or room.database, room.id, administration))
    until = max(closes, again) if again else closes
    return until if now < until else None


async def require_open(
    room: Room, administration: str, text: str | None = None, source: kept.Source | None = None
) -> Desk:
    """The desk, open for `administration`; `DeskClosed` with `text` and when it opens."""
    there = desk(room, text)
    if await open_until(room, administration, source) is None:
        opens = desk_opens(room.schedule)
        raise DeskClosed(text, opens if opens and opens > room.now() else None)
    return there


async def reopen(room: Room, actor: str, administration: str | None) -> Awaited:
    """The desk once more, to the end of the day, for one administration or for all; returns whom it concerns.

    Raises `NothingToDo` where it is open, `DeskClosed` where it has not opened yet, `UnknownAdministration`.
    """
    desk(room)
    concerned = [_administration(room, administration)] if administration else list(room.workshop.administrations)
    opens, until = desk_opens(room.schedule), reopened_until(room.now(), room.workshop.zone)
    if opens is None or room.now() < opens:
        raise DeskClosed(None, opens)
    code = concerned[0].code if administration else ALL
    async with room.database.transaction() as tx:
        already = await open_until(room, code, tx)
        if already is not None:
            raise NothingToDo
        await kept.reopen(tx, room.id, [code], until, room.now())
        await audit.record(tx, room.id, room.now(), actor, "synthesis reopen", code)
    room.changed()
    return Awaited(concerned, _people(room, concerned), until)


async def remind(room: Room, actor: str) -> Awaited | None:
    """Whom to remind: those that have sent nothing and still can; None where none is missing.

    Raises `DeskClosed` where the desk has not opened yet, `DeskIsOver` where it is closed for all of them.
    """
    desk(room)
    missing = (await coverage(room)).missing
    if not missing:
        return None
    until = {a.code: await open_until(room, a.code) for a in missing}
    able = [a for a in missing if until[a.code]]
    if not able:
        opens = desk_opens(room.schedule)
        raise DeskClosed(None, opens) if opens and opens > room.now() else DeskIsOver
    async with room.database.transaction() as tx:
        await audit.record(tx, room.id, room.now(), actor, "synthesis remind", " ".join(a.code for a in able))
    return Awaited(able, _people(room, able), min(at for at in until.values() if at))


def _people(room: Room, administrations: list[Administration]) -> list[Participant]:
    return [person for each in administrations for person in room.delegation(each.code)]


def _administration(room: Room, code: str) -> Administration:
    found = room.workshop.administration(code)
    if found is None:
        raise UnknownAdministration(code)
    return found
