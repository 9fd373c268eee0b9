"""Alerts organisers to troubles of the machine: one message for each incident, edited when it ends."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import discord
from discord.ext import commands

from bot.chat import channel_bindings
from bot.chat.client import Atelier
from bot.chat.multilingual import language_blocks
from bot.chat.posts import Post
from bot.core.troubles import Incident, Trouble
from bot.features.organisers import health_text
from bot.features.organisers.health_monitor import HealthMonitor
from bot.outbox import posting
from bot.outbox.messages import DeliveryFailed
from bot.scheduling.worker import retry
from bot.workshop.context import WorkshopContext

RETRY_SECONDS = 5.0
"""Real seconds between two attempts to post or edit a message."""
SEARCHED_BACK = timedelta(hours=1)
"""How far back the channel is searched for the same message, posted before a restart of the bot."""

FindRestore = Callable[[], tuple[str, datetime] | None]
"""Returns the command that restores the newest undamaged backup, and the time of that backup; None without one."""


class HealthAlerts(commands.Cog):
    def __init__(self, client: Atelier, monitor: HealthMonitor, find_restore: FindRestore) -> None:
        self._client = client
        self._find_restore = find_restore
        self._messages: dict[tuple[str, Trouble], tuple[datetime, discord.Message]] = {}
        """The last message about a trouble in each workshop, and the begin of its incident."""
        self._tasks: dict[Trouble, asyncio.Task[None]] = {}
        monitor.on_change(self.alert)

    def alert(self, incident: Incident) -> None:
        """Alert the organisers of every workshop that is not over. Replaces an earlier alert that is not sent yet."""
        earlier = self._tasks.pop(incident.trouble, None)
        self._tasks[incident.trouble] = asyncio.create_task(self._alert_all(incident, earlier), name="health alert")

    async def cog_unload(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _alert_all(self, incident: Incident, earlier: asyncio.Task[None] | None) -> None:
        if earlier:
            await asyncio.wait([earlier], timeout=RETRY_SECONDS)
            earlier.cancel()
        restore = await asyncio.to_thread(self._find_restore) if incident.trouble is Trouble.DAMAGED else None
        contexts = [context for context in self._client.registry if context.workshop.ends > context.now()]
        await asyncio.gather(*(self._alert(context, incident, restore) for context in contexts))

    async def _alert(self, context: WorkshopContext, incident: Incident, restore: tuple[str, datetime] | None) -> None:
        """Retry until the message reaches the organisers of this workshop."""
        post = Post(language_blocks(context, lambda _, f: health_text.trouble(_, f, incident, restore)))
        what = f"telling the organisers of {context.id} of trouble"
        await retry(lambda: self._post_or_edit(context, incident, post), what, (RETRY_SECONDS,), (DeliveryFailed,))

    async def _post_or_edit(self, context: WorkshopContext, incident: Incident, post: Post) -> None:
        """Edit the message of this incident, or post a first one. Raises `DeliveryFailed`."""
        guild = self._client.guild_of(context)
        channel = channel_bindings.text_channel(context, guild, "organisers") if guild else None
        if channel is None:
            raise DeliveryFailed(posting.CHANNEL_GONE, lasting=False)
        key = (context.id, incident.trouble)
        since, message = self._messages.get(key, (None, None))
        if message and since == incident.since:
            await posting.attempt(message.edit(**post.edited(context.id)), f"#{channel.name}")
        elif incident.until is None:
            self._messages[key] = (incident.since, await self._post_once(context, channel, incident, post))

    async def _post_once(
        self, context: WorkshopContext, channel: discord.TextChannel, incident: Incident, post: Post
    ) -> discord.Message:
        """The message that an earlier process of the bot posted, or a new one."""
        found = await posting.find(self._client, channel, post.print, context.now() - SEARCHED_BACK)
        if found:
            return await posting.attempt(channel.fetch_message(found.message), f"#{channel.name}")
        nonce = posting.nonce_of(context.id, f"{incident.trouble}/{incident.since}")
        return await posting.post(channel, post, nonce, context.id)
