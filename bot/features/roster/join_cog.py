"""/join, and the button of the welcome."""

from collections.abc import Callable

from discord import app_commands
from discord.ext import commands

from bot.chat import roles, suggestions
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.router import Pressed
from bot.core.errors import AwaitingApproval
from bot.core.people import Membership, Participant
from bot.core.programme import Workshop
from bot.features.roster import admission, former, join_form, join_requests, registration, text, welcome_text
from bot.features.roster.errors import AlreadyJoined
from bot.i18n.catalogue import Phrases, phrases

PrivacyNotice = Callable[[Phrases, Workshop], str]


class JoinCog(commands.Cog):
    def __init__(self, client: Atelier, privacy_notice: PrivacyNotice) -> None:
        """`privacy_notice` returns, in one language, the notice that everyone reads when they join."""
        self._client = client
        self._privacy_notice = privacy_notice
        client.router.on("join", self.press_join)
        client.router.on("join:form", self.submit)
        client.router.on("join:again:{id}", self.press_again)
        client.router.on("join:another", self.press_another)

    @command(L("join"), L("Join your group"))
    @app_commands.describe(administration=L("Your group"), code=L("The join code the organisers gave your group"))
    @app_commands.autocomplete(administration=suggestions.administrations)
    async def join(self, call: Call, administration: str, code: str | None = None) -> None:
        before = call.context.participant(call.person.discord_id)
        try:
            participant = await registration.join(call.context, call.person, administration, code)
        except AlreadyJoined:
            await roles.give(call.context, call.interaction.user)  # they may have lost the role, and so ask again
            raise
        await self._confirm(call, participant, before)

    async def press_join(self, pressed: Pressed) -> None:
        """The button of the welcome opens a form, for those who have not joined."""
        call = pressed.call
        known = call.context.people.get(call.person.discord_id)
        if known and known.status is Membership.PENDING:
            raise AwaitingApproval
        if known and (joined := call.context.workshop.administration(known.administration)):
            await call.reply(welcome_text.already_joined(call._, call.context.workshop, joined))
            await roles.give(call.context, call.interaction.user)
            return
        await admission.require_admitted(call.context, call.person.discord_id)
        before = await former.find(call.context, call.person.discord_id)
        if before and (group := call.context.workshop.administration(before.administration)):
            await call.reply(post=join_form.welcome_back(call, before, group))
            return
        greeting = [welcome_text.welcome_back(call._, before.name)] if before else []
        await call.form(join_form.join_form(call, *greeting))

    async def press_again(self, pressed: Pressed) -> None:
        """Join for the same group as last time."""
        call, (code,) = pressed.call, pressed.rest
        before = call.context.participant(call.person.discord_id)
        await self._confirm(call, await registration.join(call.context, call.person, code, None), before)

    async def press_another(self, pressed: Pressed) -> None:
        await pressed.call.form(join_form.join_form(pressed.call))

    async def submit(self, pressed: Pressed) -> None:
        call = pressed.call
        before = call.context.participant(call.person.discord_id)
        await self._confirm(call, await join_form.join(call, pressed.fields), before)

    async def _confirm(self, call: Call, participant: Participant, before: Participant | None) -> None:
        """Confirm to the person, and give the role or ask the organisers.

        `before`: the participant that they were before.
        """
        notices = [] if before else self._privacy_notices(call)
        if participant.status is Membership.PENDING:
            await call.reply(call._("Your request was noted. An organiser will confirm it soon."), *notices)
            await join_requests.ask_organisers(call.context, call.guild, participant)
            return
        joined = registration.find_administration(call.context, participant.administration)
        words = text.welcome(call._, call.context.workshop, joined, moved=before is not None)
        await call.reply(words, *notices)
        await roles.give(call.context, call.interaction.user)

    def _privacy_notices(self, call: Call) -> list[str]:
        """The privacy notice in every language, the reader's first: Discord's locale may not be their best language."""
        workshop = call.context.workshop
        others = (phrases(code) for code in workshop.languages if code != call.language)
        return [self._privacy_notice(_, workshop) for _ in (call._, *others)]
