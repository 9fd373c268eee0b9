"""Writing through a workshop's context: whoever listens is told of each commit, and a burst wakes them seldom."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path

import pytest

import bot
from bot.core.answers import AnswerValue
from bot.features.prompts import answer_service as answers
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopChanged, WorkshopContext
from tests.features.prompts.helpers import HOPES, PromptWorkshop

PACKAGE = Path(bot.__file__).parent
UNHEARD = {
    "bot/features/attendance/voice_presence.py",
    "bot/features/privacy/retention_job.py",
    "bot/workshop/context.py",
}
"""Files that write to the database directly: a heartbeat, a date of the retention, and when a context is opened."""


async def listening(context: WorkshopContext) -> asyncio.Queue[WorkshopChanged]:
    """What the context tells from now on; what it was opened with has been told."""
    told: asyncio.Queue[WorkshopChanged] = asyncio.Queue()
    context.on_change(told.put_nowait)
    await context.write(lambda tx: None)
    await told.get()
    return told


async def test_a_burst_of_writing_is_told_once(tmp_path: Path) -> None:
    here = await PromptWorkshop.open(tmp_path)
    told = await listening(here.context)
    await asyncio.gather(*(here.context.write_together(lambda tx: None) for _ in range(300)))
    assert await told.get() == WorkshopChanged(here.context.id)
    assert told.empty()
    await here.close()


async def test_what_was_refused_is_not_told(tmp_path: Path) -> None:
    here = await PromptWorkshop.open(tmp_path)
    told = await listening(here.context)

    def refuse(tx: Transaction) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await here.context.write(refuse)
    await here.context.write(lambda tx: None)
    await told.get()
    assert told.empty()
    await here.close()


async def test_an_answer_is_told(tmp_path: Path) -> None:
    here = await PromptWorkshop.open(tmp_path)
    await here.ask(HOPES)
    told = await listening(here.context)
    await answers.answer(here.context, "hopes", here.people["ML 1"], AnswerValue(text="one"))
    assert await told.get() == WorkshopChanged(here.context.id)
    await here.close()


def test_nobody_writes_past_the_context() -> None:
    past = set()
    for file in (*PACKAGE.glob("features/**/*.py"), *PACKAGE.glob("outbox/**/*.py"), *PACKAGE.glob("workshop/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            writes = isinstance(node, ast.Attribute) and node.attr in ("write", "write_together")
            if writes and ast.unparse(node.value).endswith("database"):  # type: ignore[attr-defined]
                past.add(str(file.relative_to(PACKAGE.parent)))
    assert past <= UNHEARD
