"""What many people do in a moment wakes those who show it once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.services.plenary import Plenary


async def test_what_many_do_in_a_moment_is_told_once_and_the_next_again(tmp_path: Path) -> None:
    here = await Plenary.open(tmp_path)
    told: asyncio.Queue[str] = asyncio.Queue()
    here.room.on_change(lambda: told.put_nowait("told"))
    for _ in range(300):
        here.room.noticed()
    assert told.empty()
    await told.get()
    here.room.changed()
    assert told.qsize() == 1
    here.room.noticed()
    await told.get()
    await told.get()
    assert told.empty()
    await here.close()
