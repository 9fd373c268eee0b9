"""The models of days, sessions and their prompts."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo, field_validator

from bot.core.programme import AnsweredBy, PromptKind, SessionKind
from bot.i18n.phrase import _
from bot.workshop_file import fields, texts
from bot.workshop_file.entry import ON_SCALE, WITH_OPTIONS, WRITTEN, Entry, Length, Name
from bot.workshop_file.faults import fault
from bot.workshop_file.fields import Id
from bot.workshop_file.scalars import Number


def _not_in_a_break(value: Any, info: ValidationInfo) -> Any:
    """People do not meet in a break: it has nothing that a session is held with."""
    if value and info.data.get("kind") is SessionKind.BREAK:
        raise fault(_("a break has no `%(key)s`", key=info.field_name), _("leave it out, or write `kind: session`"))
    return value


def _as_written(value: Any) -> Any:
    """Names with what stands behind them in parentheses, at whose commas YAML divides `[Ana Dias (WHO, Geneva)]`.

    A single text is one entry.
    """
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        return value
    names = list[str]()
    for name in value:
        if names and names[-1].count("(") > names[-1].count(")"):
            names[-1] += f", {name}"
        else:
            names.append(name)
    return names


NOT_IN_A_BREAK = AfterValidator(_not_in_a_break)


class Option(Entry):
    id: Id
    text: texts.OptionText


class Scale(Entry):
    low: texts.ScaleLabel
    high: texts.ScaleLabel


class Prompt(Entry):
    id: Id
    kind: PromptKind
    by: Annotated[AnsweredBy | None, Field(validate_default=True)] = None
    anonymous: fields.YesOrNo = False
    text: texts.PromptText
    max_length: Annotated[Annotated[int, PlainValidator(Number(1, 4000))] | None, WRITTEN] = None
    options: Annotated[tuple[Option, ...] | None, WITH_OPTIONS, Field(validate_default=True)] = None
    scale: Annotated[Scale | None, ON_SCALE, Field(validate_default=True)] = None

    @field_validator("by")
    @classmethod
    def _round_goes_by_administration(cls, by: AnsweredBy | None, info: ValidationInfo) -> AnsweredBy:
        is_round = info.data.get("kind") is PromptKind.ROUND
        if is_round and by is AnsweredBy.PARTICIPANT:
            raise fault(_("a round of the table is always by group"), _("write `by: administration`"))
        return AnsweredBy.ADMINISTRATION if is_round else by or AnsweredBy.PARTICIPANT

    @field_validator("anonymous")
    @classmethod
    def _only_participants_are_anonymous(cls, anonymous: bool, info: ValidationInfo) -> bool:
        if anonymous and info.data.get("by") is AnsweredBy.ADMINISTRATION:
            raise fault(_("a group’s answer cannot be anonymous"), _("remove `anonymous`"))
        return anonymous


class Document(Entry):
    title: texts.DocumentTitle
    url: fields.Link


class Session(Entry):
    id: Id
    kind: SessionKind = SessionKind.SESSION
    title: texts.SessionTitle
    description: texts.EventDescription | None = None
    start: fields.TimeOfDay
    duration: Length
    speakers: Annotated[tuple[Name, ...], BeforeValidator(_as_written)] = ()
    link: Annotated[fields.Link | None, NOT_IN_A_BREAK] = None
    documents: tuple[Document, ...] = ()
    themes: tuple[fields.ThemeId, ...] = ()
    prompts: Annotated[tuple[Prompt, ...], NOT_IN_A_BREAK] = ()
    outcome: Annotated[texts.Outcome | None, NOT_IN_A_BREAK] = None


class Day(Entry):
    date: fields.DayDate
    title: texts.DayTitle
    sessions: tuple[Session, ...]
