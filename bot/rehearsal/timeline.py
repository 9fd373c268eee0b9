"""The timeline of a rehearsal: a list of actions, each at a time of the workshop, and the clock that reaches them.

The clock runs at real speed while people act, so that each action happens at its planned time. Between actions it runs
fast, and if no session is near, it jumps. It stops at each due announcement until that is posted.
"""

import asyncio
import contextlib
import heapq
import itertools
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.core.schedule import Schedule
from bot.features.announcements.plan import plan
from bot.rehearsal.environment import Environment

Action = Callable[[], Awaitable[object]]
"""What one person does; several actions of one instant run concurrently."""

SESSION_LEAD = timedelta(minutes=16)
"""The clock does not jump from this long before a session until its end."""
JUMP_MARGIN = timedelta(seconds=30)
"""A jump ends this long before the next event."""
IDLE_AFTER = 0.07
"""Real seconds without a request of the bot, after which it counts as idle."""
POST_SPEED = 20.0
"""The clock's speed meanwhile: after several messages at once the bot's library waits for Discord's rate limit."""
POST_TIMEOUT = 3.0
"""Real seconds to wait at most for the announcements that are due."""
IDLE_TIMEOUT = 20.0
"""Real seconds to wait for that at most."""


class Timeline:
    def __init__(self, environment: Environment, speed: float) -> None:
        """`speed` is workshop seconds per real second between actions."""
        self.environment = environment
        self.clock = environment.clock
        self.schedule = Schedule.of(environment.workshop)
        """The programme as it is planned now. An act that has the bot change it makes the same change here."""
        self._speed = speed
        self._actions: list[tuple[datetime, int, Action, float]] = []
        self._number = itertools.count()

    def add(self, at: datetime, action: Action, speed: float = 1.0) -> None:
        """Run `action` at the time `at` of the workshop, together with all others of that instant.

        `speed` is the speed of the clock meanwhile, in workshop seconds per real second. It is above 1 for actions that
        wait long, for example for Discord's rate limits.
        """
        heapq.heappush(self._actions, (at, next(self._number), action, speed))

    def instants(self) -> set[datetime]:
        """The instants of all actions, and those at which the bot acts by itself."""
        return {at for at, *_ in self._actions} | set(self._bot_instants())

    def ends(self) -> datetime:
        """The end of the workshop, or the bot's last announcement if that is later."""
        return max(self.environment.workshop.ends, *self._bot_instants())

    async def run(self) -> None:
        """Run every action at its time."""
        while self._actions:
            at = self._actions[0][0]
            await self.advance_to(at)
            batch = []
            # Only the actions of this instant: on a busy machine the clock may be past the next one already.
            while self._actions and self._actions[0][0] == at:
                batch.append(heapq.heappop(self._actions))
            self.clock.run(max(speed for *_, speed in batch))
            await asyncio.gather(*(action() for _, _, action, _ in batch))

    async def advance_to(self, at: datetime) -> None:
        """Let the clock run to `at`, fast during sessions. It jumps over the time between them.

        At each moment at which the bot acts by itself, it waits until that is done.
        """
        while (now := self.clock.now()) < at:
            stop = min([at, *(each for each in self._bot_instants() if each > now)])
            if not self._is_session_on(now) and stop - now > JUMP_MARGIN * 2:
                await self._jump(stop - JUMP_MARGIN)
            self.clock.run(self._speed, until=stop)
            await self.clock.wait_until(stop)
            self.clock.run(POST_SPEED)
            await self._wait_until_posted(stop)
        self.clock.run(1.0)

    def _bot_instants(self) -> list[datetime]:
        """The instants at which the bot acts by itself: announcements, and the start and end of sessions."""
        states = self.schedule.states.values()
        edges = [instant for state in states for instant in (state.start - SESSION_LEAD, state.start, state.end)]
        return [announcement.due for announcement in plan(self.schedule)] + edges

    async def _wait_until_posted(self, at: datetime) -> None:
        """Wait until everything due at `at` is posted.

        There is a timeout, since the bot may have a reason not to post.
        """
        since, due = self.clock.reached(at), [each for each in plan(self.schedule) if each.due == at]
        if self.environment.announcement_channels():
            with contextlib.suppress(TimeoutError):
                await self.environment.server.until(lambda: self._posts(since) >= len(due), POST_TIMEOUT)
        await self.wait_until_idle()

    def _posts(self, since: float) -> int:
        """The number of messages posted since then in the channels for announcements."""
        channels = self.environment.announcement_channels()
        paths = tuple(f"/channels/{channel.id}/messages" for channel in channels)
        recent = itertools.takewhile(lambda request: request.real >= since, reversed(self.environment.server.log))
        return sum(it.method == "POST" and it.status == 200 and it.path.endswith(paths) for it in recent)

    def _is_session_on(self, now: datetime) -> bool:
        return any(
            state.start - SESSION_LEAD <= now < state.end for state in self.schedule.states.values() if state.is_held
        )

    async def _jump(self, to: datetime) -> None:
        self.clock.run(1.0)
        await self.wait_until_idle()
        if to > self.clock.now():
            self.clock.run(1.0, at=to)

    async def wait_until_idle(self) -> None:
        """Wait until the bot has made no request for a moment; at most `IDLE_TIMEOUT` seconds."""
        deadline = time.time() + IDLE_TIMEOUT
        # A loop, because there is no event for “nothing happens”.
        while (left := self._last_request() + IDLE_AFTER - time.time()) > 0 and time.time() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(left)

    def _last_request(self) -> float:
        log = self.environment.server.log
        return log[-1].real if log else 0.0
