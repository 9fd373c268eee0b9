"""/privacy: everyone can see, export and erase what is kept about them."""

import io

import discord
from discord.ext import commands

from bot.chat import roles
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.chat.wording import own_notice
from bot.core.errors import NothingToDo
from bot.features.privacy import personal_data_text, service, text
from bot.features.privacy.personal_data import collect


class PrivacyCog(commands.GroupCog, group_name=L("privacy"), group_description=L("What is kept about you")):
    def __init__(self, client: Atelier) -> None:
        client.router.on("privacy:erase", self.press_erase)
        client.router.on("privacy:leave", self.press_leave)

    @command(L("show"), L("What is kept about you, why, and until when"))
    async def show(self, call: Call) -> None:
        data = await collect(call.context, call.person)
        code = data.participant.administration if data.participant else ""
        administration = call.context.workshop.administration(code)
        await call.reply(*text.overview(call._, call.formats, call.context.workshop, data, administration))

    @command(L("export"), L("All that is kept about you, as files"))
    async def export(self, call: Call) -> None:
        context = call.context
        data = await collect(context, call.person)
        note = text.exported(call._)
        notes = [note, *own_notice(call._, context.workshop)]
        html = personal_data_text.render_html(call._, call.formats, context.workshop, data, context.now(), notes)
        json = personal_data_text.render_json(context.workshop, data, context.now())
        name = f"{context.id}-my-data"
        files = tuple(
            discord.File(io.BytesIO(content), f"{name}.{suffix}")
            for content, suffix in ((html, "html"), (json, "json"))
        )
        await call.reply(post=Post((note,), files=files))

    @command(L("erase"), L("Have your name and your Discord id erased"))
    async def erase(self, call: Call) -> None:
        _ = call._
        if (await collect(call.context, call.person)).is_empty:
            raise NothingToDo
        # Translators: button: erase my data
        confirm = button(_("Erase"), "privacy:erase", discord.ButtonStyle.danger)
        view = buttons([confirm, button(_("Do nothing"), "privacy:leave")])
        await call.reply(post=Post.of(*text.erase_warning(_, call.context.workshop), view=view))

    async def press_erase(self, pressed: Pressed) -> None:
        call = pressed.call
        in_use = await service.erase(call.context, call.person)
        await roles.take(call.context, call.interaction.user)  # before they can join again
        await call.replace(text.erased(call._, in_use))

    async def press_leave(self, pressed: Pressed) -> None:
        await pressed.call.replace(pressed.call._("Nothing was changed."))
