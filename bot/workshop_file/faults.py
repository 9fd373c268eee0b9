"""What the checks of a workshop file raise: pydantic's errors, in our words."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from bot.faults import Place
from bot.i18n.phrase import Phrase


def fault(what: Phrase, would_do: Phrase) -> PydanticCustomError:
    """What a field's validator raises."""
    return PydanticCustomError("fault", "{what}", {"what": what, "would_do": would_do})


def faults_at(faults: Iterable[tuple[Place, PydanticCustomError]]) -> ValidationError:
    """What a validator raises that found several faults, each at a place inside its value."""
    details = [InitErrorDetails(type=error, loc=place, input=None) for place, error in faults]
    return ValidationError.from_exception_data("faults", details)
