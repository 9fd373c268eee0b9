"""Files sent along.

https://discord.com/developers/docs/resources/message#attachment-object
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass

from ..errors import Json


@dataclass(eq=False)
class Attachment:
    """A file kept by the stand-in and downloadable from `url`."""

    id: int
    filename: str
    content: bytes
    url: str
    description: str | None = None
    ephemeral: bool = False

    @property
    def content_type(self) -> str:
        kind = mimetypes.guess_type(self.filename)[0] or "application/octet-stream"
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def payload(self) -> Json:
        payload: Json = {
            "id": str(self.id),
            "filename": self.filename,
            "size": len(self.content),
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
