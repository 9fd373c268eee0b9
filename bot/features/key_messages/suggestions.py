"""Key messages suggested while one types an option."""

from __future__ import annotations

import discord

from bot.chat.call import Call
from bot.chat.suggestions import Choice, matching
from bot.features.key_messages import service as key_messages
from bot.features.key_messages.model import State


async def own_messages(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """The key messages of the reader's own administration."""
    call = Call.of(interaction)
    messages = await key_messages.of_administration(call.context, call.coordinator().administration)
    return matching([(f"{m.reference} · {m.text}", m.reference) for m in messages], typed)


async def messages_to_endorse(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """The published key messages of the other administrations."""
    call = Call.of(interaction)
    ours = call.coordinator().administration
    found = [it for it in await key_messages.published(call.context) if it.administration != ours]
    return matching([(f"{it.reference} · {call._.of(it.texts)}", it.reference) for it in found], typed)


async def messages_to_translate(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Every key message, those that lack a translation first."""
    call = Call.of(interaction)
    waiting = await key_messages.untranslated(call.context)
    names = {it.reference for it in waiting}
    others = [it for it in await key_messages.everyone(call.context) if it.reference not in names]
    return matching([(f"{it.reference} · {it.text}", it.reference) for it in (*waiting, *others)], typed)


async def messages_to_clear(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Translated key messages that nobody has cleared."""
    call = Call.of(interaction)
    found = [it for it in await key_messages.everyone(call.context) if it.status is State.TRANSLATED]
    return matching([(f"{it.reference} · {it.text}", it.reference) for it in found], typed)
