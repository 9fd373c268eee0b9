"""Storing voice presences: on a real database, through reopened sessions, new participants, outages and restarts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.features.attendance import service, store
from bot.features.attendance.voice_presence import VoicePresence
from bot.features.attendance.voice_tracker import VoiceTracker
from bot.features.programme import session_service
from tests.features.attendance.helpers import ACTOR, end_session, set_minutes, start_session
from tests.features.roster.helpers import SESSION, START, SampleWorkshop, opened

AWA, BINTA = 1_001, 1_011


@dataclass
class RunningPresence:
    """A voice presence at work in the sample workshop."""

    sample: SampleWorkshop
    presence: VoicePresence
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def tracker(self) -> VoiceTracker:
        return self.presence.tracker

    def set_minutes(self, minutes: float) -> None:
        set_minutes(self.sample, minutes)

    async def expect(self, *expected: tuple[float, float | None, bool]) -> None:
        """Wait until the stored presences are these: from minute to minute, uncertain or not."""
        async with asyncio.timeout(5):
            while await self._stored() != list(expected):
                self.changed.clear()
                await self.changed.wait()

    async def _stored(self) -> list[tuple[float | None, float | None, bool]]:
        rows = await self.sample.context.database.rows("select starts, ends, uncertain from presences order by id")
        return [(_minutes(row["starts"]), _minutes(row["ends"]), bool(row["uncertain"])) for row in rows]


def _minutes(text: str | None) -> float | None:
    return (datetime.fromisoformat(text) - START).total_seconds() / 60 if text else None


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator[RunningPresence]:
    async with opened(folder, each=1) as sample:
        running = RunningPresence(sample, VoicePresence(sample.context))
        sample.context.on_change(running.changed.set)
        running.presence.start()
        yield running
        await running.presence.stop()


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[RunningPresence]:
    """The session has begun, and the stage is empty."""
    async with started(tmp_path) as running:
        await start_session(running.sample)
        running.tracker.connected([])
        yield running


async def test_a_return_is_a_second_presence_of_the_same_person(running: RunningPresence) -> None:
    running.set_minutes(5)
    running.tracker.joined(AWA)
    await running.expect((5, None, False))
    running.set_minutes(10)
    running.tracker.left(AWA)
    running.set_minutes(12)
    running.tracker.joined(AWA)
    await running.expect((5, 10, False), (12, None, False))


async def test_stays_between_two_writes_are_all_stored(running: RunningPresence) -> None:
    for start, end in ((1, 2), (3, 4)):
        running.set_minutes(start)
        running.tracker.joined(AWA)
        running.set_minutes(end)
        running.tracker.left(AWA)
    await running.expect((1, 2, False), (3, 4, False))


async def test_a_person_who_joins_a_delegation_in_the_stage_counts_from_their_arrival(running: RunningPresence) -> None:
    running.set_minutes(3)
    running.tracker.joined(7_777)
    running.set_minutes(8)
    await running.sample.join("Newcomer", "ML", 7_777)
    await running.expect((3, None, False))


async def test_a_reopened_session_counts_people_who_stayed_without_a_gap(running: RunningPresence) -> None:
    running.tracker.joined(AWA)
    running.tracker.joined(BINTA)
    await running.expect((0, None, False), (0, None, False))
    running.set_minutes(10)
    running.tracker.left(BINTA)
    await running.expect((0, None, False), (0, 10, False))
    running.set_minutes(20)
    await end_session(running.sample)
    await running.expect((0, 20, False), (0, 10, False))
    running.set_minutes(30)
    await session_service.start(running.sample.context, SESSION, ACTOR)
    await running.expect((0, 20, False), (0, 10, False), (0, None, False))
    running.set_minutes(60)
    state = await end_session(running.sample)
    attendance = await service.session_attendance(running.sample.context, state)
    minutes = {record.participant.discord_id: record.assessment.minutes for record in attendance.records}
    assert (minutes[AWA], minutes[BINTA]) == (60, 10)


async def test_a_lost_connection_leaves_an_uncertain_gap(running: RunningPresence) -> None:
    running.tracker.joined(AWA)
    running.tracker.joined(BINTA)
    await running.expect((0, None, False), (0, None, False))
    running.set_minutes(10)
    running.tracker.connection_lost()
    running.set_minutes(14)
    running.tracker.events_started()
    running.set_minutes(15)
    running.tracker.connected([AWA])
    await running.expect((0, 10, True), (0, 10, True), (15, None, True))


async def test_a_resumed_connection_leaves_no_gap(running: RunningPresence) -> None:
    running.tracker.joined(AWA)
    running.tracker.joined(BINTA)
    await running.expect((0, None, False), (0, None, False))
    running.set_minutes(10)
    running.tracker.connection_lost()
    running.set_minutes(11)
    running.tracker.left(BINTA)
    running.tracker.connected([AWA])
    await running.expect((0, None, False), (0, 10, True))


async def test_a_session_that_ended_while_the_connection_was_lost_counts_only_what_was_seen(
    running: RunningPresence,
) -> None:
    running.tracker.joined(AWA)
    running.tracker.joined(BINTA)
    await running.expect((0, None, False), (0, None, False))
    running.set_minutes(10)
    running.tracker.connection_lost()
    running.set_minutes(20)
    await end_session(running.sample)
    await running.expect((0, 20, False), (0, 20, False))
    running.set_minutes(30)
    running.tracker.events_started()
    running.tracker.connected([AWA])
    await running.expect((0, 10, True), (0, 10, True))


async def lose_connection_over_the_end(running: RunningPresence) -> None:
    """Awa is in voice from the start; the connection is lost after 10 minutes, and the session ends after 20."""
    running.tracker.joined(AWA)
    await running.expect((0, None, False))
    running.set_minutes(10)
    running.tracker.connection_lost()
    running.set_minutes(20)
    await end_session(running.sample)
    await running.expect((0, 20, False))


async def test_a_session_that_ended_before_a_resumed_connection_counts_whole(running: RunningPresence) -> None:
    await lose_connection_over_the_end(running)
    running.set_minutes(21)
    running.tracker.connected([AWA])
    await running.presence.stop()
    restarted = VoicePresence(running.sample.context)
    restarted.start()
    running.set_minutes(25)
    restarted.tracker.connected([AWA])
    await restarted.stop()
    await running.expect((0, 20, False))


async def test_a_silence_noticed_after_the_end_of_a_session_shortens_what_was_counted(
    running: RunningPresence,
) -> None:
    running.tracker.joined(AWA)
    await running.expect((0, None, False))
    running.set_minutes(20)
    await end_session(running.sample)
    await running.expect((0, 20, False))
    running.set_minutes(21)
    running.tracker.connection_lost(since=START + timedelta(minutes=19))
    running.tracker.events_started()
    await running.expect((0, 19, True))


async def test_a_stop_during_a_loss_over_the_end_of_a_session_counts_what_was_seen(running: RunningPresence) -> None:
    await lose_connection_over_the_end(running)
    await running.presence.stop()
    restarted = VoicePresence(running.sample.context)
    restarted.start()
    await running.expect((0, 10, True))
    await restarted.stop()


async def test_an_outage_over_the_end_of_a_session_ends_presence_when_it_began(running: RunningPresence) -> None:
    running.tracker.joined(AWA)
    await running.expect((0, None, False))
    running.set_minutes(10)
    running.tracker.server_lost()
    await running.expect((0, 10, True))
    running.set_minutes(20)
    await end_session(running.sample)
    running.set_minutes(30)
    running.tracker.connected([AWA])
    await running.presence.stop()
    await running.expect((0, 10, True))


async def test_an_outage_that_begins_during_a_write_ends_presence_uncertainly(running: RunningPresence) -> None:
    running.tracker.joined(AWA)
    await running.expect((0, None, False))
    running.set_minutes(10)
    asyncio.get_running_loop().call_soon(running.tracker.server_lost)  # runs while the write reads what is stored
    await running.presence._write()
    await running.expect((0, 10, True))


async def test_after_a_stop_open_presences_end_at_the_last_heartbeat(running: RunningPresence) -> None:
    running.tracker.joined(AWA)
    await running.expect((0, None, False))
    running.set_minutes(30)
    await running.presence.stop()
    running.set_minutes(40)
    restarted = VoicePresence(running.sample.context)
    restarted.start()
    restarted.tracker.connected([AWA])
    await running.expect((0, 30, True), (40, None, True))
    await restarted.stop()


async def test_a_lost_connection_is_the_last_heartbeat(running: RunningPresence) -> None:
    running.tracker.joined(AWA)
    await running.expect((0, None, False))
    running.set_minutes(10)
    running.tracker.connection_lost()
    running.set_minutes(20)
    await running.presence.stop()
    heartbeat = await running.sample.context.read(store.last_heartbeat, running.sample.context.id)
    assert heartbeat == START + timedelta(minutes=10)


async def test_a_person_found_in_the_stage_before_the_session_certainly_counts_from_its_start(tmp_path: Path) -> None:
    async with started(tmp_path) as running:
        running.set_minutes(-5)
        running.tracker.connected([AWA])
        await start_session(running.sample)
        await running.expect((0, None, False))
