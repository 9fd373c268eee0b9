"""Files that people send with a command."""

from __future__ import annotations

import discord

from bot.domain.errors import BadFile, Fault
from bot.domain.sheets import LARGEST


async def content_of(file: discord.Attachment) -> bytes:
    """What is in `file`; `BadFile` where it is too large, before a byte of it is fetched."""
    if file.size > LARGEST:
        raise BadFile([Fault("too large")])
    return await file.read()
