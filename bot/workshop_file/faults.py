"""The errors that validators raise, with a message for organisers."""

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from bot.faults import Place
from bot.i18n.phrase import Phrase


def fault(what: Phrase, would_do: Phrase) -> PydanticCustomError:
    """The error that a validator raises."""
    return PydanticCustomError("fault", "{what}", {"what": what, "would_do": would_do})


def faults_at(faults: Iterable[tuple[Place, PydanticCustomError]]) -> ValidationError:
    """The error of a validator that found several faults, each at a place within its value."""
    details = [InitErrorDetails(type=error, loc=place, input=None) for place, error in faults]
    return ValidationError.from_exception_data("faults", details)
