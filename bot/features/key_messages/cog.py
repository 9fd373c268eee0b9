"""/keymessage: an administration's key messages."""

from discord import app_commands
from discord.ext import commands

from bot.chat.access import COORDINATOR
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.page_buttons import page_post
from bot.chat.pagination import paged
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.features.key_messages import (
    desk_service,
    endorsement_service,
    progress_service,
    progress_text,
    publication_service,
    service,
    suggestions,
    text,
    writing_service,
)
from bot.features.key_messages.endorsement_service import FindRepresented
from bot.features.key_messages.errors import NotYours, TooManyMessages
from bot.features.key_messages.forms import NEW, theme_of, writing_form
from bot.features.key_messages.publication_model import EndorsementOutcome, EndorsementResult


class KeyMessageCog(commands.GroupCog, group_name=L("keymessage"), group_description=L("Your group's key messages")):
    def __init__(self, client: Atelier, represented: FindRepresented) -> None:
        self._represented = represented
        client.router.on("keymessage:write", self.press_write, COORDINATOR)
        client.router.on("keymessage:form:{id}:{number}", self.submit, COORDINATOR)
        client.router.on("keymessage:list:{number}", self.turn_page, COORDINATOR)
        client.router.on("keymessage:endorse:{id}:{number}", self.press_endorse, COORDINATOR)
        client.router.on("keymessage:withdraw:{id}", self.press_withdraw, COORDINATOR)

    @command(L("write"), L("Write a key message, or edit one"), COORDINATOR)
    @app_commands.describe(message=L("The message to edit; a new one if left out"))
    @app_commands.autocomplete(message=suggestions.own_messages)
    async def write(self, call: Call, message: str | None = None) -> None:
        await self._open(call, message)

    @command(L("list"), L("Our key messages, and those published"), COORDINATOR)
    async def list(self, call: Call) -> None:
        await call.reply(post=await self._list(call, 0))

    @command(L("endorse"), L("Our group supports a published key message"), COORDINATOR)
    @app_commands.describe(message=L("The message"))
    @app_commands.autocomplete(message=suggestions.messages_to_endorse)
    async def endorse(self, call: Call, message: str) -> None:
        await self._reply(call, await endorsement_service.endorse(call.context, call.coordinator(), message))

    async def press_write(self, pressed: Pressed) -> None:
        await self._open(pressed.call, None)

    async def _open(self, call: Call, reference: str | None) -> None:
        """Open the form, for a new message or to edit one."""
        person, context, _ = call.coordinator(), call.context, call._
        desk = await desk_service.require_open(context, person.administration)
        label = _("Your key message")
        if reference:
            message = await service.find(context, reference)
            if message.administration != person.administration:
                raise NotYours
            title = _("Key message %(reference)s", reference=message.reference)
            custom_id = f"keymessage:form:{message.reference}:{message.version}"
            await call.form(writing_form(call, title, custom_id, language=call.language, label=label, message=message))
            return
        if len(await service.of_administration(context, person.administration)) >= desk.per_administration:
            raise TooManyMessages(desk.per_administration)
        number = await writing_service.number_of_next_form(context, person, person.administration)
        custom_id = f"keymessage:form:{NEW}:{number}"
        await call.form(writing_form(call, _("New key message"), custom_id, language=call.language, label=label))

    async def submit(self, pressed: Pressed) -> None:
        """Save the form.

        Its custom id ends with a reference and the version that it showed, or with `new` and a number.
        """
        call, (reference, number) = pressed.call, pressed.rest
        is_new = reference == NEW
        message = await writing_service.write(
            call.context,
            call.coordinator(),
            pressed.text("text"),
            language=pressed.text("language") or call.language,
            theme=theme_of(pressed),
            reference=None if is_new else reference,
            seen=None if is_new else int(number),
            form=number if is_new else None,
        )
        await call.reply(*text.receipt(call._, call.formats, message))

    async def turn_page(self, pressed: Pressed) -> None:
        call = pressed.call
        await call.replace(post=await self._list(call, int(pressed.rest[0])))

    async def press_endorse(self, pressed: Pressed) -> None:
        call, (reference, version) = pressed.call, pressed.rest
        result = await endorsement_service.toggle(call.context, call.coordinator(), reference, int(version))
        await self._reply(call, result)

    async def press_withdraw(self, pressed: Pressed) -> None:
        call = pressed.call
        result = await endorsement_service.withdraw(call.context, call.coordinator(), pressed.rest[0])
        await call.replace(post=await self._receipt(call, result))

    async def _reply(self, call: Call, result: EndorsementResult) -> None:
        await call.reply(post=await self._receipt(call, result))

    async def _receipt(self, call: Call, result: EndorsementResult) -> Post:
        """What was done, and the message. If it is endorsed, a button withdraws the endorsement."""
        _, view = call._, None
        if result.outcome in (EndorsementOutcome.GIVEN, EndorsementOutcome.ALREADY_GIVEN):
            view = buttons([button(_("Withdraw it"), f"keymessage:withdraw:{result.message.reference}")])
        return Post.of(*text.endorsement_reply(_, result, await self._represented(call.context)), view=view)

    async def _list(self, call: Call, number: int) -> Post:
        """Page `number` of the administration's messages with their history, the published messages, and the previous
        edition's messages.
        """
        _, context, administration = call._, call.context, call.coordinator().administration
        messages = await service.of_administration(context, administration)
        history = await service.history(context, administration)
        own = text.own_messages(_, call.formats, context.workshop, messages, history)
        published = await publication_service.published(context)
        represented = await self._represented(context)
        others = text.published_messages(_, context.workshop, published, administration, represented)
        last_time = progress_text.list_blocks(_, await progress_service.known(context))
        return page_post(_, paged([*own, *others, *last_time]), number, "keymessage:list")
