"""The schema of a workshop file: its keys, their types and their defaults."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated

from bot.core.announcement_kind import AnnouncementKind
from bot.core.programme import Registration
from bot.workshop_file import fields, texts
from bot.workshop_file.about import About
from bot.workshop_file.certificate import Certificate
from bot.workshop_file.desk_and_evaluations import Desk, Evaluation
from bot.workshop_file.field_rules import Parse
from bot.workshop_file.fields import DAY, Id, Reminders, ShortSpan
from bot.workshop_file.scalars import DurationRange, TextLine
from bot.workshop_file.server import Channels, Roles
from bot.workshop_file.sessions import Day


@dataclass(frozen=True, kw_only=True)
class Administration:
    code: fields.Code
    name: texts.AdministrationName
    language: fields.WorkshopLanguage | None = None
    timezone: fields.Zone | None = None


@dataclass(frozen=True, kw_only=True)
class GroupWord:
    one: texts.GroupLabel
    many: texts.GroupLabel


@dataclass(frozen=True, kw_only=True)
class Theme:
    id: Id
    text: texts.ThemeText


@dataclass(frozen=True, kw_only=True)
class Daily:
    agenda: ShortSpan = timedelta(hours=2)
    summary: ShortSpan = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Attendance:
    opens: ShortSpan = timedelta(minutes=15)
    late_after: ShortSpan = timedelta(minutes=10)
    present_after: fields.Percentage = 0.5
    code: fields.YesOrNo = False


@dataclass(frozen=True, kw_only=True)
class Privacy:
    controller: texts.ControllerName
    contact: Annotated[str, Parse(TextLine(200))]
    basis: texts.Sentences


@dataclass(frozen=True, kw_only=True)
class Workshop:
    id: Id
    guild: fields.Guild | None = None
    timezone: fields.Zone
    languages: tuple[fields.AvailableLanguage, ...]
    title: texts.Title
    roles: Roles = field(default_factory=Roles)
    channels: Channels = field(default_factory=Channels)
    registration: Registration = Registration.CODE
    reminders: Reminders = (timedelta(minutes=10),)
    late_grace: ShortSpan = timedelta(minutes=15)
    daily: Daily = field(default_factory=Daily)
    attendance: Attendance = field(default_factory=Attendance)
    retention: Annotated[timedelta, Parse(DurationRange(DAY, 3650 * DAY))] | None = None
    link: fields.Link | None = None
    mention: frozenset[AnnouncementKind] = frozenset({AnnouncementKind.OPENING, AnnouncementKind.CHANGE})
    administrations: tuple[Administration, ...]
    themes: tuple[Theme, ...] = ()
    days: tuple[Day, ...]
    key_messages: Desk | None = None
    evaluations: tuple[Evaluation, ...] = ()
    notice: texts.Sentences | None = None
    privacy: Privacy | None = None
    about: About = field(default_factory=About)
    certificate: Certificate | None = None
    groups: GroupWord | None = None
    previous: fields.OtherWorkshop | None = None
