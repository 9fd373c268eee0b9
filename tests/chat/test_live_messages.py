"""A public message that Discord limits or does not answer is brought up to date later."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import discord
import pytest

from bot.chat import live_messages
from bot.chat.compat.long_rate_limits import LongRateLimit
from bot.chat.live_messages import Refresher
from bot.scheduling.clock import SystemClock


class Refreshes:
    """Fails with these errors, then succeeds. Keeps what each run showed."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.shown: list[str] = []
        self.failed, self.done = asyncio.Event(), asyncio.Event()

    def of(self, text: str) -> Callable[[], asyncio.Future[None]]:
        return lambda: asyncio.ensure_future(self._run(text))

    async def _run(self, text: str) -> None:
        if self._errors:
            self.failed.set()
            raise self._errors.pop(0)
        self.shown.append(text)
        self.done.set()


@pytest.fixture
def refresher(monkeypatch: pytest.MonkeyPatch) -> Refresher:
    """It waits for nothing."""
    monkeypatch.setattr(live_messages, "pause_after", lambda failures: 0.0)
    return Refresher(SystemClock(), timedelta(0))


async def test_what_was_limited_is_done_later(refresher: Refresher) -> None:
    refreshes = Refreshes(LongRateLimit(600), OSError(), LongRateLimit(1))
    refresher.ask("board", refreshes.of("first"))
    await asyncio.wait_for(refreshes.done.wait(), 5)
    assert refreshes.shown == ["first"]
    await refresher.stop()


async def test_the_last_request_counts(refresher: Refresher) -> None:
    refreshes = Refreshes(LongRateLimit(600))
    refresher.ask("board", refreshes.of("first"))
    await asyncio.wait_for(refreshes.failed.wait(), 5)
    refresher.ask("board", refreshes.of("second"))
    while "second" not in refreshes.shown:
        await asyncio.wait_for(refreshes.done.wait(), 5)
        refreshes.done.clear()
    assert refreshes.shown[-1] == "second"
    await refresher.stop()


async def test_what_discord_refuses_is_not_repeated(refresher: Refresher) -> None:
    gone = LongRateLimit(0)
    gone.status = 403
    refreshes = Refreshes(gone)
    refresher.ask("board", refreshes.of("first"))
    await asyncio.wait_for(refreshes.failed.wait(), 5)
    refresher.ask("board", refreshes.of("second"))
    await asyncio.wait_for(refreshes.done.wait(), 5)
    assert refreshes.shown == ["second"]
    assert isinstance(gone, discord.HTTPException)
    await refresher.stop()
