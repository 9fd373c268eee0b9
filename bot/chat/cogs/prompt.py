"""/prompt: a question put to the room, its answers, its results."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat import suggestions
from bot.chat.access import COORDINATOR, FOR_FACILITATORS
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.forms import explanation, form, text_field
from bot.chat.herald import in_all_languages
from bot.chat.posts import Post
from bot.chat.presenters import prompts as words
from bot.chat.prompt_board import PromptBoard
from bot.chat.router import Pressed
from bot.domain.errors import PromptClosed, UnknownPrompt
from bot.services import prompts
from bot.services.announcing import CannotSay
from bot.services.prompts import Prompt


@app_commands.default_permissions(manage_events=True)
class PromptCog(commands.GroupCog, group_name=L("prompt"), group_description=L("Put questions to the room")):
    def __init__(self, client: Atelier, board: PromptBoard) -> None:
        self._board = board
        client.router.on("prompt:answer", self.press_answer, COORDINATOR)
        client.router.on("prompt:form", self.submit_answer, COORDINATOR)
        client.router.on("prompt:pick", self.pick, COORDINATOR)
        client.router.on("prompt:rate", self.rate, COORDINATOR)

    @app_commands.command(name=L("ask"), description=L("Put a prepared question to the room"), extras=FOR_FACILITATORS)
    @app_commands.describe(prompt=L("The question"))
    @app_commands.autocomplete(prompt=suggestions.prompts_to_ask)
    async def ask(self, interaction: discord.Interaction, prompt: str) -> None:
        call = Call.of(interaction)
        question = call.room.workshop.question(prompt)
        if question is None:
            raise UnknownPrompt(prompt)
        plenary = self._board.plenary(call.room)
        session = call.room.schedule.default(call.room.now()).id
        asked = await prompts.ask(call.room, question, session, call.person.name)
        try:
            await self._board.post(call.room, asked)
        except CannotSay:
            await prompts.discard(call.room, prompt, call.person.name)
            raise
        await call.reply(call._("The question is put to the room, in %(channel)s.", channel=plenary.mention))

    @app_commands.command(name=L("close"), description=L("Take no more answers"), extras=FOR_FACILITATORS)
    @app_commands.describe(prompt=L("The question"), discard=L("Asked by mistake: it and its answers go"))
    @app_commands.autocomplete(prompt=suggestions.open_prompts)
    async def close(self, interaction: discord.Interaction, prompt: str | None = None, discard: bool = False) -> None:
        call = Call.of(interaction)
        meant = prompt or (await prompts.latest(call.room, open_only=not discard)).id
        if discard:
            await self._board.remove(call.room, await prompts.discard(call.room, meant, call.person.name))
            await call.reply(call._("The question is discarded, with its answers. It can be asked again."))
            return
        await prompts.close(call.room, meant, call.person.name)
        self._board.refresh(call.room, meant)
        await call.reply(call._("The question is closed. See what was answered with /prompt results."))

    @app_commands.command(name=L("results"), description=L("What the room answered"), extras=FOR_FACILITATORS)
    @app_commands.describe(prompt=L("The question"), publish=L("Show them to everyone, in plenary"))
    @app_commands.autocomplete(prompt=suggestions.asked_prompts)
    async def results(self, interaction: discord.Interaction, prompt: str | None = None, publish: bool = False) -> None:
        call = Call.of(interaction)
        meant = await prompts.find(call.room, prompt) if prompt else await prompts.latest(call.room, open_only=False)
        answers = await prompts.answers(call.room, meant.id)
        administrations = call.room.workshop.administrations
        if not publish:
            names = {a.code: call._.of(a.name) for a in administrations}
            await call.reply(words.results(call._, call.formats, meant, answers, names))
            return
        blocks = in_all_languages(
            call.room,
            lambda _, f: words.results(_, f, meant, answers, {a.code: _.of(a.name) for a in administrations}),
        )
        await self._board.publish(call.room, Post(blocks), f"{meant.id}/results/{call.interaction.id}")
        await call.reply(call._("The results are shown to everyone."))

    async def press_answer(self, pressed: Pressed) -> None:
        """Open the form, with the answer given so far."""
        call = pressed.call
        prompt = await prompts.find(call.room, pressed.rest[0])
        if not prompt.is_open:
            raise PromptClosed
        before = await prompts.own_answer(call.room, prompt, call.coordinator())
        await call.form(_answer_form(call, prompt, before.text if before else None))

    async def submit_answer(self, pressed: Pressed) -> None:
        await self._keep(pressed, text=pressed.text("text"))

    async def pick(self, pressed: Pressed) -> None:
        await self._keep(pressed, options=pressed.values)

    async def rate(self, pressed: Pressed) -> None:
        await self._keep(pressed, value=int(pressed.rest[1]))

    async def _keep(
        self, pressed: Pressed, *, text: str | None = None, options: tuple[str, ...] = (), value: int | None = None
    ) -> None:
        call, prompt = pressed.call, pressed.rest[0]
        who = call.coordinator()
        changed = await prompts.answer(call.room, prompt, who, text=text, options=options, value=value)
        await call.reply(words.kept(call._, changed=changed))
        self._board.refresh(call.room, prompt)


def _answer_form(call: Call, prompt: Prompt, before: str | None) -> discord.ui.Modal:
    question = call._.of(prompt.question.text)
    return form(
        call._("Your answer"),
        f"prompt:form:{prompt.id}",
        explanation(question),
        text_field(call._("Your answer"), "text", most=min(prompt.question.max_length, 4_000), value=before),
    )
