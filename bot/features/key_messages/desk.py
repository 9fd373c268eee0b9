"""The key-message desk: when it is open, for whom it opens once more, and whom it still waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import NothingToDo, UnknownAdministration
from bot.core.instants import parse_utc
from bot.core.opening_times import desk_closes, desk_opens
from bot.core.people import Participant
from bot.core.programme import Administration, Desk
from bot.features.key_messages import store as kept
from bot.features.key_messages.errors import DeskClosed, DeskIsOver, NoDesk
from bot.features.key_messages.model import reopened_until
from bot.features.key_messages.reading import coverage
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

ALL = ""
"""Stands for every administration."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """Administrations whose messages are awaited, their people, and until when; all of it UTC."""

    administrations: list[Administration]
    people: list[Participant]
    until: datetime


def desk(context: WorkshopContext, text: str | None = None) -> Desk:
    """The workshop's desk; `NoDesk` with `text` where it has none."""
    if context.workshop.desk is None:
        raise NoDesk(text)
    return context.workshop.desk


async def open_until(context: WorkshopContext, administration: str) -> datetime | None:
    """Until when `administration` may write; None where it may not now."""
    return await context.read(open_until_in, context, administration)


def open_until_in(tx: Transaction, context: WorkshopContext, administration: str) -> datetime | None:
    """`open_until`, within a transaction."""
    opens, closes, now = desk_opens(context.schedule), desk_closes(context.schedule), context.now()
    if opens is None or closes is None or now < opens:
        return None
    again = parse_utc(kept.reopened_until(tx, context.id, administration))
    until = max(closes, again) if again else closes
    return until if now < until else None


async def require_open(context: WorkshopContext, administration: str, text: str | None = None) -> Desk:
    """The desk, open for `administration`; `DeskClosed` with `text` and when it opens."""
    return await context.read(require_open_in, context, administration, text)


def require_open_in(tx: Transaction, context: WorkshopContext, administration: str, text: str | None = None) -> Desk:
    """`require_open`, within a transaction."""
    there = desk(context, text)
    if open_until_in(tx, context, administration) is None:
        opens = desk_opens(context.schedule)
        raise DeskClosed(text, opens if opens and opens > context.now() else None)
    return there


async def reopen(context: WorkshopContext, actor: str, administration: str | None) -> Awaited:
    """The desk once more, to the end of the day, for one administration or for all; returns whom it concerns.

    Raises `NothingToDo` where it is open, `DeskClosed` where it has not opened yet, `UnknownAdministration`.
    """
    desk(context)
    concerned = [_administration(context, administration)] if administration else list(context.workshop.administrations)
    opens, until = desk_opens(context.schedule), reopened_until(context.now(), context.workshop.zone)
    if opens is None or context.now() < opens:
        raise DeskClosed(None, opens)
    code = concerned[0].code if administration else ALL

    def write(tx: Transaction) -> None:
        already = open_until_in(tx, context, code)
        if already is not None:
            raise NothingToDo
        kept.reopen(tx, context.id, [code], until, context.now())
        audit.record(tx, context.id, context.now(), actor, "synthesis reopen", code)

    await context.write(write)
    return Awaited(concerned, _people(context, concerned), until)


async def remind(context: WorkshopContext, actor: str) -> Awaited | None:
    """Whom to remind: those that have sent nothing and still can; None where none is missing.

    Raises `DeskClosed` where the desk has not opened yet, `DeskIsOver` where it is closed for all of them.
    """
    desk(context)
    missing = (await coverage(context)).missing
    if not missing:
        return None
    until = {a.code: await open_until(context, a.code) for a in missing}
    able = [a for a in missing if until[a.code]]
    if not able:
        opens = desk_opens(context.schedule)
        raise DeskClosed(None, opens) if opens and opens > context.now() else DeskIsOver
    await context.write(
        audit.record, context.id, context.now(), actor, "synthesis remind", " ".join(a.code for a in able)
    )
    return Awaited(able, _people(context, able), min(at for at in until.values() if at))


def _people(context: WorkshopContext, administrations: list[Administration]) -> list[Participant]:
    return [person for each in administrations for person in context.delegates(each.code)]


def _administration(context: WorkshopContext, code: str) -> Administration:
    found = context.workshop.administration(code)
    if found is None:
        raise UnknownAdministration(code)
    return found
