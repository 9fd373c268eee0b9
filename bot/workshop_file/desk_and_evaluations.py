"""The models of the key-message desk and the evaluations."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from bot.core.programme import PromptKind
from bot.i18n.phrase import _
from bot.workshop_file import fields, texts
from bot.workshop_file.faults import fault
from bot.workshop_file.field_rules import Check, Field, Parse
from bot.workshop_file.fields import Id, Reminders
from bot.workshop_file.question_checks import ON_SCALE, WITH_OPTIONS
from bot.workshop_file.scalars import Number


def _closes_after(moments: str) -> Check:
    """A check that `closes` is after `opens`. `moments` is `starts` or `ends`: which time of a session it means."""

    def check(closes: datetime, field: Field) -> datetime:
        opens = field.above.get("opens")
        opening = getattr(field.file, moments).get(opens) if isinstance(opens, str) else opens
        if opening and closes <= opening:
            raise fault(_("it closes before it opens"), _("write a later date and time"))
        return closes

    return Check(check)


def _no_round(kind: PromptKind, _field: Field) -> PromptKind:
    if kind is PromptKind.ROUND:
        raise fault(_("a form has no round of the table"), _("write `open`, `scale`, `choice` or `multiple`"))
    return kind


@dataclass(frozen=True, kw_only=True)
class Desk:
    opens: fields.SessionOrInstant
    closes: Annotated[fields.Instant, _closes_after("starts")]
    per_administration: Annotated[int, Parse(Number(1, 25))] = 3
    max_length: Annotated[int, Parse(Number(1, 1500))] = 700
    reminders: Reminders = ()


@dataclass(frozen=True, kw_only=True)
class FormOption:
    id: Id
    text: texts.FormOptionText


@dataclass(frozen=True, kw_only=True)
class Question:
    id: Id
    kind: Annotated[PromptKind, Check(_no_round)]
    text: texts.QuestionText
    low: Annotated[texts.ScaleLabel | None, ON_SCALE] = None
    high: Annotated[texts.ScaleLabel | None, ON_SCALE] = None
    options: Annotated[tuple[FormOption, ...] | None, WITH_OPTIONS] = None


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    id: Id
    title: texts.FormTitle
    opens: fields.SessionOrInstant
    closes: Annotated[fields.Instant, _closes_after("ends")]
    anonymous: fields.YesOrNo = True
    questions: tuple[Question, ...]
