"""References, changes, states, coverage and order of key messages; how long a reopened desk stays open."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.features.key_messages.errors import UnknownMessage
from bot.features.key_messages.model import (
    MessageState,
    MessageVersion,
    Translation,
    VersionChange,
    changes,
    coverage_of,
    file_order,
    max_translation_length,
    overview_of,
    parse_reference,
    reopened_until,
    state_of,
)
from tests.features.key_messages.desk_workshop import workshop
from tests.features.key_messages.helpers import key_message

AT = datetime(2021, 3, 17, 16, 0, tzinfo=UTC)
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(("reference", "meant"), [("MW-2", ("MW", 2)), (" mw-2 ", ("MW", 2)), ("A-1-12", ("A-1", 12))])
def test_a_reference_names_one_message(reference: str, meant: tuple[str, int]) -> None:
    assert parse_reference(reference) == meant


@pytest.mark.parametrize("reference", ["", "MW", "MW-", "MW-x", "-2", "MW-٣", "MW-12345678"])
def test_what_is_no_reference_names_none(reference: str) -> None:
    with pytest.raises(UnknownMessage):
        parse_reference(reference)


def test_changes_are_named() -> None:
    before = MessageVersion(1, "fr", None, "Un", "Awa", False, AT)
    after = MessageVersion(2, "en", "audit", "Un", "Koffi", False, AT)
    assert changes(before, after) == [VersionChange.THEME, VersionChange.LANGUAGE]


def test_a_reopened_desk_stays_open_to_midnight_in_the_workshops_zone() -> None:
    assert reopened_until(AT, BRUSSELS) == datetime(2021, 3, 17, 23, 0, tzinfo=UTC)
    late = AT + timedelta(hours=6, minutes=30)
    assert reopened_until(late, BRUSSELS) == late + timedelta(hours=1)


def test_a_message_is_translated_once_no_language_is_missing() -> None:
    message = key_message(translations={"fr": Translation("Gardez-le")})
    assert message.texts == {"en": "Keep it", "fr": "Gardez-le"}
    assert state_of(message, ("fr", "en")) is MessageState.TRANSLATED
    assert message.missing_languages(("fr", "pt", "en")) == ["pt"]
    assert state_of(message, ("fr", "pt", "en")) is MessageState.SUBMITTED


def test_each_translation_and_each_correction_raises_the_revisions() -> None:
    french, portuguese = Translation("Gardez-le", 2), Translation("Guarde")
    assert key_message().revisions == 0
    assert key_message(translations={"fr": french, "pt": portuguese}).revisions == 3


def test_a_translation_may_be_twice_as_long_as_a_form_allows() -> None:
    assert (max_translation_length(700), max_translation_length(3_000)) == (1_400, 4_000)


def test_coverage_names_those_who_have_sent_nothing() -> None:
    coverage = coverage_of(workshop(), {"ML": 2})
    assert [a.code for a in coverage.sent] == ["ML"]
    assert [a.code for a in coverage.missing] == ["MW", "NE"]
    assert coverage.messages == 2


def test_the_overview_counts_by_state_and_by_theme_of_the_file() -> None:
    first = key_message(theme="audit", state=MessageState.CLEARED, translations={"fr": Translation("Un")})
    second, third = key_message("ML", theme="removed", on_behalf=True), key_message("ML", 2, theme="audit")
    overview = overview_of(workshop(), [first, second, third])
    assert overview.by_state == {
        MessageState.SUBMITTED: [second, third],
        MessageState.TRANSLATED: [],
        MessageState.CLEARED: [first],
        MessageState.PUBLISHED: [],
    }
    assert list(overview.by_theme.items()) == [("audit", 2), (None, 1)]
    assert (overview.untranslated, overview.on_behalf) == ([second, third], [second])


def test_messages_are_ordered_by_the_file_and_unknown_administrations_come_last() -> None:
    messages = [key_message(code, number) for code, number in (("ZZ", 1), ("AA", 1), ("NE", 1), ("MW", 2), ("MW", 1))]
    ordered = sorted((message.key for message in messages), key=file_order(workshop()))
    assert [f"{key.administration}-{key.number}" for key in ordered] == ["MW-1", "MW-2", "NE-1", "AA-1", "ZZ-1"]
