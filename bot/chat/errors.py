"""What people read when something fails: one sentence that says what to do, never a class name.

Errors of the workshop have sentences of their own. Any other error is a bug: the reader gets a short reference, under
which the log has the details.
"""

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
from bot.chat.command_mentions import MENTIONS
from bot.chat.posts import EMBED, Post, shortened
from bot.chat.router import texts_of
from bot.core import errors
from bot.core.troubles import Trouble
from bot.i18n.catalogue import Phrases, phrases, read_by
from bot.storage.troubles import trouble_of

Refusal = Callable[[Phrases, BaseException], str | None]
"""Returns the sentence for an error of the workshop. None for a bug."""

log = logging.getLogger(__name__)

MOST_CHARACTERS = 5_500
"""The most characters of an answer in one message, with room for the text around them."""
DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""Error numbers of a file that cannot be written. Writing the key file raises them directly."""
TOO_LATE = (10062, 10015, 50027)
"""Discord's codes for a response after its 3 seconds (Unknown interaction), or after the 15 minutes of its token
(Unknown Webhook, Invalid Webhook Token)."""
WRONG_CODES = (errors.WrongCode, errors.TooManyTries)
"""Errors after which the typed text is not given back: a wrong code is not worth keeping."""


async def answer(interaction: discord.Interaction, error: BaseException, refusal: Refusal) -> None:
    """Tell the person what went wrong, in their language, and give back what they typed."""
    cause = _cause(error)
    if interaction.type is discord.InteractionType.autocomplete:
        log.info("No suggestions: %r", cause)  # suggestions are the only answer that Discord takes here
        return
    if isinstance(cause, discord.HTTPException) and cause.code in TOO_LATE:
        log.warning("An answer came too late: %s", cause)  # Discord will not take another response either
        return
    log.debug("Interaction %s was refused: %s", interaction.id, type(cause).__name__)
    call = Call.find(interaction)
    _ = call._ if call else phrases(read_by(interaction.locale.value))
    post = _post(_, words(_, cause, refusal), _given_back(_, interaction, cause))
    try:
        if call:
            await call.reply(post=post)
        elif not interaction.response.is_done():
            await interaction.response.send_message(**post.new(), ephemeral=True)
    except (discord.HTTPException, aiohttp.ClientError, OSError, json.JSONDecodeError) as refused:
        log.warning("The answer came too late, was refused, or did not arrive: %s", refused)


def _post(_: Phrases, said: str, given_back: str | None) -> Post:
    """Both texts without cuts: in one message, or in a file if they are too long for it."""
    blocks = (MENTIONS.linked(said), given_back) if given_back else (said,)
    if sum(map(len, blocks)) <= MOST_CHARACTERS and max(map(len, blocks)) <= EMBED:
        return Post(blocks, literal=given_back is not None)  # the typed text is given back unchanged
    whole = f"{said}\n\n{given_back}" if given_back else said
    file = discord.File(io.BytesIO(whole.encode("utf-8-sig")), "text.txt")
    return Post((shortened(said, 500), _("All of it is in this file.")), files=(file,))


def _cause(error: BaseException) -> BaseException:
    while isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    return error


def words(_: Phrases, error: BaseException, refusal: Refusal) -> str:
    """The sentence for `error`. For a bug it has a reference, which is in the log too."""
    known = refusal(_, error)
    if known:
        return known
    reference = secrets.token_hex(3).upper()
    log.error("Reference %s", reference, exc_info=error, extra={"reference": reference})
    if trouble_of(error) is Trouble.DAMAGED:
        return _(
            "I cannot save this: my database is damaged. The organisers have been told. Please keep what "
            "you wrote, and send it again once they say that I am back."
        )
    if isinstance(error, sqlite3.DatabaseError) or (isinstance(error, OSError) and error.errno in DISK_FULL):
        return _(
            "I could not save that. Please try again in a minute. If it happens again, give the organisers "
            "this reference: %(reference)s.",
            reference=reference,
        )
    return _(
        "Something went wrong on my side. Please try again. If it happens again, give the organisers this "
        "reference: %(reference)s.",
        reference=reference,
    )


def _given_back(_: Phrases, interaction: discord.Interaction, error: BaseException) -> str | None:
    """All that the person typed, from the error or else from the submitted form; None if there is nothing."""
    if isinstance(error, WRONG_CODES):
        return None
    text = error.text if isinstance(error, errors.WorkshopError) else None
    if not text and interaction.type is discord.InteractionType.modal_submit:
        data: Any = interaction.data or {}
        text = "\n\n".join(texts_of(data))
    if not text or not text.strip():
        return None
    return _("Here is what you wrote, so that nothing is lost:") + "\n" + text
