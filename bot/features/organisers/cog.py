"""/workshop: organisers set the server up, see the status, reload the workshop file, pause and resume."""

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import roles
from bot.chat.access import ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.features.evaluations import service as evaluations
from bot.features.organisers import pause_service as pauses
from bot.features.organisers import renamed_roles, text
from bot.features.organisers.former_roles_buttons import FormerRoles
from bot.features.organisers.hidden_commands import HiddenCommands, sentences
from bot.features.organisers.model import SetupResult
from bot.features.organisers.own_role import give_own_role
from bot.features.organisers.reload_cog import AddWorkshop, Reloading, Reread
from bot.features.organisers.server_faults import server_faults
from bot.features.organisers.server_setup import set_up
from bot.features.organisers.status_service import workshop_status
from bot.features.programme.scheduled_events import ScheduledEventSync
from bot.features.roster import text as roster_text
from bot.features.roster.welcome_message import WelcomeMessages
from bot.outbox import direct_messages
from bot.outbox.messages import DeliveryFailed
from bot.storage import audit
from bot.workshop import bindings
from bot.workshop.context import WorkshopContext

STATUS_AHEAD, STATUS_TROUBLES = 8, 8
"""How many next announcements, and how many with troubles, the status lists."""


@app_commands.default_permissions(manage_guild=True)
class WorkshopCog(
    commands.GroupCog, group_name=L("workshop"), group_description=L("Set the workshop up and watch over it")
):
    def __init__(
        self,
        client: Atelier,
        events: ScheduledEventSync,
        welcome: WelcomeMessages,
        hidden: HiddenCommands,
        reread: Reread,
        add_workshop: AddWorkshop,
    ) -> None:
        self._client = client
        self._hidden = hidden
        self._events = events
        self._welcome = welcome
        self._reloading = Reloading(client, reread, add_workshop, events)
        self._former_roles = FormerRoles(client)
        self._setup_lock = asyncio.Lock()
        client.router.on("workshop:resume:{say|skip}", self.press_resume, ORGANISER)

    @command(L("setup"), L("Create the roles, channels and events that are missing"), ORGANISER, before_setup=True)
    async def setup(self, call: Call) -> None:
        await call.defer()
        await self._client.wait_until_ready()  # until then more servers may come
        async with self._setup_lock:  # two setups at once would create everything twice
            if self._is_in_doubt(call.context):
                await call.reply(text.several_servers(call._, self._servers()))
                return
            bound_now = await self._bind(call)
            context = self._client.registry.of_guild(call.guild.id) or call.context
            try:
                result = await set_up(context, call.guild, self._events)
                await give_own_role(context, call.interaction.user, result)
                await self._post_welcome(context, call.guild, result)
            finally:
                if bound_now:  # from now on the workshop runs
                    self._client.dispatch("workshop_bound", call.guild)
            made = result.created
            await context.write(audit.record, context.id, context.now(), call.person, "workshop setup", "", made)
        await call.reply(text.setup(call._, call.formats, context.workshop, result))
        self._client.background.start(_give_roles(context, call.guild), f"roles of {context.id} after setup")

    async def _post_welcome(self, context: WorkshopContext, guild: discord.Guild, result: SetupResult) -> None:
        try:
            result.welcomed = await self._welcome.post(context, guild)
        except DeliveryFailed as refused:
            result.welcome_failure = refused.why

    def _is_in_doubt(self, context: WorkshopContext) -> bool:
        return context.guild is None and len(self._client.guilds) > 1

    def _servers(self) -> dict[int, str]:
        return {guild.id: guild.name for guild in self._client.guilds}

    async def _bind(self, call: Call) -> bool:
        """Bind the workshops whose file names no server to this one, if it is the only one. False if there are none."""
        unbound = self._client.registry.unbound() if len(self._client.guilds) == 1 else []
        for context in unbound:
            await bindings.bind_guild(context, call.guild.id)
        return bool(unbound)

    @command(L("status"), L("Workshop status at a glance"), ORGANISER, before_setup=True)
    async def status(self, call: Call) -> None:
        context = call.context
        if self._is_in_doubt(context):
            await call.reply(text.several_servers(call._, self._servers()))
            return
        status = await workshop_status(context, STATUS_AHEAD, STATUS_TROUBLES)
        counts, unreachable = await evaluations.responses(context), await direct_messages.unreachable(context)
        hidden = sentences(call._, call.formats, await self._hidden.faults(context, call.guild))
        lost = context.without_group()
        without_group = [roster_text.without_group(call._, call.formats, lost)] if lost else []
        faults = [*server_faults(call._, context, call.guild), *hidden, *without_group]
        former, view = await self._former_roles.in_status(call)
        blocks = text.status(call._, call.formats, status, counts, unreachable, faults)
        await call.reply(post=Post((*blocks, *former), view))

    @command(L("reload"), L("Load the changed workshop file"), ORGANISER)
    async def reload(self, call: Call) -> None:
        await self._reloading.ask(call)

    @command(L("pause"), L("Suspend automatic announcements and openings"), ORGANISER)
    async def pause(self, call: Call) -> None:
        await pauses.pause(call.context, call.person)
        await call.reply(
            call._("Paused: nothing opens, closes or is announced automatically. To continue: /workshop resume.")
        )

    @command(L("resume"), L("Resume after a pause"), ORGANISER)
    async def resume(self, call: Call) -> None:
        held_back = await pauses.held_back(call.context)
        if not held_back:
            await pauses.resume(call.context, call.person, say=True)
            await call.reply(call._("The workshop has resumed."))
            return
        view = buttons(
            [
                button(call._("Send them now"), "workshop:resume:say", discord.ButtonStyle.primary),
                button(call._("Do not send them"), "workshop:resume:skip"),
            ]
        )
        await call.reply(post=Post.of(text.held_back(call._, call.formats, held_back), view=view))

    async def press_resume(self, pressed: Pressed) -> None:
        await pauses.resume(pressed.call.context, pressed.call.person, say=pressed.rest[0] == "say")
        await pressed.call.replace(pressed.call._("The workshop has resumed."))


async def _give_roles(context: WorkshopContext, guild: discord.Guild) -> None:
    """Give roles to participants, and to people with a role that the file has replaced by another."""
    await roles.give_to_all(context, guild)
    await renamed_roles.finish(context, guild)
