"""/evaluate: people answer the evaluations of the workshop."""

import discord
from discord.ext import commands

from bot.chat.access import COORDINATOR
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.core.programme import Evaluation
from bot.features.evaluations import service, text
from bot.features.evaluations.forms import evaluation_form
from bot.features.evaluations.model import EvaluationProgress

MAX_BUTTONS_IN_ROW = 5
"""Discord, Action Row."""


class EvaluateCog(commands.Cog):
    def __init__(self, client: Atelier) -> None:
        client.router.on("evaluate:open:{id}", self.press_open, COORDINATOR)
        client.router.on("evaluate:part:{id}:{number}", self.press_part, COORDINATOR)
        client.router.on("evaluate:form:{id}:{number}", self.submit, COORDINATOR)

    @command(L("evaluate"), L("Say what you think of the workshop"), COORDINATOR)
    async def evaluate(self, call: Call) -> None:
        await self._open(call, service.current(call.context))

    async def press_open(self, pressed: Pressed) -> None:
        await self._open(pressed.call, service.find(pressed.call.context, pressed.rest[0]))

    async def _open(self, call: Call, evaluation: Evaluation) -> None:
        """The first unfinished form. If everything is answered, buttons to change the answers."""
        progress = await service.progress(call.context, evaluation, call.coordinator())
        if progress.next_form is not None:
            await call.form(evaluation_form(call, progress, progress.next_form))
            return
        done = text.already_complete(call._, call.formats, evaluation)
        await call.reply(post=Post.of(done, view=_change_buttons(call, progress)))

    async def press_part(self, pressed: Pressed) -> None:
        call, (evaluation, number) = pressed.call, pressed.rest
        found = service.find(call.context, evaluation)
        progress = await service.progress(call.context, found, call.coordinator())
        await call.form(evaluation_form(call, progress, min(int(number), progress.form_count - 1)))

    async def submit(self, pressed: Pressed) -> None:
        call, (evaluation, number) = pressed.call, pressed.rest
        progress = await service.answer(call.context, evaluation, int(number), call.coordinator(), pressed.fields)
        if progress.next_form is None:
            view = _change_buttons(call, progress)
        else:
            custom_id = f"evaluate:part:{evaluation}:{progress.next_form}"
            view = buttons([button(call._("Go on"), custom_id, discord.ButtonStyle.primary)])
        await call.reply(post=Post.of(text.form_saved(call._, call.formats, progress), view=view))


def _change_buttons(call: Call, progress: EvaluationProgress) -> discord.ui.View:
    """A button for each form, to change its answers."""
    labels = [call._("Change part %(number)s", number=number + 1) for number in range(progress.form_count)]
    if progress.form_count == 1:
        labels = [call._("Change my answers")]
    row = [button(label, f"evaluate:part:{progress.evaluation.id}:{number}") for number, label in enumerate(labels)]
    return buttons(*(row[start : start + MAX_BUTTONS_IN_ROW] for start in range(0, len(row), MAX_BUTTONS_IN_ROW)))
