"""/announce: organisers announce something in every language; list, cancel and retry announcements."""

from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.access import ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.escaping import close_markup
from bot.chat.forms import form
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.core.errors import BadTime
from bot.core.typed_times import parse_local
from bot.features.announcements import service, suggestions
from bot.features.announcements.edit_command import add_edit_command, notice_fields
from bot.features.announcements.list_text import announcement_list, announcement_name, confirmation_heading, confirmed

NOW = "now"
LISTED = 15
"""How many announcements the list names."""


@app_commands.default_permissions(manage_guild=True)
class AnnounceCog(
    commands.GroupCog, group_name=L("announce"), group_description=L("Announce something in every language")
):
    def __init__(self, client: Atelier) -> None:
        client.router.on("announce:form:{now|seconds}", self.submit, ORGANISER)
        client.router.on("announce:send:{number}", self.confirm, ORGANISER)
        client.router.on("announce:leave:{number}", self.leave, ORGANISER)
        client.router.on("announce:now", self.post_now, ORGANISER)
        client.router.on("announce:now:{id}", self.post_now, ORGANISER)
        assert self.app_command is not None
        add_edit_command(self.app_command, client)

    @command(L("send"), L("Announce something, now or later"), ORGANISER)
    @app_commands.describe(at=L("14:30, or 2021-03-16 14:30, in the workshop's time zone; now if left out"))
    async def send(self, call: Call, at: str | None = None) -> None:
        due = int(_future_time(call, at).timestamp()) if at else NOW
        fields = notice_fields(call.context.workshop.languages)
        await call.form(form(call._("Announcement"), f"announce:form:{due}", *fields))

    @command(L("list"), L("The next announcements, and those with problems"), ORGANISER)
    async def list(self, call: Call) -> None:
        ahead = await service.ahead(call.context, LISTED)
        trouble = await service.in_trouble(call.context, LISTED)
        await call.reply(announcement_list(call._, call.formats, ahead, trouble))

    @command(L("cancel"), L("Do not send an announcement"), ORGANISER)
    @app_commands.describe(announcement=L("The announcement"))
    @app_commands.autocomplete(announcement=suggestions.announcements_ahead)
    async def cancel(self, call: Call, announcement: str) -> None:
        found = await service.cancel(call.context, announcement, call.person)
        await call.reply(
            call._("This will not be sent: %(announcement)s.", announcement=announcement_name(call._, found))
        )

    @command(L("retry"), L("Send now what was skipped, cancelled or has failed"), ORGANISER)
    @app_commands.describe(announcement=L("The announcement"))
    @app_commands.autocomplete(announcement=suggestions.announcements_unsent)
    async def retry(self, call: Call, announcement: str) -> None:
        await self._send_now(call, announcement)

    async def post_now(self, pressed: Pressed) -> None:
        """The button in a report in the organisers' channel, or the menu if there are many announcements."""
        await self._send_now(pressed.call, pressed.rest[0] if pressed.rest else pressed.choice)

    async def _send_now(self, call: Call, key: str) -> None:
        found = await service.retry(call.context, key, call.person)
        await call.reply(
            call._("This is being sent now: %(announcement)s.", announcement=announcement_name(call._, found))
        )

    async def submit(self, pressed: Pressed) -> None:
        """Show how it will read, and ask for confirmation."""
        call = pressed.call
        texts = {code: pressed.text(code) for code in call.context.workshop.languages}
        (at,) = pressed.rest
        draft = await service.draft(
            call.context, call.person, texts, None if at == NOW else datetime.fromtimestamp(int(at), UTC)
        )
        await call.reply(
            post=Post.of(
                confirmation_heading(call._, call.formats, draft.due),
                *map(close_markup, texts.values()),
                view=buttons(
                    [
                        button(call._("Announce"), f"announce:send:{draft.id}", discord.ButtonStyle.primary),
                        button(call._("Do nothing"), f"announce:leave:{draft.id}"),
                    ]
                ),
            )
        )

    async def confirm(self, pressed: Pressed) -> None:
        call = pressed.call
        draft = await service.announce(call.context, int(pressed.rest[0]), call.person)
        await call.replace(confirmed(call._, call.formats, draft.due))

    async def leave(self, pressed: Pressed) -> None:
        await service.discard(pressed.call.context, int(pressed.rest[0]))
        await pressed.call.replace(pressed.call._("Nothing was announced."))


def _future_time(call: Call, typed: str) -> datetime:
    """Parse the time of a notice. Raises `BadTime`."""
    today = call.context.now().astimezone(call.context.workshop.zone).date()
    at = parse_local(typed, call.context.workshop.zone, today)
    if at <= call.context.now():
        raise BadTime(typed, "past")
    return at
