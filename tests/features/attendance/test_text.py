"""What a person reads about their own attendance, and an organiser about a mark."""

from dataclasses import replace
from datetime import timedelta

from bot.core.people import Membership, Participant
from bot.core.schedule import SessionState, ended, opened
from bot.features.attendance import text
from bot.features.attendance.errors import SessionNotBegun, SessionNotOpen
from bot.features.attendance.model import (
    Assessment,
    AttendanceRecord,
    AttendanceStatus,
    Mark,
    PresenceSource,
    SignInResult,
)
from bot.features.attendance.refusals import refusal
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.roster.helpers import START, sample_workshop

_ = phrases("en")
WORKSHOP = sample_workshop()
F = Formats("en", WORKSHOP.zone)
STATE = ended(opened(SessionState.of(WORKSHOP.sessions[0]), START), START + timedelta(hours=1))
AWA = Participant(1, 1_001, "Awa *", "ML", Membership.JOINED, "fr")
VOICE_AND_BUTTON = Assessment(
    AttendanceStatus.PRESENT,
    timedelta(minutes=55),
    START,
    START + timedelta(minutes=55),
    (PresenceSource.VOICE, PresenceSource.BUTTON),
)
MARK = Mark(AttendanceStatus.PRESENT, "saw her", "Chair", START + timedelta(minutes=5))


def record(assessment: Assessment, mark: Mark | None = None) -> AttendanceRecord:
    return AttendanceRecord(AWA, STATE, assessment, mark)


def test_a_record_gives_status_time_sources_and_uncertainty() -> None:
    assert text.details(_, F, record(VOICE_AND_BUTTON)) == (
        "present, 55\u00a0min (12:00–12:55); voice channel + sign-in button"
    )
    assert text.details(_, F, record(replace(VOICE_AND_BUTTON, uncertain=True))).endswith("; uncertain")
    assert text.details(_, F, record(Assessment(AttendanceStatus.ABSENT))) == "absent"


def test_a_mark_after_the_end_is_shown_as_a_correction() -> None:
    during, after = MARK, replace(MARK, at=START + timedelta(hours=2))
    details = text.details(_, F, record(VOICE_AND_BUTTON, during))
    assert details.endswith("; marked by Chair on 17 March, 12:05 (saw her)")
    details = text.details(_, F, record(VOICE_AND_BUTTON, after))
    assert details.endswith("; corrected by Chair on 17 March, 14:00 (saw her)")


def test_a_marked_person_and_their_administration_are_named() -> None:
    assert text.marked(_, F, record(Assessment(AttendanceStatus.ABSENT)), WORKSHOP.administrations[1]) == (
        "Awa \\* (Mali) at “Opening (en)”: absent."
    )
    assert text.marked(_, F, record(Assessment(AttendanceStatus.ABSENT)), None).startswith("Awa \\* (ML) at")


def test_own_records_have_one_line_a_session_and_say_what_to_do() -> None:
    assert text.own_attendance(_, F, []) == "No session has begun yet."
    lines = text.own_attendance(_, F, [record(Assessment(AttendanceStatus.ABSENT))]).splitlines()
    assert lines[:2] == ["**My attendance**", "- 17 March, 12:00 · Opening (en): absent"]
    assert lines[-1].startswith("Is something wrong here?")


def test_a_repeated_sign_in_is_said_to_be_one() -> None:
    stamp = f"<t:{int(START.timestamp())}:t>"
    assert text.signed_in(_, F, SignInResult(STATE, START, repeated=False)) == (
        f"You are signed in to “Opening (en)”, at 12:00, Brussels time (your time: {stamp})."
    )
    assert text.signed_in(_, F, SignInResult(STATE, START, repeated=True)) == (
        "You are already signed in to “Opening (en)”. There is nothing more to do."
    )


def test_refusals_say_when_sign_in_opens() -> None:
    opens = f"<t:{int(START.timestamp())}:R>"
    assert refusal(_, SessionNotOpen(START)) == f"Signing in opens {opens}. Come back then."
    assert refusal(_, SessionNotOpen()) == "No session is open, and none is still to come."
    assert (refusal(_, SessionNotBegun()) or "").startswith("This session has not begun.")
    assert refusal(_, ValueError()) is None
