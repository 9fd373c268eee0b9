"""Wording that several features share, in each language."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.chat import wording
from bot.core.programme import Document, Session, SessionKind
from bot.core.schedule import Schedule, SessionState, SessionStatus
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.workshop.helpers import FIRST, OPENS, both, workshop

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


COFFEE = Session("coffee", both("Coffee"), OPENS + timedelta(hours=1), timedelta(minutes=30), kind=SessionKind.BREAK)


def test_the_agenda_has_the_breaks() -> None:
    planned = workshop()
    schedule = Schedule.of(workshop(days=(replace(planned.days[0], breaks=(COFFEE,)),)))
    lines = wording.day_agenda(phrases("en"), Formats("en", planned.zone), schedule, OPENS.date()).split("\n")[2:]
    assert [line.rpartition(" · ")[2] for line in lines] == ["First (en)", "Coffee (en)", "Second (en)"]
    assert "Coffee" not in wording.now_and_next(
        phrases("en"), Formats("en", planned.zone), schedule, OPENS + timedelta(hours=1)
    )


def test_documents_are_links_without_a_preview() -> None:
    document = Document({"fr": "Note [1]", "en": "Note [1]"}, "https://example.org/a(1).pdf")
    state = SessionState.of(replace(FIRST, documents=(document, document)))
    (line,) = wording.documents(phrases("en"), state)
    assert line.startswith("Documents: [Note ")
    assert line.count("(<https://example.org/a(1).pdf>)") == 2
    assert wording.documents(phrases("en"), SessionState.of(FIRST)) == []
