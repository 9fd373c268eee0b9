"""The models of days, sessions and their prompts."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationInfo, field_validator

from bot.core.programme import AnsweredBy, PromptKind
from bot.i18n.phrase import _
from bot.workshop_file import fields, texts
from bot.workshop_file.entry import WITH_OPTIONS, WRITTEN, Entry, Length, Name, suits
from bot.workshop_file.faults import fault
from bot.workshop_file.fields import Id
from bot.workshop_file.scalars import Number


class Option(Entry):
    id: Id
    text: texts.OptionText


class Scale(Entry):
    low: texts.ScaleLabel
    high: texts.ScaleLabel


Options = tuple[Option, ...]


class Prompt(Entry):
    id: Id
    kind: PromptKind
    by: Annotated[AnsweredBy | None, Field(validate_default=True)] = None
    anonymous: fields.YesOrNo = False
    text: texts.PromptText
    max_length: Annotated[int, PlainValidator(Number(1, 4000))] | None = None
    options: Annotated[Options | None, Field(validate_default=True)] = None
    scale: Annotated[Scale | None, Field(validate_default=True)] = None

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

    @field_validator("max_length")
    @classmethod
    def _only_written(cls, max_length: int | None, info: ValidationInfo) -> int | None:
        suits(info, max_length, "max_length", WRITTEN, is_needed=False)
        return max_length

    @field_validator("options")
    @classmethod
    def _only_chosen(cls, options: Any, info: ValidationInfo) -> Any:
        suits(info, options, "options", WITH_OPTIONS, is_needed=True)
        return options

    @field_validator("scale")
    @classmethod
    def _only_scaled(cls, scale: Any, info: ValidationInfo) -> Any:
        suits(info, scale, "scale", {PromptKind.SCALE}, is_needed=True)
        return scale


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


class Day(Entry):
    date: fields.DayDate
    title: texts.DayTitle
    sessions: tuple[Session, ...]
