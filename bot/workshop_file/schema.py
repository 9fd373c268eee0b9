"""The shape of a whole workshop file: its keys, what may be left out, and what each key holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import PlainValidator

from bot.core.programme import Registration
from bot.features.announcements.model import Kind
from bot.workshop_file import fields, texts
from bot.workshop_file.desks import Desk, Evaluation
from bot.workshop_file.fields import Id
from bot.workshop_file.part import DAY, Part, Reminders, ShortSpan
from bot.workshop_file.scalars import Span
from bot.workshop_file.server import Channels, Roles
from bot.workshop_file.sessions import Day


class Administration(Part):
    code: fields.Code
    name: texts.AdministrationName
    language: fields.WorkshopLanguage
    timezone: fields.Zone


class Theme(Part):
    id: Id
    text: texts.ThemeText


class Daily(Part):
    agenda: ShortSpan = timedelta(hours=2)
    summary: ShortSpan = timedelta(minutes=15)


class Attendance(Part):
    opens: ShortSpan = timedelta(minutes=15)
    late_after: ShortSpan = timedelta(minutes=10)
    present_after: fields.Percentage = 0.5
    code: fields.YesOrNo = False


class Workshop(Part):
    id: Id
    guild: fields.Guild | None = None
    timezone: fields.Zone
    languages: tuple[fields.Catalogued, ...]
    title: texts.Title
    roles: Roles = Roles()
    channels: Channels = Channels()
    registration: Registration = Registration.CODE
    reminders: Reminders = ()
    late_grace: ShortSpan = timedelta(minutes=15)
    daily: Daily = Daily()
    attendance: Attendance = Attendance()
    retention: Annotated[timedelta, PlainValidator(Span(DAY, 3650 * DAY))] | None = None
    link: fields.Link | None = None
    mention: frozenset[Kind] = frozenset({Kind.OPENING, Kind.CHANGE})
    administrations: tuple[Administration, ...]
    themes: tuple[Theme, ...] = ()
    days: tuple[Day, ...]
    key_messages: Desk | None = None
    evaluations: tuple[Evaluation, ...] = ()
