"""The base class of all entries of a workshop file, and types that several of them use."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, ValidationInfo

from bot.core.programme import PromptKind
from bot.i18n.phrase import _
from bot.workshop_file.faults import fault
from bot.workshop_file.scalars import DurationRange, TextLine

DAY = timedelta(days=1)


class Entry(BaseModel):
    """An entry; unknown keys are faults.

    A field is validated by itself and against the context of the whole file. It is compared with another field of its
    entry only where a rule concerns both, because that field may be faulty itself.
    """

    # Pydantic builds each entry as part of the whole schema; building it alone too would double the start's time.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _longest_first(spans: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    return tuple(sorted(spans, reverse=True))


TimeBefore = Annotated[timedelta, PlainValidator(DurationRange(timedelta(seconds=1)))]
Reminders = Annotated[tuple[TimeBefore, ...], AfterValidator(_longest_first)]
ShortSpan = Annotated[timedelta, PlainValidator(DurationRange(most=DAY))]
Length = Annotated[timedelta, PlainValidator(DurationRange(timedelta(seconds=1), DAY))]
Name = Annotated[str, PlainValidator(TextLine(100))]


def suits(*kinds: PromptKind, is_needed: bool = True) -> AfterValidator:
    """Finds a fault in a field that does not suit the question's kind, or is missing although it is needed."""

    def check(value: Any, info: ValidationInfo) -> Any:
        kind, key = info.data.get("kind"), info.field_name
        if kind and value is not None and kind not in kinds:
            what = _("`%(key)s` does not suit a question of kind `%(kind)s`", key=key, kind=kind)
            raise fault(what, _("leave it out"))
        if kind in kinds and value is None and is_needed:
            what = _("a question of kind `%(kind)s` needs `%(key)s`", key=key, kind=kind)
            raise fault(what, _("add `%(key)s: …`", key=key))
        return value

    return AfterValidator(check)


ON_SCALE = suits(PromptKind.SCALE)
WITH_OPTIONS = suits(PromptKind.CHOICE, PromptKind.MULTIPLE)
WRITTEN = suits(PromptKind.OPEN, PromptKind.ROUND, is_needed=False)
