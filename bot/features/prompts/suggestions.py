"""Prompts suggested while one types an option."""

from __future__ import annotations

import discord

from bot.chat.call import Call
from bot.chat.suggestions import Choice, matching
from bot.features.prompts import service as prompts


async def open_prompts(interaction: discord.Interaction, typed: str) -> list[Choice]:
    call = Call.of(interaction)
    found = [prompt for prompt in await prompts.asked(call.context) if prompt.is_open]
    return matching([(call._.of(p.question.text), p.id) for p in found], typed)


async def prompts_to_close(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Open ones; once `discard` is set also closed ones, which can still be discarded."""
    if getattr(interaction.namespace, "discard", False):
        return await asked_prompts(interaction, typed)
    return await open_prompts(interaction, typed)


async def asked_prompts(interaction: discord.Interaction, typed: str) -> list[Choice]:
    call = Call.of(interaction)
    return matching([(call._.of(p.question.text), p.id) for p in await prompts.asked(call.context)], typed)


async def prompts_to_ask(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Prepared questions not yet asked, those of the session meant first."""
    call = Call.of(interaction)
    asked = {prompt.id for prompt in await prompts.asked(call.context)}
    current = call.context.schedule.default(call.context.now())
    others = [state for state in call.context.schedule.in_order() if state.id != current.id]
    waiting = [q for state in (current, *others) for q in state.session.prompts if q.id not in asked]
    return matching([(call._.of(question.text), question.id) for question in waiting], typed)
