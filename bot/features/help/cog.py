"""/help, /me and /language: for everyone. /join, /checkin and the sign-in button."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat import roles, suggestions
from bot.chat.access import COORDINATOR, FOR_COORDINATORS
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.forms import form, text_field
from bot.chat.multilingual import language_name
from bot.chat.router import Pressed
from bot.core.errors import CodeNeeded
from bot.core.people import Belonging
from bot.features.attendance import service as attendance
from bot.features.attendance import text as attendance_text
from bot.features.help import me_text, text
from bot.features.key_messages import service as key_message_service
from bot.features.prompts import answer_service
from bot.features.prompts import text as prompts_text
from bot.features.roster import join_requests as requests
from bot.features.roster import registration
from bot.features.roster.errors import AlreadyJoined
from bot.i18n.catalogue import available, phrases

AUTO = "auto"
LANGUAGES = [
    app_commands.Choice(name=L("automatic, as Discord is set"), value=AUTO),
    *(app_commands.Choice(name=language_name(code), value=code) for code in sorted(available())),
]


class HelpCog(commands.Cog):
    def __init__(self, client: Atelier) -> None:
        self._client = client
        client.router.on("signin", self.press_sign_in, COORDINATOR)
        client.router.on("signin:code", self.submit_code, COORDINATOR)

    @app_commands.command(name=L("join"), description=L("Join your delegation"))
    @app_commands.describe(
        administration=L("Your administration"), code=L("The join code the organisers gave your administration")
    )
    @app_commands.autocomplete(administration=suggestions.administrations)
    async def join(self, interaction: discord.Interaction, administration: str, code: str | None = None) -> None:
        call = Call.of(interaction)
        before = call.context.participant(call.person.discord_id)
        notices = [] if before else me_text.notices(call._, call.context.workshop.languages)
        try:
            joined = await registration.join(call.context, call.person, administration, code)
        except AlreadyJoined:
            await roles.give(call.context, interaction.user)  # who lost it need not be told what a role is
            raise
        if joined.status is Belonging.PENDING:
            await call.reply(call._("Your request was noted. An organiser will confirm it soon."), *notices)
            await requests.tell_organisers(call.context, call.guild, joined)
            return
        theirs = registration.administration_of(call.context, joined.administration)
        title = call._.of(call.context.workshop.title)
        await call.reply(me_text.welcome(call._, theirs, title, changed=before is not None), *notices)
        await roles.give(call.context, interaction.user)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Who left the server and comes back has lost the role: give it again, so that openings call them."""
        context = self._client.context_of(member.guild.id)
        if context and context.participant(member.id):
            await roles.give(context, member)

    @app_commands.command(
        name=L("checkin"), description=L("Sign in to the session in progress"), extras=FOR_COORDINATORS
    )
    @app_commands.describe(code=L("The code of the moment, where one was shown"))
    async def checkin(self, interaction: discord.Interaction, code: str | None = None) -> None:
        await self._sign_in(Call.of(interaction), code or "")

    async def press_sign_in(self, pressed: Pressed) -> None:
        await self._sign_in(pressed.call)

    async def submit_code(self, pressed: Pressed) -> None:
        await self._sign_in(pressed.call, pressed.text("code") or " ")

    async def _sign_in(self, call: Call, code: str = "") -> None:
        """Sign in; where the code of the moment is needed and was not given, ask for it."""
        try:
            signed = await attendance.sign_in(call.context, call.coordinator(), code)
        except CodeNeeded:
            await call.form(_code_form(call))
            return
        await call.reply(me_text.signed_in(call._, call.formats, signed))

    @app_commands.command(name=L("help"), description=L("What you can do here"))
    async def help(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        joined = call.context.participant(call.person.discord_id) is not None
        await call.reply(*text.help_for(call._, call.person, joined=joined))

    @app_commands.command(name=L("me"), description=L("My registration, language, attendance, answers and messages"))
    async def me(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        context = call.context
        if call.person.discord_id not in context.people:
            await call.reply(me_text.registration(call._, call.person.name, None, call.language))
            return
        participant = call.coordinator()
        administration = registration.administration_of(context, participant.administration)
        records = await attendance.own_record(context, participant)
        key_messages = await key_message_service.of_administration(context, participant.administration)
        await call.reply(
            me_text.registration(call._, participant.name, administration, call.language),
            attendance_text.own(call._, call.formats, records),
            prompts_text.own(call._, await answer_service.all_own(context, participant)),
            me_text.key_messages(call._, key_messages),
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
        chosen = None if language == AUTO else language or _stored_language(call)
        preference = await registration.set_language(context, person, chosen, direct_messages)
        _ = phrases(context.language_of(person))  # the reply is in the new language
        await call.reply(me_text.preference_set(_, direct_messages=preference.direct_messages))


def _stored_language(call: Call) -> str | None:
    stored = call.context.preferences.get(call.person.discord_id)
    return stored.language if stored else None


def _code_form(call: Call) -> discord.ui.Modal:
    _ = call._
    field = text_field(
        _("Code of the moment"), "code", most=20, hint=_("The six digits shown or said in the session"), lines=False
    )
    return form(_("Sign in"), "signin:code", field)
