"""Keeps the day's agenda and the openings up to date by editing them, which makes no phone sound."""

import logging
from datetime import date

import discord

from bot.chat.live_messages import Refresher
from bot.chat.posts import Post
from bot.core.announcement_kind import AnnouncementKind
from bot.features.announcements import store
from bot.features.announcements.content import Contents
from bot.features.announcements.model import Announcement, AnnouncementRecord
from bot.features.announcements.posts import announcement_post
from bot.outbox import posting
from bot.outbox.channel_sender import ChannelSender
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

UPDATED_KINDS = (AnnouncementKind.AGENDA, AnnouncementKind.OPENING)


class AnnouncementUpdater:
    def __init__(self, client: discord.Client, refresher: Refresher, sender: ChannelSender, contents: Contents) -> None:
        self._client = client
        self._refresher = refresher
        self._sender = sender
        self._contents = contents

    def follow(self, context: WorkshopContext) -> None:
        """Keep the announcements of this workshop up to date, from now on."""
        context.on_change(lambda: self._ask(context))
        self._ask(context)

    def _ask(self, context: WorkshopContext) -> None:
        self._refresher.ask((context.id, "announcements"), lambda: self._refresh(context))

    async def _refresh(self, context: WorkshopContext) -> None:
        for each in await context.read(store.posted, context.id, UPDATED_KINDS):
            if is_of_now(context, each.announcement):
                await self._correct(context, each)

    async def _correct(self, context: WorkshopContext, posted: AnnouncementRecord) -> None:
        post = await self._post(context, posted.announcement)
        message = posting.posted(self._client, context.guild, posted.channel, posted.message)
        if post is None or post.print == posted.shown or message is None:
            return
        if not await posting.edited(message, post, context.id):
            log.info("%s was deleted: it is not corrected", posted.key)
        await context.write(store.set_shown, context.id, posted.key, post.print)

    async def _post(self, context: WorkshopContext, announcement: Announcement) -> Post | None:
        content = await self._contents[announcement.kind](context, announcement, False)
        role = self._sender.role(context, "coordinator")
        return announcement_post(context, announcement, content, role) if content else None


def is_of_now(context: WorkshopContext, announcement: Announcement) -> bool:
    """Whether it is still relevant: the agenda until the day is over, an opening until its session is over."""
    if announcement.kind is AnnouncementKind.AGENDA:
        today = context.now().astimezone(context.workshop.zone).date()
        return date.fromisoformat(announcement.subject) == today
    state = context.schedule.states.get(announcement.subject)
    return state is not None and state.is_open
