"""The announcement of a changed programme, in each language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.schedule import Schedule
from bot.features.announcements import text
from bot.features.announcements.change_notice import ChangeNotice, SessionSnapshot
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.workshop.helpers import FIRST, OPENS, workshop

BOLD_TIMES = {"fr": "En gras, l’heure", "en": "In bold: the time"}
SCHEDULE = Schedule.of(workshop())
BEFORE = SessionSnapshot.of(SCHEDULE[FIRST.id])


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("after", "explained"),
    [
        (replace(BEFORE, held=False), False),
        (replace(BEFORE, link="https://kudo.example"), False),
        (replace(BEFORE, start=BEFORE.start + timedelta(minutes=5)), True),
    ],
    ids=["cancelled", "link", "time"],
)
def test_bold_times_are_explained_only_if_a_time_changed(
    after: SessionSnapshot, explained: bool, language: str
) -> None:
    notice = ChangeNotice(OPENS, {FIRST.id: BEFORE}, {FIRST.id: after})
    said = text.changes(phrases(language), Formats(language, SCHEDULE.workshop.zone), SCHEDULE, notice)
    assert (BOLD_TIMES[language] in said) is explained
