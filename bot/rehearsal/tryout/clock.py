"""The clock beside the chat: it is stopped, runs, or leaps to the next event."""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.announcement_kind import AnnouncementKind as Kind
from bot.rehearsal.timeline import Timeline
from bot.rehearsal.tryout.moments import next_moment
from bot.rehearsal.tryout.notices import WrittenNotices, on_demand_at
from bot.rehearsal.tryout.programme import VisibleProgramme
from fakecord.page.host import Next

SPEEDS = (1, 60, 600)
JUST_AFTER = timedelta(seconds=1)
"""A leap ends this long after the event: the clock may be stopped, and the due time must be past."""
REACTION_TIME = 0.3
"""Real seconds within which the bot begins to do what has become due."""
IDLE_TIMEOUT = 5.0
"""Real seconds for it to finish. Others who play along may keep it busy for longer."""


class ClockControls:
    def __init__(self, timeline: Timeline, programme: VisibleProgramme, written: WrittenNotices) -> None:
        self._timeline = timeline
        self._written = written
        self._clock = timeline.clock
        self._programme = programme

    @property
    def zone(self) -> str:
        return self._programme.schedule.workshop.timezone

    @property
    def speeds(self) -> Sequence[int]:
        return SPEEDS

    def now(self) -> datetime:
        return self._clock.now()

    def speed(self) -> int:
        return int(self._clock.setting.speed)

    def next(self) -> Next | None:
        change = self._programme.change_notices.due
        on_demand = [on_demand_at(Kind.CHANGE, change)] if change else []
        on_demand += [on_demand_at(Kind.NOTICE, due) for due in self._written.due()]
        return next_moment(self._programme.schedule, self.now(), on_demand)

    async def leap(self) -> None:
        """Leap to just after the next event, over a night too, and wait until the bot has handled it."""
        following = self.next()
        if following is None:
            return
        await self._bot_has_finished()
        to = following.at + JUST_AFTER
        if to > self.now():  # otherwise the clock kept running and is there already
            self._clock.run(self.speed(), at=to)
        await asyncio.sleep(REACTION_TIME)
        await self._bot_has_finished()

    async def pause(self) -> None:
        self._clock.run(0)

    async def run(self, speed: int) -> None:
        """Run `speed` times as fast as real time. Raises `ValueError` if `speed` is not in `SPEEDS`."""
        if speed not in SPEEDS:
            raise ValueError(f"{speed} is none of the speeds {SPEEDS}")
        self._clock.run(speed)

    async def _bot_has_finished(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._timeline.wait_until_idle(), IDLE_TIMEOUT)
