"""The outcomes of sessions.

A live text replaces the file's, missing ones are listed, nothing is erased without confirmation.
"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.errors import TextTooLong, UnknownSession
from bot.core.people import Person
from bot.core.programme import Day, Workshop
from bot.export.report.data import gather
from bot.export.store import ExportStore
from bot.features.organisers.announcement_text import day_summary
from bot.features.organisers.day_summary import summary_of
from bot.features.programme import outcome_service as service
from bot.features.programme import outcome_text as text
from bot.features.programme import session_service as sessions
from bot.features.programme.errors import OutcomeChanged
from bot.features.programme.outcome_store import all_outcomes
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.workshop.helpers import FIRST, NOW, OPENS, SECOND, OpenWorkshop, both, workshop

CHAIR = Person(70, "Zoë", "fr", facilitator=True)
FILE = {"fr": "Prévu.", "en": "Planned."}


@pytest.fixture
def described() -> Workshop:
    """The file has an outcome for the first session, and none for the second."""
    day = Day(1, date(2021, 3, 15), both("Day"), (replace(FIRST, outcome=FILE), SECOND))
    return workshop(days=(day,))


async def hold(opened: OpenWorkshop, session: str) -> None:
    await sessions.start(opened.context, session, CHAIR)
    await sessions.end(opened.context, session, CHAIR)


async def test_what_is_written_live_stands_over_the_file_in_its_language_alone(opened: OpenWorkshop) -> None:
    context = opened.context
    assert await service.all_outcomes(context) == {"first": FILE}
    await service.write(context, CHAIR, "first", {"fr": " Le débat\n a  porté loin. ", "en": FILE["en"]}, FILE)
    assert await service.find(context, "first") == {"fr": "Le débat a porté loin.", "en": "Planned."}
    rows = await context.database.rows("select language, author, author_discord from outcomes")
    assert [tuple(row) for row in rows] == [("fr", "Zoë", 70)]
    audited = await context.database.rows("select actor, target, detail from audit where action = 'session outcome'")
    assert [tuple(row) for row in audited] == [("Zoë", "first", "fr")]


async def test_the_same_form_twice_is_written_once(opened: OpenWorkshop) -> None:
    seen = await service.find(opened.context, "second")
    for _ in "12":
        await service.write(opened.context, CHAIR, "second", {"fr": "Dit.", "en": ""}, seen)
    rows = await opened.context.database.rows("select * from audit where action = 'session outcome'")
    assert len(rows) == 1
    assert await service.find(opened.context, "second") == {"fr": "Dit."}


async def test_an_emptied_field_takes_the_text_out_and_the_files_does_not_come_back(opened: OpenWorkshop) -> None:
    await service.write(opened.context, CHAIR, "first", {"fr": "", "en": "Planned."}, FILE)
    assert await service.find(opened.context, "first") == {"en": "Planned."}
    assert await service.find(await opened.reopen(), "first") == {"en": "Planned."}


@pytest.mark.parametrize("seen", [None, {}], ids=["an older form", "someone wrote in between"])
async def test_an_older_form_erases_and_overwrites_nothing(opened: OpenWorkshop, seen: dict[str, str] | None) -> None:
    context = opened.context
    await service.write(context, CHAIR, "second", {"fr": "Premier."}, {})
    added = await service.write(context, CHAIR, "second", {"fr": "", "en": "First."}, seen)
    assert added == {"fr": "Premier.", "en": "First."}
    with pytest.raises(OutcomeChanged) as refused:
        await service.write(context, CHAIR, "second", {"fr": "Autre.", "en": "First."}, seen)
    assert (refused.value.current, refused.value.text) == ({"fr": "Premier."}, "Autre.\n\nFirst.")
    assert await service.find(context, "second") == added


async def test_what_cannot_be_kept_is_given_back(opened: OpenWorkshop) -> None:
    with pytest.raises(TextTooLong) as refused:
        await service.write(opened.context, CHAIR, "second", {"fr": "a" * 501, "en": "b"}, {})
    assert (refused.value.limit, refused.value.text) == (500, "a" * 501 + "\n\nb")
    with pytest.raises(UnknownSession):
        await service.write(opened.context, CHAIR, "third", {"fr": "a"}, {})


async def test_without_a_name_it_is_about_the_session_in_progress_or_the_last_one(opened: OpenWorkshop) -> None:
    assert service.default_session(opened.context).id == "first"
    await hold(opened, "first")
    assert service.default_session(opened.context).id == "first"
    await sessions.start(opened.context, "second", CHAIR)
    assert service.default_session(opened.context).id == "second"


async def test_the_board_lists_ended_sessions_and_a_missing_language(opened: OpenWorkshop) -> None:
    context, _ = opened.context, phrases("en")
    assert text.missing_lines(_, await service.missing(context)) == []
    await hold(opened, "first")
    assert text.missing_lines(_, await service.missing(context)) == []
    await hold(opened, "second")
    assert text.missing_lines(_, await service.missing(context))[1:] == ["- Second (en)"]
    await service.write(context, CHAIR, "second", {"fr": "Dit."}, {})
    assert text.missing_lines(_, await service.missing(context))[1:] == ["- Second (en) (missing: English)"]
    await service.write(context, CHAIR, "second", {"en": "Said."}, {"fr": "Dit."})
    assert text.missing_lines(_, await service.missing(context)) == []


async def test_a_long_list_is_cut_and_counted(opened: OpenWorkshop) -> None:
    await hold(opened, "second")
    missing = await service.missing(opened.context)
    assert text.missing_lines(phrases("fr"), missing * 6)[-1] == "- 1 autre"
    assert len(text.missing_lines(phrases("fr"), missing * 5)) == 6


async def test_the_evening_s_summary_says_what_came_of_each_session(opened: OpenWorkshop) -> None:
    context = opened.context
    await hold(opened, "first")
    await hold(opened, "second")
    await service.write(context, CHAIR, "second", {"en": "*All* agreed @here"}, {})
    opened.set_time(OPENS + timedelta(hours=4))
    summary = await summary_of(context, date(2021, 3, 15))

    def outcome_lines(language: str) -> list[str]:
        lines = day_summary(phrases(language), Formats(language, context.workshop.zone), summary, 2).splitlines()
        return [line for line in lines if line.startswith("- **")]

    assert outcome_lines("fr") == ["- **First (fr)**\u00a0: Prévu."]
    assert outcome_lines("en") == ["- **First (en)**: Planned.", "- **Second (en)**: \\*All\\* agreed @\u200bhere"]


async def test_of_a_long_day_the_summary_shortens_every_text_alike(opened: OpenWorkshop) -> None:
    state = opened.context.schedule["first"]
    lines = text.summary_lines(phrases("en"), [(state, {"en": "x" * 500})] * 8)
    assert {len(line) for line in lines[2:]} == {len("- **First (en)**: ") + 250}


async def test_the_report_s_data_have_them_by_session_and_language(opened: OpenWorkshop) -> None:
    context = opened.context
    await service.write(context, CHAIR, "second", {"en": "Said."}, {})

    with closing(sqlite3.connect(context.database.path)) as connection:
        data = gather(ExportStore.of(connection, context.workshop, NOW))
    assert data.outcomes == {"first": FILE, "second": {"en": "Said."}}


async def test_a_language_that_left_the_workshop_is_not_shown(opened: OpenWorkshop) -> None:
    await service.write(opened.context, CHAIR, "second", {"fr": "Dit.", "en": "Said."}, {})
    found = await opened.context.read(all_outcomes, replace(opened.context.workshop, languages=("en",)))
    assert found == {"first": {"en": "Planned."}, "second": {"en": "Said."}}
