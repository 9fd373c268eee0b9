"""How alerts to the organisers are delivered: troubles, and who was missing on a day.

Like announcements they are stored first and sent once. So an outage of hours leads to one report, even across restarts.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.chat.multilingual import language_blocks
from bot.chat.posts import Post
from bot.features.announcements import store as announcements
from bot.features.announcements.publisher import due_announcements
from bot.features.organisers import alert_store as store
from bot.features.organisers.alert_content import content_of
from bot.features.organisers.alert_store import OrganiserAlert
from bot.outbox.channel_sender import ChannelSender
from bot.outbox.engine import Outcome, Policy
from bot.outbox.messages import FoundMessage, OutgoingMessage
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

LOOK_BACK = timedelta(days=2)
"""How far before a restored backup the bot looks for alerts: a backup is at most a day old."""
WAIT_FOR_ANNOUNCEMENTS = 90.0
"""Real seconds that alerts wait for announcements that are being sent: an outage ends in one report, not in many."""


class AlertPublisher(Policy[OrganiserAlert, OutgoingMessage]):
    kind = "alerts to the organisers"
    settles_refused = False

    def __init__(self, context: WorkshopContext, sender: ChannelSender) -> None:
        super().__init__(context)
        self._sender = sender
        self._waiting_since: float | None = None

    async def due(self) -> Sequence[OrganiserAlert]:
        if await self._is_waiting():
            return []
        await self._add_missing()
        found = await self.context.read(store.unsent, self.context.id)
        if any(alert.announcements for alert in found):
            return found
        return await self.context.read(store.unsent, self.context.id) if await self._add_troubles() else found

    def key(self, item: OrganiserAlert) -> str:
        return item.key

    async def find(self, item: OrganiserAlert) -> FoundMessage | None:
        since, channel, print_ = item.claimed_at, item.channel, item.print
        if since is None and self.context.restored_at is not None and (message := await self.compose(item)):
            # It may have been sent after that backup was made.
            since, channel, print_ = self.context.restored_at - LOOK_BACK, message.channel, message.print
        if since is None or channel is None or print_ is None:
            return None
        known = await self.context.read(store.message_ids, self.context.id)
        return await self._sender.find(self.context, channel, print_, since, known)

    async def compose(self, item: OrganiserAlert) -> OutgoingMessage | None:
        content = await content_of(self.context, await self._with_later_troubles(item))
        if content is None:
            return None
        post = Post(language_blocks(self.context, content.say), content.view)
        return OutgoingMessage(self._sender.channel(self.context, "organisers"), post)

    async def claim(self, item: OrganiserAlert, message: OutgoingMessage) -> bool:
        return await self.context.write(
            store.claim, self.context.id, item.key, self.context.now(), message.print, message.channel
        )

    async def send(self, item: OrganiserAlert, message: OutgoingMessage) -> FoundMessage:
        return await self._sender.send(self.context, f"{item.key}\n{message.print}", message)

    async def settle(
        self, item: OrganiserAlert, outcome: Outcome, message: FoundMessage | None = None, reason: str | None = None
    ) -> None:
        await self.context.write(
            store.settle, self.context.id, item.key, self.context.now(), message.message if message else None
        )

    async def _is_waiting(self) -> bool:
        """Whether a report must wait for announcements that are being sent, but not for too long."""
        now = asyncio.get_running_loop().time()
        if not await due_announcements(self.context):
            self._waiting_since = None
            return False
        self._waiting_since = now if self._waiting_since is None else self._waiting_since
        return now - self._waiting_since < WAIT_FOR_ANNOUNCEMENTS

    async def _add_missing(self) -> None:
        """Add an alert about who was missing on a day, after that day's summary was sent."""
        known = await self.context.read(store.days_with_alert, self.context.id)
        days = [
            day for day in await self.context.read(announcements.summary_dates, self.context.id) if day not in known
        ]
        if days:
            await self.context.write(store.add_missing, self.context.id, days, self.context.now())

    async def _add_troubles(self) -> bool:
        """Store a report of the announcements that are in no report yet. False if there are none."""
        context = self.context
        keys = [it.key for it in await context.read(announcements.unreported, context.id)]

        def work(tx: Transaction) -> None:
            store.add_troubles(tx, context.id, keys, context.now())
            announcements.set_reported(tx, context.id, keys, context.now())

        if keys:
            await context.write(work)
        return bool(keys)

    async def _with_later_troubles(self, item: OrganiserAlert) -> OrganiserAlert:
        """A report that was not sent yet, with the troubles since it was stored."""
        context = self.context
        keys = [it.key for it in await context.read(announcements.unreported, context.id)] if item.announcements else []
        if not keys:
            return item
        together = (*item.announcements, *keys)

        def work(tx: Transaction) -> None:
            store.change_troubles(tx, context.id, item.key, together)
            announcements.set_reported(tx, context.id, keys, context.now())

        await context.write(work)
        return replace(item, announcements=together)
