"""The models of the key-message desk and the evaluations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationInfo, field_validator

from bot.core.programme import PromptKind
from bot.core.text import Text
from bot.i18n.phrase import _
from bot.workshop_file import fields, texts
from bot.workshop_file.entry import WITH_OPTIONS, Entry, Reminders, suits
from bot.workshop_file.faults import fault
from bot.workshop_file.fields import Id, file_context
from bot.workshop_file.scalars import Number


def _closes_later(closes: datetime, opens: str | datetime | None, moments: dict[str, datetime]) -> datetime:
    opening = moments.get(opens) if isinstance(opens, str) else opens
    if opening and closes <= opening:
        raise fault(_("it closes before it opens"), _("write a later date and time"))
    return closes


class Desk(Entry):
    opens: fields.SessionOrInstant
    closes: fields.Instant
    per_administration: Annotated[int, PlainValidator(Number(1, 25))] = 3
    max_length: Annotated[int, PlainValidator(Number(1, 1500))] = 700
    reminders: Reminders = ()

    @field_validator("closes")
    @classmethod
    def _after_opening(cls, closes: datetime, info: ValidationInfo) -> datetime:
        return _closes_later(closes, info.data.get("opens"), file_context(info).starts)


class FormOption(Entry):
    id: Id
    text: texts.FormOptionText


FormOptions = tuple[FormOption, ...]


class Question(Entry):
    id: Id
    kind: PromptKind
    text: texts.QuestionText
    low: Annotated[texts.ScaleLabel | None, Field(validate_default=True)] = None
    high: Annotated[texts.ScaleLabel | None, Field(validate_default=True)] = None
    options: Annotated[FormOptions | None, Field(validate_default=True)] = None

    @field_validator("kind")
    @classmethod
    def _no_round(cls, kind: PromptKind) -> PromptKind:
        if kind is PromptKind.ROUND:
            raise fault(_("a form has no round of the table"), _("write `open`, `scale`, `choice` or `multiple`"))
        return kind

    @field_validator("low", "high")
    @classmethod
    def _only_scaled(cls, label: Text | None, info: ValidationInfo) -> Text | None:
        suits(info, label, info.field_name or "", {PromptKind.SCALE}, is_needed=True)
        return label

    @field_validator("options")
    @classmethod
    def _only_chosen(cls, options: Any, info: ValidationInfo) -> Any:
        suits(info, options, "options", WITH_OPTIONS, is_needed=True)
        return options


class Evaluation(Entry):
    id: Id
    title: texts.FormTitle
    opens: fields.SessionOrInstant
    closes: fields.Instant
    anonymous: fields.YesOrNo = True
    questions: tuple[Question, ...]

    @field_validator("closes")
    @classmethod
    def _after_opening(cls, closes: datetime, info: ValidationInfo) -> datetime:
        return _closes_later(closes, info.data.get("opens"), file_context(info).ends)
