"""The present sign-in code: one person shows it, and the others read it."""

import asyncio
import re

from bot.core.schedule import SessionState
from bot.rehearsal.play_context import PlayContext

SHOWN_FOR = 120
"""Seconds for which a code is shown. It is accepted for as long again."""


async def read_code(play: PlayContext, state: SessionState) -> str | None:
    """The present code, requested once for everyone. If it does not arrive, None, and a fault is recorded."""
    period = int(play.environment.clock.now().timestamp()) // SHOWN_FOR
    if (state.id, period) not in play.shown_codes:
        play.shown_codes[state.id, period] = asyncio.create_task(_show(play))
    return await play.shown_codes[state.id, period]


async def _show(play: PlayContext) -> str | None:
    shown = await play.run_command(play.assistant, "session code")
    digits = re.search(r"\*\*(\d{6})\*\*", shown.text if shown else "")
    play.expectations.check(digits, "no sign-in code was shown")
    return digits[1] if digits else None
