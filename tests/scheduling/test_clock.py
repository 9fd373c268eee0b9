"""Clocks that are set, run fast or are stopped; alarms that follow them; a clock shared by two processes."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.scheduling.alarms import Alarms
from bot.scheduling.clock import RehearsedClock, Setting, SystemClock
from bot.scheduling.shared_clock import ClockServer, follow

NOON = datetime(2021, 3, 15, 12, tzinfo=UTC)


class MachineClock:
    """The time of a machine, in seconds, that a test sets."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def clock_at_noon(speed: float = 60.0) -> tuple[RehearsedClock, MachineClock]:
    real = MachineClock()
    return RehearsedClock(Setting(NOON, real.seconds, speed), real), real


def test_a_clock_runs_at_its_speed() -> None:
    clock, real = clock_at_noon()
    real.seconds += 2
    assert clock.now() == NOON + timedelta(minutes=2)
    assert clock.seconds_until(NOON + timedelta(minutes=5)) == 3


async def test_setting_the_clock_of_the_machine_is_detected_and_ends_waiting() -> None:
    wall, monotonic = MachineClock(), MachineClock()
    clock, changes, shifts = SystemClock(wall, monotonic), list[datetime](), list[timedelta]()
    clock.on_change(lambda: changes.append(clock.now()))
    clock.on_set(shifts.append)
    hour = timedelta(hours=1)
    waiting = asyncio.create_task(clock.wait_until(clock.now() + hour))
    monotonic.seconds += 10
    wall.seconds += 10.2  # a small adjustment is no jump
    clock.check()
    await asyncio.sleep(0)
    assert (changes, shifts, waiting.done()) == ([], [], False)
    wall.seconds += 3_600
    clock.check()
    await asyncio.wait_for(waiting, 10)
    wall.seconds -= 7_200
    clock.check()
    clock.check()
    assert (len(changes), shifts) == (2, [hour, -2 * hour])


def test_a_stopped_clock_never_reaches_a_later_instant() -> None:
    clock, real = clock_at_noon(0)
    real.seconds += 100
    assert clock.now() == NOON
    assert clock.seconds_until(NOON + timedelta(seconds=1)) == float("inf")
    assert clock.real_time_of(NOON + timedelta(seconds=1)) is None


def test_lateness_is_real_time_without_stops_and_jumps() -> None:
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


def test_lateness_is_limited_by_the_settings_that_are_kept() -> None:
    real = MachineClock()
    clock = RehearsedClock(Setting(NOON, real.seconds, 60.0), real, max_settings=2)
    for _ in range(5):
        real.seconds += 1
        clock.run(60)
    assert clock.lateness(NOON + timedelta(minutes=4, seconds=30)) == timedelta(seconds=0.5)
    assert clock.lateness(NOON) == timedelta(seconds=1)


def test_a_clock_knows_when_it_reached_an_instant() -> None:
    clock, real = clock_at_noon()
    real.seconds += 10
    clock.run(60, at=NOON + timedelta(hours=5))
    assert clock.reached(NOON + timedelta(minutes=3)) == 1_003
    assert clock.reached(NOON + timedelta(hours=2)) == 1_010  # the clock was set past it
    assert clock.reached(NOON + timedelta(hours=5, minutes=1)) == 1_011


def test_a_fast_clock_stops_where_it_is_told_to() -> None:
    clock, real = clock_at_noon()
    clock.run(60, until=NOON + timedelta(minutes=3))
    assert clock.seconds_until(NOON + timedelta(minutes=3)) == 3
    assert clock.seconds_until(NOON + timedelta(minutes=4)) == float("inf")
    real.seconds += 10
    assert clock.now() == NOON + timedelta(minutes=3)
    assert clock.lateness(NOON) == timedelta(seconds=3)
    clock.run(60)
    assert clock.reached(NOON + timedelta(minutes=2)) == 1_002
    assert clock.reached(NOON + timedelta(minutes=4)) == 1_011


async def test_setting_a_rehearsed_clock_ends_waiting() -> None:
    clock = RehearsedClock(Setting(NOON, 0.0, 0.0), lambda: 0.0)
    waiting = asyncio.create_task(clock.wait_until(NOON + timedelta(hours=1)))
    await asyncio.sleep(0)
    clock.run(1.0, at=NOON + timedelta(hours=2))
    await asyncio.wait_for(waiting, 5)


@pytest.mark.parametrize("speed", [0.0, 1_000.0])
async def test_what_keeps_to_a_pace_waits_for_whichever_clock_is_first(speed: float) -> None:
    clock = RehearsedClock(Setting(NOON, time.time(), speed))
    length = timedelta(milliseconds=1) if speed == 0 else timedelta(seconds=30)
    await asyncio.wait_for(clock.wait_for(length), 5)


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


async def test_a_follower_follows_until_the_connection_ends() -> None:
    clock = RehearsedClock(Setting(NOON, 0.0, 0.0))
    server, disconnected, changed = ClockServer(clock), asyncio.Event(), asyncio.Event()
    followed, following = await follow(await server.open(), disconnected.set)
    assert followed.setting == clock.setting
    followed.on_change(changed.set)
    clock.run(5.0)
    await asyncio.wait_for(changed.wait(), 5)
    assert followed.setting == clock.setting
    await server.close()
    await asyncio.wait_for(disconnected.wait(), 5)
    await following
