"""The round of the table, as it goes."""

from __future__ import annotations

from bot.core.errors import PromptIsClosed, TurnIsOver
from bot.features.prompts import round_store as kept
from bot.features.prompts import store as prompts
from bot.features.prompts.round_model import Round, Turn
from bot.features.prompts.service import Prompt
from bot.storage import audit
from bot.workshop.context import Room

ACTIONS = {Turn.SPOKEN: "prompt next", Turn.PASSED: "prompt pass"}


async def of(room: Room, prompt: Prompt) -> Round:
    """Where it stands; without seats where the question is no round."""
    return await kept.one(room.database, room.id, prompt.id)


async def go_on(room: Room, prompt: str, speaking: str, left: Turn, actor: str) -> Round:
    """The next one's turn, after `speaking` has spoken or passed.

    Raises `TurnIsOver` where it is no longer theirs: pressed twice, it goes on once. `PromptIsClosed` once it is.
    """
    async with room.database.transaction() as tx:
        row = await prompts.one_in(tx, room.id, prompt)
        if row is None or row["closed_at"]:
            raise PromptIsClosed
        before = await kept.one_in(tx, room.id, prompt)
        if before.speaking != speaking:
            raise TurnIsOver(before.speaking)
        after = before.moved_on(left)
        await kept.save(tx, room.id, prompt, after)
        await audit.record(tx, room.id, room.now(), actor, ACTIONS[left], prompt, speaking)
    room.changed()
    return after
