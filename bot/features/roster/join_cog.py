"""/join, and the role of people who come back to the server."""

from collections.abc import Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import roles, suggestions
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.core.people import Membership
from bot.features.roster import join_requests, registration, text
from bot.features.roster.errors import AlreadyJoined
from bot.i18n.catalogue import Phrases, phrases


class JoinCog(commands.Cog):
    def __init__(self, client: Atelier, privacy_notice: Callable[[Phrases], str]) -> None:
        """`privacy_notice` gives, in one language, what everyone is told when they join."""
        self._client = client
        self._privacy_notice = privacy_notice

    @command(L("join"), L("Join your delegation"))
    @app_commands.describe(
        administration=L("Your administration"), code=L("The join code the organisers gave your administration")
    )
    @app_commands.autocomplete(administration=suggestions.administrations)
    async def join(self, call: Call, administration: str, code: str | None = None) -> None:
        before = call.context.participant(call.person.discord_id)
        notices = [] if before else self._privacy_notices(call)
        try:
            participant = await registration.join(call.context, call.person, administration, code)
        except AlreadyJoined:
            await roles.give(call.context, call.interaction.user)  # they may have lost the role, which is why they ask
            raise
        if participant.status is Membership.PENDING:
            await call.reply(call._("Your request was noted. An organiser will confirm it soon."), *notices)
            await join_requests.ask_organisers(call.context, call.guild, participant)
            return
        joined = registration.find_administration(call.context, participant.administration)
        title = call._.of(call.context.workshop.title)
        await call.reply(text.welcome(call._, joined, title, moved=before is not None), *notices)
        await roles.give(call.context, call.interaction.user)

    def _privacy_notices(self, call: Call) -> list[str]:
        """In every language, the reader's first: Discord's locale may not be the language they read best."""
        others = (phrases(code) for code in call.context.workshop.languages if code != call.language)
        return [self._privacy_notice(_) for _ in (call._, *others)]

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Discord takes the roles of members who leave the server. Return the role, so that openings mention them."""
        context = self._client.registry.of_guild(member.guild.id)
        if context and context.participant(member.id):
            await roles.give(context, member)
