"""/privacy: everyone sees what is kept about them, takes it away, and has it erased."""

from __future__ import annotations

import io

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat import roles
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.core.errors import NothingToDo
from bot.features.privacy import personal_data_text as own_data
from bot.features.privacy import service as privacy
from bot.features.privacy import text as words


class PrivacyCog(commands.GroupCog, group_name=L("privacy"), group_description=L("What is kept about you")):
    def __init__(self, client: Atelier) -> None:
        client.router.on("privacy:erase", self.press_erase)
        client.router.on("privacy:leave", self.press_leave)

    @app_commands.command(name=L("show"), description=L("What is kept about you, why, and until when"))
    async def show(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        own = await privacy.own(call.context, call.person)
        administration = call.context.workshop.administration(own.who.administration) if own.who else None
        await call.reply(*words.show(call._, call.formats, own, administration))

    @app_commands.command(name=L("export"), description=L("All that is kept about you, as files"))
    async def export(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        context = call.context
        own = await privacy.own(context, call.person)
        said = words.taken(call._)
        page = own_data.as_page(
            call._, call.formats, context.workshop, own, context.now(), [said, words.no_channel(call._)]
        )
        data = own_data.as_json(context.workshop, own, context.now())
        name = f"{context.id}-my-data"
        files = tuple(
            discord.File(io.BytesIO(content), f"{name}.{suffix}")
            for content, suffix in ((page, "html"), (data, "json"))
        )
        await call.reply(post=Post((said,), files=files))

    @app_commands.command(name=L("erase"), description=L("Have your name and your Discord id erased"))
    async def erase(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        _ = call._
        if (await privacy.own(call.context, call.person)).nothing:
            raise NothingToDo
        confirm = button(_("Erase"), "privacy:erase", discord.ButtonStyle.danger)
        view = buttons([confirm, button(_("Leave"), "privacy:leave")])
        await call.reply(post=Post.of(*words.about_to_erase(_), view=view))

    async def press_erase(self, pressed: Pressed) -> None:
        call = pressed.call
        await privacy.erase(call.context, call.person)
        await roles.take(call.context, call.interaction.user)  # before she can join again
        await call.replace(words.erased(call._))

    async def press_leave(self, pressed: Pressed) -> None:
        await pressed.call.replace(pressed.call._("Left as it was."))
