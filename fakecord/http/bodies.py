"""Request bodies: JSON, or multipart with JSON and files.

https://discord.com/developers/docs/reference#uploading-files
"""

import json
import re
from typing import Any

from aiohttp import BodyPartReader, web

from fakecord.errors import ApiError, malformed
from fakecord.files import File

FILE = re.compile(r"files\[(\d+)\]$")
LONE_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


async def read_body(request: web.Request) -> tuple[Any, list[File]]:
    """The JSON body (None if there is none), and the files in order."""
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request)
    raw = await request.read()
    if not raw:
        return None, []
    if request.content_type != "application/json":
        raise malformed(
            "_misc", "CONTENT_TYPE_INVALID", 'Expected "Content-Type" header to be one of {"application/json"}.'
        )
    return _parse(raw), []


async def _read_multipart(request: web.Request) -> tuple[Any, list[File]]:
    body: Any = None
    files: dict[int, File] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read())
        numbered = FILE.match(part.name or "")
        if part.name == "payload_json":
            body = _parse(content)
        elif numbered:
            files[int(numbered.group(1))] = File(part.filename or "file", content)
    return body, [files[n] for n in sorted(files)]


def _parse(raw: bytes) -> Any:
    """A lone surrogate cannot be stored as UTF-8: Discord answers 500 (discord-api-docs, issue 6561)."""
    try:
        parsed = json.loads(raw)
        if LONE_SURROGATE.search(raw):
            json.dumps(parsed, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ApiError(500, 0, "500: Internal Server Error (a lone surrogate)") from None
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None
    return parsed
