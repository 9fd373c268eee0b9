"""Fetches files that people send with a command."""

import aiohttp
import discord

from bot.core.csv_tables import MAX_BYTES
from bot.core.errors import BadFile, FileFault
from bot.core.links import is_confidential

TIMEOUT = aiohttp.ClientTimeout(total=20)


async def content_of(file: discord.Attachment) -> bytes:
    """The content of `file`. Raises `BadFile` if it is too large or cannot be fetched.

    Nothing is fetched if Discord says that it is too large, and never more than the limit is read. The file contains
    names, so it is fetched over an encrypted connection, only from the address that Discord gives.
    """
    if file.size > MAX_BYTES:
        raise BadFile([FileFault("too large")])
    if not is_confidential(file.url):
        raise BadFile([FileFault("not fetched")])
    try:
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT) as session,
            session.get(file.url, allow_redirects=False) as answer,
        ):
            if answer.status != 200:
                raise BadFile([FileFault("not fetched")])
            return await _read(answer.content)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise BadFile([FileFault("not fetched")]) from error


async def _read(stream: aiohttp.StreamReader) -> bytes:
    content = bytearray()
    async for chunk in stream.iter_any():
        content += chunk
        if len(content) > MAX_BYTES:
            raise BadFile([FileFault("too large")])
    return bytes(content)
