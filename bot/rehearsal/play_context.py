"""What every act of a rehearsal works with: the environment, the cast, the expectations, and how people use Discord."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.core.programme import Workshop
from bot.rehearsal.cast import Cast, Coordinator
from bot.rehearsal.disruptions import Disruptions
from bot.rehearsal.environment import Environment
from bot.rehearsal.expectations import Expectations
from bot.rehearsal.expected_attendance import ExpectedPresence
from bot.rehearsal.timeline import Timeline
from bot.rehearsal.words import Words
from fakecord import ActionError, Channel, Form, Message, Person, Response

REPLY_TIMEOUT = 30.0
"""Real seconds that a reply may take."""
MESSAGE_TIMEOUT = 5.0
"""Real seconds to wait for a message that should appear."""


@dataclass
class PlayContext:
    """One rehearsal in progress. If a person gets no reply in time, a fault is added to `expectations.faults`."""

    workshop: Workshop
    begins: datetime
    environment: Environment
    timeline: Timeline
    cast: Cast
    rng: random.Random
    no_restarts: bool = False
    """Whether the acts never kill the bot."""
    expectations: Expectations = field(default_factory=Expectations)
    disruptions: Disruptions = field(default_factory=Disruptions)
    codes: dict[str, str] = field(default_factory=dict)
    """Administration to its join code, once the organiser has them."""
    present: dict[str, set[str]] = field(default_factory=dict)
    """Session to the names of those who came."""
    without_button: dict[str, set[str]] = field(default_factory=dict)
    """Session to the names of those who sign in by voice or by code."""
    shown_codes: dict[tuple[str, int], "asyncio.Task[str | None]"] = field(default_factory=dict)
    """(session, period) to the code that the facilitator shows then."""
    words: Words = field(init=False)
    assistant: Person = field(init=False)
    """The person who shows the sign-in code.

    The facilitator, or an assistant if somebody plays the facilitator by hand.
    """

    def __post_init__(self) -> None:
        self.words = Words(self.workshop, self.new_rng())
        self.assistant = self.cast.facilitator

    def new_rng(self) -> random.Random:
        """A random generator for one action. Make it when the action is planned.

        Concurrent actions that share a generator would draw from it in no fixed order.
        """
        return random.Random(self.rng.random())

    def sample(self, of: Sequence[Coordinator], most: int) -> list[Coordinator]:
        """At most `most` of them, chosen at random."""
        return self.rng.sample(of, min(most, len(of)))

    async def run_command(self, person: Person, command: str, **options: Any) -> Response | None:
        """`person` uses a slash command; returns the exchange, or None after a fault."""
        return await self._retry(
            person, f"/{command}", lambda: person.slash(command, channel=self._where(person), **options)
        )

    async def wait_for_message(self, person: Person, what: str, look: Callable[[], Message | None]) -> Message | None:
        """Wait up to 5 s until `look` finds a message.

        If it finds none, return None and record a fault that names `what`.
        """
        before = -1
        while self.disruptions.interrupted_since(before):
            await self.disruptions.wait_until_over()
            before = self.disruptions.number
            with contextlib.suppress(TimeoutError):
                return await self.environment.server.until(look, MESSAGE_TIMEOUT)
        self.expectations.faults.append(f"{person.name} does not see {what}")
        return None

    def _where(self, person: Person) -> Channel | None:
        """The channel in which `person` types: the organisers' channel or the plenary.

        None before setup has created them.
        """
        purpose = "organisers" if person is self.cast.organiser else "plenary"
        try:
            return self.channel(purpose)
        except KeyError:
            return None

    async def press(self, person: Person, message: Message, which: str | int) -> Response | None:
        return await self._retry(person, f"button {which}", lambda: person.press(message, which))

    async def choose(self, person: Person, message: Message, values: Sequence[str]) -> Response | None:
        return await self._retry(person, f"menu {', '.join(values)}", lambda: person.choose(message, values))

    async def submit(self, person: Person, form: Form, values: Mapping[Any, Any]) -> Response | None:
        return await self._retry(person, f"form {form.title}", lambda: person.submit(form, values))

    async def _retry(self, person: Person, what: str, act: Callable[[], Awaitable[Response]]) -> Response | None:
        """Do `act`, and repeat it as long as disruptions interrupt it. A failure without a disruption is a fault."""
        while True:
            before = self.disruptions.number
            exchange, fault = await self._try_once(act, before)
            if fault is None:
                return exchange
            if not self.disruptions.interrupted_since(before):
                self.expectations.faults.append(f"{person.name}, {what}: {fault}")
                return None
            await self.disruptions.wait_until_over()

    async def _try_once(
        self, act: Callable[[], Awaitable[Response]], before: int
    ) -> tuple[Response | None, str | None]:
        """Returns the exchange, and what went wrong."""
        try:
            exchange = await act()
            await self.environment.server.until(
                lambda: exchange.is_settled or self.disruptions.number != before, REPLY_TIMEOUT
            )
        except (ActionError, TimeoutError) as fault:
            return None, str(fault)
        return exchange, None if exchange.is_settled and not exchange.failed else "no answer in time"

    def find_message(self, person: Person, channel: Channel, has: Callable[[str], bool]) -> Message | None:
        """The last message that `person` sees in `channel` with a button or menu whose custom id passes `has`.

        `has` gets the id without the prefix for the workshop.
        """
        for message in reversed(person.sees(channel)):
            ids = [str(part.get("custom_id")) for part in (*message.buttons, *message.selects)]
            if any(has(id.partition(":")[2]) for id in ids):
                return message
        return None

    def record_sign_in(self, session: str, coordinator: Coordinator, source: str, at: datetime) -> None:
        """Record a sign-in that was sent at `at` and is confirmed now: the bot recorded an instant between the two."""
        presence = ExpectedPresence(source, at, slack=self.environment.clock.now() - at)
        self.expectations.attendance.add_sign_in(session, coordinator.name, presence)
        self.present.setdefault(session, set()).add(coordinator.name)

    def channel(self, purpose: str) -> Channel:
        """The channel for `plenary`, `organisers`, `key_messages`, `interpreters` or `stage`.

        Raises `KeyError` before setup has made it.
        """
        name: str = getattr(self.workshop.channels, purpose)
        return self.environment.guild.channel(name) if purpose == "stage" else self.environment.channel(name)

    def announcement_channel(self, language: str) -> Channel:
        """The channel that carries announcements in `language`."""
        names = self.workshop.channels.announcements
        return self.environment.channel(names if isinstance(names, str) else names[language])
