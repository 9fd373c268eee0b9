"""Announcements in lists: when, what, and why not; nothing that a title could break."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.core.announcement_kind import AnnouncementKind
from bot.features.announcements.list_text import (
    announcement_list,
    announcement_name,
    confirmation_heading,
    confirmed,
    failure_reason,
    trouble_lines,
)
from bot.features.announcements.model import ListedAnnouncement, Status
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.running_workshop import at, both

_, F = phrases("en"), Formats("en", ZoneInfo("Europe/Brussels"))
OPENING = ListedAnnouncement(
    "a/opening/fr", AnnouncementKind.OPENING, "a", "fr", at(15, 10), Status.DUE, None, both("*Bold* plans")
)


def test_the_name_has_its_kind_its_title_and_its_language() -> None:
    assert announcement_name(_, OPENING) == "Opening, “\\*Bold\\* plans (en)” (fr)"
    assert announcement_name(_, OPENING, str) == "Opening, “*Bold* plans (en)” (fr)"
    assert announcement_name(_, replace(OPENING, about=None, language="")) == "Opening"


def test_a_list_without_trouble_does_not_speak_of_it() -> None:
    shown = announcement_list(_, F, [OPENING], [])
    assert shown.startswith("**Next announcements**\n- ")
    assert "Skipped" not in shown
    assert announcement_list(_, F, [], []) == "No announcement is planned."


@pytest.mark.parametrize(
    ("status", "fault", "end"),
    [
        (Status.LATE, None, "(fr): sent late"),
        (Status.SKIPPED, "late", "(fr): skipped (it was too late to send it)"),
        (Status.FAILED, "unreachable:#annonces", "(fr): failed, Discord could not be reached"),
        (Status.CANCELLED, None, "(fr): cancelled"),
    ],
)
def test_a_trouble_says_what_became_of_it_and_why(status: Status, fault: str | None, end: str) -> None:
    [line] = trouble_lines(_, F, [replace(OPENING, status=status, fault=fault)])
    assert line.endswith(end)


def test_each_reason_of_a_failure_has_its_words() -> None:
    reasons = ["channel gone:#annonces", "not permitted:#annonces", "unreachable:1", "refused:#annonces (400/50035)"]
    assert [failure_reason(_, reason) for reason in reasons] == [
        "the channel #annonces is missing, or cannot be used: /workshop setup says what to do",
        "Atelier may not post in #annonces: give it View Channel, Send Messages and Read Message History",
        "Discord could not be reached",
        "Discord refused it (#annonces (400/50035))",
    ]


def test_a_notice_is_for_now_or_for_a_time() -> None:
    assert (confirmation_heading(_, F, None), confirmed(_, F, None)) == (
        "This will be announced now:",
        "It is being announced now.",
    )
    assert "Brussels time" in confirmation_heading(_, F, at(15, 10))
    assert "Brussels time" in confirmed(_, F, at(15, 10))
