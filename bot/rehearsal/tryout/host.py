"""The host of fakecord's page: everything beside the chat."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from bot.core.text import Text
from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.tryout.bot_keeper import BotKeeper
from bot.rehearsal.tryout.clock import ClockControls
from bot.rehearsal.tryout.companions import Companions
from bot.rehearsal.tryout.labels import label
from bot.rehearsal.tryout.notices import WrittenNotices
from bot.rehearsal.tryout.people import People
from bot.rehearsal.tryout.programme import VisibleProgramme
from bot.rehearsal.tryout.tasks import ToTry
from fakecord.page.host import Action, PageUser, Switch, Task

LOOK_AT_LEAST_EVERY = 30.0
"""Real seconds: some things open and close only because time passes."""


class TryoutHost:
    """Implements `fakecord.page.host.Host`. `follow` must run to keep lists and clock up to date."""

    def __init__(self, play: PlayContext, people: People) -> None:
        self._play = play
        self._people = people
        self._programme = VisibleProgramme(play.workshop, play.environment.guild)
        self._to_try = ToTry(play, people, self._programme)
        self._listeners: list[Callable[[], None]] = []
        self._shown: object = None
        self.keeper = BotKeeper(play.environment, play.disruptions)
        self.companions = Companions(play, people, self._programme)
        self.clock = ClockControls(play.timeline, self._programme, WrittenNotices(play.environment.server.interactions))
        play.environment.server.on_request(lambda _: self._look())
        play.environment.clock.on_change(self._tell)

    @property
    def title(self) -> Text:
        return dict(self._play.workshop.title)

    def people(self) -> Sequence[PageUser]:
        return self._people.users

    def tasks(self, user_id: int) -> Sequence[Task]:
        return self._to_try.of(user_id)

    def switches(self) -> Sequence[Switch]:
        along = Switch("play-along", label(lambda _: _("The others play along")), self.companions.play_along)
        full = Switch("full-disk", label(lambda _: _("The bot’s disk is full")), self.keeper.disk_is_full)
        return [along, full] if self.keeper.can_fill_disk else [along]

    async def set_switch(self, id: str, on: bool) -> None:
        """Raises `KeyError` for an unknown switch."""
        if id not in {switch.id for switch in self.switches()}:
            raise KeyError(id)
        if id == "play-along":
            self.companions.play_along = on
        else:
            self.keeper.fill_disk(on)
            self.companions.may_act = not on
        self._tell()

    def actions(self) -> Sequence[Action]:
        group = label(lambda _: _("Break something on purpose"))
        return [
            Action("kill", label(lambda _: _("Kill the bot")), group),
            Action("cut", label(lambda _: _("Cut its connection")), group),
        ]

    async def act(self, id: str) -> None:
        """Do the action. Returns once the bot is back. Raises `KeyError` for an unknown action."""
        await {"kill": self.keeper.kill, "cut": self.keeper.cut_connection}[id]()

    def on_change(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    async def follow(self) -> None:
        """Update the page when the clock has reached the next event, until this is cancelled."""
        while True:
            following = self.clock.next()
            with contextlib.suppress(TimeoutError):
                if following is None:
                    await asyncio.sleep(LOOK_AT_LEAST_EVERY)
                else:
                    waiting = self._play.environment.clock.wait_until(following.at)
                    await asyncio.wait_for(waiting, LOOK_AT_LEAST_EVERY)
            self._look()

    def _look(self) -> None:
        """Check what happened at Discord, and update the page if something has changed."""
        self._programme.look(self._play.environment.clock.now())
        shown = self.clock.next(), self._to_try.look()
        if shown != self._shown:
            self._shown = shown
            self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
