"""Wording that several features share, in each language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat import wording
from bot.core.schedule import Schedule, SessionStatus
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.workshop.helpers import OPENS, workshop

BOLD_TIMES = {"fr": "En gras, l’heure", "en": "In bold, the time"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_bold_times_are_explained_only_while_sessions_are_left(language: str) -> None:
    planned = Schedule.of(workshop())
    ended = {each.id: replace(each, status=SessionStatus.ENDED) for each in planned.in_order()}
    over = Schedule(planned.workshop, ended)
    _, formats = phrases(language), Formats(language, planned.workshop.zone)
    assert BOLD_TIMES[language] in wording.now_and_next(_, formats, planned, OPENS)
    assert BOLD_TIMES[language] not in wording.now_and_next(_, formats, over, OPENS)
