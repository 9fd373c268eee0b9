"""The schema of a workshop file: its keys, their types and their defaults."""

from datetime import timedelta
from typing import Annotated

from pydantic import PlainValidator

from bot.core.announcement_kind import AnnouncementKind
from bot.core.programme import Registration
from bot.workshop_file import fields, texts
from bot.workshop_file.about import About
from bot.workshop_file.certificate import Certificate
from bot.workshop_file.desk_and_evaluations import Desk, Evaluation
from bot.workshop_file.entry import DAY, Entry, Reminders, ShortSpan
from bot.workshop_file.fields import Id
from bot.workshop_file.scalars import DurationRange, TextLine
from bot.workshop_file.server import Channels, Roles
from bot.workshop_file.sessions import Day


class Administration(Entry):
    code: fields.Code
    name: texts.AdministrationName
    language: fields.WorkshopLanguage | None = None
    timezone: fields.Zone | None = None


class GroupWord(Entry):
    one: texts.GroupLabel
    many: texts.GroupLabel


class Theme(Entry):
    id: Id
    text: texts.ThemeText


class Daily(Entry):
    agenda: ShortSpan = timedelta(hours=2)
    summary: ShortSpan = timedelta(minutes=15)


class Attendance(Entry):
    opens: ShortSpan = timedelta(minutes=15)
    late_after: ShortSpan = timedelta(minutes=10)
    present_after: fields.Percentage = 0.5
    code: fields.YesOrNo = False


class Privacy(Entry):
    controller: texts.ControllerName
    contact: Annotated[str, PlainValidator(TextLine(200))]
    basis: texts.Sentences


class Workshop(Entry):
    id: Id
    guild: fields.Guild | None = None
    timezone: fields.Zone
    languages: tuple[fields.AvailableLanguage, ...]
    title: texts.Title
    roles: Roles = Roles()
    channels: Channels = Channels()
    registration: Registration = Registration.CODE
    reminders: Reminders = (timedelta(minutes=10),)
    late_grace: ShortSpan = timedelta(minutes=15)
    daily: Daily = Daily()
    attendance: Attendance = Attendance()
    retention: Annotated[timedelta, PlainValidator(DurationRange(DAY, 3650 * DAY))] | None = None
    link: fields.Link | None = None
    mention: frozenset[AnnouncementKind] = frozenset({AnnouncementKind.OPENING, AnnouncementKind.CHANGE})
    administrations: tuple[Administration, ...]
    themes: tuple[Theme, ...] = ()
    days: tuple[Day, ...]
    key_messages: Desk | None = None
    evaluations: tuple[Evaluation, ...] = ()
    notice: texts.Sentences | None = None
    privacy: Privacy | None = None
    about: About = About()
    certificate: Certificate | None = None
    groups: GroupWord | None = None
    previous: fields.OtherWorkshop | None = None
