"""The usher, on a real database and a clock set by hand: stays, reopened sessions, late delegations, restarts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.features.attendance import service as attendance
from bot.features.attendance.voice_presence import Usher
from bot.features.programme import session_service as sessions
from bot.scheduling.clock import RehearsedClock
from bot.workshop.context import WorkshopContext
from tests.features.key_messages.desk_workshop import OPENS, DeskRoom

AWA, BINTA = 1_001, 1_002


@dataclass
class Door:
    """The session has begun at its hour, and the usher is at work."""

    context: WorkshopContext
    clock: RehearsedClock
    usher: Usher
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def set(self, minutes: float) -> None:
        """So many minutes into the session."""
        self.clock.run(0, OPENS + timedelta(minutes=minutes))

    async def rows(self, *expected: tuple[float, float | None, bool]) -> None:
        """Until the intervals are those: from minute to minute, uncertain or not."""
        async with asyncio.timeout(5):
            while await self._found() != list(expected):
                self.changed.clear()
                await self.changed.wait()

    async def _found(self) -> list[tuple[float | None, float | None, bool]]:
        rows = await self.context.database.rows("select starts, ends, uncertain from presences order by id")
        return [(_minute(row["starts"]), _minute(row["ends"]), bool(row["uncertain"])) for row in rows]


def _minute(text: str | None) -> float | None:
    return text and (datetime.fromisoformat(text) - OPENS).total_seconds() / 60  # type: ignore[return-value]


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    desk = await DeskRoom.open(tmp_path)
    door = Door(desk.context, desk.clock, Usher(desk.context))
    door.context.on_change(lambda _: door.changed.set())
    door.set(0)
    await sessions.start_and_end_due(door.context)
    door.usher.start()
    door.usher.look_again([])
    yield door
    await door.usher.stop()
    await door.context.database.close()


async def test_a_drop_and_a_return_are_two_intervals_of_one_person(door: Door) -> None:
    door.set(5)
    door.usher.came(AWA)
    door.usher.came(AWA)  # muted, say
    await door.rows((5, None, False))
    door.set(10)
    door.usher.left(AWA)
    door.set(12)
    door.usher.came(AWA)
    await door.rows((5, 10, False), (12, None, False))


async def test_who_comes_and_goes_between_two_writings_is_not_lost(door: Door) -> None:
    for start, end in ((1, 2), (3, 4)):
        door.set(start)
        door.usher.came(AWA)
        door.set(end)
        door.usher.left(AWA)
    await door.rows((1, 2, False), (3, 4, False))


async def test_one_who_joins_a_delegation_while_in_voice_was_there_from_when_they_came(door: Door) -> None:
    door.set(3)
    door.usher.came(7_777)
    door.set(8)
    desk = DeskRoom(door.context, door.clock, {})
    await desk.join("Newcomer", "ML", 7_777)
    await door.rows((3, None, False))


async def test_a_session_ended_by_mistake_and_reopened_counts_those_who_stayed_throughout(door: Door) -> None:
    door.set(0)
    door.usher.came(AWA)
    door.usher.came(BINTA)
    await door.rows((0, None, False), (0, None, False))
    door.set(10)
    door.usher.left(BINTA)
    await door.rows((0, None, False), (0, 10, False))
    door.set(20)
    await sessions.end(door.context, "messages", "x")
    await door.rows((0, 20, False), (0, 10, False))
    door.set(30)
    await sessions.start(door.context, "messages", "x")
    await door.rows((0, 20, False), (0, 10, False), (0, None, False))
    door.set(60)
    await sessions.start_and_end_due(door.context)
    roll = await attendance.roll(door.context, door.context.schedule["messages"])
    minutes = {it.who.discord_id: it.record.minutes for it in roll.records}
    assert (minutes[AWA], minutes[BINTA]) == (60, 10)


async def test_what_a_lost_connection_hid_is_uncertain_and_never_counted(door: Door) -> None:
    door.usher.came(AWA)
    door.usher.came(BINTA)
    await door.rows((0, None, False), (0, None, False))
    door.set(10)
    door.usher.look_away()
    door.set(15)
    door.usher.look_again([AWA])
    await door.rows((0, 10, True), (0, 10, True), (15, None, True))


async def test_a_connection_that_caught_up_hid_only_when_it_happened(door: Door) -> None:
    door.usher.came(AWA)
    door.usher.came(BINTA)
    await door.rows((0, None, False), (0, None, False))
    door.set(10)
    door.usher.look_away()
    door.set(11)
    door.usher.left(BINTA)
    door.usher.catch_up([AWA])
    await door.rows((0, None, False), (0, 10, True))


async def test_who_is_told_to_come_before_those_there_are_told_came_for_certain(door: Door) -> None:
    door.usher.came(AWA)
    await door.rows((0, None, False))
    door.set(10)
    door.usher.look_away()
    door.set(14)
    door.usher.listen()
    door.usher.came(BINTA)
    door.set(15)
    door.usher.look_again([AWA, BINTA])
    await door.rows((0, 10, True), (14, None, False), (15, None, True))


async def test_after_a_stop_each_stay_ends_at_the_last_moment_known(door: Door) -> None:
    door.usher.came(AWA)
    await door.rows((0, None, False))
    door.set(30)
    await door.usher.stop()
    door.set(40)
    again = Usher(door.context)
    again.start()
    again.look_again([AWA])
    await door.rows((0, 30, True), (40, None, True))
    await again.stop()


async def test_one_found_in_voice_before_the_session_began_is_certain_from_its_beginning(tmp_path: Path) -> None:
    desk = await DeskRoom.open(tmp_path)
    door = Door(desk.context, desk.clock, Usher(desk.context))
    door.context.on_change(lambda _: door.changed.set())
    door.set(-5)
    door.usher.start()
    door.usher.look_again([AWA])
    door.set(0)
    await sessions.start_and_end_due(door.context)
    await door.rows((0, None, False))
    await door.usher.stop()
    await door.context.database.close()
