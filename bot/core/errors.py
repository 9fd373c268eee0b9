"""Errors of the workshop. Their messages are in `refusals.py`, because they depend on the reader's language.

WorkshopError
├── Unknown
│   └── UnknownSession, UnknownAdministration, UnknownParticipant
├── NoWorkshop, NotHere, NoLongerInUse, CommandChanged
├── NotAllowed, NotJoined, NotInWorkshop, AwaitingApproval
├── CodeNeeded, WrongCode, TooManyTries
├── SessionIsOver
│   └── SessionNotInProgress
├── TurnIsOver, NotAnOption, OutOfRange, BadTime, BadLink, BadFile
├── GivesBack
│   └── PromptSealed, TextEmpty, TextTooLong
└── NothingToDo

Errors of a single feature are in its `errors.py`.
"""

from __future__ import annotations

from dataclasses import dataclass


class WorkshopError(Exception):
    """A request is refused, and nothing was changed. `text` is what the person wrote, if it must be given back."""

    text: str | None = None


class Unknown(WorkshopError):
    """The thing does not exist; `what` is its name in the request."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class UnknownSession(Unknown): ...


class UnknownAdministration(Unknown): ...


class UnknownParticipant(Unknown): ...


class NoWorkshop(WorkshopError):
    """No workshop is bound to this server."""


class NotHere(WorkshopError):
    """The command was used in a direct message, not in the workshop's server."""


class NoLongerInUse(WorkshopError):
    """A button, menu or form that has no handler, or none any more."""


class CommandChanged(WorkshopError):
    """The user's Discord client still shows an earlier version of the command."""


class OutOfRange(WorkshopError):
    """A number below `least` or above `most`."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)
        self.least = least
        self.most = most


class SessionIsOver(WorkshopError):
    """The session has begun, ended or was cancelled, so it can no longer be changed in this way."""

    def __init__(self, session: str) -> None:
        super().__init__(session)
        self.session = session


class SessionNotInProgress(SessionIsOver):
    """The session has not begun or has ended, so it cannot be closed."""


class NotInWorkshop(WorkshopError):
    """Another person, named `name`, belongs to no delegation."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotJoined(WorkshopError):
    """The person belongs to no delegation yet."""


class AwaitingApproval(WorkshopError):
    """The person asked to join, and no organiser has approved yet."""


class NotAllowed(WorkshopError):
    """The person lacks the role `needs`: `organiser`, `facilitator` or `coordinator`."""

    def __init__(self, needs: str) -> None:
        super().__init__(needs)
        self.needs = needs


class CodeNeeded(WorkshopError):
    """A code is required and none was given."""


class WrongCode(WorkshopError): ...


class TooManyTries(WorkshopError):
    """Too many wrong codes were given; the next attempt is possible after `minutes`."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class GivesBack(WorkshopError):
    """What the person typed cannot be saved; `text` is all of it."""

    def __init__(self, text: str | None = None) -> None:
        super().__init__()
        self.text = text


class PromptSealed(GivesBack):
    """The key of this anonymous question or evaluation is lost, so a second answer could not be detected."""


class TurnIsOver(WorkshopError):
    """In a round or on the floor, the turn has passed to `speaking`, or to nobody (None)."""

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
    """`words` are not a usable time. `why` is `form`, `clock` (it does not occur exactly once), `past` or `far`."""

    def __init__(self, words: str, why: str = "form") -> None:
        super().__init__(words, why)
        self.words = words
        self.why = why


class BadLink(WorkshopError):
    """The text is not the address of a web page."""


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
    """The request would change nothing."""
