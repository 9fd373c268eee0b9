"""Wording that several features share, in each language."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.chat import wording
from bot.core.schedule import Schedule, SessionStatus
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.workshop.helpers import OPENS, workshop

BOLD_TIMES = {"fr": "En gras, l’heure", "en": "In bold: the time"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_bold_times_are_explained_only_while_sessions_are_left(language: str) -> None:
    planned = Schedule.of(workshop())
    ended = {each.id: replace(each, status=SessionStatus.ENDED) for each in planned.in_order()}
    over = Schedule(planned.workshop, ended)
    _, formats = phrases(language), Formats(language, planned.workshop.zone)
    assert BOLD_TIMES[language] in wording.now_and_next(_, formats, planned, OPENS)
    assert BOLD_TIMES[language] not in wording.now_and_next(_, formats, over, OPENS)


def test_a_session_that_begins_on_another_date_for_the_reader_says_which() -> None:
    schedule = Schedule.of(workshop())
    agenda = wording.day_agenda(phrases("en"), Formats("en", ZoneInfo("Pacific/Auckland")), schedule, OPENS.date())
    first, *others = agenda.split("\n")[2:]
    assert first.startswith("- **23:00–00:00** · ")  # 10:00 UTC is 23:00 there, still on the day of the heading
    assert all(line.startswith("- **16 March, ") for line in others)
