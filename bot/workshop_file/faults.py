"""The error for a value that does not fit, with sentences for organisers."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bot.faults import Place
from bot.i18n.phrase import Phrase

FaultAt = tuple[Place, Phrase, Phrase]
"""A place within the value that was read, what is wrong there, and what to do."""


class Invalid(ValueError):
    """A value has faults; `faults` are all of them."""

    def __init__(self, faults: Iterable[FaultAt]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


def fault(what: Phrase, would_do: Phrase) -> Invalid:
    """The error for a value with one fault."""
    return Invalid([((), what, would_do)])


class FaultList:
    """Collects the faults of the parts of a value, so that all are reported at once."""

    def __init__(self) -> None:
        self._faults: list[FaultAt] = []

    def add(self, error: Invalid, *place: str | int) -> None:
        """Add the faults of the part at `place`."""
        self._faults += [((*place, *inside), what, would_do) for inside, what, would_do in error.faults]

    @contextmanager
    def at(self, *place: str | int) -> Iterator[None]:
        """Add the faults that are raised inside this block, as those of the part at `place`."""
        try:
            yield
        except Invalid as error:
            self.add(error, *place)

    def raise_all(self) -> None:
        """Raises `Invalid` if there are any."""
        if self._faults:
            raise Invalid(self._faults)
