"""What each refusal says: one sentence for each error of the workshop, and what to do next."""

from __future__ import annotations

from datetime import datetime

from bot.chat.escaping import block_quote, escape_inline
from bot.chat.file_faults_text import bad_file
from bot.chat.posts import shortened
from bot.core import errors
from bot.features.announcements.sending import CannotSay
from bot.features.key_messages.synthesis_text import not_complete
from bot.features.organisers.text import fault
from bot.features.programme.text import capital, stamp
from bot.i18n.catalogue import Phrases

FOUND = 100
"""Most characters shown of what was typed in an option."""


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for an error of the workshop; None for one that is ours."""
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
            return _("%(name)s belongs to no delegation yet: /roster assign changes that.", name=escape_inline(name))
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
        case errors.WrongMomentCode():
            return _("This is not the code of the moment: it changes every few minutes. Type the one shown now.")
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
            return _(
                "This question has already been asked. To ask it again, first use /prompt close with the option "
                "“discard”, and pick it there."
            )
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
        case errors.NoDesk():
            return _("This workshop gathers no key messages.")
        case errors.DeskIsOver():
            return _("The key-message desk is closed. To open it once more: /synthesis reopen.")
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
                current=block_quote(current),
            )
        case errors.Outdated(current=current, text=None):
            return _(
                "This key message has a newer version. Read it before you endorse it:\n%(text)s",
                text=block_quote(current),
            )
        case errors.Outdated(current=current):
            return _(
                "This key message was changed while you were translating: your translation is of an earlier version "
                "and was not kept. The message now reads:\n%(text)s\nOpen it again with /synthesis translate.",
                text=block_quote(current),
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
    return escape_inline(shortened(words, FOUND))
