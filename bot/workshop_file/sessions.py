"""The models of days, sessions and their prompts."""

from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo, field_validator

from bot.core.programme import AnsweredBy, PromptKind
from bot.i18n.phrase import _
from bot.workshop_file import fields, texts
from bot.workshop_file.entry import ON_SCALE, WITH_OPTIONS, WRITTEN, Entry, Length, Name
from bot.workshop_file.faults import fault
from bot.workshop_file.fields import Id
from bot.workshop_file.scalars import Number


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
            raise fault(_("a round of the table is always by administration"), _("write `by: administration`"))
        return AnsweredBy.ADMINISTRATION if is_round else by or AnsweredBy.PARTICIPANT

    @field_validator("anonymous")
    @classmethod
    def _only_participants_are_anonymous(cls, anonymous: bool, info: ValidationInfo) -> bool:
        if anonymous and info.data.get("by") is AnsweredBy.ADMINISTRATION:
            raise fault(_("what an administration answers cannot be anonymous"), _("leave `anonymous` out"))
        return anonymous


class Session(Entry):
    id: Id
    title: texts.EventName
    description: texts.EventDescription | None = None
    start: fields.TimeOfDay
    duration: Length
    speakers: tuple[Name, ...] = ()
    link: fields.Link | None = None
    themes: tuple[fields.ThemeId, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    outcome: texts.Outcome | None = None


class Day(Entry):
    date: fields.DayDate
    title: texts.DayTitle
    sessions: tuple[Session, ...]
