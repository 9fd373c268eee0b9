"""`/announce edit`: an organiser corrects a notice, in a form with its current text."""

from collections.abc import Collection, Mapping
from typing import Any

import discord
from discord import app_commands

from bot.chat.access import ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.forms import form, print_of, text_field
from bot.chat.multilingual import language_name
from bot.chat.router import Pressed
from bot.features.announcements import correction_service as service
from bot.features.announcements import suggestions
from bot.features.announcements.correction_model import Notice
from bot.features.announcements.correction_text import corrected
from bot.features.announcements.notice_editor import NoticeEditor
from bot.i18n.catalogue import phrases

NOTICE_SIZE = 1_800
"""Most characters of a notice in all languages together: one message holds them."""


def notice_fields(languages: Collection[str], texts: Mapping[str, str] | None = None) -> list[discord.ui.Item[Any]]:
    """One field per language, filled with `texts`."""
    return [
        text_field(
            phrases(code)("Text in %(language)s", language=language_name(code)),
            code,
            most=NOTICE_SIZE // len(languages),
            value=(texts or {}).get(code),
        )
        for code in languages
    ]


def add_edit_command(group: app_commands.Group, client: Atelier) -> None:
    """Add `edit` to `group`, which is `/announce`, and its form to the client's router."""
    editor = NoticeEditor(client)

    @command(L("edit"), L("Correct an announcement in place; nobody is notified"), ORGANISER)
    @app_commands.describe(announcement=L("The announcement"))
    @app_commands.autocomplete(announcement=suggestions.notices)
    async def edit(call: Call, announcement: str) -> None:
        await call.form(_form(call, await service.find(call.context, announcement)))

    async def submit(pressed: Pressed) -> None:
        """Correct the notice. The form is outdated if a new form would differ: see `Pressed.shown`."""
        call, (subject,) = pressed.call, pressed.rest
        languages = call.context.workshop.languages
        notice = await service.find_by_subject(call.context, subject)
        seen = notice.texts(languages) if print_of(_form(call, notice)) == pressed.shown else None
        texts = {code: pressed.text(code) for code in languages}
        done = await editor.correct(call.context, call.person, subject, texts, seen)
        await call.reply(*corrected(call._, call.formats, done, texts))

    group.add_command(edit)
    client.router.on("announce:edit:{id}", submit, ORGANISER)


def _form(call: Call, notice: Notice) -> discord.ui.Modal:
    languages = call.context.workshop.languages
    fields = notice_fields(languages, notice.texts(languages))
    return form(call._("Correct the announcement"), f"announce:edit:{notice.subject}", *fields)
