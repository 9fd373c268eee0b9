"""Keeps the organisers' board up to date.

Decides when it may be outdated, and edits it only if its text has changed.
"""

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic

import discord
from discord.ext import commands

from bot.chat import channel_bindings
from bot.chat.client import Atelier
from bot.chat.live_messages import Refresher
from bot.chat.multilingual import language_blocks
from bot.chat.posts import Post
from bot.core.schedule import SessionState
from bot.features.organisers import board_message, board_text
from bot.features.organisers.hidden_commands import HiddenCommands, sentences
from bot.features.organisers.server_faults import server_faults
from bot.features.organisers.status_service import board_state
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.outbox.messages import DeliveryFailed
from bot.outbox.posting import attempt
from bot.workshop.context import WorkshopContext

CHECK_EVERY = 5.0
"""Real seconds between two checks for boards that failed to update, must be verified, or show a past time."""
VERIFY_EVERY = 30.0
"""Real seconds after which an unchanged board is looked up at Discord: the bot receives no event when it is deleted."""
MIN_PAUSE = 0.5
"""Real seconds between two edits at least. A rehearsal's fast clock shortens the interval of the refresher."""


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """What a board's message shows, when that was last verified (monotonic seconds), and which session was next at that
    time.
    """

    post: Post
    verified_at: float
    upcoming: SessionState | None


class BoardUpdater(commands.Cog):
    """Composes a board again only after a change in its workshop or its server, or when the next session changes."""

    def __init__(self, client: Atelier, refresher: Refresher, hidden: HiddenCommands) -> None:
        self._client = client
        self._hidden = hidden
        self._refresher = refresher
        self._contexts: dict[str, WorkshopContext] = {}
        self._shown: dict[str, ShownBoard] = {}
        self._outdated: set[str] = set()
        """Workshops whose board may miss a change."""
        self._checking: asyncio.Task[None] | None = None

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        for context in self._client.registry:
            if context.id not in self._contexts:
                self._contexts[context.id] = context
                context.on_change(partial(self.refresh, context))
            self.refresh(context)
        self._checking = self._checking or asyncio.create_task(self._check(), name="check of the boards")

    @commands.Cog.listener("on_guild_join")
    @commands.Cog.listener("on_guild_available")
    @commands.Cog.listener("on_guild_update")
    @commands.Cog.listener("on_guild_channel_create")
    @commands.Cog.listener("on_guild_channel_update")
    @commands.Cog.listener("on_guild_channel_delete")
    @commands.Cog.listener("on_guild_role_create")
    @commands.Cog.listener("on_guild_role_update")
    @commands.Cog.listener("on_guild_role_delete")
    async def on_server_change(self, *event: discord.Guild | discord.abc.GuildChannel | discord.Role) -> None:
        """The board lists missing roles, channels and permissions. The last part of `event` is the new state."""
        new = event[-1]
        self._refresh_in(new if isinstance(new, discord.Guild) else new.guild)

    @commands.Cog.listener()
    async def on_raw_app_command_permissions_update(self, event: discord.RawAppCommandPermissionsUpdateEvent) -> None:
        self._refresh_in(event.guild)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """The bot's own roles decide its permissions."""
        if after == after.guild.me:
            self._refresh_in(after.guild)

    async def cog_unload(self) -> None:
        if self._checking:
            self._checking.cancel()
            await asyncio.gather(self._checking, return_exceptions=True)

    def refresh(self, context: WorkshopContext) -> None:
        """Update the board soon."""
        self._outdated.add(context.id)
        self._request_update(context)

    def _refresh_in(self, guild: discord.Guild) -> None:
        for context in self._contexts.values():
            if self._client.guild_of(context) == guild:
                self.refresh(context)

    def _request_update(self, context: WorkshopContext) -> None:
        self._refresher.ask((context.id, "board"), lambda: self._update(context))

    async def _check(self) -> None:
        while True:
            await asyncio.sleep(CHECK_EVERY)
            for context in self._contexts.values():
                if not _is_over(context) and (self._may_be_outdated(context) or self._must_be_verified(context)):
                    self._request_update(context)

    def _may_be_outdated(self, context: WorkshopContext) -> bool:
        """Whether the board may be outdated. Without an event only the next session can change, as time passes."""
        shown = self._shown.get(context.id)
        upcoming = context.schedule.upcoming(context.now())
        return context.id in self._outdated or shown is None or shown.upcoming != upcoming

    def _must_be_verified(self, context: WorkshopContext) -> bool:
        shown = self._shown.get(context.id)
        return shown is not None and monotonic() - shown.verified_at >= VERIFY_EVERY

    async def _update(self, context: WorkshopContext) -> None:
        guild = self._client.guild_of(context)
        channel = guild and channel_bindings.text_channel(context, guild, "organisers")
        if not guild or not channel or _is_over(context):
            return
        try:
            await self._show(context, guild, channel)
        except DeliveryFailed:  # a permission may be missing; `/workshop status` names it
            self._outdated.add(context.id)
        except BaseException:
            self._outdated.add(context.id)
            raise

    async def _show(self, context: WorkshopContext, guild: discord.Guild, channel: discord.TextChannel) -> None:
        shown, upcoming = self._shown.get(context.id), context.schedule.upcoming(context.now())
        if shown is None or self._may_be_outdated(context):
            self._outdated.discard(context.id)
            post = await self._compose(context, guild)
            if shown and shown.post.print == post.print and not self._must_be_verified(context):
                self._shown[context.id] = replace(shown, upcoming=upcoming)
                return
        elif self._must_be_verified(context):
            post = shown.post
        else:
            return
        await attempt(board_message.show(context, channel, post), f"#{channel.name}")
        self._shown[context.id] = ShownBoard(post, monotonic(), upcoming)
        await asyncio.sleep(MIN_PAUSE)

    async def _compose(self, context: WorkshopContext, guild: discord.Guild) -> Post:
        state = await board_state(context)
        names = {p.id: p.name for p in context.all_participants()}
        hidden = await self._hidden.faults(context, guild)

        def text(_: Phrases, f: Formats) -> str:
            return board_text.board(_, f, state, names, [*server_faults(_, context, guild), *sentences(_, f, hidden)])

        return Post(language_blocks(context, text))


def _is_over(context: WorkshopContext) -> bool:
    return context.workshop.ends < context.now()
