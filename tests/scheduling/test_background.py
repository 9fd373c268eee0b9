"""Work that nobody waits for: it runs, its errors are in the log, and it ends with the bot."""

import asyncio

import pytest

from bot.scheduling.background import BackgroundTasks


async def test_an_error_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    done = asyncio.Event()

    async def fail() -> None:
        done.set()
        raise LookupError("no such role")

    tasks = BackgroundTasks()
    tasks.start(fail(), "roles of malaria-2026")
    await done.wait()
    await tasks.stop()
    assert "Unexpected error in roles of malaria-2026" in caplog.text
    assert "no such role" in caplog.text


async def test_what_is_not_done_is_cancelled_and_let_go_of() -> None:
    begun, ended = asyncio.Event(), []

    async def work() -> None:
        try:
            begun.set()
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append("let go")

    tasks = BackgroundTasks()
    tasks.start(work(), "roles")
    await begun.wait()
    await tasks.stop()
    assert ended == ["let go"]
