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
from bot.features.privacy import editions_text, personal_data_text, service, text
from bot.features.privacy.model import PersonalData
from bot.features.privacy.personal_data import collect
from bot.features.roster import former
from bot.workshop.context import WorkshopContext
from bot.workshop.editions import editions_before


class PrivacyCog(commands.GroupCog, group_name=L("privacy"), group_description=L("What is kept about you")):
    def __init__(self, client: Atelier) -> None:
        self._registry = client.registry
        client.router.on("privacy:erase", self.press_erase)
        client.router.on("privacy:leave", self.press_leave)

    @command(L("show"), L("What is kept about you, why, and until when"))
    async def show(self, call: Call) -> None:
        context = call.context
        data = await collect(context, call.person)
        code = data.participant.administration if data.participant else ""
        administration = context.workshop.administration(code)
        known = await former.find(context, call.person.discord_id) is not None
        earlier = [
            editions_text.kept(call._, call.formats, edition.workshop, held, recognised=known and number == 0)
            for number, (edition, held) in enumerate(await self._held_before(call))
        ]
        blocks = text.overview(call._, call.formats, context.workshop, data, administration, earlier)
        await call.reply(*blocks)

    @command(L("export"), L("All that is kept about you, as files"))
    async def export(self, call: Call) -> None:
        await call.reply(
            post=_files(call, call.context, await collect(call.context, call.person), text.exported(call._))
        )
        for edition, held in await self._held_before(call):
            await call.reply(post=_files(call, edition, held, editions_text.exported(call._, edition.workshop)))

    @command(L("erase"), L("Have your name and your Discord id erased"))
    async def erase(self, call: Call) -> None:
        _, earlier = call._, [edition.workshop for edition, _data in await self._held_before(call)]
        if not earlier and (await collect(call.context, call.person)).is_empty:
            raise NothingToDo
        # Translators: button: erase my data
        confirm = button(_("Erase"), "privacy:erase", discord.ButtonStyle.danger)
        view = buttons([confirm, button(_("Do nothing"), "privacy:leave")])
        also = [editions_text.erased_too(_, call.formats, earlier)] if earlier else []
        await call.reply(post=Post.of(*text.erase_warning(_, call.context.workshop), *also, view=view))

    async def press_erase(self, pressed: Pressed) -> None:
        call = pressed.call
        in_use = await service.erase(call.context, call.person, await self._before(call))
        await roles.take(call.context, call.interaction.user)  # before they can join again
        await call.replace(text.erased(call._, in_use))

    async def press_leave(self, pressed: Pressed) -> None:
        await pressed.call.replace(pressed.call._("Nothing was changed."))

    async def _before(self, call: Call) -> list[WorkshopContext]:
        return await editions_before(call.context, self._registry)

    async def _held_before(self, call: Call) -> list[tuple[WorkshopContext, PersonalData]]:
        return await service.held_by(await self._before(call), call.person)


def _files(call: Call, context: WorkshopContext, data: PersonalData, note: str) -> Post:
    """What one edition holds about a person: a page to read, and JSON."""
    workshop, now = context.workshop, context.now()
    notes = [note, *own_notice(call._, workshop)]
    html = personal_data_text.render_html(call._, call.formats, workshop, data, now, notes)
    json = personal_data_text.render_json(workshop, data, now)
    files = tuple(
        discord.File(io.BytesIO(content), f"{context.id}-my-data.{suffix}")
        for content, suffix in ((html, "html"), (json, "json"))
    )
    return Post((note,), files=files)
