"""Send each message exactly once: due -> claimed -> sent, or settled otherwise.

One engine serves every kind of message. A `Policy` defines what is specific to one kind. Each step is committed before
the next one begins. If a message was claimed but not settled (after a crash or a lost answer), it is first looked for
at Discord, and sent again only if it is not there. The nonce covers the minutes in which a search might miss it.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from enum import Enum, auto
from typing import Generic, TypeVar

from bot.outbox.messages import DeliveryFailed, FoundMessage
from bot.scheduling.worker import RETRY_AFTER, Worker, pause_after
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

ItemT = TypeVar("ItemT")
MessageT = TypeVar("MessageT")


class Outcome(Enum):
    SENT = auto()
    UNWANTED = auto()
    """There is nothing to say any more."""
    TOO_LATE = auto()
    REFUSED = auto()
    """Discord refuses it, and would refuse it again."""


class Policy(ABC, Generic[ItemT, MessageT]):
    """One kind of outgoing message of one workshop. `ItemT` is a record of the database, `MessageT` what is sent."""

    kind: str
    """Names it in the log."""
    concurrency: int = 1
    """At most this many are delivered at the same time. With 1, each waits until the one before it is settled."""
    retry_after: Sequence[float] = RETRY_AFTER
    """Real seconds to wait after a first, second, … failed attempt."""
    pace: AbstractAsyncContextManager[None] = nullcontext()
    settles_refused: bool = True
    """Whether a refusal that lasts ends the delivery. If not, it is tried again like any other."""

    def __init__(self, context: WorkshopContext) -> None:
        self.context = context

    @abstractmethod
    async def due(self) -> Sequence[ItemT]:
        """The items to deliver now, in order: those due, and those claimed and not settled."""

    @abstractmethod
    def key(self, item: ItemT) -> str:
        """Identifies the item among those of its kind and workshop."""

    @abstractmethod
    async def find(self, item: ItemT) -> FoundMessage | None:
        """The message, if it was sent already: claimed earlier, or due before a backup was restored.

        Raises `DeliveryFailed` if Discord cannot be searched now.
        """

    @abstractmethod
    async def compose(self, item: ItemT) -> MessageT | None:
        """The message with its channel, as of now. None if there is nothing to send any more.

        Raises `DeliveryFailed` if the channel does not exist.
        """

    def log_name(self, item: ItemT) -> str:
        """The item's name in the log. It must not name a person."""
        return self.key(item)

    def is_too_late(self, item: ItemT) -> bool:
        """Whether it is too late to be useful."""
        return False

    @abstractmethod
    async def claim(self, item: ItemT, message: MessageT) -> bool:
        """Commit that `message` is about to be sent. False if `item` changed since it was read."""

    @abstractmethod
    async def send(self, item: ItemT, message: MessageT) -> FoundMessage:
        """Send it, with a nonce. Raises `DeliveryFailed`."""

    @abstractmethod
    async def settle(
        self, item: ItemT, outcome: Outcome, message: FoundMessage | None = None, reason: str | None = None
    ) -> None:
        """Commit the outcome, together with all its consequences. `reason` says why it was not sent."""


async def deliver(policy: Policy[ItemT, MessageT], item: ItemT) -> Outcome | None:
    """Deliver one item. Returns None if it changed meanwhile.

    Raises `DeliveryFailed` if it must be tried again later.
    """
    try:
        return await settle_if_found(policy, item) or await _compose_and_send(policy, item)
    except DeliveryFailed as refused:
        if refused.lasting and policy.settles_refused:
            log.warning(
                "%s of %s: %s cannot be sent: %s", policy.kind, policy.context.id, policy.log_name(item), refused.why
            )
            await policy.settle(item, Outcome.REFUSED, reason=refused.why)
            return Outcome.REFUSED
        if policy.is_too_late(item):
            await policy.settle(item, Outcome.TOO_LATE, reason=refused.why)
            return Outcome.TOO_LATE
        raise


async def settle_if_found(policy: Policy[ItemT, MessageT], item: ItemT) -> Outcome | None:
    """Settle `item` as sent if its message is already at Discord."""
    found = await policy.find(item)
    if found is None:
        return None
    await policy.settle(item, Outcome.SENT, found)
    return Outcome.SENT


async def _compose_and_send(policy: Policy[ItemT, MessageT], item: ItemT) -> Outcome | None:
    message = await policy.compose(item)
    if message is None or policy.is_too_late(item):
        outcome = Outcome.UNWANTED if message is None else Outcome.TOO_LATE
        await policy.settle(item, outcome)
        return outcome
    if not await policy.claim(item, message):
        return None
    await policy.settle(item, Outcome.SENT, await policy.send(item, message))
    return Outcome.SENT


class Outbox(Worker, Generic[ItemT, MessageT]):
    """Delivers the items of one kind and workshop when they are due, each in its own task.

    Failed items are tried again.
    """

    def __init__(self, policy: Policy[ItemT, MessageT]) -> None:
        super().__init__(f"{policy.kind} of {policy.context.id}")
        self._policy = policy
        self._deliveries: dict[str, asyncio.Task[None]] = {}
        self._failures: dict[str, tuple[int, str]] = {}
        """How often an item failed, and why the last time, by its key."""

    async def stop(self) -> None:
        """Stop. Items that are claimed and not settled are looked for after the next start."""
        await super().stop()
        deliveries = list(self._deliveries.values())
        for delivery in deliveries:
            delivery.cancel()
        await asyncio.gather(*deliveries, return_exceptions=True)

    async def work(self) -> None:
        """Start to deliver the items that are due and are not being delivered yet."""
        if len(self._deliveries) >= self._policy.concurrency:
            return
        for item in await self._policy.due():
            key = self._policy.key(item)
            if key not in self._deliveries and len(self._deliveries) < self._policy.concurrency:
                self._deliveries[key] = asyncio.create_task(self._deliver(key, item), name=f"{self.name}: {key!r}")

    async def _deliver(self, key: str, item: ItemT) -> None:
        try:
            async with self._policy.pace:
                outcome = await deliver(self._policy, item)
            self._failures.pop(key, None)
            if outcome is None:
                await asyncio.sleep(self._policy.retry_after[0])
        except Exception as error:
            await asyncio.sleep(self._failed(key, item, error))
        finally:
            del self._deliveries[key]
            self.wake()

    def _failed(self, key: str, item: ItemT, error: Exception) -> float:
        """Log the failure, unless the last one had the same reason. Returns after how many seconds to try again."""
        count, last = self._failures.get(key, (0, ""))
        if str(error) != last:
            name = self._policy.log_name(item)
            log.warning("%s: %s is not delivered yet: %s", self.name, name, error, exc_info=_unexpected(error))
        self._failures[key] = count + 1, str(error)
        return pause_after(count, self._policy.retry_after)


def _unexpected(error: Exception) -> Exception | None:
    """Log an unexpected error with its traceback: a full disk, or a bug."""
    return None if isinstance(error, DeliveryFailed) else error
