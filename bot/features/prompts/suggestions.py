"""The prompts that Discord suggests while someone types an option."""

import discord

from bot.chat.call import Call
from bot.chat.suggestions import Choice, matching
from bot.features.prompts import service


async def open_prompts(interaction: discord.Interaction, typed: str) -> list[Choice]:
    return await _prompts(interaction, typed, open_only=True)


async def all_prompts(interaction: discord.Interaction, typed: str) -> list[Choice]:
    return await _prompts(interaction, typed, open_only=False)


async def prompts_to_close(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Open prompts. Once `discard` is set, closed prompts too: they can still be discarded."""
    discard = getattr(interaction.namespace, "discard", False)
    return await _prompts(interaction, typed, open_only=not discard)


async def _prompts(interaction: discord.Interaction, typed: str, *, open_only: bool) -> list[Choice]:
    call = Call.of(interaction)
    prompts = await service.all_prompts(call.context)
    return matching([(call._.of(p.question.text), p.id) for p in prompts if p.is_open or not open_only], typed)


async def prompts_to_ask(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Prepared questions that were not asked yet. Those of the session in progress come first."""
    call = Call.of(interaction)
    asked = {prompt.id for prompt in await service.all_prompts(call.context)}
    current = call.context.schedule.default(call.context.now())
    others = [state for state in call.context.schedule.in_order() if state.id != current.id]
    waiting = [q for state in (current, *others) for q in state.session.prompts if q.id not in asked]
    return matching([(call._.of(question.text), question.id) for question in waiting], typed)
