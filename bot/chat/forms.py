"""Forms, with their parts within Discord's limits. The custom id of a form carries what it is about."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import discord

from bot.chat.posts import menu, shortened

TITLE = 45
LABEL = 45
HINT = 100
OPTION = 100
PLACEHOLDER = 100
TEXT = 4_000
"""Most characters of a form's title, a field's label, the hint beneath it, its placeholder and a text beside it
(Discord, Component Reference)."""


def form(title: str, custom_id: str, *parts: discord.ui.Item[Any]) -> discord.ui.Modal:
    """A form of at most five parts; longer titles are shortened."""
    modal = discord.ui.Modal(title=shortened(title, TITLE), custom_id=custom_id, timeout=None)
    for part in parts:
        modal.add_item(part)
    return modal


def print_of(modal: discord.ui.Modal) -> str:
    """A hash of everything that a form shows: its texts, its fields, and their values."""
    shown = json.dumps([modal.title, modal.to_components()], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:6]


def explanation(text: str) -> discord.ui.Item[Any]:
    """A text above the fields, for what is too long for a label."""
    return discord.ui.TextDisplay(shortened(text, TEXT))


def text_field(
    label: str,
    custom_id: str,
    *,
    most: int,
    value: str | None = None,
    hint: str | None = None,
    required: bool = True,
    lines: bool = True,
) -> discord.ui.Item[Any]:
    """A text field of at most `most` characters; `lines`: it takes several lines."""
    style = discord.TextStyle.paragraph if lines else discord.TextStyle.short
    most = max(most, len(value or ""))  # if the limit was lowered, the existing text is still shown whole
    entry: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=custom_id, style=style, required=required, max_length=most, default=value or None
    )
    return discord.ui.Label(text=shortened(label, LABEL), description=hint and shortened(hint, HINT), component=entry)


def radio_field(
    label: str,
    custom_id: str,
    options: Sequence[tuple[str, str]],
    *,
    chosen: str | None = None,
    hint: str | None = None,
    required: bool = True,
) -> discord.ui.Item[Any]:
    """Two to ten options (label, value), all visible, of which one is picked; `chosen` is picked already."""
    group: discord.ui.RadioGroup[Any] = discord.ui.RadioGroup(
        custom_id=custom_id,
        required=required,
        options=[
            discord.RadioGroupOption(label=shortened(words, OPTION), value=value, default=value == chosen)
            for words, value in options
        ],
    )
    return discord.ui.Label(text=shortened(label, LABEL), description=hint and shortened(hint, HINT), component=group)


def menu_field(
    label: str,
    custom_id: str,
    options: Sequence[tuple[str, str]],
    *,
    chosen: str | None = None,
    picked: Sequence[str] = (),
    most: int = 1,
    hint: str | None = None,
    required: bool = True,
) -> discord.ui.Item[Any]:
    """A menu of options (label, value); `chosen`, or `picked` if it takes several, are picked already."""
    select = menu(custom_id, options, most=most, chosen=[chosen] if chosen else picked)
    select.required = required
    select.min_values = 1 if required else 0
    return discord.ui.Label(text=shortened(label, LABEL), description=hint and shortened(hint, HINT), component=select)
