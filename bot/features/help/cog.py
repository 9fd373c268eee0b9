"""/help, /me and /language: for everyone."""

from discord import app_commands
from discord.ext import commands

from bot.chat.call import Call
from bot.chat.command import L, command
from bot.chat.multilingual import language_name
from bot.features.attendance import service as attendance
from bot.features.attendance import text as attendance_text
from bot.features.help import text
from bot.features.key_messages import service as key_message_service
from bot.features.prompts import answer_service
from bot.features.prompts import text as prompts_text
from bot.features.roster import registration
from bot.i18n.catalogue import available, phrases

AUTO = "auto"
LANGUAGES = [
    app_commands.Choice(name=L("automatic: the same as Discord"), value=AUTO),
    *(app_commands.Choice(name=language_name(code), value=code) for code in sorted(available())),
]


class HelpCog(commands.Cog):
    @command(L("help"), L("What you can do here"), before_setup=True)
    async def help(self, call: Call) -> None:
        joined = call.context.participant(call.person.discord_id) is not None
        await call.reply(*text.help_for(call._, call.context.workshop, call.person, joined=joined))

    @command(L("me"), L("My registration, language, attendance, answers and messages"))
    async def me(self, call: Call) -> None:
        context = call.context
        if call.person.discord_id not in context.people:
            await call.reply(text.registration(call._, context.workshop, call.person.name, None, call.language))
            return
        participant = call.coordinator()
        administration = registration.find_administration(context, participant.administration)
        records = await attendance.records_of(context, participant)
        key_messages = await key_message_service.of_administration(context, participant.administration)
        blocks = [
            text.registration(call._, context.workshop, participant.name, administration, call.language),
            attendance_text.own_attendance(call._, call.formats, records),
            prompts_text.own_answers(call._, await answer_service.own_answers(context, participant)),
        ]
        if key_messages or context.workshop.desk:
            blocks.append(text.key_messages(call._, key_messages))
        await call.reply(*blocks)

    @command(L("language"), L("The language of my replies, and reminders by message"))
    @app_commands.describe(
        language=L("The language I answer you in"),
        direct_messages=L("Whether you take reminders as direct messages"),
    )
    @app_commands.choices(language=LANGUAGES)
    async def language(self, call: Call, language: str | None = None, direct_messages: bool | None = None) -> None:
        context, person = call.context, call.person
        chosen = None if language == AUTO else language or _stored_language(call)
        preference = await registration.set_language(context, person, chosen, direct_messages)
        _ = phrases(context.language_of(person))  # the reply is in the new language
        await call.reply(text.preference_set(_, direct_messages=preference.direct_messages))


def _stored_language(call: Call) -> str | None:
    stored = call.context.preferences.get(call.person.discord_id)
    return stored.language if stored else None
