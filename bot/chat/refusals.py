"""Messages for the errors of `bot/core/errors.py`: what is wrong, and what to do next."""

from __future__ import annotations

from bot.chat.escaping import escape_inline
from bot.chat.file_faults_text import bad_file
from bot.chat.posts import shortened
from bot.core import errors
from bot.i18n.catalogue import Phrases

FOUND = 100
"""Most characters shown of what a person typed."""


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The message for an error of `bot/core/errors.py`; None for any other."""
    topics = (_about_permission, _about_code, _about_command, _about_name, _about_input, _about_time, _about_state)
    return next((sentence for topic in topics if (sentence := topic(_, error))), None)


def _about_permission(_: Phrases, error: BaseException) -> str | None:
    match error:
        case errors.NotAllowed(needs="organiser"):
            return _("Only the organisers can do this. /help says what you can do here.")
        case errors.NotAllowed():
            return _("Only the facilitators and the organisers can do this. /help says what you can do here.")
        case errors.NotJoined():
            return _("You belong to no delegation yet. Join yours first, with /join.")
        case errors.NotInWorkshop(name=name):
            return _("%(name)s belongs to no delegation yet: /roster assign changes that.", name=escape_inline(name))
        case errors.AwaitingApproval():
            return _("An organiser has yet to approve your request to join. You will get a message once they have.")
        case _:
            return None


def _about_code(_: Phrases, error: BaseException) -> str | None:
    match error:
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
            return None


def _about_command(_: Phrases, error: BaseException) -> str | None:
    match error:
        case errors.NoWorkshop():
            return _("No workshop is set up for this server. An organiser can check the workshop file.")
        case errors.NotHere():
            return _("I can do this only in the workshop's server. Please use the command there.")
        case errors.NoLongerInUse():
            return _("This is no longer in use. The commands are in /help.")
        case errors.CommandChanged():
            return _("This command has changed. Restart Discord and try again; /help says what there is.")
        case _:
            return None


def _about_name(_: Phrases, error: BaseException) -> str | None:
    """Nothing has that name or id."""
    match error:
        case errors.UnknownAdministration(what=what):
            return _("There is no delegation “%(what)s”. Pick one from the list.", what=said(what))
        case errors.UnknownSession(what=what):
            return _("There is no session “%(what)s”. Pick one from the list.", what=said(what))
        case errors.Unknown(what=what):
            return _("I cannot find “%(what)s”. Pick one from the list.", what=said(what))
        case _:
            return None


def _about_input(_: Phrases, error: BaseException) -> str | None:
    match error:
        case errors.OutOfRange(least=least, most=most):
            return _("That number is out of range: it goes from %(least)s to %(most)s.", least=least, most=most)
        case errors.NotAnOption():
            return _("That is not one of the answers. Pick one from the list.")
        case errors.BadFile(faults=faults):
            return bad_file(_, faults)
        case errors.BadLink():
            return _("That is not a web address. It begins with https:// and has no spaces.")
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


def _about_time(_: Phrases, error: BaseException) -> str | None:
    match error:
        case errors.BadTime(why="past", words=typed):
            return _("%(words)s is already past. Give a later time.", words=said(typed))
        case errors.BadTime(why="clock", words=typed):
            return _(
                "On that day %(words)s does not exist, or comes twice: the clocks change. Give another time.",
                words=said(typed),
            )
        case errors.BadTime(why="far"):
            return _("That is more than a year away from the workshop. Give a date closer to it.")
        case errors.BadTime(words=typed):
            return _("I do not understand the time “%(words)s”. Write 14:30, or 2021-03-16 14:30.", words=said(typed))
        case _:
            return None


def _about_state(_: Phrases, error: BaseException) -> str | None:
    """It is too late for that, or it is done already."""
    match error:
        case errors.SessionNotInProgress():
            return _("This session is not in progress: there is nothing to close.")
        case errors.SessionIsOver():
            return _("This session has begun, ended or been cancelled: it can no longer be changed so.")
        case errors.TurnIsOver():
            return _("It has already gone on to the next one. Nothing was changed.")
        case errors.NothingToDo():
            return _("That is already so: nothing was changed.")
        case errors.PromptSealed():
            return _(
                "The key that kept this anonymous was lost, so it takes no more answers. Please tell a facilitator."
            )
        case _:
            return None


def said(words: str) -> str:
    """The beginning of what a person typed, with Discord's markup escaped."""
    return escape_inline(shortened(words, FOUND))
