"""What can go wrong in a workshop, by name; the words are found at the edge, in the reader's language.

WorkshopError
├── UnknownSession, UnknownPrompt, UnknownAdministration, UnknownMessage, UnknownAnnouncement
├── SessionIsOver, SessionNotInProgress, AnotherInProgress, SessionNotOpen, SessionNotBegun, NothingOpen
├── NotJoined, AlreadyJoined, NotInWorkshop, NotAllowed, NotYourTurn
├── WrongCode (WrongSignInCode), TooManyTries, CodeNeeded
├── PromptClosed, PromptIsClosed, PromptSealed, PromptStillOpen, PromptAlreadyAsked, PromptNamesNobody
├── TurnIsOver, NotAnOption
├── BadQuestion, AnonymousByAdministration
├── FloorClosed, NotWaiting
├── EvaluationClosed, EvaluationNotOpen
├── DeskClosed (DeskIsOver, NoDesk), TooManyMessages, NotYours, TextChanged, Outdated
├── NotComplete, NotPublished, OwnMessage
├── TextTooLong, TextEmpty
├── BadTime, BadLink, BadFile, OutOfRange
├── NoLongerInUse, CommandChanged
└── NoWorkshop, NotHere
"""

from __future__ import annotations

from dataclasses import dataclass


class WorkshopError(Exception):
    """Something a person asked that cannot be done; nothing was changed. Its `text`, if any, is given back to them."""

    text: str | None = None


class Unknown(WorkshopError):
    """There is no such thing; `what` is what was asked for."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class UnknownSession(Unknown): ...


class UnknownAdministration(Unknown): ...


class UnknownParticipant(Unknown): ...


class NoWorkshop(WorkshopError):
    """No workshop of ours in this server."""


class NotHere(WorkshopError):
    """In a direct message: everything is done in the workshop's server."""


class NoLongerInUse(WorkshopError):
    """A button, menu or form that leads nowhere, or nowhere any more."""


class CommandChanged(WorkshopError):
    """The command is not what their Discord takes it for: an update has not reached it yet."""


class OutOfRange(WorkshopError):
    """A number beneath `least` or above `most`."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)
        self.least = least
        self.most = most


class SessionIsOver(WorkshopError):
    """It has ended, begun or been cancelled, so this can no longer be done to it."""

    def __init__(self, session: str) -> None:
        super().__init__(session)
        self.session = session


class SessionNotInProgress(SessionIsOver):
    """It has not begun, or has ended: there is nothing to close."""


class NotInWorkshop(WorkshopError):
    """Someone else, named `name`, belongs to no delegation."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotJoined(WorkshopError):
    """The person belongs to no delegation yet."""


class AwaitingApproval(WorkshopError):
    """The person asked to join; an organiser has not said yes yet."""


class NotAllowed(WorkshopError):
    """The person has not the role for this: `needs` is `organiser`, `facilitator` or `coordinator`."""

    def __init__(self, needs: str) -> None:
        super().__init__(needs)
        self.needs = needs


class CodeNeeded(WorkshopError):
    """A code is asked for and none was given."""


class WrongCode(WorkshopError): ...


class TooManyTries(WorkshopError):
    """Too many wrong codes; `minutes` until the next try."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class GivesBack(WorkshopError):
    """What was typed cannot be kept; `text` is all of it."""

    def __init__(self, text: str | None = None) -> None:
        super().__init__()
        self.text = text


class PromptSealed(GivesBack):
    """The key of this anonymous question or form is gone, so a second answer could not be told from a first."""


class TurnIsOver(WorkshopError):
    """In a round or on the floor, it is `speaking`'s turn by now, or nobody's (None)."""

    def __init__(self, speaking: str | None) -> None:
        super().__init__(speaking)
        self.speaking = speaking


class NotAnOption(WorkshopError): ...


class TextEmpty(GivesBack): ...


class TextTooLong(GivesBack):
    def __init__(self, limit: int, text: str) -> None:
        super().__init__(text)
        self.limit = limit


class BadTime(WorkshopError):
    """`words` name no time; or one that does not exist, comes twice, is past, or is far from the workshop."""

    def __init__(self, words: str, why: str = "form") -> None:
        super().__init__(words, why)
        self.words = words
        self.why = why


class BadLink(WorkshopError):
    """Not the address of a web page."""


@dataclass(frozen=True, slots=True)
class FileFault:
    """A fault in an uploaded file: its name, the text found there, and the line (0 when it concerns the whole file)."""

    what: str
    found: str = ""
    line: int = 0


class BadFile(WorkshopError):
    """An uploaded file has faults, so nothing of it was imported."""

    def __init__(self, faults: list[FileFault]) -> None:
        super().__init__(faults)
        self.faults = faults


class NothingToDo(WorkshopError):
    """What was asked is already so."""
