"""Answering: the buttons, menus and forms beneath a question, and the turns of a round."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.chat.access import COORDINATOR, FACILITATOR
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.escaping import escape_inline
from bot.chat.forms import explanation, form, text_field
from bot.chat.router import Pressed
from bot.core.answers import WRITTEN, AnswerValue
from bot.core.errors import NotAnOption
from bot.features.prompts import answer_service as answers
from bot.features.prompts import round_service as rounds
from bot.features.prompts import service as prompts
from bot.features.prompts import text as words
from bot.features.prompts.delegation_notice import Colleagues
from bot.features.prompts.errors import NotYourTurn, PromptClosed, UnknownPrompt
from bot.features.prompts.live_message import PromptBoard
from bot.features.prompts.round_model import Turn
from bot.features.prompts.service import Prompt

MOST = 4_000
"""A form takes no more characters."""


class AnswerCog(commands.Cog):
    def __init__(self, client: Atelier, board: PromptBoard, colleagues: Colleagues) -> None:
        self._board = board
        self._colleagues = colleagues
        client.router.on("prompt:answer:{id}", self.press_answer, COORDINATOR)
        client.router.on("prompt:form:{id}", self.submit, COORDINATOR)
        client.router.on("prompt:pick:{id}", self.pick, COORDINATOR)
        client.router.on("prompt:rate:{id}:{1|2|3|4|5}", self.rate, COORDINATOR)
        client.router.on("prompt:next:{id}:{id}", self.next, FACILITATOR)
        client.router.on("prompt:pass:{id}:{id}", self.pass_)

    async def press_answer(self, pressed: Pressed) -> None:
        """Open the form, with the answer given so far."""
        call = pressed.call
        try:
            prompt = await prompts.find(call.context, pressed.rest[0])
        except UnknownPrompt:
            raise PromptClosed from None  # discarded meanwhile
        if prompt.question.kind not in WRITTEN:
            raise NotAnOption
        before = await answers.own(call.context, prompt, call.coordinator())
        await call.form(_form(call, prompt, before.said.text if before else None))

    async def submit(self, pressed: Pressed) -> None:
        await self._keep(pressed, AnswerValue(text=pressed.text("text")))

    async def pick(self, pressed: Pressed) -> None:
        await self._keep(pressed, AnswerValue(options=pressed.values))

    async def rate(self, pressed: Pressed) -> None:
        await self._keep(pressed, AnswerValue(value=int(pressed.rest[1])))

    async def _keep(self, pressed: Pressed, said: AnswerValue) -> None:
        call, who = pressed.call, pressed.call.coordinator()
        kept = await answers.answer(call.context, pressed.rest[0], who, said)
        await call.reply(*words.kept(call._, kept))
        self._board.refresh(call.context, kept.prompt.id)
        if kept.replaced:
            await self._colleagues.tell(call, kept, who)
        if not kept.prompt.question.anonymous:
            self._colleagues.remember(call, who, kept)

    async def next(self, pressed: Pressed) -> None:
        await self._go_on(pressed, Turn.SPOKEN)

    async def pass_(self, pressed: Pressed) -> None:
        """The facilitator's, and also that of the administration whose turn it is."""
        call = pressed.call
        own = call.context.participant(call.person.discord_id)
        if not call.person.facilitator and (own is None or own.administration != pressed.rest[1]):
            raise NotYourTurn
        await self._go_on(pressed, Turn.PASSED)

    async def _go_on(self, pressed: Pressed, left: Turn) -> None:
        call, (prompt, speaking) = pressed.call, pressed.rest
        after = await rounds.go_on(call.context, prompt, speaking, left, call.person.name)
        self._board.refresh(call.context, prompt)
        following = call.context.workshop.administration(after.speaking or "")
        if following:
            await call.reply(call._("It is the turn of %(name)s.", name=call._.of(following.name)))
        else:
            await call.reply(call._("The round is complete. Answers are taken until the question closes."))


def _form(call: Call, prompt: Prompt, before: str | None) -> discord.ui.Modal:
    question = escape_inline(call._.of(prompt.question.text))
    if prompt.question.anonymous:
        question += "\n" + words.anonymous(call._)
    return form(
        call._("Your answer"),
        f"prompt:form:{prompt.id}",
        explanation(question),
        text_field(call._("Your answer"), "text", most=min(prompt.question.max_length, MOST), value=before),
    )
