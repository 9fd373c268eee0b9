"""Declares a slash command: its callback gets a `Call` in place of discord.py's interaction."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Concatenate

from discord import app_commands

from bot.chat.access import ALL, BEFORE_SETUP, NEEDS
from bot.chat.call import Call

L = app_commands.locale_str
"""Marks a name or a description: pybabel extracts it, and Discord gets it in every language."""

if TYPE_CHECKING:
    from discord.app_commands.commands import GroupT, P

    Callback = (
        Callable[Concatenate[GroupT, Call, P], Coroutine[Any, Any, None]]
        | Callable[Concatenate[Call, P], Coroutine[Any, Any, None]]
    )


def command(
    name: L, description: L, needs: str = ALL, *, before_setup: bool = False
) -> Callable[[Callback[GroupT, P]], app_commands.Command[GroupT, P, None]]:
    """As discord.py's decorator, for a method of a cog or a function. `needs` is the role, such as `ORGANISER`.

    `before_setup`: it may be used before the workshop is bound to a server.
    """

    def declare(callback: Callback[GroupT, P]) -> app_commands.Command[GroupT, P, None]:
        untyped: Callable[..., Coroutine[Any, Any, None]] = callback

        @functools.wraps(untyped)
        async def run(*arguments: Any, **options: Any) -> None:
            *cog, interaction = arguments
            await untyped(*cog, Call.of(interaction), **options)

        # discord.py reads the options from the signature, and cannot resolve names that another module defines.
        run.__signature__ = inspect.signature(callback, eval_str=True)  # type: ignore[attr-defined]
        return app_commands.command(
            name=name, description=description, extras={NEEDS: needs, BEFORE_SETUP: before_setup}
        )(run)

    return declare
