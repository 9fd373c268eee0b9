"""Every difference between two versions of a workshop file is found."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.programme import (
    Administration,
    Channels,
    Desk,
    Option,
    PromptKind,
    Question,
    Roles,
    Theme,
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
        FileChange(where, "prompts.text.en", "What? (en)", "Why?"),
        FileChange((*where, both("B")), "prompts.options", "b", None, is_entry=True),
        FileChange((*where, both("C")), "prompts.options", None, "c", is_entry=True),
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
        ({"mention": frozenset({"opening"})}, "mention", "change, opening", "opening"),
        ({"desk": Desk("opening", at(16, 12))}, "key_messages", None, "…"),
        ({"link": "https://kudo.example"}, "link", None, "https://kudo.example"),
    ],
)
def test_a_value_is_named_as_in_the_file(change: dict[str, Any], key: str, before: str, after: str) -> None:
    assert file_changes(workshop(), workshop(**change)) == [FileChange((), key, before, after)]


def test_no_field_of_a_workshop_or_of_a_session_is_overlooked() -> None:
    """A sample value for each field, so that a new one is not forgotten here either."""
    other: dict[str, Any] = {"themes": (Theme("t", both("T")),)}
    described: Any
    for described in (workshop(), workshop().sessions[0]):
        for field in fields(described):
            if field.name in ("id", "start", "duration", "days", "source"):
                continue
            changed = replace(described, **{field.name: other.get(field.name, ("other",))})
            if isinstance(changed, Workshop):
                assert file_changes(workshop(), changed), field.name
            else:
                days = workshop().days
                with_changed = replace(days[0], sessions=(changed, *days[0].sessions[1:]))
                assert file_changes(workshop(), workshop(days=(with_changed, *days[1:]))), field.name
