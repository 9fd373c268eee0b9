"""The key-message desk: its opening hours, reopening it, and reminding administrations that have sent nothing."""

from collections.abc import Callable
from datetime import datetime

from bot.core.errors import NothingToDo
from bot.core.opening_times import desk_closes, desk_opens
from bot.core.people import Participant, Person
from bot.core.programme import Administration, Desk
from bot.features.key_messages import service, store
from bot.features.key_messages.errors import DeskClosed, DeskIsOver, NoDesk
from bot.features.key_messages.model import DeskInvitation, reopened_until
from bot.features.roster.registration import find_administration
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

ALL_ADMINISTRATIONS = ""
Invite = Callable[[Transaction, DeskInvitation], None]
"""Enqueues messages to the invited people, in the transaction that opens the desk for them."""


def require_desk(context: WorkshopContext, text: str | None = None) -> Desk:
    """The workshop's desk. Raises `NoDesk` with `text` if it has none."""
    if context.workshop.desk is None:
        raise NoDesk(text)
    return context.workshop.desk


async def require_open(context: WorkshopContext, administration: str) -> Desk:
    """The desk, if `administration` may write now. Raises `NoDesk`, or `DeskClosed` with the time when it opens."""
    return await context.read(check_open, context, administration)


def check_open(tx: Transaction, context: WorkshopContext, administration: str, text: str | None = None) -> Desk:
    """As `require_open`, inside a transaction. The error carries `text`."""
    desk = require_desk(context, text)
    if open_until(tx, context, administration) is None:
        opens = desk_opens(context.schedule)
        raise DeskClosed(text, opens if opens and opens > context.now() else None)
    return desk


def open_until(tx: Transaction, context: WorkshopContext, administration: str) -> datetime | None:
    """When the desk closes for `administration` (UTC). None if it is not open now."""
    opens, closes, now = desk_opens(context.schedule), desk_closes(context.schedule), context.now()
    if opens is None or closes is None or now < opens:
        return None
    reopened = store.find_reopening_end(tx, context.id, administration)
    until = max(closes, reopened) if reopened else closes
    return until if now < until else None


async def reopen(context: WorkshopContext, actor: Person, administration: str | None, invite: Invite) -> DeskInvitation:
    """Open the desk again until the end of the day, for one administration or for all (None).

    Raises what `invite` raises, `NothingToDo` if it is open, `DeskClosed` if it has not opened yet, `NoDesk`,
    `UnknownAdministration`.
    """
    require_desk(context)
    until = reopened_until(context.now(), context.workshop.zone)
    invitation, opens = _invitation(context, administration, until), desk_opens(context.schedule)
    if opens is None or context.now() < opens:
        raise DeskClosed(None, opens)
    code = invitation.administrations[0].code if administration else ALL_ADMINISTRATIONS
    await context.write(_reopen, context, actor, code, invitation, invite)
    return invitation


def _reopen(
    tx: Transaction, context: WorkshopContext, actor: Person, code: str, invitation: DeskInvitation, invite: Invite
) -> None:
    invite(tx, invitation)
    if open_until(tx, context, code) is not None:
        raise NothingToDo
    store.add_reopening(tx, context.id, code, invitation.until, context.now())
    audit.record(tx, context.id, context.now(), actor, "synthesis reopen", code)


async def reopened(context: WorkshopContext, administration: str) -> DeskInvitation | None:
    """The invitation that belongs to a reopening, for one administration or for all (empty). None if it is over."""
    until = await context.read(store.find_reopening_end, context.id, administration)
    if until is None or until <= context.now():
        return None
    return _invitation(context, administration, until)


def _invitation(context: WorkshopContext, administration: str | None, until: datetime) -> DeskInvitation:
    everyone = list(context.workshop.administrations)
    invited = [find_administration(context, administration)] if administration else everyone
    return DeskInvitation(invited, _people(context, invited), until)


async def remind(context: WorkshopContext, actor: Person, invite: Invite) -> DeskInvitation | None:
    """Remind the administrations that have sent nothing and still can. None if all have sent something.

    Raises what `missing` and `invite` raise.
    """
    invitation = await missing(context)
    if invitation is None:
        return None
    codes = " ".join(each.code for each in invitation.administrations)

    def write(tx: Transaction) -> None:
        invite(tx, invitation)
        audit.record(tx, context.id, context.now(), actor, "synthesis remind", codes)

    await context.write(write)
    return invitation


async def missing(context: WorkshopContext) -> DeskInvitation | None:
    """The administrations that have sent nothing and still can. None if every administration has sent something.

    Raises `DeskClosed` if the desk has not opened yet, `DeskIsOver` if it is closed for all of them, `NoDesk`.
    """
    require_desk(context)
    silent = (await service.coverage(context)).missing
    if not silent:
        return None
    closings = await context.read(_closings, context, silent)
    able = [each for each in silent if each.code in closings]
    if not able:
        opens = desk_opens(context.schedule)
        raise DeskClosed(None, opens) if opens and opens > context.now() else DeskIsOver
    return DeskInvitation(able, _people(context, able), min(closings.values()))


def _closings(tx: Transaction, context: WorkshopContext, administrations: list[Administration]) -> dict[str, datetime]:
    """When the desk closes, for each administration that may write now."""
    closings = {each.code: open_until(tx, context, each.code) for each in administrations}
    return {code: closes for code, closes in closings.items() if closes}


def _people(context: WorkshopContext, administrations: list[Administration]) -> list[Participant]:
    return [person for each in administrations for person in context.delegates(each.code)]
