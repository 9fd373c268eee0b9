"""/keymessage: an administration's key messages."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.access import COORDINATOR, FOR_COORDINATORS
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.page_buttons import leaf
from bot.chat.pagination import paged
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.features.key_messages import service as key_messages
from bot.features.key_messages import suggestions
from bot.features.key_messages import text as words
from bot.features.key_messages.errors import NotYours, TooManyMessages
from bot.features.key_messages.forms import NEW, theme_of, writing_form
from bot.features.key_messages.service import Endorsed, FindRepresented, Voice


class KeyMessageCog(
    commands.GroupCog, group_name=L("keymessage"), group_description=L("Your administration's key messages")
):
    def __init__(self, client: Atelier, represented: FindRepresented) -> None:
        self._represented = represented
        client.router.on("keymessage:write", self.press_write, COORDINATOR)
        client.router.on("keymessage:form:{id}:{number}", self.submit, COORDINATOR)
        client.router.on("keymessage:list:{number}", self.turn, COORDINATOR)
        client.router.on("keymessage:endorse:{id}:{number}", self.press_endorse, COORDINATOR)
        client.router.on("keymessage:withdraw:{id}", self.withdraw, COORDINATOR)

    @app_commands.command(name=L("write"), description=L("Write a key message, or edit one"), extras=FOR_COORDINATORS)
    @app_commands.describe(message=L("The message to edit; a new one if left out"))
    @app_commands.autocomplete(message=suggestions.own_messages)
    async def write(self, interaction: discord.Interaction, message: str | None = None) -> None:
        await self._open(Call.of(interaction), message)

    @app_commands.command(
        name=L("list"), description=L("Our key messages, and those published"), extras=FOR_COORDINATORS
    )
    async def list(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        await call.reply(post=await _listing(call, 0, await self._represented(call.context)))

    @app_commands.command(
        name=L("endorse"), description=L("Our administration supports a published key message"), extras=FOR_COORDINATORS
    )
    @app_commands.describe(message=L("The message"))
    @app_commands.autocomplete(message=suggestions.messages_to_endorse)
    async def endorse(self, interaction: discord.Interaction, message: str) -> None:
        call = Call.of(interaction)
        await self._answer(call, await key_messages.endorse(call.context, call.coordinator(), message))

    async def press_write(self, pressed: Pressed) -> None:
        await self._open(pressed.call, None)

    async def _open(self, call: Call, reference: str | None) -> None:
        who, context, _ = call.coordinator(), call.context, call._
        rules = await key_messages.require_open(context, who.administration)
        label = _("Your key message")
        if reference:
            message = await key_messages.find(context, reference)
            if message.administration != who.administration:
                raise NotYours
            title = _("Key message %(reference)s", reference=message.reference)
            custom_id = f"keymessage:form:{message.reference}:{message.version}"
            await call.form(writing_form(call, title, custom_id, language=call.language, label=label, message=message))
            return
        if len(await key_messages.of_administration(context, who.administration)) >= rules.per_administration:
            raise TooManyMessages(rules.per_administration)
        custom_id = f"keymessage:form:{NEW}:{call.interaction.id}"
        await call.form(writing_form(call, _("New key message"), custom_id, language=call.language, label=label))

    async def submit(self, pressed: Pressed) -> None:
        """The form's id carries the message and the version that stood in it; for a new one, which form it was."""
        call, (reference, mark) = pressed.call, pressed.rest
        is_new = reference == NEW
        kept = await key_messages.write(
            call.context,
            call.coordinator(),
            pressed.text("text"),
            language=pressed.text("language") or call.language,
            theme=theme_of(pressed),
            reference=None if is_new else reference,
            seen=None if is_new else int(mark),
            form=mark if is_new else None,
        )
        await call.reply(*words.receipt(call._, call.formats, kept))

    async def turn(self, pressed: Pressed) -> None:
        call = pressed.call
        represented = await self._represented(call.context)
        await call.replace(post=await _listing(call, int(pressed.rest[0]), represented))

    async def press_endorse(self, pressed: Pressed) -> None:
        call, (reference, version) = pressed.call, pressed.rest
        await self._answer(call, await key_messages.press(call.context, call.coordinator(), reference, int(version)))

    async def withdraw(self, pressed: Pressed) -> None:
        call = pressed.call
        done = await key_messages.withdraw(call.context, call.coordinator(), pressed.rest[0])
        await call.replace(await self._endorsed(call, done))

    async def _answer(self, call: Call, done: Endorsed) -> None:
        """What the press came to; where the voice was given before, with a button to take it back."""
        _, view = call._, None
        if done.voice is Voice.GIVEN_BEFORE:
            view = buttons([button(_("Withdraw it"), f"keymessage:withdraw:{done.message.reference}")])
        await call.reply(post=Post.of(await self._endorsed(call, done), view=view))

    async def _endorsed(self, call: Call, done: Endorsed) -> str:
        return words.endorsed(call._, done, await self._represented(call.context))


async def _listing(call: Call, number: int, represented: frozenset[str]) -> Post:
    """Ours with their history, then those published."""
    _, context, ours = call._, call.context, call.coordinator().administration
    own = words.own(
        _,
        call.formats,
        context.workshop,
        await key_messages.of_administration(context, ours),
        await key_messages.history(context, ours),
    )
    published = await key_messages.published(context)
    others = words.published(_, context.workshop, published, ours, represented)
    return leaf(_, paged([*own, *others]), number, "keymessage:list")
