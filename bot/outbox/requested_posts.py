"""Public messages that a person asks for: a nudge, published results, the panel of the floor.

The request is committed together with all other changes of the command (`request_store.request`). So if two people make
the same request at once, the second is told who made it first. The engine sends its messages (`engine.py`).
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.chat.posts import Post
from bot.core.instants import format_utc
from bot.outbox import request_store as store
from bot.outbox.channel_sender import ChannelSender
from bot.outbox.engine import Outcome, Policy
from bot.outbox.grace import is_past_grace
from bot.outbox.messages import DeliveryFailed, FoundMessage, OutgoingMessage
from bot.outbox.posting import UNREACHABLE
from bot.outbox.request_store import PostStatus, RequestedPost
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

WAIT_S = 10.0
"""Seconds for which the person waits for the confirmation.

After that the bot still tries to send, until the grace is over.
"""
STATUS = {
    Outcome.SENT: PostStatus.SENT,
    Outcome.UNWANTED: PostStatus.DROPPED,
    Outcome.TOO_LATE: PostStatus.DROPPED,
    Outcome.REFUSED: PostStatus.FAILED,
}

ChannelPost = tuple[str, Post]
"""The purpose of a channel, such as `plenary`, and a message for it."""


@dataclass(frozen=True, slots=True)
class RequestKind:
    """What one kind of request sends. The key of a request is `kind/subject`."""

    compose: Callable[[WorkshopContext, str], Awaitable[Sequence[ChannelPost]]]
    """Returns all messages about this subject, as of now."""
    on_sent: Callable[[WorkshopContext, str, FoundMessage], Awaitable[None]] | None = None
    """Runs once a message stands at Discord, before that is committed: after a crash it runs again."""


class RequestedPosts:
    """The kinds of requests, which features register, and the callers who wait for a request."""

    def __init__(self) -> None:
        self.kinds: dict[str, RequestKind] = {}
        self._settled: dict[tuple[str, str], asyncio.Event] = {}

    async def compose(self, context: WorkshopContext, key: str) -> Sequence[ChannelPost]:
        kind, _, subject = key.partition("/")
        return await self.kinds[kind].compose(context, subject)

    async def on_sent(self, context: WorkshopContext, key: str, message: FoundMessage) -> None:
        kind, _, subject = key.partition("/")
        if on_sent := self.kinds[kind].on_sent:
            await on_sent(context, subject, message)

    def wake_waiting(self, context: WorkshopContext, key: str) -> None:
        if waiting := self._settled.get((context.id, key)):
            waiting.set()

    async def wait_until_sent(self, context: WorkshopContext, key: str) -> None:
        """Wait until all messages of the request are settled. Raises `DeliveryFailed` if one is not sent by then."""
        event = self._settled.setdefault((context.id, key), asyncio.Event())
        try:
            async with asyncio.timeout(WAIT_S):
                while await context.read(_is_open, context.id, key):
                    await event.wait()
                    event.clear()
        except TimeoutError:
            raise DeliveryFailed(f"{UNREACHABLE}:{key}", lasting=False) from None
        finally:
            self._settled.pop((context.id, key), None)
        if fault := await context.read(store.first_fault, context.id, key):
            raise DeliveryFailed(fault, lasting=True)


def _is_open(tx: Transaction, workshop: str, key: str) -> bool:
    return bool({PostStatus.DUE, PostStatus.CLAIMED} & set(store.statuses_of(tx, workshop, key)))


class RequestedPostPolicy(Policy[RequestedPost, OutgoingMessage]):
    kind = "requested messages"
    concurrency = sys.maxsize
    retry_after = (0.1, 0.5, 2.0, 5.0, 15.0, 60.0)

    def __init__(self, context: WorkshopContext, sender: ChannelSender, requested: RequestedPosts) -> None:
        super().__init__(context)
        self._sender = sender
        self._requested = requested

    async def due(self) -> Sequence[RequestedPost]:
        return await self.context.read(store.unsettled, self.context.id)

    def key(self, item: RequestedPost) -> str:
        return f"{item.key}/{item.number}"

    async def find(self, item: RequestedPost) -> FoundMessage | None:
        channel, print_, since, restored_at = item.channel, item.print, item.claimed_at, self.context.restored_at
        if since is None and restored_at is not None and item.requested_at <= restored_at:
            message = await self.compose(item)  # it may have been sent after that backup was made
            channel, print_ = (message.channel, message.print) if message else (None, None)
            since = item.requested_at
        if since is None or channel is None or print_ is None:
            return None
        known = await self.context.read(store.message_ids, self.context.id)
        return await self._sender.find(self.context, channel, print_, since, known)

    async def compose(self, item: RequestedPost) -> OutgoingMessage | None:
        posts = await self._requested.compose(self.context, item.key)
        if item.number >= len(posts):
            return None
        purpose, post = posts[item.number]
        return OutgoingMessage(self._sender.channel(self.context, purpose), post)

    def is_too_late(self, item: RequestedPost) -> bool:
        return is_past_grace(self.context, item.requested_at)

    async def claim(self, item: RequestedPost, message: OutgoingMessage) -> bool:
        now = self.context.now()
        return await self.context.write(store.claim, self.context.id, item, now, message.print, message.channel)

    async def send(self, item: RequestedPost, message: OutgoingMessage) -> FoundMessage:
        return await self._sender.send(self.context, f"{self.key(item)}/{format_utc(item.requested_at)}", message)

    async def settle(
        self, item: RequestedPost, outcome: Outcome, message: FoundMessage | None = None, reason: str | None = None
    ) -> None:
        if message is not None:
            await self._requested.on_sent(self.context, item.key, message)
        fault = reason if outcome is Outcome.REFUSED else None
        await self.context.write(store.settle, self.context.id, item, STATUS[outcome], message, fault)
        self._requested.wake_waiting(self.context, item.key)
