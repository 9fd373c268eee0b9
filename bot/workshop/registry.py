"""All rooms of one bot, and which of them a server's commands are meant for."""

from __future__ import annotations

from collections.abc import Iterator

from bot.workshop.context import Room


class Rooms:
    def __init__(self, rooms: list[Room]) -> None:
        self._rooms = rooms

    def __iter__(self) -> Iterator[Room]:
        return iter(self._rooms)

    def of_guild(self, guild: int) -> Room | None:
        """The server's workshop: the one that runs, else the next, else the last; None where it has none."""
        here = [room for room in self._rooms if room.guild == guild]
        if len(here) == 1:
            return here[0]
        here.sort(key=lambda room: room.workshop.starts)
        ahead = (room for room in here if room.workshop.ends > room.now())
        return next(ahead, here[-1] if here else None)

    def unbound(self) -> list[Room]:
        """Those whose file names no server, and that have not found theirs yet."""
        return [room for room in self._rooms if room.guild is None]
