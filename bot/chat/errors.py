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
from datetime import datetime
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.chat.call import Call
from bot.chat.posts import EMBED, Post, shortened
from bot.chat.presenters.files import bad_file
from bot.chat.presenters.organisers import fault
from bot.chat.presenters.programme import capital, stamp
from bot.chat.presenters.synthesis import not_complete
from bot.chat.router import texts_of
from bot.chat.user_text import quiet, quoted
from bot.domain import errors
from bot.i18n.catalogue import Phrases, phrases
from bot.services.announcing import CannotSay

log = logging.getLogger(__name__)

TOGETHER = 5_500
"""Most characters of an answer in one message, with room for what stands around them."""
DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""What a file that cannot be written says: of these, the key file's reach us as they are."""
UNKNOWN_INTERACTION = 10062
"""What Discord says to an answer after its 3 seconds (Discord, JSON Error Codes)."""
CODES = (errors.WrongCode, errors.TooManyTries)
"""A code that was not right is not worth keeping."""
FOUND = 100
"""Most characters shown of what was typed in an option."""


async def answer(interaction: discord.Interaction, error: BaseException) -> None:
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
    post = _post(_, words(_, cause), _given_back(_, interaction, cause))
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


def words(_: Phrases, error: BaseException) -> str:
    """One sentence for `error`; those of our own making carry a reference that the log has too."""
    known = _known(_, error)
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


def _known(_: Phrases, error: BaseException) -> str | None:
    match error:
        case errors.NotAllowed(needs="organiser"):
            return _("Only the organisers can do this. /help says what you can do here.")
        case errors.NotYourTurn():
            return _("It is another delegation's turn: only they, or a facilitator, can pass it on.")
        case errors.NotAllowed():
            return _("Only the facilitators and the organisers can do this. /help says what you can do here.")
        case errors.NotJoined():
            return _("You belong to no delegation yet. Join yours first, with /join.")
        case errors.NotInWorkshop(name=name):
            return _("%(name)s belongs to no delegation yet: /roster assign changes that.", name=quiet(name))
        case errors.NotBegun():
            return _("This session has not begun. Until then you can only mark someone as excused or absent.")
        case errors.AwaitingApproval():
            return _("An organiser has yet to approve your request to join. You will get a message once they have.")
        case errors.NoWorkshop():
            return _("No workshop is set up for this server. An organiser can check the workshop file.")
        case errors.NotHere():
            return _("I can do this only in the workshop's server. Please use the command there.")
        case errors.NoLongerInUse():
            return _("This is no longer in use. The commands are in /help.")
        case errors.CommandChanged():
            return _("This command has changed. Restart Discord and try again; /help says what there is.")
        case errors.OutOfRange(least=least, most=most):
            return _("That number is out of range: it goes from %(least)s to %(most)s.", least=least, most=most)
        case errors.AlreadyJoined():
            return _("You already belong to this delegation: nothing to do.")
        case errors.CodeNeeded():
            return _("Please add the code you were given.")
        case errors.WrongCode():
            return _("This code is not right. Check it, or ask the organisers for it.")
        case errors.TooManyTries(minutes=minutes):
            return _.n(
                "Too many wrong codes. Try again in %(count)s minute, or ask the organisers.",
                "Too many wrong codes. Try again in %(count)s minutes, or ask the organisers.",
                minutes,
            )
        case _:
            return _about_things(_, error) or _about_texts(_, error)


def _about_things(_: Phrases, error: BaseException) -> str | None:
    match error:
        case errors.UnknownAdministration(what=what):
            return _("There is no delegation “%(what)s”. Pick one from the list.", what=_said(what))
        case errors.UnknownSession(what=what):
            return _("There is no session “%(what)s”. Pick one from the list.", what=_said(what))
        case errors.UnknownPrompt(what=what):
            return _("There is no question “%(what)s”. Pick one from the list.", what=_said(what))
        case errors.UnknownMessage(what=what):
            return _("There is no key message “%(what)s”. Pick one from the list.", what=_said(what))
        case errors.NotPublished(what=what):
            return _("%(what)s is not published: only published key messages can be endorsed.", what=_said(what))
        case errors.Unknown(what=what):
            return _("I cannot find “%(what)s”. Pick one from the list.", what=_said(what))
        case errors.SessionNotOpen(opens=datetime() as opens):
            return _("Signing in opens %(when)s. Come back then.", when=stamp(opens, "R"))
        case errors.SessionNotOpen():
            return _("No session is open, and none is still to come.")
        case errors.AnotherInProgress(title=title):
            return _(
                "“%(session)s” is still open. Close it first, with /session end, or pick the one to open in the option "
                "“session”.",
                session=_.of(title),
            )
        case errors.SessionNotInProgress():
            return _("This session is not in progress: there is nothing to close.")
        case errors.SessionIsOver():
            return _("This session has begun, ended or been cancelled: it can no longer be changed so.")
        case errors.PromptIsClosed():
            return _("This question is already closed: nothing was changed.")
        case errors.PromptNotOpen():
            return _("No question is open at the moment.")
        case errors.PromptStillOpen():
            return _("This question is anonymous: its answers can be seen once it is closed, with /prompt close.")
        case errors.PromptNamesNobody():
            return _("This question is anonymous: nobody knows who has answered, so nobody can be reminded.")
        case errors.TurnIsOver():
            return _("It has already gone on to the next one. Nothing was changed.")
        case errors.FloorClosed():
            return _("You cannot ask for the floor at the moment. You can during a session, while its queue is open.")
        case errors.NotWaiting():
            return _("You are not in the queue for the floor. Ask for it with /floor request.")
        case errors.EvaluationNotOpen(opens=datetime() as opens):
            return _("No evaluation is open yet. The next one opens %(when)s.", when=stamp(opens, "R"))
        case errors.EvaluationNotOpen():
            return _("No evaluation is open at the moment.")
        case errors.PromptAlreadyAsked():
            return _("This question has already been asked. To ask it again, discard it first with /prompt close.")
        case errors.NotAnOption():
            return _("That is not one of the answers. Pick one from the list.")
        case errors.BadTime(why="past", words=given):
            return _("%(words)s is already past. Give a later time.", words=_said(given))
        case errors.BadTime(why="clock", words=given):
            return _(
                "On that day %(words)s does not exist, or comes twice: the clocks change. Give another time.",
                words=_said(given),
            )
        case errors.BadTime(why="far"):
            return _("That is more than a year away from the workshop. Give a date closer to it.")
        case errors.BadTime(words=given):
            return _("I do not understand the time “%(words)s”. Write 14:30, or 2021-03-16 14:30.", words=_said(given))
        case errors.BadFile(faults=faults):
            return bad_file(_, faults)
        case errors.BadLink():
            return _("That is not a web address. It begins with https:// and has no spaces.")
        case errors.NothingToDo():
            return _("That is already so: nothing was changed.")
        case CannotSay(why=why):
            return capital(fault(_, why)) + "."
        case _:
            return None


def _about_texts(_: Phrases, error: BaseException) -> str | None:
    match error:
        case errors.PromptClosed():
            return _("This question is closed, so your answer was not kept.")
        case errors.PromptSealed():
            return _(
                "The key that kept this anonymous was lost, so it takes no more answers. Please tell a facilitator."
            )
        case errors.BadQuestion(why=why):
            return _bad_question(_, why)
        case errors.AnonymousByAdministration():
            return _("What an administration answers cannot be anonymous. Leave out one of the two.")
        case errors.EvaluationClosed():
            return _("This evaluation is closed, so this was not kept. Thank you all the same.")
        case errors.DeskClosed(opens=datetime() as opens):
            return _("The key-message desk opens %(when)s.", when=stamp(opens, "R"))
        case errors.DeskClosed():
            return _("The key-message desk is closed. The organisers can reopen it for your administration.")
        case errors.TooManyMessages(limit=limit, on_behalf=True):
            return _.n(
                "This administration has already sent its %(count)s message.",
                "This administration has already sent its %(count)s messages.",
                limit,
            )
        case errors.TooManyMessages(limit=limit):
            return _.n(
                "Your administration has already sent its %(count)s message. To edit it, pick it in the option "
                "“message” of /keymessage write.",
                "Your administration has already sent its %(count)s messages. To edit one, pick it in the option "
                "“message” of /keymessage write.",
                limit,
            )
        case errors.NotYours():
            return _("This message is another administration's: only its people can edit it.")
        case errors.TextChanged(current=current):
            return _(
                "A colleague changed this message while you were writing. Nothing was overwritten. It now reads:\n"
                "%(current)s\nOpen it again to add yours.",
                current=quoted(current),
            )
        case errors.Outdated(current=current, text=None):
            return _(
                "This key message has a newer version. Read it before you endorse it:\n%(text)s", text=quoted(current)
            )
        case errors.Outdated(current=current):
            return _(
                "This key message was changed while you were translating: your translation is of an earlier version "
                "and was not kept. The message now reads:\n%(text)s\nOpen it again with /synthesis translate.",
                text=quoted(current),
            )
        case errors.NotComplete(untranslated=untranslated, uncleared=uncleared):
            return not_complete(_, untranslated, uncleared)
        case errors.OwnMessage():
            return _("This is your administration's own message: it stands behind it already.")
        case errors.TextEmpty():
            return _("There is no text. Please write something.")
        case errors.TextTooLong(limit=limit):
            return _.n(
                "This is too long: %(count)s character at most.",
                "This is too long: %(count)s characters at most.",
                limit,
            )
        case _:
            return None


def _bad_question(_: Phrases, why: str) -> str:
    match why:
        case "text":
            return _("The question needs a text in every language. Please write it once more.")
        case "languages":
            return _("Each line needs every language, in their order, with | between them. Please write it once more.")
        case "options":
            return _("A question of this kind has 2 to 25 options, one a line. Please write it once more.")
        case "ends":
            return _("A scale needs two lines: the words for 1, then those for 5. Please write it once more.")
        case "twice":
            return _("Two options are the same. Please write it once more.")
        case _:
            return _("The question or one of its options is too long for Discord. Please write it shorter.")


def _said(words: str) -> str:
    """The beginning of what was typed in an option."""
    return quiet(shortened(words, FOUND))


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
