"""What every act plays with: the stage, the cast, the book, and hands to act with."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.core.programme import Workshop
from bot.rehearsal.book import Book
from bot.rehearsal.cast import Cast, Coordinator
from bot.rehearsal.director import Director
from bot.rehearsal.stage import Stage
from bot.rehearsal.troubles import Troubles
from fakecord import ActionError, Channel, Form, Message, Person, Response

PATIENCE = 30.0
"""Real seconds that a deferred answer may take."""
APPEARS = 5.0
"""Real seconds to wait for a message that ought to be there."""


@dataclass
class Play:
    workshop: Workshop
    begins: datetime
    stage: Stage
    director: Director
    cast: Cast
    rng: random.Random
    one_life: bool = False
    """Whether the bot is not to be killed by the play itself."""
    book: Book = field(default_factory=Book)
    troubles: Troubles = field(default_factory=Troubles)
    codes: dict[str, str] = field(default_factory=dict)
    """Each administration's join code, once they were handed out."""
    present: dict[str, set[str]] = field(default_factory=dict)
    """Session to the names of those who came."""
    by_other_ways: dict[str, set[str]] = field(default_factory=dict)
    """Session to the names of those who come without the button."""
    answered: int = 0

    def dice(self) -> random.Random:
        """Chance for one action. Taken when it is cued: what happens at once would else draw in no fixed order."""
        return random.Random(self.rng.random())

    def some(self, of: Sequence[Coordinator], most: int) -> list[Coordinator]:
        """`most` of them by chance; all where they are fewer."""
        return self.rng.sample(of, min(most, len(of)))

    async def does(self, person: Person, command: str, **options: Any) -> Response | None:
        """`person` uses a command; what came back, or None where nothing did."""
        return await self._watched(
            person, f"/{command}", lambda: person.slash(command, channel=self._where(person), **options)
        )

    async def awaits(self, person: Person, what: str, look: Callable[[], Message | None]) -> Message | None:
        """What `look` finds once it is there; noted as a fault where it does not come."""
        before = -1
        while self.troubles.since(before):
            await self.troubles.over()
            before = self.troubles.number
            with contextlib.suppress(TimeoutError):
                return await self.stage.server.until(look, APPEARS)
        self.book.faults.append(f"{person.name} does not see {what}")
        return None

    def _where(self, person: Person) -> Channel | None:
        """Organisers type in their own channel, the others in plenary; before setup, wherever they can."""
        purpose = "organisers" if person is self.cast.organiser else "plenary"
        try:
            return self.channel(purpose)
        except KeyError:
            return None

    async def presses(self, person: Person, message: Message, which: str | int) -> Response | None:
        return await self._watched(person, f"button {which}", lambda: person.press(message, which))

    async def chooses(self, person: Person, message: Message, values: Sequence[str]) -> Response | None:
        return await self._watched(person, f"menu {', '.join(values)}", lambda: person.choose(message, values))

    async def submits(self, person: Person, form: Form, values: Mapping[Any, Any]) -> Response | None:
        return await self._watched(person, f"form {form.title}", lambda: person.submit(form, values))

    async def _watched(self, person: Person, what: str, act: Callable[[], Awaitable[Response]]) -> Response | None:
        """What came of it. Where trouble at Discord or with the bot got between she tries again, as anyone would."""
        while True:
            before = self.troubles.number
            exchange, fault = await self._tried(act, before)
            if fault is None:
                return exchange
            if not self.troubles.since(before):
                self.book.faults.append(f"{person.name}, {what}: {fault}")
                return None
            await self.troubles.over()

    async def _tried(self, act: Callable[[], Awaitable[Response]], before: int) -> tuple[Response | None, str | None]:
        try:
            exchange = await act()
            await self.stage.server.until(lambda: exchange.is_settled or self.troubles.number != before, PATIENCE)
        except (ActionError, TimeoutError) as fault:
            return None, str(fault)
        return exchange, None if exchange.is_settled and not exchange.failed else "no answer in time"

    def channel(self, purpose: str) -> Channel:
        """The channel that serves `plenary`, `organisers`, `key_messages`, `interpreters` or `stage`."""
        name: str = getattr(self.workshop.channels, purpose)
        return self.stage.guild.channel(name if purpose == "stage" else "-".join(name.lower().split()))

    def announcement_channels(self, language: str) -> list[Channel]:
        """Where someone who reads `language` finds the announcements."""
        names = self.workshop.channels.announcements
        wanted = [names] if isinstance(names, str) else [names[language]]
        return [self.stage.guild.channel("-".join(name.lower().split())) for name in wanted]
