"""The others play along: they react to what is posted, one after the other, as people in a room do."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial

from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.tryout.arrival import Arrival
from bot.rehearsal.tryout.people import People
from bot.rehearsal.tryout.programme import VisibleProgramme
from bot.rehearsal.tryout.reactions import REACTIONS
from fakecord import ActionError

log = logging.getLogger(__name__)

PAUSE = 0.35, 0.9
"""Real seconds between two acts, at least and at most; a tenth of it while the clock runs fast."""
FAST = 60
LOOK_AGAIN = 1.0
"""Real seconds after which they check again if nothing happened: something may have opened as time passed."""


@dataclass(frozen=True)
class Act:
    """One thing that somebody does. An act with the same `key` is done once."""

    key: tuple[str, ...]
    do: Callable[[], Awaitable[object]]


class Companions:
    """Acts for people who cannot be played. Coordinators who can be played only join by themselves."""

    def __init__(self, play: PlayContext, people: People, programme: VisibleProgramme) -> None:
        self.play_along = True
        self.may_act = True
        """False while the bot cannot write to the disk: all actions would be refused."""
        self._play = play
        self._people = people
        self._programme = programme
        self._arrival = Arrival(play, people)
        self._done: set[tuple[str, ...]] = set()

    async def run(self) -> None:
        """Do the acts of all simulated people, until this is cancelled."""
        while True:
            act = next(self._acts(), None) if self.may_act else None
            if act is None:
                await asyncio.sleep(LOOK_AGAIN)
                continue
            self._done.add(act.key)
            try:
                await act.do()
            except (ActionError, KeyError, TimeoutError):
                pass  # a channel or a button was deleted: somebody else was faster
            except Exception:  # the player continues without them
                log.exception("Somebody could not play along: %s", act.key)
            await asyncio.sleep(self._pause())

    def _acts(self) -> Iterator[Act]:
        """The acts that were not done yet, in order."""
        if not self._arrival.is_set_up():
            return
        others = self._people.others
        for coordinator in self._arrival.waiting():
            if self.play_along or coordinator not in others:
                yield Act(("join", coordinator.name), partial(self._arrival.join, coordinator))
        if not self.play_along:
            return
        for reaction in REACTIONS:
            for coordinator in others:
                for key, do in reaction(self._play, self._programme.schedule, coordinator):
                    if (whole := (reaction.__name__, coordinator.name, key)) not in self._done:
                        yield Act(whole, do)

    def _pause(self) -> float:
        is_fast = self._play.environment.clock.setting.speed >= FAST
        return self._play.rng.uniform(*PAUSE) / (10 if is_fast else 1)
