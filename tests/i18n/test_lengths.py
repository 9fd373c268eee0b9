"""No phrase is too long for the place where Discord shows it, in one language or in all together."""

import ast
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

import pytest

from bot.chat.multilingual import joined_label
from bot.chat.posts import CONTENT
from bot.core.programme import Workshop
from bot.core.schedule import Schedule, delayed, differences
from bot.features.announcements import text as words
from bot.features.announcements.change_notice import ChangeNotice
from bot.features.announcements.change_text import changes
from bot.features.evaluations.text import evaluation_open, evaluation_reminder
from bot.features.key_messages.announcement_text import desk_close, desk_open, desk_reminder
from bot.features.organisers.announcement_text import day_summary
from bot.features.organisers.day_summary import DaySummary
from bot.i18n.catalogue import SOURCE, Phrases, phrases
from bot.i18n.formats import Formats
from tests.i18n.helpers import LANGUAGES, calls, fill_placeholders, labels_in_several_languages, phrases_in

ALL = [SOURCE, *LANGUAGES]
BUTTON, TITLE, LABEL, HINT = 80, 45, 45, 100
SOON = timedelta(hours=1, minutes=30)
ROLE_MENTION = "<@&1234567890123456789>\n\n"


def too_long(found: set[str], most: int) -> list[str]:
    assert found, "no such phrase was found in the code"
    said = [fill_placeholders(phrases(language)(phrase)) for language in ALL for phrase in found]
    return [text for text in said if len(text) > most]


def first_argument(function: str) -> set[str]:
    return {phrase for call in calls(function) if call.args for phrase in phrases_in(call.args[0])}


def named_argument(name: str, *functions: str) -> set[str]:
    values: Iterator[ast.expr] = (
        keyword.value for function in functions for call in calls(function) for keyword in call.keywords
        if keyword.arg == name
    )  # fmt: skip
    return {phrase for value in values for phrase in phrases_in(value)}


def test_buttons_fit() -> None:
    assert too_long(first_argument("button"), BUTTON) == []


def test_labels_in_several_languages_fit_a_button_together() -> None:
    labels = [[phrases(language)(phrase) for language in ALL] for phrase in labels_in_several_languages()]
    assert [label for label in map(joined_label, labels) if len(label) > BUTTON] == []


def test_labels_that_outgrow_a_button_together_are_shortened_alike() -> None:
    long, short = "Den Redebeitragswunsch anmelden", "Ask for the floor"
    assert joined_label([short, "Demander la parole"]) == "Ask for the floor / Demander la parole"
    joined = joined_label([long, long.upper(), short, "Pedir a palavra"])
    assert joined == "Den Redebeitragswu… / DEN REDEBEITRAGSWU… / Ask for the floor / Pedir a palavra"
    assert len(joined) == BUTTON - 1  # two of equal length have an even number of characters
    assert joined_label(["x" * 99, "y"], 100) == "x" * 95 + "… / y"


def test_titles_of_forms_fit() -> None:
    assert too_long(first_argument("form"), TITLE) == []


def test_labels_of_fields_fit() -> None:
    assert too_long(first_argument("text_field") | first_argument("menu_field"), LABEL) == []


def test_hints_fit() -> None:
    assert too_long(named_argument("hint", "text_field", "menu_field"), HINT) == []


Say = Callable[[Phrases, Formats], str]


def announcements(workshop: Workshop) -> Iterator[tuple[str, Say]]:
    """The longest announcement of each kind: all days and sessions, all administrations missing, a delay."""
    schedule, everyone = Schedule.of(workshop), workshop.administrations
    for day in schedule.dates():
        yield from _of_day(schedule, day)
    yield "desk open", partial(desk_open, schedule=schedule)
    yield "desk reminder", partial(desk_reminder, schedule=schedule, missing=len(everyone), before=SOON)
    yield "desk close", lambda _, f: desk_close(_, len(everyone), len(everyone), 51)
    for evaluation in workshop.evaluations:
        yield "evaluation open", partial(evaluation_open, evaluation=evaluation)
        yield "evaluation reminder", partial(evaluation_reminder, evaluation=evaluation)


def _of_day(schedule: Schedule, day: date) -> Iterator[tuple[str, Say]]:
    states, everyone = schedule.on_date(day), list(schedule.workshop.administrations)
    figures = DaySummary(day, 99, everyone, [], 999, 51, day + timedelta(days=1), states)
    yield f"agenda {day}", partial(words.agenda, schedule=schedule, day=day)
    yield f"summary {day}", partial(day_summary, it=figures, administrations=len(everyone))
    later = delayed(schedule, states[0].id, timedelta(minutes=30), cascade=True)
    notice = ChangeNotice(states[0].start, {}, {}).joined_by(differences(schedule, later))
    yield f"change {day}", partial(changes, schedule=later, notice=notice, today=day)
    for state in states:
        yield f"reminder {state.id}", partial(words.reminder, schedule=schedule, state=state)
        yield f"opening {state.id}", partial(words.opening, schedule=schedule, state=state)
        yield f"closing {state.id}", partial(words.closing, state=state, following=states[-1])


def test_each_announcement_of_the_sample_fits_one_message_with_all_languages(sample: Workshop) -> None:
    lengths = {}
    for name, say in announcements(sample):
        said = "\n\n".join(say(phrases(language), Formats(language, sample.zone)) for language in sample.languages)
        lengths[name] = len(ROLE_MENTION + said)
    assert {name: length for name, length in lengths.items() if length > CONTENT} == {}


@pytest.mark.parametrize("language", ALL)
def test_announcements_have_no_unfilled_placeholder(sample: Workshop, language: str) -> None:
    said = [say(phrases(language), Formats(language, sample.zone)) for name, say in announcements(sample)]
    assert [text for text in said if "%(" in text] == []
