"""What people read when something cannot be done: one sentence that says what to do, never a class name.

Errors of the workshop are answered in words of their own. Anything else is ours: the reader gets a short
reference, and the log has the rest under it.
"""

from __future__ import annotations

import errno
import io
import json
import logging
import secrets
import sqlite3
from collections.abc import Callable
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.chat.call import Call
from bot.chat.posts import EMBED, Post, shortened
from bot.chat.router import texts_of
from bot.core import errors
from bot.i18n.catalogue import Phrases, phrases

Refusal = Callable[[Phrases, BaseException], str | None]
"""The sentence for an error of the workshop; None for one that is ours."""

log = logging.getLogger(__name__)

TOGETHER = 5_500
"""Most characters of an answer in one message, with room for what stands around them."""
DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""What a file that cannot be written says: of these, the key file's reach us as they are."""
UNKNOWN_INTERACTION = 10062
"""What Discord says to an answer after its 3 seconds (Discord, JSON Error Codes)."""
CODES = (errors.WrongCode, errors.TooManyTries)
"""A code that was not right is not worth keeping."""


async def answer(interaction: discord.Interaction, error: BaseException, refusal: Refusal) -> None:
    """Tell the person what went wrong, in their language; nothing they typed is lost."""
    cause = _cause(error)
    if interaction.type is discord.InteractionType.autocomplete:
        log.info("autocomplete: %r", cause)
        return
    if isinstance(cause, discord.NotFound) and cause.code == UNKNOWN_INTERACTION:
        log.warning("An answer came too late: %s", cause)  # Discord takes no other either
        return
    call = interaction.extras.get("call")
    _ = call._ if isinstance(call, Call) else phrases(interaction.locale.value.split("-")[0])
    post = _post(_, words(_, cause, refusal), _given_back(_, interaction, cause))
    try:
        if isinstance(call, Call):
            await call.reply(post=post)
        elif not interaction.response.is_done():
            await interaction.response.send_message(**post.new(), ephemeral=True)
    except (discord.HTTPException, aiohttp.ClientError, OSError, json.JSONDecodeError) as refused:
        log.warning("The answer came too late, was refused, or did not arrive: %s", refused)


def _post(_: Phrases, said: str, given_back: str | None) -> Post:
    """Both whole: in one message, or where they are too long for one, in a file."""
    blocks = (said, given_back) if given_back else (said,)
    if sum(map(len, blocks)) <= TOGETHER and max(map(len, blocks)) <= EMBED:
        return Post(blocks)
    file = discord.File(io.BytesIO("\n\n".join(blocks).encode("utf-8-sig")), "text.txt")
    return Post((shortened(said, 500), _("All of it is in this file.")), files=(file,))


def _cause(error: BaseException) -> BaseException:
    while isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    return error


def words(_: Phrases, error: BaseException, refusal: Refusal) -> str:
    """One sentence for `error`; those of our own making carry a reference that the log has too."""
    known = refusal(_, error)
    if known:
        return known
    reference = secrets.token_hex(3).upper()
    log.error("Reference %s", reference, exc_info=error, extra={"reference": reference})
    if _is_damage(error):
        return _(
            "I cannot keep this: my database is damaged. The organisers have been told. Please keep what you wrote, "
            "and send it again once they say that I am back."
        )
    if isinstance(error, sqlite3.DatabaseError) or _is_of_the_disk(error):
        return _(
            "I could not write that down just now. Please try again in a minute. If it goes on, give the "
            "organisers this reference: %(reference)s.",
            reference=reference,
        )
    return _(
        "Something went wrong on my side. Please try again. If it goes on, give the organisers this "
        "reference: %(reference)s.",
        reference=reference,
    )


def _is_damage(error: BaseException) -> bool:
    code = getattr(error, "sqlite_errorcode", 0)
    return isinstance(error, sqlite3.Error) and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _is_of_the_disk(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in DISK_FULL


def _given_back(_: Phrases, interaction: discord.Interaction, error: BaseException) -> str | None:
    """All that was typed: the error has it, or else the form whose sending failed, whatever the reason."""
    if isinstance(error, CODES):
        return None
    text = error.text if isinstance(error, errors.WorkshopError) else None
    if not text and interaction.type is discord.InteractionType.modal_submit:
        data: Any = interaction.data or {}
        text = "\n\n".join(texts_of(data))
    if not text or not text.strip():
        return None
    return _("Here is what you wrote, so that nothing is lost:") + "\n" + text
