"""What the commands of `/session` and `/schedule` reply, in each language."""

from datetime import timedelta

from bot.core.schedule import Schedule, SessionState, cancelled, delayed, differences, ended, moved, opened
from bot.features.programme import text
from bot.features.programme.model import preview
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.workshop.helpers import FIRST, OPENS, workshop

WORKSHOP = workshop()
SCHEDULE = Schedule.of(WORKSHOP)
STATE = SessionState.of(FIRST)
_, F = phrases("en"), Formats("en", WORKSHOP.zone)


def test_a_session_opened_the_day_before_names_the_days() -> None:
    fr, f = phrases("fr"), Formats("fr", WORKSHOP.zone)
    early = text.started(fr, f, opened(STATE, OPENS - timedelta(days=1)))
    assert "prévue le 15 mars, 11:00" in early
    assert "jusqu’au 15 mars, 12:00" in early
    assert "mars" not in text.started(fr, f, opened(STATE, OPENS - timedelta(minutes=10)))


def test_a_reopened_session_is_called_so() -> None:
    again = opened(ended(opened(STATE, OPENS), OPENS), OPENS)
    assert text.started(_, F, again) == "“First (en)” is open again, until 12:00."


def test_a_change_is_told_in_the_words_of_the_notice() -> None:
    after = delayed(SCHEDULE, "first", timedelta(minutes=15), cascade=False)
    lines = text.changed(_, F, differences(SCHEDULE, after)).splitlines()
    assert lines[0] == "Done. It will be announced in a moment:"
    assert lines[1].startswith("- First (en): postponed by 15 minutes, to **11:15** on 15 March · <t:")


def test_a_preview_shows_the_outermost_clocks_and_warns() -> None:
    after = moved(SCHEDULE, "first", OPENS + timedelta(hours=11, minutes=30))
    shown, warnings = text.preview_blocks(_, F, preview(SCHEDULE, after))
    assert "(Bamako 21:30–22:30, Blantyre 23:30–00:30)" in shown
    assert warnings.splitlines() == [
        "**Beware:**",
        "- “First (en)” falls outside 07:00–22:00 in: Malawi (en) and Mali (en).",
    ]


def test_a_preview_of_a_cancellation_warns_of_nothing() -> None:
    [shown] = text.preview_blocks(_, F, preview(SCHEDULE, cancelled(SCHEDULE, "first")))
    assert shown.endswith("- First (en): cancelled; it was planned for 15 March, **11:00**")
