"""The round of the table, as it goes."""

from __future__ import annotations

from bot.core.errors import TurnIsOver
from bot.features.prompts import round_store as kept
from bot.features.prompts import store as prompts
from bot.features.prompts.errors import PromptIsClosed
from bot.features.prompts.round_model import Round, Turn
from bot.features.prompts.service import Prompt
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

ACTIONS = {Turn.SPOKEN: "prompt next", Turn.PASSED: "prompt pass"}


async def of(context: WorkshopContext, prompt: Prompt) -> Round:
    """Where it stands; without seats where the question is no round."""
    return await context.read(kept.one, context.id, prompt.id)


async def go_on(context: WorkshopContext, prompt: str, speaking: str, left: Turn, actor: str) -> Round:
    """The next one's turn, after `speaking` has spoken or passed.

    Raises `TurnIsOver` where it is no longer theirs: pressed twice, it goes on once. `PromptIsClosed` once it is.
    """

    def write(tx: Transaction) -> Round:
        row = prompts.one_in(tx, context.id, prompt)
        if row is None or row["closed_at"]:
            raise PromptIsClosed
        before = kept.one_in(tx, context.id, prompt)
        if before.speaking != speaking:
            raise TurnIsOver(before.speaking)
        after = before.moved_on(left)
        kept.save(tx, context.id, prompt, after)
        audit.record(tx, context.id, context.now(), actor, ACTIONS[left], prompt, speaking)
        return after

    return await context.write(write)
