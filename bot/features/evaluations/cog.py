"""/evaluate: what people thought of the workshop."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.access import COORDINATOR, FOR_COORDINATORS
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.posts import Post, button, buttons
from bot.chat.router import Pressed
from bot.core.programme import Evaluation
from bot.features.evaluations import service as evaluations
from bot.features.evaluations import text as words
from bot.features.evaluations.forms import evaluation_form
from bot.features.evaluations.service import Progress

A_ROW = 5
"""A row takes no more buttons."""


class EvaluateCog(commands.Cog):
    def __init__(self, client: Atelier) -> None:
        client.router.on("evaluate:open:{id}", self.press_open, COORDINATOR)
        client.router.on("evaluate:part:{id}:{number}", self.press_part, COORDINATOR)
        client.router.on("evaluate:form:{id}:{number}", self.submit, COORDINATOR)

    @app_commands.command(
        name=L("evaluate"), description=L("Say what you think of the workshop"), extras=FOR_COORDINATORS
    )
    async def evaluate(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        await self._open(call, evaluations.current(call.context))

    async def press_open(self, pressed: Pressed) -> None:
        await self._open(pressed.call, evaluations.find(pressed.call.context, pressed.rest[0]))

    async def _open(self, call: Call, evaluation: Evaluation) -> None:
        """The form where they left off; once all is answered, the choice of what to change."""
        it = await evaluations.progress(call.context, evaluation, call.coordinator())
        if it.left is not None:
            await call.form(evaluation_form(call, it, it.left))
            return
        await call.reply(post=Post.of(words.complete(call._, call.formats, evaluation), view=_parts(call, it)))

    async def press_part(self, pressed: Pressed) -> None:
        call, (evaluation, number) = pressed.call, pressed.rest
        found = evaluations.find(call.context, evaluation)
        it = await evaluations.progress(call.context, found, call.coordinator())
        await call.form(evaluation_form(call, it, min(int(number), it.forms - 1)))

    async def submit(self, pressed: Pressed) -> None:
        call, (evaluation, number) = pressed.call, pressed.rest
        it = await evaluations.answer(call.context, evaluation, int(number), call.coordinator(), pressed.fields)
        said = words.kept(call._, call.formats, it.evaluation, form=int(number), forms=it.forms, left=it.left)
        if it.left is None:
            await call.reply(post=Post.of(said, view=_parts(call, it)))
            return
        go_on = button(call._("Go on"), f"evaluate:part:{evaluation}:{it.left}", discord.ButtonStyle.primary)
        await call.reply(post=Post.of(said, view=buttons([go_on])))


def _parts(call: Call, it: Progress) -> discord.ui.View:
    """A button for each form, to change what it says."""
    labels = [call._("Change part %(number)s", number=number + 1) for number in range(it.forms)]
    if it.forms == 1:
        labels = [call._("Change my answers")]
    row = [button(label, f"evaluate:part:{it.evaluation.id}:{number}") for number, label in enumerate(labels)]
    return buttons(*(row[start : start + A_ROW] for start in range(0, len(row), A_ROW)))
