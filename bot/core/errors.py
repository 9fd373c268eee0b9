"""Errors of the workshop. Their messages are in `refusals.py`, because they depend on the reader's language.

WorkshopError
├── Unknown
│   └── UnknownSession, UnknownAdministration, UnknownParticipant
├── NoWorkshop, NotSetUp, NotHere, NoLongerInUse, OtherEdition, CommandChanged
├── NotAllowed, NotJoined, NotInWorkshop, GroupGone, AwaitingApproval
├── CodeNeeded, WrongCode, TooManyTries
├── TooManyCalls
├── SessionIsOver
│   └── SessionNotInProgress
├── TurnIsOver, NotAnOption, OutOfRange, BadTime, BadLink, BadFile
├── GivesBack
│   └── PromptSealed, TextEmpty, TextTooLong
├── JustDone
└── NothingToDo

Errors of a single feature are in its `errors.py`.
"""

from dataclasses import dataclass


class WorkshopError(Exception):
    """A request is refused, and nothing was changed. `text` is what the person wrote, if it must be given back."""

    text: str | None = None


@dataclass(eq=False)
class Unknown(WorkshopError):
    """The thing does not exist; `what` is its name in the request."""

    what: str


class UnknownSession(Unknown): ...


class UnknownAdministration(Unknown): ...


class UnknownParticipant(Unknown): ...


class NoWorkshop(WorkshopError):
    """No workshop is bound to this server."""


class NotSetUp(WorkshopError):
    """The workshop is bound to no server yet: `/workshop setup` does that."""


class NotHere(WorkshopError):
    """The command was used in a direct message, not in the workshop's server."""


class NoLongerInUse(WorkshopError):
    """A button, menu or form without a handler. It may have had one in an earlier version."""


class OtherEdition(WorkshopError):
    """A button, menu or form of another workshop on this server, such as last year's."""


class CommandChanged(WorkshopError):
    """The user's Discord client still shows an earlier version of the command."""


@dataclass(eq=False)
class OutOfRange(WorkshopError):
    """A number below `least` or above `most`."""

    least: int
    most: int


@dataclass(eq=False)
class SessionIsOver(WorkshopError):
    """The session has begun, ended or was cancelled, so it can no longer be changed in this way."""

    session: str


class SessionNotInProgress(SessionIsOver):
    """The session has not begun or has ended, so it cannot be closed."""


@dataclass(eq=False)
class NotInWorkshop(WorkshopError):
    """Another person, named `name`, belongs to no delegation."""

    name: str


class NotJoined(WorkshopError):
    """The person belongs to no delegation yet."""


class GroupGone(WorkshopError):
    """The person's group is no longer in the workshop file, and nobody has assigned them to another one yet."""


class AwaitingApproval(WorkshopError):
    """The person asked to join, and no organiser has approved yet."""


@dataclass(eq=False)
class NotAllowed(WorkshopError):
    """The person lacks the role `needs`: `organiser`, `facilitator` or `coordinator`."""

    needs: str


class CodeNeeded(WorkshopError):
    """A code is required and none was given."""


class WrongCode(WorkshopError): ...


@dataclass(eq=False)
class TooManyTries(WorkshopError):
    """Too many wrong codes were given; the next attempt is possible after `minutes`."""

    minutes: int


class TooManyCalls(WorkshopError):
    """Too many interactions of this person wait for an answer; this one is not taken."""


class GivesBack(WorkshopError):
    """What the person typed cannot be saved. `text` is all of it, so that it can be given back."""

    def __init__(self, text: str | None = None) -> None:
        super().__init__()
        self.text = text


class PromptSealed(GivesBack):
    """The key of this anonymous question or evaluation is lost, so a second answer could not be detected."""


@dataclass(eq=False)
class TurnIsOver(WorkshopError):
    """In a round or on the floor, the turn has passed to `speaking`, or to nobody (None)."""

    speaking: str | None


class NotAnOption(WorkshopError): ...


class TextEmpty(GivesBack): ...


class TextTooLong(GivesBack):
    def __init__(self, limit: int, text: str) -> None:
        super().__init__(text)
        self.limit = limit


@dataclass(eq=False)
class BadTime(WorkshopError):
    """`words` are not a usable time. `why` is `form`, `clock` (it does not occur exactly once), `past` or `far`."""

    words: str
    why: str = "form"


class BadLink(WorkshopError):
    """The text is not the address of a web page."""


@dataclass(frozen=True, slots=True)
class FileFault:
    """A fault in an uploaded file: its name, the text found there, and the line (0 when it concerns the whole file)."""

    what: str
    found: str = ""
    line: int = 0


@dataclass(eq=False)
class BadFile(WorkshopError):
    """An uploaded file has faults, so nothing of it was imported."""

    faults: list[FileFault]


class NothingToDo(WorkshopError):
    """The request changes nothing."""


@dataclass(eq=False)
class JustDone(WorkshopError):
    """Someone made the same request a moment ago. `by` is their Discord id (None once erased).

    `by_self`: it is the same person.
    """

    by: int | None
    by_self: bool
