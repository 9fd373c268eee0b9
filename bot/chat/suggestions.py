"""Suggestions while one types: searched without accents or case, in the reader's language, at most 25."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import discord
from discord import app_commands

from bot.chat.call import Call
from bot.chat.posts import shortened
from bot.core.schedule import SessionState
from bot.core.text import fold
from bot.features.announcements import service as notices
from bot.features.announcements.service import Known
from bot.features.key_messages import service as key_messages
from bot.features.key_messages.model import State
from bot.features.organisers.text import announcement_name
from bot.features.prompts import service as prompts

Choice = app_commands.Choice[str]
MOST = 25
"""Discord takes no more choices (Autocomplete)."""
SEARCHED = 500
"""How many announcements are searched: more than a workshop has at a time."""


def matching(entries: Iterable[tuple[str, str]], typed: str) -> list[Choice]:
    """Choices of those (name, value) in which every word typed occurs; those that begin so come first."""
    wanted = fold(typed)
    found = []
    for name, value in entries:
        searched = fold(f"{name} {value}")
        if all(word in searched for word in wanted.split()):
            found.append((not searched.startswith(wanted), name, value))
    found.sort(key=lambda entry: entry[0])
    return [app_commands.Choice(name=shortened(name, 100), value=value) for _, name, value in found[:MOST]]


async def administrations(interaction: discord.Interaction, typed: str) -> list[Choice]:
    call = Call.of(interaction)
    everyone = call.formats.sorted(call.context.workshop.administrations, lambda a: call._.of(a.name))
    return matching([(call._.of(a.name), a.code) for a in everyone], typed)


async def sessions(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Every session, by start."""
    return _sessions(interaction, typed, lambda state: True)


async def sessions_ahead(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Those that have not begun."""
    return _sessions(interaction, typed, lambda state: state.is_ahead)


async def sessions_ahead_or_open(interaction: discord.Interaction, typed: str) -> list[Choice]:
    return _sessions(interaction, typed, lambda state: state.is_ahead or state.is_open)


def _sessions(interaction: discord.Interaction, typed: str, wanted: Callable[[SessionState], bool]) -> list[Choice]:
    call = Call.of(interaction)
    states = [state for state in call.context.schedule.in_order() if wanted(state)]
    return matching([(session_name(call, state), state.id) for state in states], typed)


def session_name(call: Call, state: SessionState) -> str:
    """`15 mars, 11:00 · Title`"""
    return f"{call.formats.moment(state.start)} · {call._.of(state.session.title)}"


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


async def announcements_ahead(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Those that can still be cancelled."""
    call = Call.of(interaction)
    return _announcements(call, await notices.ahead(call.context, SEARCHED), typed)


async def announcements_unsaid(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Those skipped, failed or cancelled."""
    call = Call.of(interaction)
    return _announcements(call, await notices.unsaid(call.context, SEARCHED), typed)


def _announcements(call: Call, known: Iterable[Known], typed: str) -> list[Choice]:
    f = call.formats
    return matching([(f"{f.moment(it.due)} · {announcement_name(call._, it, str)}", it.key) for it in known], typed)
