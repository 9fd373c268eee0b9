"""Attachments of messages.

https://discord.com/developers/docs/resources/message#attachment-object
"""

import mimetypes
from dataclasses import dataclass

from fakecord.errors import Json


@dataclass(eq=False)
class Attachment:
    """A file that fakecord stores and serves at `url`.

    A download gets `content`, repeated `times` times, so that large files cost little memory. `claimed` is the size
    that the payload states, if it is not the real one. `sent` counts the bytes that were downloaded.
    """

    id: int
    filename: str
    content: bytes
    url: str
    description: str | None = None
    ephemeral: bool = False
    times: int = 1
    claimed: int | None = None
    sent: int = 0

    @property
    def content_type(self) -> str:
        kind = mimetypes.guess_type(self.filename)[0] or "application/octet-stream"
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def payload(self) -> Json:
        payload: Json = {
            "id": str(self.id),
            "filename": self.filename,
            "size": len(self.content) if self.claimed is None else self.claimed,
            "url": self.url,
            "proxy_url": self.url,
            "content_type": self.content_type,
        }
        if self.description is not None:
            payload["description"] = self.description
        if self.ephemeral:
            payload["ephemeral"] = True
        return payload

    def __repr__(self) -> str:
        return f"<Attachment {self.filename}, {len(self.content)} bytes>"
