"""The interpreter feed: announcements, questions and answers in one channel, at most one message every ten seconds.

Items that an outage made too late are left out. Items that only wait in the queue are not.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.chat.pagination import paged, pieces
from bot.chat.posts import EMBEDS, Post
from bot.outbox import interpreter_store as store
from bot.outbox.channel_sender import ChannelSender
from bot.outbox.engine import Outcome, Policy
from bot.outbox.grace import is_past_grace
from bot.outbox.interpreter_store import InterpreterItem, InterpreterItemKind, InterpreterPost, Taken
from bot.outbox.messages import DeliveryFailed, FoundMessage, OutgoingMessage
from bot.outbox.pace import Pace
from bot.workshop.context import WorkshopContext

INTERVAL = timedelta(seconds=10)
"""The time between two messages, in which interpreters read one out."""
LEAST_GRACE = timedelta(minutes=1)
"""The least grace of items, even if the workshop's grace for announcements is shorter.

Items wait for the next message.
"""
MESSAGE_SIZE = EMBEDS - 500
"""Most characters of one message."""
BLOCK_SIZE = 3_800
"""Most characters of one block: an embed holds it."""

TextProvider = Callable[[WorkshopContext, InterpreterItem], Awaitable[str | None]]
"""Returns the present text of an item. None if there is nothing to read out any more."""


@dataclass(frozen=True, slots=True)
class FeedMessage:
    """The next message and the items in it.

    `at` is the time when it was first claimed, from which its nonce is made.
    """

    at: datetime
    taken: list[Taken]
    message: OutgoingMessage


@dataclass
class Page:
    """The content of one message: the items in it, and their texts. Items in `gone` have no text any more."""

    taken: list[Taken] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


class InterpreterFeed(Policy[InterpreterPost | None, FeedMessage]):
    """The outbox policy of the feed. Its only item is the next message: the one that was claimed before, or None."""

    kind = "interpreter feed"
    retry_after = (10.0,)
    message_size, block_size = MESSAGE_SIZE, BLOCK_SIZE

    def __init__(
        self, context: WorkshopContext, sender: ChannelSender, texts: Mapping[InterpreterItemKind, TextProvider]
    ) -> None:
        super().__init__(context)
        self.pace: Pace = Pace(context.clock, INTERVAL)
        self._sender = sender
        self._texts = texts

    async def due(self) -> Sequence[InterpreterPost | None]:
        claimed = await self.context.read(store.claimed_post, self.context.id)
        if claimed is None and not await self.context.read(store.waiting, self.context.id):
            return []
        return [claimed]

    def key(self, item: InterpreterPost | None) -> str:
        return "next message"

    async def find(self, item: InterpreterPost | None) -> FoundMessage | None:
        if item is None:
            return None
        known = await self.context.read(store.message_ids, self.context.id)
        with _retried_while_missing():
            return await self._sender.find(self.context, item.channel, item.print, item.claimed_at, known)

    async def compose(self, item: InterpreterPost | None) -> FeedMessage | None:
        context = self.context
        items = await (context.read(store.in_post, item.id) if item else context.read(store.waiting, context.id))
        page = await self._page(items)
        if page.gone:
            await context.write_together(store.drop, page.gone)
        if not page.parts:
            return None
        post = Post(tuple(paged(page.parts, self.block_size)))
        at = item.claimed_at if item else context.now()
        with _retried_while_missing():
            channel = self._sender.channel(context, "interpreters")
        return FeedMessage(at, page.taken, OutgoingMessage(channel, post))

    async def claim(self, item: InterpreterPost | None, message: FeedMessage) -> bool:
        print_, channel = message.message.print, message.message.channel
        return await self.context.write_together(
            store.claim, self.context.id, item, message.taken, message.at, print_, channel
        )

    async def send(self, item: InterpreterPost | None, message: FeedMessage) -> FoundMessage:
        self.pace.sent()
        return await self._sender.send(self.context, f"interpreters/{message.at.isoformat()}", message.message)

    async def settle(
        self,
        item: InterpreterPost | None,
        outcome: Outcome,
        message: FoundMessage | None = None,
        reason: str | None = None,
    ) -> None:
        at = message.at if message else self.context.now()
        await self.context.write_together(
            store.settle_claimed_post, self.context.id, at, message.message if message else None
        )

    async def _page(self, items: Sequence[InterpreterItem]) -> Page:
        """The first of `items` that fit one message. If an item is longer, as many of its parts as fit."""
        page, left = Page(), self.message_size
        outage = await self._was_there_an_outage() if items else False
        for item in items:
            parts = [] if self._is_outdated(item, outage) else await self._parts(item)
            if not parts:
                page.gone.append(item.id)
                continue
            fitting = fitting_parts(parts, left)
            if fitting:
                whole = len(fitting) == len(parts)
                page.taken.append((item.id, item.until if whole else item.part + len(fitting)))
                page.parts += fitting
            if len(fitting) < len(parts):
                break
            left -= sum(map(len, fitting))
        return page

    async def _parts(self, item: InterpreterItem) -> list[str]:
        """The rest of its text, in parts that each fit a message."""
        if self.context.workshop.channels.interpreters is None:
            return []
        text = await self._texts[item.kind](self.context, item)
        return pieces(text, self.block_size)[item.part : item.until] if text else []

    async def _was_there_an_outage(self) -> bool:
        """Whether nothing was sent for so long that waiting items may be too late."""
        last = await self.context.read(store.last_sent_at, self.context.id)
        return last is None or is_past_grace(self.context, last, LEAST_GRACE)

    def _is_outdated(self, item: InterpreterItem, outage: bool) -> bool:
        """Whether it is too late after an outage, or comes from a restored backup.

        Items that waited then were sent soon after.
        """
        restored_at = self.context.restored_at
        if restored_at is not None and item.due <= restored_at:
            return True
        return outage and is_past_grace(self.context, item.due, LEAST_GRACE)


@contextmanager
def _retried_while_missing() -> Iterator[None]:
    """Retry while a channel or permission is missing, so that nothing is lost."""
    try:
        yield
    except DeliveryFailed as refused:
        raise DeliveryFailed(refused.why, lasting=False) from refused


def fitting_parts(parts: Sequence[str], left: int) -> list[str]:
    """As many of the first `parts` as have at most `left` characters together."""
    found: list[str] = []
    for part in parts:
        if sum(map(len, found)) + len(part) > left:
            break
        found.append(part)
    return found
