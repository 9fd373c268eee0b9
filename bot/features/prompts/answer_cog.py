"""How people answer: the buttons, menus and forms of a prompt, and the turns of a round."""

from discord.ext import commands

from bot.chat.access import COORDINATOR, FACILITATOR
from bot.chat.client import Atelier
from bot.chat.router import Pressed
from bot.core.answers import WRITTEN_KINDS, AnswerValue
from bot.core.errors import NotAnOption
from bot.features.prompts import answer_service, service, text
from bot.features.prompts.delegation_notice import DelegationNotices
from bot.features.prompts.errors import NotYourTurn, PromptClosed, UnknownPrompt
from bot.features.prompts.forms import answer_form
from bot.features.prompts.live_message import PromptMessages
from bot.features.prompts.model import TurnState


class AnswerCog(commands.Cog):
    def __init__(self, client: Atelier, messages: PromptMessages, notices: DelegationNotices) -> None:
        self._messages = messages
        self._notices = notices
        client.router.on("prompt:answer:{id}", self.press_answer, COORDINATOR)
        client.router.on("prompt:form:{id}", self.submit, COORDINATOR)
        client.router.on("prompt:pick:{id}", self.pick, COORDINATOR)
        client.router.on("prompt:rate:{id}:{1|2|3|4|5}", self.rate, COORDINATOR)
        client.router.on("prompt:next:{id}:{id}", self.press_next, FACILITATOR)
        client.router.on("prompt:pass:{id}:{id}", self.press_pass)

    async def press_answer(self, pressed: Pressed) -> None:
        """Open the form, with the earlier answer in it."""
        call = pressed.call
        try:
            prompt = await service.find(call.context, pressed.rest[0])
        except UnknownPrompt:
            raise PromptClosed from None  # discarded meanwhile
        if prompt.question.kind not in WRITTEN_KINDS:
            raise NotAnOption
        earlier = await answer_service.own_answer(call.context, prompt, call.coordinator())
        await call.form(answer_form(call, prompt, earlier.content.text if earlier else None))

    async def submit(self, pressed: Pressed) -> None:
        await self._save(pressed, AnswerValue(text=pressed.text("text")))

    async def pick(self, pressed: Pressed) -> None:
        await self._save(pressed, AnswerValue(options=pressed.values))

    async def rate(self, pressed: Pressed) -> None:
        await self._save(pressed, AnswerValue(value=int(pressed.rest[1])))

    async def _save(self, pressed: Pressed, content: AnswerValue) -> None:
        call, who = pressed.call, pressed.call.coordinator()
        saved = await answer_service.answer(call.context, pressed.rest[0], who, content)
        await call.reply(*text.answer_saved(call._, saved))
        self._messages.refresh(call.context, saved.prompt.id)
        if saved.replaced:
            await self._notices.send(call, saved, who)
        if not saved.prompt.question.anonymous:
            self._notices.remember_reply(call, who, saved)

    async def press_next(self, pressed: Pressed) -> None:
        await self._end_turn(pressed, TurnState.SPOKEN)

    async def press_pass(self, pressed: Pressed) -> None:
        """For facilitators, and for the administration whose turn it is."""
        call = pressed.call
        own = call.context.participant(call.person.discord_id)
        if not call.person.facilitator and (own is None or own.administration != pressed.rest[1]):
            raise NotYourTurn
        await self._end_turn(pressed, TurnState.PASSED)

    async def _end_turn(self, pressed: Pressed, finished_as: TurnState) -> None:
        call, (prompt, speaking) = pressed.call, pressed.rest
        current = await answer_service.end_turn(call.context, prompt, speaking, finished_as, call.person)
        self._messages.refresh(call.context, prompt)
        following = call.context.workshop.administration(current.speaking or "")
        if following:
            await call.reply(call._("It is the turn of %(name)s.", name=call._.of(following.name)))
        else:
            await call.reply(call._("The round is complete. Answers are taken until the question closes."))
