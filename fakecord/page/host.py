"""The interface of the program that opens the page: who can be played, and what is shown beside the chat.

The page itself knows only the server. A host adds people to choose from, and may add a clock, switches, buttons and
lists of things to try. Its labels come in several languages, so that the page needs no catalogue of the host's.

Every method is called in the event loop of the server and returns at once, unless it is a coroutine. A coroutine may
take as long as it needs: the page shows that it is busy, and shows an error as its text.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from fakecord.people.person import Person

Text = Mapping[str, str]
"""Language (`fr`, `en`) to text. The page takes the viewer's language, else English, else the first."""


@dataclass(frozen=True, slots=True)
class PageUser:
    """Somebody who can be played. `person` acts; `description` says who they are (“Facilitator”).

    `zone` is the IANA name of the time zone of their machine. Their language is that of `person.user.locale`.
    """

    person: Person
    description: Text = field(default_factory=dict)
    zone: str = "UTC"

    @property
    def id(self) -> int:
        return self.person.id


@dataclass(frozen=True, slots=True)
class Next:
    """The next thing that happens: its instant (UTC), and what it is (“the opening”)."""

    at: datetime
    label: Text


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that is on or off, such as *The others play along*."""

    id: str
    label: Text
    on: bool


@dataclass(frozen=True, slots=True)
class Action:
    """A button beside the chat, such as *Kill the bot*. `group` is a heading for several of them."""

    id: str
    label: Text
    group: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to try. `done`: it has happened. `line` is the text to type for it, if it begins with typing."""

    id: str
    label: Text
    done: bool = False
    line: Text = field(default_factory=dict)


class ClockControls(Protocol):
    """A clock that can be stopped, run and moved forward."""

    @property
    def zone(self) -> str:
        """The IANA name of the time zone in which the clock is shown."""

    @property
    def speeds(self) -> Sequence[int]:
        """The speeds to choose from, in seconds of this clock per real second."""

    def now(self) -> datetime:
        """The current time, UTC."""

    def speed(self) -> int:
        """How fast it runs; 0 while it is paused."""

    def next(self) -> Next | None:
        """The next thing that a leap would go to. None if nothing more happens."""

    async def leap(self) -> None:
        """Go to the next thing that happens. Returns once it has happened."""

    async def pause(self) -> None: ...

    async def run(self, speed: int) -> None: ...


class Host(Protocol):
    """What the page shows beside the chat."""

    @property
    def title(self) -> Text:
        """The name of the thing that is tried, for the page's title."""

    @property
    def clock(self) -> ClockControls | None:
        """None if the time cannot be controlled. Then the page shows no clock."""

    def people(self) -> Sequence[PageUser]:
        """The people who can be played, in the order of the menu. Later calls may return more people, never fewer."""

    def switches(self) -> Sequence[Switch]: ...

    async def set_switch(self, id: str, on: bool) -> None: ...

    def actions(self) -> Sequence[Action]: ...

    async def act(self, id: str) -> None:
        """Do what the button says."""

    def tasks(self, user_id: int) -> Sequence[Task]:
        """What this person can try; none for no list."""

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after any of the above may have changed, in the server's event loop."""
