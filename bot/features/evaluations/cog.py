"""/evaluate: people answer the evaluations of the workshop."""

from dataclasses import replace

import discord
from discord.ext import commands

from bot.chat.access import COORDINATOR
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.forms import print_of as print_of_form
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.core.programme import Evaluation
from bot.features.evaluations import service, text
from bot.features.evaluations.forms import evaluation_form
from bot.features.evaluations.model import EvaluationProgress, answers_at, emptied_by, print_of

DANGER = discord.ButtonStyle.danger
MAX_BUTTONS_IN_ROW = 5
"""Discord, Action Row."""


class EvaluateCog(commands.Cog):
    def __init__(self, client: Atelier) -> None:
        client.router.on("evaluate:open:{id}", self.press_open, COORDINATOR)
        client.router.on("evaluate:part:{id}:{number}", self.press_part, COORDINATOR)
        client.router.on("evaluate:form:{id}:{number}", self.submit, COORDINATOR)
        client.router.on("evaluate:erase:{id}:{number}:{number}:{id}", self.press_erase, COORDINATOR)
        client.router.on("evaluate:keep:{id}:{number}", self.press_keep, COORDINATOR)

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
        """Save the form.

        If it is older than the answers, an empty field does not erase an answer: the person is asked first. A form is
        older if a new form would differ: its custom id contains a hash of what it showed.
        """
        call, (evaluation, part) = pressed.call, pressed.rest
        number, who = int(part), call.coordinator()
        before = await service.progress(call.context, service.find(call.context, evaluation), who)
        emptied = emptied_by(before, number, pressed.fields)
        is_older = bool(emptied) and print_of_form(evaluation_form(call, before, number)) != pressed.shown
        kept = answers_at(before, number, emptied) if is_older else {}
        progress = await service.answer(call.context, evaluation, number, who, pressed.fields, kept)
        if not kept:
            await call.reply(post=_saved(call, progress))
            return
        digits = "".join(map(str, emptied))
        choice = [
            button(call._("Erase"), f"evaluate:erase:{evaluation}:{number}:{digits}:{print_of(kept)}", DANGER),
            button(call._("Keep"), f"evaluate:keep:{evaluation}:{number}"),
        ]
        await call.reply(post=Post.of(text.asks_to_erase(call._, progress, kept), view=buttons(choice)))

    async def press_erase(self, pressed: Pressed) -> None:
        call, (evaluation, number, digits, seen) = pressed.call, pressed.rest
        positions = set(map(int, digits))
        progress = await service.erase(call.context, evaluation, int(number), call.coordinator(), positions, seen)
        if progress:
            await call.replace(post=_saved(call, progress))
        else:
            await call.replace(
                call._("These answers have changed since, so nothing was erased. See them with /evaluate.")
            )

    async def press_keep(self, pressed: Pressed) -> None:
        call, (evaluation, number) = pressed.call, pressed.rest
        found = service.find(call.context, evaluation)
        progress = await service.progress(call.context, found, call.coordinator())
        await call.replace(post=_saved(call, replace(progress, sent=int(number))))


def _saved(call: Call, progress: EvaluationProgress) -> Post:
    """What was saved, and a button to continue. Once everything is answered, buttons to change the answers."""
    if progress.next_form is None:
        view = _change_buttons(call, progress)
    else:
        custom_id = f"evaluate:part:{progress.evaluation.id}:{progress.next_form}"
        view = buttons([button(call._("Continue"), custom_id, discord.ButtonStyle.primary)])
    return Post.of(text.form_saved(call._, call.formats, progress), view=view)


def _change_buttons(call: Call, progress: EvaluationProgress) -> discord.ui.View:
    """A button for each form, to change its answers."""
    labels = [call._("Change part %(number)s", number=number + 1) for number in range(progress.form_count)]
    if progress.form_count == 1:
        labels = [call._("Change my answers")]
    row = [button(label, f"evaluate:part:{progress.evaluation.id}:{number}") for number, label in enumerate(labels)]
    return buttons(*(row[start : start + MAX_BUTTONS_IN_ROW] for start in range(0, len(row), MAX_BUTTONS_IN_ROW)))
