"""The transcript's days: which session an opening belongs to."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

from bot.i18n.catalogue import available
from bot.rehearsal.transcript.events import Event
from bot.rehearsal.transcript.grouping import group_events
from bot.rehearsal.transcript.readers import Readers
from bot.workshop_file import read_workshop
from fakecord.snowflakes import snowflake_of
from tests.rehearsal.tried_by_hand import SAMPLE


def opening(at: Any, title: str) -> Event:
    message = SimpleNamespace(text=f"The session is open: {title}", buttons=[{"custom_id": "abcdef:signin"}])
    channel = SimpleNamespace(id=1, guild=True)
    return Event(snowflake_of(at), at, cast("Any", channel), cast("Any", message), None, None, "")


def test_sessions_of_one_title_are_told_apart_by_their_times() -> None:
    workshop, _faults = read_workshop(SAMPLE, available())
    assert workshop
    same = {"en": "Working session", "fr": "Séance de travail"}
    days = tuple(
        replace(day, sessions=tuple(replace(each, title=same) for each in day.sessions)) for day in workshop.days
    )
    workshop = replace(workshop, days=days)
    events = [opening(each.start + timedelta(minutes=5), same["en"]) for each in workshop.sessions]
    found = [
        (section.session.id, section.opened)
        for day in group_events(workshop, events, Readers(()))
        for section in day.sections
        if section.session
    ]
    assert found == [(each.id, each.start + timedelta(minutes=5)) for each in workshop.sessions]
