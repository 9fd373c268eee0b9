"""A worker works when it is woken, continues after a failure, and stops at once."""

import asyncio

import pytest

from bot.scheduling.worker import Worker, pause_after, retry


class Counting(Worker):
    retry_after = (0.0,)

    def __init__(self, failures: int = 0) -> None:
        super().__init__("counting")
        self.failures = failures
        self.calls = 0
        self.worked = asyncio.Event()
        self.may_end = asyncio.Event()
        self.may_end.set()

    async def work(self) -> None:
        self.calls += 1
        if self.calls <= self.failures:
            raise OSError("disk full")
        self.worked.set()
        await self.may_end.wait()


async def test_it_works_once_at_its_start_and_once_for_each_wake() -> None:
    worker = Counting()
    worker.start()
    await worker.worked.wait()
    worker.worked.clear()
    worker.wake()
    await worker.worked.wait()
    await worker.stop()
    assert worker.calls == 2


async def test_several_wakes_while_it_works_count_as_one() -> None:
    worker = Counting()
    worker.may_end.clear()
    worker.start()
    await worker.worked.wait()
    worker.worked.clear()
    for _ in range(3):
        worker.wake()
    worker.may_end.set()
    await worker.worked.wait()
    await worker.stop()
    assert worker.calls == 2


async def test_what_failed_is_logged_and_repeated(caplog: pytest.LogCaptureFixture) -> None:
    worker = Counting(failures=3)
    worker.start()
    await worker.worked.wait()
    await worker.stop()
    assert worker.calls == 4
    assert [record.getMessage() for record in caplog.records] == ["counting failed, and is tried again"] * 3


async def test_it_stops_in_the_middle_of_work_and_also_where_it_was_never_started() -> None:
    worker = Counting()
    worker.may_end.clear()
    worker.start()
    await worker.worked.wait()
    await worker.stop()
    await Counting().stop()


async def test_retry_returns_what_the_attempt_returns_and_does_not_hold_back_a_cancellation() -> None:
    async def attempt() -> int:
        return 7

    async def cancelled() -> None:
        raise asyncio.CancelledError

    assert await retry(attempt, "counting") == 7
    with pytest.raises(asyncio.CancelledError):
        await retry(cancelled, "counting")


async def test_it_works_also_when_nothing_wakes_it_for_long_enough() -> None:
    worker = Counting()
    worker.idle_after = 0.0
    worker.start(awake=False)
    await worker.worked.wait()
    await worker.stop()


def test_pauses_grow_to_the_last_one() -> None:
    assert [pause_after(failures, (2.0, 5.0, 15.0)) for failures in range(5)] == [2.0, 5.0, 15.0, 15.0, 15.0]


async def test_an_expected_failure_is_logged_in_a_line(caplog: pytest.LogCaptureFixture) -> None:
    failures = iter([OSError("disk full"), ValueError("wrong")])

    async def attempt() -> str:
        if failure := next(failures, None):
            raise failure
        return "done"

    assert await retry(attempt, "writing", (0.0,), (OSError,)) == "done"
    assert [bool(record.exc_info) for record in caplog.records] == [False, True]
    assert "disk full" in caplog.text
