"""The engine.

Each step is committed before the next, messages that may have been sent are looked for, failed ones are repeated.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.outbox.engine import Outbox, Outcome, Policy, deliver
from bot.outbox.messages import DeliveryFailed, FoundMessage
from tests.features.helpers import Crash, Faults
from tests.features.running_workshop import BEGINS, RunningWorkshop


@dataclass
class State:
    """The state that outlives the bot: the database and the channel."""

    waiting: list[str] = field(default_factory=list)
    claimed: set[str] = field(default_factory=set)
    settled: dict[str, tuple[Outcome, str | None]] = field(default_factory=dict)
    channel: list[str] = field(default_factory=list)


class MemoryPolicy(Policy[str, str]):
    """A policy whose items are names, over a database and a channel in memory."""

    kind = "names"
    retry_after = (0.0,)

    def __init__(self, running: RunningWorkshop, state: State) -> None:
        super().__init__(running.context)
        self.state = state
        self.faults = Faults()
        self.has_words = True
        self.too_late = False
        self.changed_meanwhile = False
        self.on_send: Callable[[], None] = lambda: None

    async def due(self) -> Sequence[str]:
        return [name for name in self.state.waiting if name not in self.state.settled]

    def key(self, item: str) -> str:
        return item

    async def find(self, item: str) -> FoundMessage | None:
        sent = item in self.state.claimed and item in self.state.channel
        return FoundMessage(1, BEGINS, 1) if sent else None

    async def compose(self, item: str) -> str | None:
        return f"Hello {item}" if self.has_words else None

    def is_too_late(self, item: str) -> bool:
        return self.too_late

    async def claim(self, item: str, message: str) -> bool:
        if not self.changed_meanwhile:
            self.state.claimed.add(item)
        return not self.changed_meanwhile

    async def send(self, item: str, message: str) -> FoundMessage:
        self.on_send()
        fault = self.faults.before_sending()
        self.state.channel.append(item)
        self.faults.after_sending(fault)
        return FoundMessage(1, BEGINS, 1)

    async def settle(
        self, item: str, outcome: Outcome, message: FoundMessage | None = None, reason: str | None = None
    ) -> None:
        self.state.settled[item] = outcome, reason


@pytest.fixture
async def policy(tmp_path: Path) -> AsyncIterator[MemoryPolicy]:
    running = await RunningWorkshop.begin(tmp_path)
    yield MemoryPolicy(running, State(["Awa"]))
    await running.close()


async def test_what_is_sent_is_claimed_before_and_settled_after(policy: MemoryPolicy) -> None:
    seen = []
    policy.on_send = lambda: seen.append((set(policy.state.claimed), dict(policy.state.settled)))
    assert await deliver(policy, "Awa") is Outcome.SENT
    assert seen == [({"Awa"}, {})]
    assert policy.state.settled == {"Awa": (Outcome.SENT, None)}


@pytest.mark.parametrize(("fault", "sent"), [("crash before", 0), ("crash after", 1)])
async def test_after_a_crash_it_is_looked_for_before_it_is_sent(policy: MemoryPolicy, fault: str, sent: int) -> None:
    policy.faults.coming = [fault]
    with pytest.raises(Crash):
        await deliver(policy, "Awa")
    assert policy.state.channel == ["Awa"] * sent
    assert await deliver(policy, "Awa") is Outcome.SENT
    assert policy.state.channel == ["Awa"]


async def test_without_words_it_is_settled_as_unwanted(policy: MemoryPolicy) -> None:
    policy.has_words = False
    assert await deliver(policy, "Awa") is Outcome.UNWANTED
    assert (policy.state.claimed, policy.state.channel) == (set(), [])


async def test_what_is_too_late_is_not_sent(policy: MemoryPolicy) -> None:
    policy.too_late = True
    assert await deliver(policy, "Awa") is Outcome.TOO_LATE
    assert (policy.state.claimed, policy.state.channel) == (set(), [])


async def test_what_changed_meanwhile_is_left_for_the_next_look(policy: MemoryPolicy) -> None:
    policy.changed_meanwhile = True
    assert await deliver(policy, "Awa") is None
    assert (policy.state.channel, policy.state.settled) == ([], {})


async def test_a_refusal_that_lasts_settles_it_with_its_reason(policy: MemoryPolicy) -> None:
    policy.faults.coming = ["forbid"]
    assert await deliver(policy, "Awa") is Outcome.REFUSED
    assert policy.state.settled == {"Awa": (Outcome.REFUSED, "unreachable:#there")}


async def test_a_policy_may_try_again_also_what_is_refused(policy: MemoryPolicy) -> None:
    policy.settles_refused = False
    policy.faults.coming = ["forbid"]
    with pytest.raises(DeliveryFailed):
        await deliver(policy, "Awa")
    assert policy.state.settled == {}


async def test_a_failure_that_passes_is_raised_until_it_is_too_late(policy: MemoryPolicy) -> None:
    policy.faults.coming = ["refuse"]
    with pytest.raises(DeliveryFailed):
        await deliver(policy, "Awa")
    assert policy.state.settled == {}

    def time_passes() -> None:
        policy.too_late = True

    policy.faults.coming, policy.on_send = ["refuse"], time_passes
    assert await deliver(policy, "Awa") is Outcome.TOO_LATE
    assert policy.state.settled == {"Awa": (Outcome.TOO_LATE, "unreachable:#there")}


async def eventually(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - deliveries are tasks of their own, and tell nobody when
            await asyncio.sleep(0)


async def test_an_outbox_repeats_what_failed_and_logs_each_reason_once(
    policy: MemoryPolicy, caplog: pytest.LogCaptureFixture
) -> None:
    policy.faults.coming = ["refuse", "refuse", "error", "refuse"]
    outbox = Outbox(policy)
    with caplog.at_level(logging.WARNING, "bot.outbox.engine"):
        outbox.start()
        await eventually(lambda: "Awa" in policy.state.settled)
    await outbox.stop()
    assert policy.state.channel == ["Awa"]
    reasons = [
        record.getMessage().removeprefix("names of days: Awa is not delivered yet: ") for record in caplog.records
    ]
    assert reasons == ["unreachable:#there", "Session is closed", "unreachable:#there"]


async def test_an_outbox_delivers_no_more_at_the_same_time_than_the_policy_says(policy: MemoryPolicy) -> None:
    policy.state.waiting = [f"person {number}" for number in range(7)]
    policy.concurrency = 3
    at_once: list[int] = []
    outbox = Outbox(policy)
    policy.on_send = lambda: at_once.append(len(outbox._deliveries))
    outbox.start()
    await eventually(lambda: len(policy.state.settled) == 7)
    await outbox.stop()
    assert policy.state.channel == policy.state.waiting
    assert max(at_once) == 3


async def test_one_that_fails_does_not_hold_up_the_others(policy: MemoryPolicy) -> None:
    policy.state.waiting, policy.concurrency, policy.retry_after = ["Awa", "Koffi"], 2, (3600.0,)
    policy.faults.coming = ["refuse"]
    outbox = Outbox(policy)
    outbox.start()
    await eventually(lambda: "Koffi" in policy.state.settled)
    await outbox.stop()  # also while one waits to be tried again
    assert policy.state.channel == ["Koffi"]
