"""Uploaded files, and the CDN that serves them.

https://discord.com/developers/docs/reference#editing-message-attachments
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from fakecord.model.attachment import Attachment
from fakecord.snowflakes import Snowflakes


@dataclass(frozen=True)
class File:
    """A file to upload: `content`, repeated `times` times. `claimed` is a false size to state, in bytes."""

    filename: str
    content: bytes
    description: str | None = None
    times: int = 1
    claimed: int | None = None

    @property
    def size(self) -> int:
        """In bytes, as Discord states it."""
        return len(self.content) * self.times if self.claimed is None else self.claimed


class FileStore:
    """Keeps uploaded files by id."""

    def __init__(self, ids: Snowflakes) -> None:
        self._ids = ids
        self._attachments: dict[int, Attachment] = {}
        self.base_url = ""

    def store(self, file: File, channel_id: int, *, ephemeral: bool = False) -> Attachment:
        """Store a file. Discord keeps only letters, digits, dots, dashes and underscores of its name."""
        name = re.sub(r"[^\w.-]+", "_", file.filename, flags=re.UNICODE) or "file"
        number = self._ids.next()
        folder = "ephemeral-attachments" if ephemeral else "attachments"
        url = f"{self.base_url}/{folder}/{channel_id}/{number}/{quote(name)}"
        self._attachments[number] = Attachment(
            number, name, file.content, url, file.description, ephemeral, file.times, file.size
        )
        return self._attachments[number]

    def find(self, number: int) -> Attachment | None:
        return self._attachments.get(number)

    def all(self) -> list[Attachment]:
        """Every attachment, oldest first."""
        return list(self._attachments.values())
