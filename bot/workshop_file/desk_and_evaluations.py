"""The models of the key-message desk and the evaluations."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, field_validator

from bot.core.programme import PromptKind
from bot.i18n.phrase import _
from bot.workshop_file import fields, texts
from bot.workshop_file.entry import ON_SCALE, WITH_OPTIONS, Entry, Reminders
from bot.workshop_file.faults import fault
from bot.workshop_file.fields import Id, file_context
from bot.workshop_file.scalars import Number


def _closes_after(moments: str) -> AfterValidator:
    """Finds a fault in the instant `closes` that is before `opens`. `moments`: a session's `starts` or `ends`."""

    def check(closes: datetime, info: ValidationInfo) -> datetime:
        opens = info.data.get("opens")
        opening = getattr(file_context(info), moments).get(opens) if isinstance(opens, str) else opens
        if opening and closes <= opening:
            raise fault(_("it closes before it opens"), _("write a later date and time"))
        return closes

    return AfterValidator(check)


class Desk(Entry):
    opens: fields.SessionOrInstant
    closes: Annotated[fields.Instant, _closes_after("starts")]
    per_administration: Annotated[int, PlainValidator(Number(1, 25))] = 3
    max_length: Annotated[int, PlainValidator(Number(1, 1500))] = 700
    reminders: Reminders = ()


class FormOption(Entry):
    id: Id
    text: texts.FormOptionText


class Question(Entry):
    id: Id
    kind: PromptKind
    text: texts.QuestionText
    low: Annotated[texts.ScaleLabel | None, ON_SCALE, Field(validate_default=True)] = None
    high: Annotated[texts.ScaleLabel | None, ON_SCALE, Field(validate_default=True)] = None
    options: Annotated[tuple[FormOption, ...] | None, WITH_OPTIONS, Field(validate_default=True)] = None

    @field_validator("kind")
    @classmethod
    def _no_round(cls, kind: PromptKind) -> PromptKind:
        if kind is PromptKind.ROUND:
            raise fault(_("a form has no round of the table"), _("write `open`, `scale`, `choice` or `multiple`"))
        return kind


class Evaluation(Entry):
    id: Id
    title: texts.FormTitle
    opens: fields.SessionOrInstant
    closes: Annotated[fields.Instant, _closes_after("ends")]
    anonymous: fields.YesOrNo = True
    questions: tuple[Question, ...]
