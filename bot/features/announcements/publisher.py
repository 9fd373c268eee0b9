"""How announcements are delivered: in their channels, at their time.

Their result is stored with all its consequences.
"""

import logging
import sys
from collections.abc import Sequence

from bot.chat import channel_bindings
from bot.features.announcements import store
from bot.features.announcements.content import Contents
from bot.features.announcements.model import TOO_LATE, UNTRUE, Announcement, AnnouncementRecord, Status
from bot.features.announcements.planning import is_in_plan
from bot.features.announcements.posts import announcement_post
from bot.features.announcements.still_true import is_true
from bot.outbox import direct_messages, interpreter_items
from bot.outbox.channel_sender import ChannelSender
from bot.outbox.direct_messages import DirectMessage, in_their_languages
from bot.outbox.engine import Outcome, Policy
from bot.outbox.grace import LATE_AFTER, is_past_grace
from bot.outbox.interpreter_store import InterpreterItemKind
from bot.outbox.messages import FoundMessage, OutgoingMessage
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

UNSENT = {
    Outcome.UNWANTED: Status.CANCELLED,
    Outcome.TOO_LATE: Status.SKIPPED,
    Outcome.REFUSED: Status.FAILED,
}


class AnnouncementPublisher(Policy[AnnouncementRecord, OutgoingMessage]):
    """Publishes each announcement in its own task: one that waits for its channel does not delay others."""

    kind = "announcements"
    concurrency = sys.maxsize

    def __init__(self, context: WorkshopContext, sender: ChannelSender, contents: Contents) -> None:
        super().__init__(context)
        self._sender = sender
        self._contents = contents

    async def due(self) -> Sequence[AnnouncementRecord]:
        return await due_announcements(self.context)

    def key(self, item: AnnouncementRecord) -> str:
        return item.key

    async def find(self, item: AnnouncementRecord) -> FoundMessage | None:
        if item.claimed_at is not None and item.channel is not None and item.print is not None:
            known = await self.context.read(store.message_ids, self.context.id, item.channel)
            return await self._sender.find(self.context, item.channel, item.print, item.claimed_at, known)
        if self.context.restored_at is None or item.due > self.context.restored_at:
            return None
        message = await self._message(item.announcement)  # it may have been sent after that backup was made
        if message is None:
            return None
        known = await self.context.read(store.message_ids, self.context.id, message.channel)
        return await self._sender.find(self.context, message.channel, message.print, item.due, known)

    async def compose(self, item: AnnouncementRecord) -> OutgoingMessage | None:
        return await self._message(item.announcement) if is_in_plan(self.context, item.announcement) else None

    def is_too_late(self, item: AnnouncementRecord) -> bool:
        return is_past_grace(self.context, item.due) or not is_true(self.context, item.announcement)

    async def claim(self, item: AnnouncementRecord, message: OutgoingMessage) -> bool:
        return await self.context.write_together(
            store.claim, self.context.id, item, self.context.now(), message.print, message.channel
        )

    async def send(self, item: AnnouncementRecord, message: OutgoingMessage) -> FoundMessage:
        return await self._sender.send(self.context, item.key, message)

    async def settle(
        self,
        item: AnnouncementRecord,
        outcome: Outcome,
        message: FoundMessage | None = None,
        reason: str | None = None,
    ) -> None:
        if message is not None:
            await self._settle_sent(item, message)
            return
        fault = reason or self._why_skipped(item) if outcome is Outcome.TOO_LATE else reason
        await self.context.write(store.settle_unsent, self.context.id, [item.key], UNSENT[outcome], fault)

    def _why_skipped(self, item: AnnouncementRecord) -> str:
        return TOO_LATE if is_past_grace(self.context, item.due) else UNTRUE

    async def _settle_sent(self, item: AnnouncementRecord, message: FoundMessage) -> None:
        """Store it as sent, in one transaction with its direct messages and its item for the interpreters."""
        context, announcement = self.context, item.announcement
        is_late = context.clock.lateness(item.due, message.at) > LATE_AFTER
        is_of_use = not is_past_grace(context, item.due)
        messages = await self._direct_messages(announcement) if is_of_use else []

        def work(tx: Transaction) -> None:
            store.settle_sent(tx, context.id, item.key, Status.LATE if is_late else Status.SENT, message)
            direct_messages.enqueue(context, tx, item.key, item.due, messages)
            if is_of_use:
                interpreter_items.enqueue(context, tx, InterpreterItemKind.ANNOUNCEMENT, item.key, message.at)

        await context.write(work)

    async def _message(self, announcement: Announcement) -> OutgoingMessage | None:
        context = self.context
        channel = self._sender.channel(context, channel_bindings.announcements(announcement.language))
        content = await self._contents[announcement.kind](context, announcement, False)
        if content is None:
            return None
        role = self._sender.role(context, "coordinator")
        return OutgoingMessage(channel, announcement_post(context, announcement, content, role))

    async def _direct_messages(self, announcement: Announcement) -> list[DirectMessage]:
        """Its direct messages, to the people who read the language of its channel."""
        try:
            content = await self._contents[announcement.kind](self.context, announcement, False)
            people = [p for p in content.recipients if announcement.language in ("", p.language)] if content else []
            return in_their_languages(self.context, people, content.say) if content else []
        except Exception:
            log.exception("%s was sent, but its direct messages could not be made", announcement.key)
            return []


async def due_announcements(context: WorkshopContext) -> list[AnnouncementRecord]:
    """The announcements to send now, without those that wait for the end of a pause."""
    records = await context.read(store.due, context.id, context.now())
    return [record for record in records if not is_held_back(context, record)]


def is_held_back(context: WorkshopContext, record: AnnouncementRecord) -> bool:
    """Whether it waits for the end of a pause, as all automatic announcements do.

    Announcements that someone asked for do not wait. One that was claimed before the pause does not wait either: it may
    have been sent already.
    """
    return context.paused_at is not None and record.status is Status.DUE and not record.is_on_demand
