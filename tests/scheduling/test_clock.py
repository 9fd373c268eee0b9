"""The workshop's clock: set, run fast, stopped; and two processes that share one."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.scheduling.alarms import Alarms
from bot.scheduling.clock import RehearsedClock, Setting, SystemClock
from bot.scheduling.clock_line import ClockLine, follow

NOON = datetime(2021, 3, 15, 12, tzinfo=UTC)


class Real:
    """The machine's clock, moved by hand."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def clock_at_noon(speed: float = 60.0) -> tuple[RehearsedClock, Real]:
    real = Real()
    return RehearsedClock(Setting(NOON, real.seconds, speed), real), real


def test_it_runs_at_its_speed() -> None:
    clock, real = clock_at_noon()
    real.seconds += 2
    assert clock.now() == NOON + timedelta(minutes=2)
    assert clock.seconds_until(NOON + timedelta(minutes=5)) == 3


async def test_who_waits_reckons_anew_when_the_machine_s_clock_is_set() -> None:
    wall, steady = Real(), Real()
    clock, reckoned, told = SystemClock(wall, steady), list[datetime](), list[timedelta]()
    clock.on_change(lambda: reckoned.append(clock.now()))
    clock.on_set(told.append)
    hour = timedelta(hours=1)
    waiting = asyncio.create_task(clock.wait_until(clock.now() + hour))
    steady.seconds += 10
    wall.seconds += 10.2  # adjusted a little: no jump
    clock.look()
    await asyncio.sleep(0)
    assert (reckoned, told, waiting.done()) == ([], [], False)
    wall.seconds += 3_600
    clock.look()
    await asyncio.wait_for(waiting, 10)
    wall.seconds -= 7_200
    clock.look()
    clock.look()
    assert (len(reckoned), told) == (2, [hour, -2 * hour])


def test_while_it_stands_still_nothing_comes_nearer() -> None:
    clock, real = clock_at_noon(0)
    real.seconds += 100
    assert clock.now() == NOON
    assert clock.seconds_until(NOON + timedelta(seconds=1)) == float("inf")
    assert clock.real_time_of(NOON + timedelta(seconds=1)) is None


def test_lateness_is_real_and_leaves_out_halts_and_leaps() -> None:
    clock, real = clock_at_noon()
    real.seconds += 1  # 12:01
    clock.run(0)
    real.seconds += 500
    clock.run(60)
    real.seconds += 2  # 12:03
    assert clock.lateness(NOON) == timedelta(seconds=3)
    clock.run(60, at=NOON + timedelta(hours=20))
    real.seconds += 1
    assert clock.lateness(NOON + timedelta(hours=10)) == timedelta(seconds=1)
    assert clock.lateness(NOON, NOON + timedelta(minutes=2)) == timedelta(seconds=2)


def test_one_that_looks_back_on_few_settings_knows_what_is_late_by_those() -> None:
    real = Real()
    clock = RehearsedClock(Setting(NOON, real.seconds, 60.0), real, remembered=2)
    for _ in range(5):
        real.seconds += 1
        clock.run(60)
    assert clock.lateness(NOON + timedelta(minutes=4, seconds=30)) == timedelta(seconds=0.5)
    assert clock.lateness(NOON) == timedelta(seconds=1)


def test_it_knows_when_it_reached_an_instant() -> None:
    clock, real = clock_at_noon()
    real.seconds += 10
    clock.run(60, at=NOON + timedelta(hours=5))
    assert clock.reached(NOON + timedelta(minutes=3)) == 1_003
    assert clock.reached(NOON + timedelta(hours=2)) == 1_010  # leapt over
    assert clock.reached(NOON + timedelta(hours=5, minutes=1)) == 1_011


async def test_who_waits_reckons_anew_when_it_is_set() -> None:
    clock = RehearsedClock(Setting(NOON, 0.0, 0.0), lambda: 0.0)
    waiting = asyncio.create_task(clock.wait_until(NOON + timedelta(hours=1)))
    await asyncio.sleep(0)
    clock.run(1.0, at=NOON + timedelta(hours=2))
    await asyncio.wait_for(waiting, 5)


async def test_an_alarm_follows_the_clock() -> None:
    clock = RehearsedClock(Setting(NOON, 0.0, 0.0), lambda: 0.0)
    alarms, rung = Alarms(clock), asyncio.Event()
    alarms.start()
    alarms.set("opening", NOON + timedelta(hours=1), rung.set)
    clock.run(1.0, at=NOON + timedelta(hours=1))
    await asyncio.wait_for(rung.wait(), 5)
    alarms.stop()


async def test_an_alarm_set_again_while_it_rings_rings_again() -> None:
    clock, alarms, rung = SystemClock(), Alarms(SystemClock()), asyncio.Event()
    alarms.start()
    alarms.set("opening", clock.now(), lambda: alarms.set("opening", clock.now(), rung.set))
    await asyncio.wait_for(rung.wait(), 5)
    alarms.stop()


async def test_another_process_follows_it_until_the_line_breaks() -> None:
    clock = RehearsedClock(Setting(NOON, 0.0, 0.0))
    line, broken, changed = ClockLine(clock), asyncio.Event(), asyncio.Event()
    followed, following = await follow(await line.open(), broken.set)
    assert followed.setting == clock.setting
    followed.on_change(changed.set)
    clock.run(5.0)
    await asyncio.wait_for(changed.wait(), 5)
    assert followed.setting == clock.setting
    await line.close()
    await asyncio.wait_for(broken.wait(), 5)
    await following
