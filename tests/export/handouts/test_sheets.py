"""The content of the handouts: times in each zone, codes, steps, commands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.programme import Channels, DataController, Registration, SessionKind
from bot.core.schedule import Schedule, SessionStatus, linked
from bot.export.document import Grid, Items, Paragraph
from bot.export.handouts.guides import guides
from bot.export.handouts.invitation import invitation
from bot.export.handouts.letter_sizes import SIZES
from bot.export.handouts.pictures import picture
from bot.export.handouts.poster import poster
from bot.export.handouts.sheet import Card, DaySlots, Sheet, Steps
from tests.export.builder import workshop
from tests.export.handouts.large_programme import large
from tests.i18n.conftest import tree as tree  # a fixture
from tests.i18n.helpers import Json, command_names

FRENCH, ENGLISH = "fr", "en"


def sample(language: str = ENGLISH, code: str = "ABCDE-FGH23", group: int = 0, **changes: object) -> Sheet:
    made = workshop(**changes)
    return invitation(Schedule.of(made), made.administrations[group], language, code, "")


def hours(sheet: Sheet) -> list[tuple[str, list[str]]]:
    days = [block for block in sheet.blocks if isinstance(block, DaySlots)]
    return [(day.name, [slot.hours for slot in day.slots]) for day in days]


def texts(sheet: Sheet) -> str:
    return "\n".join(block.text for block in sheet.blocks if isinstance(block, Paragraph))


def steps(sheet: Sheet) -> list[str]:
    [block] = [block for block in sheet.blocks if isinstance(block, Steps)]
    return [step.text for step in block.steps]


def test_an_invitation_has_the_programme_on_the_groups_own_clock() -> None:
    assert hours(sample(group=2)) == [  # Kathmandu, 4 h 45 min ahead of Brussels in winter
        ("Monday, 15 March 2021", ["15:45–16:45", "17:15–18:15"]),
        ("Wednesday, 17 March 2021", ["15:45–16:45"]),
    ]
    assert "All times are local time in Kathmandu." in texts(sample(group=2))
    french = sample(FRENCH, group=2)
    assert hours(french)[0][0] == "Lundi 15 mars 2021"
    assert french.subtitle == "Invitation\u00a0: Népal"


def test_days_are_those_of_the_groups_calendar() -> None:
    made = workshop()
    late = replace(made.sessions[0], start=made.sessions[0].start + timedelta(hours=9))  # 19:00 UTC
    days = (replace(made.days[0], sessions=(made.days[0].sessions[1], late)), made.days[1])
    assert hours(sample(group=2, days=days))[:2] == [
        ("Monday, 15 March 2021", ["17:15–18:15"]),
        ("Tuesday, 16 March 2021", ["00:45–01:45"]),
    ]


def test_live_changes_count() -> None:
    schedule = Schedule.of(workshop())
    moved = schedule["opening"].moved_to(schedule["opening"].start + timedelta(minutes=10))
    gone = replace(schedule["lessons"], status=SessionStatus.CANCELLED)
    changed = linked(schedule.having(moved, gone), "messages", "https://example.org/new")
    assert hours(poster(changed, ENGLISH)) == [
        ("Monday, 15 March 2021", ["11:10–12:10"]),
        ("Wednesday, 17 March 2021", ["11:00–12:00"]),
    ]
    [*_, last] = [block for block in poster(changed, ENGLISH).blocks if isinstance(block, DaySlots)]
    assert last.slots[0].details == ("Here: https://example.org/new",)


def test_a_code_and_the_link_stand_in_frames_and_a_missing_link_is_a_line() -> None:
    code, link = (block for block in sample().blocks if isinstance(block, Card))
    assert (code.value, code.is_code, link.value) == ("ABCDE-FGH23", True, "")
    assert "Malawi" in code.note
    without = [block.label for block in sample(code="").blocks if isinstance(block, Card)]
    assert without == ["The link to the server"]


@pytest.mark.parametrize(
    ("registration", "groups", "last"),
    [
        (Registration.CODE, 3, ["press “Join”", "the code of this invitation"]),
        (Registration.CODE, 40, ["press “Join”", "the code of this invitation"]),
        (Registration.OPEN, 25, ["press “Join”", "Pick for whom"]),
        (Registration.OPEN, 26, ["/join", "Pick for whom"]),
        (Registration.APPROVAL, 3, ["press “Join”", "An organiser then lets you in"]),
    ],
)
def test_there_are_five_steps_however_people_join(registration: Registration, groups: int, last: list[str]) -> None:
    made = large(1, 1, groups, registration)
    told = steps(invitation(Schedule.of(made), made.administrations[0], ENGLISH, "", ""))
    assert len(told) == 5
    assert [words in step for words, step in zip(last, told[3:], strict=True)] == [True, True]


def test_the_channel_is_named_unless_the_file_has_its_id() -> None:
    own = Channels(announcements={"fr": "annonces", "en": "4242"})
    assert "#annonces" in steps(sample(FRENCH, channels=own))[2]
    assert "4242" not in "".join(steps(sample(channels=own)))


def test_what_a_workshop_does_not_have_is_not_in_its_guides() -> None:
    def commands(role: int, **changes: object) -> set[str]:
        sheet = guides(Schedule.of(workshop(**changes)), ENGLISH)[role]
        return {row[0] for block in sheet.blocks if isinstance(block, Grid) for row in block.rows}

    assert {"/keymessage write", "/evaluate"} <= commands(0)
    assert not {"/keymessage write", "/evaluate"} & commands(0, desk=None, evaluations=())
    assert "/roster codes" in commands(2)
    assert "/roster codes" not in commands(2, registration=Registration.OPEN)
    listed = [block for block in guides(Schedule.of(workshop()), FRENCH)[0].blocks if isinstance(block, Items)]
    assert "18:00 (Bruxelles)" in listed[0].items[3]


def test_who_answers_for_the_data_is_whom_to_ask() -> None:
    assert "Questions?" not in texts(sample())
    privacy = DataController({"fr": "Qui", "en": "Who"}, "who@example.org", {"fr": "x", "en": "x"})
    assert "Questions? Write to who@example.org." in texts(sample(privacy=privacy))


@pytest.mark.parametrize("language", [ENGLISH, FRENCH])
def test_every_command_of_a_guide_exists_under_that_name(tree: list[Json], language: str) -> None:
    named = command_names(tree, language)
    for sheet in guides(Schedule.of(workshop()), language):
        rows = [row for block in sheet.blocks if isinstance(block, Grid) for row in block.rows]
        assert {row[0].removeprefix("/") for row in rows} <= set(named.values())
        if language == FRENCH:
            assert [named[row[1].removeprefix("/")] for row in rows] == [row[0].removeprefix("/") for row in rows]


def test_a_language_without_phrases_has_its_own_texts_and_english_words() -> None:
    made = workshop(languages=("es",), title={"es": "Taller"})
    sheet = invitation(Schedule.of(made), made.administrations[0], "es", "", "")
    assert (sheet.title, sheet.subtitle) == ("Taller", "Invitation: Malawi")
    assert len(steps(sheet)) == 5
    coordinators = guides(Schedule.of(made), "es")[0]
    [grid] = [block for block in coordinators.blocks if isinstance(block, Grid)]
    assert grid.headers == ("Command", "What it does")


def test_a_full_programme_has_small_letters() -> None:
    assert poster(Schedule.of(large(5, 25)), ENGLISH).text_size == SIZES[-1]
    assert poster(Schedule.of(workshop()), ENGLISH).text_size == SIZES[0]


def test_breaks_stand_in_the_programme_among_sessions_only() -> None:
    made = workshop()
    first, *others = made.days
    pause = replace(made.sessions[0], id="pause", title={"fr": "Pause", "en": "Break"}, kind=SessionKind.BREAK)
    pause = replace(pause, start=made.sessions[0].end, duration=timedelta(minutes=10), prompts=(), speakers=())
    alone = replace(pause, id="alone", start=pause.start + timedelta(days=30))
    broken = replace(made, days=(replace(first, breaks=(pause, alone)), *others))
    found = [
        [block for block in poster(Schedule.of(each), ENGLISH).blocks if isinstance(block, DaySlots)]
        for each in (broken, made)
    ]
    assert [slot.title for slot in found[0][0].slots] == ["Opening", "Break", "Lessons learned"]
    assert len(found[0]) == len(found[1])  # a break without a session is no day


def test_a_language_without_pictures_has_the_english_ones() -> None:
    assert picture("app", "eo") == picture("app", "en") != picture("app", "fr")
