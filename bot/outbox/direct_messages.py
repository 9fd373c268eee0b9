"""Letters: direct messages, which a crash neither loses nor repeats. Only to those who take them.

Each is written down before it is sent, under what it is sent for and its reader: what is queued twice is queued
once. Those that go with an announcement are written in the very transaction that notes the announcement as said:
there is never the one without the other. The `Postroom` then claims each, has it brought, and notes that it was
sent, every step committed before the next. A claimed one whose end we did not see is first looked for in its
reader's direct channel; the nonce covers the minutes that a look might miss. One whose time is past is dropped, and
so is one to somebody who left or takes no letters any more. One that Discord refuses to bring to its reader is not
tried again, and names her as unreachable until a later one comes through.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.people import Participant, Preference
from bot.outbox import direct_message_store as kept
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person reads."""

    to: Participant
    text: str


def takes_letters(context: WorkshopContext, who: Participant) -> bool:
    """Whether this person switched direct messages on, with /language."""
    return context.preferences.get(who.discord_id or 0, Preference()).direct_messages


def write(context: WorkshopContext, tx: Transaction, key: str, due: datetime, letters: Iterable[Letter]) -> None:
    """Write those down whose readers take letters; `key` is of what they are sent for, due at `due`."""
    wanted = [letter for letter in letters if takes_letters(context, letter.to)]
    kept.add(tx, context.id, key, due, [(it.to.discord_id, it.text) for it in wanted if it.to.discord_id])


async def unreachable(context: WorkshopContext) -> list[Participant]:
    """Who takes letters, and could not be brought the last one."""
    closed = await context.read(kept.unreachable, context.id)
    return [who for who in context.all_participants() if who.discord_id in closed and takes_letters(context, who)]
