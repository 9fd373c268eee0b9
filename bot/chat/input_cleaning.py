"""What comes with an interaction, at the door: texts that can be kept and shown, whatever was typed or pasted."""

from __future__ import annotations

from typing import Any, TypeVar

import discord

from bot.core.text import is_blank, plain

T = TypeVar("T")


def cleaned(data: T) -> T:
    """`data` as Discord sent it, every text in it made `plain`."""
    return _cleaned(data)  # type: ignore[no-any-return]


def _cleaned(data: Any) -> Any:
    match data:
        case str():
            return plain(data)
        case list():
            return [_cleaned(each) for each in data]
        case dict():
            return {key: _cleaned(value) for key, value in data.items()}
        case _:
            return data


def name_of(user: discord.User | discord.Member) -> str:
    """What someone is called here; their user name where nothing of it can be seen."""
    name = plain(user.display_name)
    return user.name if is_blank(name) else name
