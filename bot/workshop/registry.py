"""All rooms of one bot, and which of them a server's commands are meant for."""

from __future__ import annotations

from collections.abc import Iterator

from bot.workshop.context import WorkshopContext


class WorkshopRegistry:
    def __init__(self, registry: list[WorkshopContext]) -> None:
        self._rooms = registry

    def __iter__(self) -> Iterator[WorkshopContext]:
        return iter(self._rooms)

    def of_guild(self, guild: int) -> WorkshopContext | None:
        """The server's workshop: the one that runs, else the next, else the last; None where it has none."""
        here = [context for context in self._rooms if context.guild == guild]
        if len(here) == 1:
            return here[0]
        here.sort(key=lambda context: context.workshop.starts)
        ahead = (context for context in here if context.workshop.ends > context.now())
        return next(ahead, here[-1] if here else None)

    def unbound(self) -> list[WorkshopContext]:
        """Those whose file names no server, and that have not found theirs yet."""
        return [context for context in self._rooms if context.guild is None]
