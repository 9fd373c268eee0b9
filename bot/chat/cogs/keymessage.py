"""/keymessage: an administration's key messages."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat import suggestions
from bot.chat.access import COORDINATOR, FOR_COORDINATORS
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.forms import form, menu_field, text_field
from bot.chat.posts import Post
from bot.chat.presenters import key_messages as words
from bot.chat.presenters.people import language_name
from bot.chat.router import Pressed
from bot.domain.errors import NotYours, TooManyMessages
from bot.services import key_messages
from bot.services.key_messages import KeyMessage

NEW = "new"
NO_THEME = "none"
MOST_THEMES = 24
"""A menu takes 25 options; one of them is `no theme`."""


class KeyMessageCog(
    commands.GroupCog, group_name=L("keymessage"), group_description=L("Your administration's key messages")
):
    def __init__(self, client: Atelier) -> None:
        client.router.on("keymessage:write", self.press_write, COORDINATOR)
        client.router.on("keymessage:form", self.submit, COORDINATOR)

    @app_commands.command(name=L("write"), description=L("Write a key message, or edit one"), extras=FOR_COORDINATORS)
    @app_commands.describe(message=L("The message to edit; a new one where you leave it out"))
    @app_commands.autocomplete(message=suggestions.own_messages)
    async def write(self, interaction: discord.Interaction, message: str | None = None) -> None:
        await self._open(Call.of(interaction), message)

    @app_commands.command(
        name=L("list"), description=L("Our key messages, and those published"), extras=FOR_COORDINATORS
    )
    async def list(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        own = await key_messages.of_administration(call.room, call.coordinator().administration)
        await call.reply(post=Post.of(*words.listing(call._, call.formats, call.room.workshop, own)))

    async def press_write(self, pressed: Pressed) -> None:
        await self._open(pressed.call, None)

    async def _open(self, call: Call, reference: str | None) -> None:
        who, room = call.coordinator(), call.room
        rules = key_messages.require_open(room)
        if reference:
            message = await key_messages.find(room, reference)
            if message.administration != who.administration:
                raise NotYours
            await call.form(_form(call, message))
            return
        if len(await key_messages.of_administration(room, who.administration)) >= rules.per_administration:
            raise TooManyMessages(rules.per_administration)
        await call.form(_form(call, None))

    async def submit(self, pressed: Pressed) -> None:
        call, (reference, seen) = pressed.call, pressed.rest
        theme = pressed.text("theme")
        kept = await key_messages.write(
            call.room,
            call.coordinator(),
            pressed.text("text"),
            language=pressed.text("language") or call.language,
            theme=None if theme in ("", NO_THEME) else theme,
            reference=None if reference == NEW else reference,
            seen=int(seen) or None,
        )
        await call.reply(*words.receipt(call._, call.formats, kept))


def _form(call: Call, message: KeyMessage | None) -> discord.ui.Modal:
    """Text, theme and language; what stands in `message` is pre-set."""
    _, workshop = call._, call.room.workshop
    assert workshop.desk is not None
    custom_id = f"keymessage:form:{message.reference if message else NEW}:{message.version if message else 0}"
    themes = [(_("No theme"), NO_THEME), *((_.of(t.text), t.id) for t in workshop.themes[:MOST_THEMES])]
    languages = [(language_name(code), code) for code in workshop.languages]
    parts = [
        text_field(
            _("Your key message"),
            "text",
            most=workshop.desk.max_length,
            value=message.text if message else None,
            hint=_("What should the meeting keep? Write it as you would say it."),
        ),
        menu_field(_("Theme"), "theme", themes, chosen=(message and message.theme) or NO_THEME),
        menu_field(
            _("Language you write in"), "language", languages, chosen=message.language if message else call.language
        ),
    ]
    title = _("Key message %(reference)s", reference=message.reference) if message else _("New key message")
    return form(title, custom_id, *parts)
