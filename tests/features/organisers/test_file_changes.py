"""Every difference between two versions of a workshop file is found."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.programme import (
    Administration,
    AttendanceRule,
    Channels,
    Desk,
    Option,
    PromptKind,
    Question,
    Roles,
    Workshop,
)
from bot.features.organisers.file_changes import FileChange, file_changes
from tests.features.organisers.helpers import at, session, workshop
from tests.workshop.helpers import both

ASKED = Question("q", PromptKind.CHOICE, both("What?"), options=(Option("a", both("A")), Option("b", both("B"))))


def with_prompt(question: Question) -> Workshop:
    return workshop((session("opening", at(15, 10), prompts=(question,)),))


def test_prompts_are_compared_word_by_word() -> None:
    other = replace(ASKED, text={**ASKED.text, "en": "Why?"}, options=(Option("a", both("A")), Option("c", both("C"))))
    where = (both("Opening"), other.text)
    assert file_changes(with_prompt(ASKED), with_prompt(other)) == [
        FileChange(where, "prompts.text.en", "What? (en)", "Why?", session="opening"),
        FileChange((*where, both("B")), "prompts.options", "b", None, is_entry=True, session="opening"),
        FileChange((*where, both("C")), "prompts.options", None, "c", is_entry=True, session="opening"),
    ]


def test_groups_are_found_again_by_their_code() -> None:
    mali, niger = workshop().administrations
    malawi = Administration("MW", both("Malawi"), "en", "Africa/Blantyre")
    after = workshop(administrations=(malawi, replace(mali, language="en")))
    assert file_changes(workshop(), after) == [
        FileChange((niger.name,), "administrations", "NE", None, is_entry=True),
        FileChange((malawi.name,), "administrations", None, "MW", is_entry=True),
        FileChange((mali.name,), "administrations.language", "fr", "en"),
    ]


@pytest.mark.parametrize(
    ("change", "key", "before", "after"),
    [
        ({"title": {"fr": "Atelier", "en": "Workshop (en)"}}, "title.fr", "Workshop (fr)", "Atelier"),
        ({"retention": timedelta(days=400)}, "retention", None, "400d"),
        ({"agenda_before": timedelta(hours=3)}, "daily.agenda", "2h", "3h"),
        ({"roles": Roles(organiser="Team")}, "roles.organiser", "Organisers", "Team"),
        ({"channels": Channels(both("news"))}, "channels.announcements", "announcements", "news (fr), news (en)"),
        ({"languages": ("fr", "en", "pt")}, "languages", "fr, en", "fr, en, pt"),
        ({"attendance": AttendanceRule(present_after=0.125)}, "attendance.present_after", "50%", "12.5%"),
        ({"attendance": AttendanceRule(code=True)}, "attendance.code", "false", "true"),
        ({"mention": frozenset({"opening"})}, "mention", "change, opening", "opening"),
        ({"link": "https://kudo.example"}, "link", None, "https://kudo.example"),
    ],
)
def test_a_value_is_named_as_in_the_file(change: dict[str, Any], key: str, before: str, after: str) -> None:
    assert file_changes(workshop(), workshop(**change)) == [FileChange((), key, before, after)]


def test_a_part_that_is_new_is_told_key_by_key() -> None:
    desk = Desk("opening", at(16, 12))
    assert [(it.key, it.before, it.after) for it in file_changes(workshop(), workshop(desk=desk))] == [
        ("key_messages.opens", None, "opening"),
        ("key_messages.closes", None, "2021-03-16 12:00"),
        ("key_messages.per_administration", None, "3"),
        ("key_messages.max_length", None, "700"),
    ]


def test_hours_by_another_clock_are_told_as_the_zone_alone() -> None:
    before = workshop(desk=Desk("opening", at(16, 12)))
    later = [replace(it, start=it.start - timedelta(hours=9)) for it in before.days[0].sessions]
    after = workshop(tuple(later), before.days[1].sessions, desk=Desk("opening", at(16, 3)), timezone="Asia/Tokyo")
    found = [(it.key, it.session) for it in file_changes(before, after)]
    assert found == [("timezone", None), ("start", "closing")]
