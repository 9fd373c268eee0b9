"""/prompt: facilitators put a question to the room, remind the silent, close it, show its results."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.access import FACILITATOR, FOR_FACILITATORS
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.forms import form, text_field
from bot.chat.multilingual import language_name
from bot.chat.router import Pressed
from bot.core.answers import CHOSEN
from bot.core.programme import AnsweredBy, PromptKind
from bot.features.prompts import answer_service as answers
from bot.features.prompts import nudges, suggestions
from bot.features.prompts import results_post as published_results
from bot.features.prompts import service as prompts
from bot.features.prompts.errors import AnonymousByAdministration, UnknownPrompt
from bot.features.prompts.live_message import PromptBoard
from bot.features.prompts.model import MOST_TEXT, Written
from bot.features.prompts.service import Prompt
from bot.i18n.catalogue import Phrases, phrases
from bot.outbox import direct_messages
from bot.outbox.errors import DeliveryFailed

KINDS = [
    app_commands.Choice(name=L("open: answered in words"), value="open"),
    app_commands.Choice(name=L("choice: one of several options"), value="choice"),
    app_commands.Choice(name=L("multiple: several of the options"), value="multiple"),
    app_commands.Choice(name=L("scale: from 1 to 5"), value="scale"),
    app_commands.Choice(name=L("round: each administration in turn"), value="round"),
]
BY = [
    app_commands.Choice(name=L("each participant"), value="participant"),
    app_commands.Choice(name=L("each administration, once"), value="administration"),
]
ANONYMOUS, NAMED = "anonymous", "named"
COMPOSED = f"prompt:compose:{{{'|'.join(PromptKind)}}}:{{{'|'.join(AnsweredBy)}}}:{{{ANONYMOUS}|{NAMED}}}"


@app_commands.default_permissions(manage_events=True)
class PromptCog(commands.GroupCog, group_name=L("prompt"), group_description=L("Put questions to the room")):
    def __init__(self, client: Atelier, board: PromptBoard) -> None:
        self._board = board
        client.router.on(COMPOSED, self.submit_composed, FACILITATOR)

    @app_commands.command(name=L("ask"), description=L("Put a prepared question to the room"), extras=FOR_FACILITATORS)
    @app_commands.describe(prompt=L("The question"))
    @app_commands.autocomplete(prompt=suggestions.prompts_to_ask)
    async def ask(self, interaction: discord.Interaction, prompt: str) -> None:
        call = Call.of(interaction)
        question = call.context.workshop.question(prompt)
        if question is None:
            raise UnknownPrompt(prompt)
        self._board.plenary(call.context)
        session = call.context.schedule.default(call.context.now()).id
        await self._put(call, await prompts.ask(call.context, question, session, call.person.name))

    @app_commands.command(
        name=L("compose"), description=L("Write a question and put it to the room"), extras=FOR_FACILITATORS
    )
    @app_commands.describe(
        kind=L("How it is answered"),
        by=L("Who answers: each participant, or each administration once"),
        anonymous=L("Nobody can see who answered what"),
    )
    @app_commands.choices(kind=KINDS, by=BY)
    async def compose(
        self, interaction: discord.Interaction, kind: str, by: str = "participant", anonymous: bool = False
    ) -> None:
        call = Call.of(interaction)
        self._board.plenary(call.context)
        by = AnsweredBy.ADMINISTRATION if PromptKind(kind) is PromptKind.ROUND else by
        if anonymous and by == AnsweredBy.ADMINISTRATION:
            raise AnonymousByAdministration
        await call.form(_composing(call, PromptKind(kind), AnsweredBy(by), anonymous))

    async def submit_composed(self, pressed: Pressed) -> None:
        call, (kind, by, named) = pressed.call, pressed.rest
        texts = {language: pressed.text(language) for language in call.context.workshop.languages}
        prompt = await prompts.compose(
            call.context,
            PromptKind(kind),
            AnsweredBy(by),
            Written(texts, pressed.text("options")),
            call.person.name,
            anonymous=named == ANONYMOUS,
        )
        await self._put(call, prompt)

    async def _put(self, call: Call, prompt: Prompt) -> None:
        """Post the question just written down; one that cannot be posted was never asked."""
        try:
            await self._board.post(call.context, prompt)
        except DeliveryFailed:
            await prompts.discard(call.context, prompt.id, call.person.name)
            raise
        channel = self._board.plenary(call.context).mention
        await call.reply(call._("The question is put to the room, in %(channel)s.", channel=channel))

    @app_commands.command(name=L("close"), description=L("Take no more answers"), extras=FOR_FACILITATORS)
    @app_commands.describe(prompt=L("The question"), discard=L("Asked by mistake: it and its answers go"))
    @app_commands.autocomplete(prompt=suggestions.prompts_to_close)
    async def close(self, interaction: discord.Interaction, prompt: str | None = None, discard: bool = False) -> None:
        call = Call.of(interaction)
        meant = prompt or (await prompts.latest(call.context, open_only=not discard)).id
        if discard:
            discarded = await prompts.discard(call.context, meant, call.person.name)
            await self._board.remove(call.context, discarded)
            await call.reply(call._("The question is discarded, with its answers. It can be asked again."))
            return
        await prompts.close(call.context, meant, call.person.name)
        self._board.refresh(call.context, meant)
        await call.reply(call._("The question is closed. See what was answered with /prompt results."))

    @app_commands.command(
        name=L("nudge"), description=L("Remind the administrations that have not answered"), extras=FOR_FACILITATORS
    )
    @app_commands.describe(prompt=L("The question"))
    @app_commands.autocomplete(prompt=suggestions.open_prompts)
    async def nudge(self, interaction: discord.Interaction, prompt: str | None = None) -> None:
        call = Call.of(interaction)
        meant = await self._meant(call, prompt, open_only=True)
        awaited = await answers.awaited(call.context, meant.id, call.person.name)
        posts = nudges.reminders(call.context, meant, awaited)
        key = f"{meant.id}/nudge/{interaction.id}"
        await self._board.publish(call.context, posts, key)
        await call.reply(nudges.told(call._, call.formats, awaited))
        link = self._board.link(call.context, meant)
        await direct_messages.send(call.context, key, nudges.direct_messages(meant, link, awaited))

    @app_commands.command(name=L("results"), description=L("What the room answered"), extras=FOR_FACILITATORS)
    @app_commands.describe(prompt=L("The question"), publish=L("Show them to everyone, in plenary"))
    @app_commands.autocomplete(prompt=suggestions.asked_prompts)
    async def results(self, interaction: discord.Interaction, prompt: str | None = None, publish: bool = False) -> None:
        call = Call.of(interaction)
        meant = await self._meant(call, prompt, open_only=False)
        found = await answers.results(call.context, meant)
        if publish:
            posts = published_results.public(call.context, meant, found)
            await self._board.publish(call.context, posts, f"{meant.id}/results/{interaction.id}")
            await answers.published(call.context, meant.id, call.person.name)
            await call.reply(call._("The results are shown to everyone."))
            return
        standing = None if meant.question.anonymous else await answers.standing(call.context, meant)
        await call.reply(post=published_results.private(call._, call.formats, call.context, meant, found, standing))

    async def _meant(self, call: Call, prompt: str | None, *, open_only: bool) -> Prompt:
        """The question named, else the newest."""
        if prompt:
            return await prompts.find(call.context, prompt)
        return await prompts.latest(call.context, open_only=open_only)


def _composing(call: Call, kind: PromptKind, by: AnsweredBy, anonymous: bool) -> discord.ui.Modal:
    """The text in each language, then the options or the two ends of the scale, one a line."""
    languages = call.context.workshop.languages
    parts = [
        text_field(phrases(code)("Text in %(language)s", language=language_name(code)), code, most=MOST_TEXT)
        for code in languages
    ]
    if alternatives := _alternatives(call._, kind, " | ".join(languages)):
        parts.append(text_field(alternatives[0], "options", most=3_000, hint=alternatives[1]))
    custom_id = f"prompt:compose:{kind.value}:{by.value}:{ANONYMOUS if anonymous else NAMED}"
    return form(call._("New question"), custom_id, *parts)


def _alternatives(_: Phrases, kind: PromptKind, form: str) -> tuple[str, str] | None:
    """Label and hint of the field of options; None where the kind has none."""
    if kind in CHOSEN:
        return _("Options, one a line"), _("Each in every language: %(form)s", form=form)
    if kind is PromptKind.SCALE:
        return _("The two ends of the scale, one a line"), _("First that of 1, then that of 5: %(form)s", form=form)
    return None
