"""The announcement of a changed programme, in each language."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.schedule import Schedule, opened
from bot.features.announcements.change_notice import ChangeNotice, SessionSnapshot
from bot.features.announcements.change_text import change_line, changes
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.workshop.helpers import FIRST, OPENS, workshop

BOLD_TIMES = {"fr": "En gras, l’heure", "en": "In bold: the time"}
SCHEDULE = Schedule.of(workshop())
BEFORE = SessionSnapshot.of(SCHEDULE[FIRST.id])
TODAY = BEFORE.start.date()
MINUTES, A_DAY = timedelta(minutes=10), timedelta(days=1)


def shifted(by: timedelta, longer: timedelta = timedelta()) -> SessionSnapshot:
    return replace(BEFORE, start=BEFORE.start + by, end=BEFORE.end + by + longer)


SENTENCES = {
    "postponed": (shifted(MINUTES), "postponed by 10 minutes, to **11:10**", "repoussée de 10 minutes, à **11 h 10**"),
    "brought forward": (
        shifted(-MINUTES * 6),
        "brought forward by 1 hour, to **10:00**",
        "avancée de 1 heure, à **10 h**",
    ),
    "another day": (shifted(A_DAY), "moved to 16 March, **11:00**", "déplacée au 16 mars, à **11 h**"),
    "extended": (
        shifted(timedelta(), MINUTES),
        "extended by 10 minutes, until **12:10**",
        "prolongée de 10 minutes, jusqu’à **12 h 10**",
    ),
    "shortened": (
        shifted(timedelta(), -MINUTES),
        "shortened by 10 minutes, until **11:50**",
        "raccourcie de 10 minutes, jusqu’à **11 h 50**",
    ),
    "cancelled": (
        replace(BEFORE, held=False),
        "cancelled; it was planned for 15 March, **11:00**",
        "annulée ; elle était prévue le 15 mars à **11 h**",
    ),
    "link": (
        replace(BEFORE, link="https://kudo.example"),
        "new link: https://kudo.example",
        "nouveau lien : https://kudo.example",
    ),
}
"""What became of it, and the sentence for it in English and in French."""


def plain(text: str) -> str:
    """Without no-break spaces, and without the time on the reader's clock."""
    return re.sub(r" · <t:\d+:t>", "", text.replace("\u00a0", " ").replace("\u202f", " "))


def line(language: str, after: SessionSnapshot, today: date | None = TODAY) -> str:
    f = Formats(language, SCHEDULE.workshop.zone)
    return change_line(phrases(language), f, BEFORE, after, today)


@pytest.mark.parametrize(("after", "english", "french"), SENTENCES.values(), ids=SENTENCES.keys())
def test_a_change_is_told_in_a_sentence(after: SessionSnapshot, english: str, french: str) -> None:
    assert [plain(line(language, after)) for language in ("en", "fr")] == [english, french]


def test_the_day_is_told_of_a_session_that_is_not_today() -> None:
    tomorrow = TODAY - A_DAY
    assert plain(line("en", shifted(MINUTES), tomorrow)) == "postponed by 10 minutes, to **11:10** on 15 March"
    assert plain(line("fr", shifted(-MINUTES), None)) == "avancée de 10 minutes, à **10 h 50** le 15 mars"


def test_a_later_and_longer_session_has_both_times_on_the_readers_clock_too() -> None:
    start, end = line("en", shifted(MINUTES, MINUTES)).split(", extended")
    assert re.fullmatch(r"postponed by 10 minutes, to \*\*11:10\*\* · <t:\d+:t>", start)
    assert re.fullmatch(r" by 10 minutes, until \*\*12:20\*\* · <t:\d+:t>", end)


def test_a_notice_names_each_session_that_changed() -> None:
    before = {id: SessionSnapshot.of(SCHEDULE[id]) for id in SCHEDULE.states}
    notice = ChangeNotice(OPENS, before, before | {FIRST.id: replace(BEFORE, held=False)})
    f = Formats("en", SCHEDULE.workshop.zone)
    shown = changes(phrases("en"), f, SCHEDULE, notice, TODAY).split("\n")
    assert [each.split(":")[0] for each in shown] == ["**Change of programme**", "- First (en)"]
    assert ChangeNotice.from_json(notice.to_json()) == notice


def test_only_what_asks_people_to_come_otherwise_makes_a_sound() -> None:
    open_now = SCHEDULE.having(opened(SCHEDULE[FIRST.id], OPENS))
    longer, link = shifted(timedelta(), MINUTES), replace(BEFORE, link="https://kudo.example")
    asking = [ChangeNotice(OPENS, {FIRST.id: BEFORE}, {FIRST.id: it}).asks_something(open_now) for it in (longer, link)]
    ahead = ChangeNotice(OPENS, {FIRST.id: BEFORE}, {FIRST.id: longer}).asks_something(SCHEDULE)
    assert (asking, ahead) == ([False, True], True)


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
    said = changes(phrases(language), Formats(language, SCHEDULE.workshop.zone), SCHEDULE, notice, TODAY)
    assert (BOLD_TIMES[language] in said) is explained
