"""Suggestions while a person types an option, in the reader's language, searched without accents and case."""

from collections.abc import Callable, Iterable

import discord
from discord import app_commands

from bot.chat.call import Call
from bot.chat.posts import shortened
from bot.core.schedule import SessionState
from bot.core.text import fold

Choice = app_commands.Choice[str]
MAX_CHOICES, MAX_NAME = 25, 100
"""Discord refuses more choices, and longer names of choices (Application Commands, Autocomplete)."""


def matching(entries: Iterable[tuple[str, str]], typed: str) -> list[Choice]:
    """Choices for the (name, value) pairs that contain every typed word. Those that begin with the words come first."""
    query = fold(typed)
    found = []
    for name, value in entries:
        searched = fold(f"{name} {value}")
        if all(word in searched for word in query.split()):
            found.append((not searched.startswith(query), name, value))
    found.sort(key=lambda entry: entry[0])
    return [app_commands.Choice(name=shortened(name, MAX_NAME), value=value) for _, name, value in found[:MAX_CHOICES]]


async def administrations(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """All administrations, by name."""
    call = Call.of(interaction)
    everyone = call.formats.sorted(call.context.workshop.administrations, lambda a: call._.of(a.name))
    return matching([(call._.of(a.name), a.code) for a in everyone], typed)


async def sessions(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """All sessions, by start."""
    return _sessions(interaction, typed, lambda state: True)


async def sessions_ahead(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Sessions that have not begun."""
    return _sessions(interaction, typed, lambda state: state.is_ahead)


async def sessions_ahead_or_open(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Sessions that have not begun or are in progress."""
    return _sessions(interaction, typed, lambda state: state.is_ahead or state.is_open)


def _sessions(interaction: discord.Interaction, typed: str, include: Callable[[SessionState], bool]) -> list[Choice]:
    call = Call.of(interaction)
    states = [state for state in call.context.schedule.in_order() if include(state)]
    return matching([(session_name(call, state), state.id) for state in states], typed)


def session_name(call: Call, state: SessionState) -> str:
    """`15 mars, 11:00 · Title`"""
    return f"{call.formats.moment(state.start)} · {call._.of(state.session.title)}"
