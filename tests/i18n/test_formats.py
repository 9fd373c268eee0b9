"""Dates, times, lists, numbers and sort order in French and English."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import discord
import pytest

from bot.i18n.formats import Formats

BRUSSELS = ZoneInfo("Europe/Brussels")
FRENCH, ENGLISH = Formats("fr", BRUSSELS), Formats("en", BRUSSELS)
HALF_PAST_TWO = datetime(2021, 3, 15, 13, 30, tzinfo=UTC)


def in_both(method: str, value: object) -> tuple[str, str]:
    return getattr(FRENCH, method)(value), getattr(ENGLISH, method)(value)


def test_times_have_24_hours_and_are_in_the_zone() -> None:
    assert in_both("time", HALF_PAST_TWO) == ("14:30", "14:30")
    assert Formats("fr", ZoneInfo("Asia/Kathmandu")).time(HALF_PAST_TWO) == "19:15"


def test_days_in_words() -> None:
    assert in_both("day", date(2021, 3, 15)) == ("lundi 15 mars 2021", "Monday, 15 March 2021")
    assert in_both("short_day", date(2021, 3, 15)) == ("15 mars", "15 March")


def test_french_writes_1er_for_the_first_day_only() -> None:
    days = [FRENCH.day(date(2021, 4, day)) for day in (1, 11, 21)]
    assert days == ["jeudi 1er avril 2021", "dimanche 11 avril 2021", "mercredi 21 avril 2021"]
    assert in_both("short_day", date(2021, 8, 1)) == ("1er août", "1 August")


def test_an_instant_has_the_date_of_the_zone() -> None:
    late = datetime(2021, 3, 15, 23, 30, tzinfo=UTC)
    assert in_both("moment", late) == ("16 mars, 00:30", "16 March, 00:30")
    assert in_both("day", late) == ("mardi 16 mars 2021", "Tuesday, 16 March 2021")


@pytest.mark.parametrize(
    ("zone", "french", "english"),
    [
        ("Europe/Brussels", "Bruxelles", "Brussels"),
        ("Africa/Addis_Ababa", "Addis-Abeba", "Addis Ababa"),
        ("Asia/Beirut", "Beyrouth", "Beirut"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_is_named_by_its_city(zone: str, french: str, english: str) -> None:
    assert (Formats("fr", ZoneInfo(zone)).place(), Formats("en", ZoneInfo(zone)).place()) == (french, english)


@pytest.mark.parametrize(
    ("items", "french", "english"),
    [
        ([], "", ""),
        (["Mali"], "Mali", "Mali"),
        (["Mali", "Niger"], "Mali et Niger", "Mali and Niger"),
        (["Mali", "Niger", "Tunisie"], "Mali, Niger et Tunisie", "Mali, Niger and Tunisie"),
    ],
)
def test_lists_are_joined_with_and(items: list[str], french: str, english: str) -> None:
    assert in_both("joined", items) == (french, english)


def test_numbers_and_percentages() -> None:
    assert in_both("number", 12_345.5) == ("12\u202f345,5", "12,345.5")
    assert in_both("percent", 0.5) == ("50\u00a0%", "50%")


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, "0\u00a0min"), (45, "45\u00a0min"), (60, "1\u00a0h"), (90, "1\u00a0h\u00a030\u00a0min")],
)
def test_durations(minutes: int, expected: str) -> None:
    assert in_both("duration", timedelta(minutes=minutes)) == (expected, expected)


def test_lengths_in_words() -> None:
    assert in_both("length", timedelta(days=1)) == ("1\u00a0jour", "1 day")
    assert in_both("length", timedelta(hours=1, minutes=30)) == ("1\u00a0heure 30 minutes", "1 hour 30 minutes")


def test_letters_with_accents_are_sorted_with_their_base_letter() -> None:
    names = ["Zambie", "Éthiopie", "eswatini", "Espagne", "Côte d’Ivoire", "Congo", "Cote"]
    assert FRENCH.sorted(names, str) == ["Congo", "Cote", "Côte d’Ivoire", "Espagne", "eswatini", "Éthiopie", "Zambie"]


def test_times_are_right_before_and_after_the_change_to_summer_time() -> None:
    before, after = datetime(2021, 3, 28, 0, 59, tzinfo=UTC), datetime(2021, 3, 28, 1, 0, tzinfo=UTC)
    assert (FRENCH.time(before), FRENCH.time(after)) == ("01:59", "03:00")


EVERY_LANGUAGE = [locale.value for locale in discord.Locale]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("pt-BR", ("30 de dezembro", "quinta-feira, 30 de dezembro de 2021")),
        ("de", ("30. Dezember", "Donnerstag, 30. Dezember 2021")),
        ("it", ("30 dicembre", "giovedì 30 dicembre 2021")),
        ("ja", ("12月30日", "2021年12月30日木曜日")),
    ],
)
def test_dates_are_written_as_each_language_does(language: str, expected: tuple[str, str]) -> None:
    formats, on = Formats(language, BRUSSELS), date(2021, 12, 30)
    assert (formats.short_day(on), formats.day(on)) == expected


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_lengths_are_in_words_in_every_language_of_discord(language: str) -> None:
    length = Formats(language, BRUSSELS).length(timedelta(days=40, hours=3, minutes=2))
    assert "duration" not in length
    assert all(number in length for number in ("40", "3", "2"))


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_days_have_their_number_in_every_language_of_discord(language: str) -> None:
    formats = Formats(language, BRUSSELS)
    assert all("23" in words for words in (formats.short_day(date(2021, 2, 23)), formats.full_date(date(2021, 2, 23))))
