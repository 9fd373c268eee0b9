"""/me and /language."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.call import Call
from bot.chat.multilingual import language_name
from bot.features.attendance import service as attendance
from bot.features.attendance import text as attendance_text
from bot.features.help import me_text as people
from bot.features.key_messages import service as key_messages
from bot.features.prompts import answer_service as answers
from bot.features.prompts import text as questions
from bot.features.roster import registration
from bot.i18n.catalogue import available, phrases

AUTO = "auto"
LANGUAGES = [
    app_commands.Choice(name=L("automatic, as Discord is set"), value=AUTO),
    *(app_commands.Choice(name=language_name(code), value=code) for code in sorted(available())),
]


class PeopleCog(commands.Cog):
    @app_commands.command(name=L("me"), description=L("My registration, language, attendance, answers and messages"))
    async def me(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        if call.person.discord_id not in call.context.people:
            await call.reply(people.registration(call._, call.person.name, None, call.language))
            return
        who, context = call.coordinator(), call.context
        administration = registration.find_administration(context, who.administration)
        record = await attendance.records_of(context, who)
        own = await key_messages.of_administration(context, who.administration)
        await call.reply(
            people.registration(call._, who.name, administration, call.language),
            attendance_text.own_attendance(call._, call.formats, record),
            questions.own_answers(call._, await answers.own_answers(context, who)),
            people.messages(call._, own),
        )

    @app_commands.command(name=L("language"), description=L("The language of my replies, and reminders by message"))
    @app_commands.describe(
        language=L("The language I answer you in"),
        direct_messages=L("Whether you take reminders as direct messages"),
    )
    @app_commands.choices(language=LANGUAGES)
    async def language(
        self, interaction: discord.Interaction, language: str | None = None, direct_messages: bool | None = None
    ) -> None:
        call = Call.of(interaction)
        context, person = call.context, call.person
        kept = context.preferences.get(person.discord_id)
        chosen = (kept.language if kept else None) if language is None else (None if language == AUTO else language)
        preference = await registration.set_language(context, person, chosen, direct_messages)
        code = context.language_of(person)
        _ = phrases(code)
        lines = [_("I answer you in this language: %(language)s.", language=language_name(code))]
        if preference.direct_messages:
            lines.append(_("Reminders also come to you as direct messages."))
        else:
            lines.append(_("You get no direct messages from me."))
        await call.reply("\n".join(lines))
