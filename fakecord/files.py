"""Uploads, and the CDN they are downloaded from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from fakecord.model.attachment import Attachment

if TYPE_CHECKING:
    from fakecord.world import World


@dataclass(frozen=True)
class File:
    """A file somebody sends: `content`, `times` over; `claimed` is the size told of it where that is a lie."""

    filename: str
    content: bytes
    description: str | None = None
    times: int = 1
    claimed: int | None = None

    @property
    def size(self) -> int:
        return len(self.content) * self.times if self.claimed is None else self.claimed


class FileStore:
    """Keeps what was uploaded, by id."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._kept: dict[int, Attachment] = {}
        self.base = ""

    def keep(self, file: File, channel_id: int, *, ephemeral: bool = False) -> Attachment:
        """Discord keeps letters, digits, dots, dashes and underscores of a name."""
        name = re.sub(r"[^\w.-]+", "_", file.filename, flags=re.UNICODE) or "file"
        number = self._world.ids.next()
        folder = "ephemeral-attachments" if ephemeral else "attachments"
        url = f"{self.base}/{folder}/{channel_id}/{number}/{quote(name)}"
        self._kept[number] = Attachment(
            number, name, file.content, url, file.description, ephemeral, file.times, file.size
        )
        return self._kept[number]

    def find(self, number: int) -> Attachment | None:
        return self._kept.get(number)

    def all(self) -> list[Attachment]:
        """Everything kept so far, in the order it came."""
        return list(self._kept.values())
