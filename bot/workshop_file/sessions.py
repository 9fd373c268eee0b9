"""The models of days, sessions and their prompts."""

from dataclasses import dataclass
from typing import Annotated, Any

from bot.core.programme import AnsweredBy, PromptKind, SessionKind
from bot.i18n.phrase import _
from bot.workshop_file import fields, texts
from bot.workshop_file.faults import fault
from bot.workshop_file.field_rules import Check, Field, Parse, Prepare
from bot.workshop_file.fields import Id, Length, Name
from bot.workshop_file.question_checks import ON_SCALE, WITH_OPTIONS, WRITTEN
from bot.workshop_file.scalars import Number


def _not_in_a_break(value: Any, field: Field) -> Any:
    """People do not meet in a break, so it has no link, prompts or outcome."""
    if value and field.above.get("kind") is SessionKind.BREAK:
        raise fault(_("a break has no `%(key)s`", key=field.key), _("leave it out, or write `kind: session`"))
    return value


def _as_written(value: Any) -> Any:
    """Names with their parentheses. YAML divides `[Ana Dias (WHO, Geneva)]` at the comma: join the parts again.

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


def _answered_by(by: AnsweredBy | None, field: Field) -> AnsweredBy:
    """A round of the table is by group, anything else by participant unless the file says otherwise."""
    is_round = field.above.get("kind") is PromptKind.ROUND
    if is_round and by is AnsweredBy.PARTICIPANT:
        raise fault(_("a round of the table is always by group"), _("write `by: administration`"))
    return AnsweredBy.ADMINISTRATION if is_round else by or AnsweredBy.PARTICIPANT


def _only_participants(anonymous: bool, field: Field) -> bool:
    if anonymous and field.above.get("by") is AnsweredBy.ADMINISTRATION:
        raise fault(_("a group’s answer cannot be anonymous"), _("remove `anonymous`"))
    return anonymous


NOT_IN_A_BREAK = Check(_not_in_a_break)


@dataclass(frozen=True, kw_only=True)
class Option:
    id: Id
    text: texts.OptionText


@dataclass(frozen=True, kw_only=True)
class Scale:
    low: texts.ScaleLabel
    high: texts.ScaleLabel


@dataclass(frozen=True, kw_only=True)
class Prompt:
    id: Id
    kind: PromptKind
    by: Annotated[AnsweredBy | None, Check(_answered_by)] = None
    anonymous: Annotated[fields.YesOrNo, Check(_only_participants)] = False
    text: texts.PromptText
    max_length: Annotated[Annotated[int, Parse(Number(1, 4000))] | None, WRITTEN] = None
    options: Annotated[tuple[Option, ...] | None, WITH_OPTIONS] = None
    scale: Annotated[Scale | None, ON_SCALE] = None


@dataclass(frozen=True, kw_only=True)
class Document:
    title: texts.DocumentTitle
    url: fields.Link


@dataclass(frozen=True, kw_only=True)
class Session:
    id: Id
    kind: SessionKind = SessionKind.SESSION
    title: texts.SessionTitle
    description: texts.EventDescription | None = None
    start: fields.TimeOfDay
    duration: Length
    speakers: Annotated[tuple[Name, ...], Prepare(_as_written)] = ()
    link: Annotated[fields.Link | None, NOT_IN_A_BREAK] = None
    documents: tuple[Document, ...] = ()
    themes: tuple[fields.ThemeId, ...] = ()
    prompts: Annotated[tuple[Prompt, ...], NOT_IN_A_BREAK] = ()
    outcome: Annotated[texts.Outcome | None, NOT_IN_A_BREAK] = None


@dataclass(frozen=True, kw_only=True)
class Day:
    date: fields.DayDate
    title: texts.DayTitle
    sessions: tuple[Session, ...]
