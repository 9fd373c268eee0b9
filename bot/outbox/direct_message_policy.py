"""How direct messages are delivered: one per second over all workshops, and only while they are useful.

A message is dropped if it is too late, if its recipient left or no longer accepts direct messages, or if its content is
no longer true. If Discord refuses to deliver it to this recipient, it is not tried again. The recipient then counts as
unreachable until a later message is delivered.
"""

from collections.abc import Awaitable, Callable, Container, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.outbox import direct_message_store as store
from bot.outbox.direct_message_store import DirectMessageRecord, DirectMessageStatus
from bot.outbox.direct_messages import DirectMessage, accepts_direct_messages
from bot.outbox.engine import Outcome, Policy
from bot.outbox.grace import is_past_grace
from bot.outbox.messages import FoundMessage
from bot.outbox.pace import Pace
from bot.outbox.posting import nonce_of
from bot.workshop.context import WorkshopContext

INTERVAL = timedelta(seconds=1)
"""Between two direct messages: many at once would look like spam to Discord."""
IN_FLIGHT = 50
"""At most this many wait for their turn in memory. The others wait in the database."""

IsStillTrue = Callable[[WorkshopContext, str], Awaitable[bool]]
"""Whether the message with this key is still true. A reminder of a session that has begun is not."""

STATUS = {
    Outcome.SENT: DirectMessageStatus.SENT,
    Outcome.UNWANTED: DirectMessageStatus.DROPPED,
    Outcome.TOO_LATE: DirectMessageStatus.DROPPED,
    Outcome.REFUSED: DirectMessageStatus.CLOSED,
}


class DirectMessageSender(Protocol):
    """Sends direct messages. Both methods raise `DeliveryFailed`.

    It is `lasting` if this person accepts none from us.
    """

    async def send(self, message: DirectMessage, nonce: str) -> FoundMessage:
        """Send it. Discord sends it once for each `nonce` within a few minutes."""

    async def find(self, message: DirectMessage, since: datetime, known: Container[int]) -> FoundMessage | None:
        """The message with that text, sent after `since` and not among `known`."""


class DirectMessagePolicy(Policy[DirectMessageRecord, DirectMessage]):
    kind = "direct messages"
    concurrency = IN_FLIGHT
    retry_after = (30.0,)

    def __init__(
        self, context: WorkshopContext, sender: DirectMessageSender, pace: Pace, is_still_true: IsStillTrue
    ) -> None:
        """All workshops share one `pace`."""
        super().__init__(context)
        self.pace: Pace = pace
        self._sender = sender
        self._is_still_true = is_still_true

    async def due(self) -> Sequence[DirectMessageRecord]:
        return await self.context.read(store.unsettled, self.context.id)

    def key(self, item: DirectMessageRecord) -> str:
        return f"{item.key}\n{item.recipient}"

    def log_name(self, item: DirectMessageRecord) -> str:
        """Names the purpose of the message, not the recipient."""
        return item.key

    async def find(self, item: DirectMessageRecord) -> FoundMessage | None:
        """The message may have been sent if it was claimed, or if it was due before a backup was restored."""
        since, restored_at = item.claimed_at or item.due, self.context.restored_at
        may_be_sent = item.claimed_at is not None or (restored_at is not None and since <= restored_at)
        message = await self.compose(item) if may_be_sent else None
        if message is None or self.is_too_late(item):
            return None
        known = await self.context.read(store.message_ids, item.recipient)
        return await self._sender.find(message, since, known)

    async def compose(self, item: DirectMessageRecord) -> DirectMessage | None:
        who = self.context.participant(item.recipient)
        if who is None or not accepts_direct_messages(self.context, who):
            return None
        return DirectMessage(who, item.text) if await self._is_still_true(self.context, item.key) else None

    def is_too_late(self, item: DirectMessageRecord) -> bool:
        return is_past_grace(self.context, item.due)

    async def claim(self, item: DirectMessageRecord, message: DirectMessage) -> bool:
        return await self.context.write(store.claim, item, self.context.now())

    async def send(self, item: DirectMessageRecord, message: DirectMessage) -> FoundMessage:
        self.pace.sent()
        return await self._sender.send(message, nonce_of(self.context.id, self.key(item)))

    async def settle(
        self,
        item: DirectMessageRecord,
        outcome: Outcome,
        message: FoundMessage | None = None,
        reason: str | None = None,
    ) -> None:
        await self.context.write(
            store.settle, item, STATUS[outcome], self.context.now(), message.message if message else None
        )
