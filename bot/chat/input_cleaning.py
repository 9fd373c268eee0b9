"""Cleans the texts of an interaction when it arrives, so that any pasted text can be stored and shown."""

from typing import Any, TypeVar

import discord

from bot.core.text import is_blank, plain, without_marks

T = TypeVar("T")


def cleaned(data: T) -> T:
    """`data` as Discord sent it, with `plain` applied to every text in it."""
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
    """The display name of someone in this server; their user name if the display name is blank."""
    name = without_marks(plain(user.display_name)).strip()
    return user.name if is_blank(name) else name
