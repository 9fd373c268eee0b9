"""Changes of a file without effect: something was asked, announced, closed or written before, or changed live."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest_asyncio

from bot.core.programme import Desk, Document, Evaluation, EvaluationQuestion, PromptKind, Question, Workshop
from bot.features.announcements.planning import replan
from bot.features.evaluations import service as evaluations
from bot.features.organisers.reload_model import OtherFiles, WithoutEffect
from bot.features.organisers.reload_service import preview, reload
from bot.features.organisers.without_effect_text import without_effect
from bot.features.programme import outcome_service
from bot.features.programme import session_service as sessions
from bot.features.prompts import service as prompts
from bot.storage.transaction import Transaction
from tests.features.helpers import ORGANISER
from tests.features.organisers.helpers import ENGLISH, OpenWorkshop, at, session, workshop
from tests.workshop.helpers import both

QUESTION = Question("q", PromptKind.OPEN, both("What?"))
FORM = EvaluationQuestion("next", PromptKind.OPEN, both("Next?"))
EVALUATION = Evaluation("final", both("Final"), at(16, 11), at(16, 13), True, (FORM,))
OPENING = session("opening", at(15, 10), prompts=(QUESTION,), outcome=both("It began"))
METHODS = session("methods", at(15, 11), 90)


def described(opening: Any = OPENING, *more: Any, **changes: Any) -> Workshop:
    values = {"evaluations": (EVALUATION,), "desk": Desk("opening", at(15, 14)), **changes}
    return workshop((opening, METHODS, *more), (session("closing", at(16, 10)),), **values)


@pytest_asyncio.fixture
async def opened(tmp_path: Path) -> AsyncIterator[OpenWorkshop]:
    built = await OpenWorkshop.open(tmp_path, described())
    await built.context.write(lambda tx: replan(built.context, tx, built.context.schedule))
    yield built
    await built.close()


async def found(opened: OpenWorkshop, after: Workshop) -> WithoutEffect:
    return (await preview(opened.context, after, OtherFiles(), "")).without_effect


async def reported_lines(opened: OpenWorkshop, after: Workshop) -> list[str]:
    return without_effect(ENGLISH, opened.formats, await found(opened, after))


async def test_everything_of_a_workshop_that_has_not_begun_has_an_effect(opened: OpenWorkshop) -> None:
    other = described(
        replace(OPENING, start=at(15, 9), link="https://example.org", documents=(Document(both("A"), "https://a.b"),)),
        reminders=(timedelta(hours=1),), agenda_before=timedelta(hours=1), desk=Desk("opening", at(15, 18)),
    )  # fmt: skip
    assert await reported_lines(opened, other) == []


async def test_hours_and_links_that_were_changed_live_are_kept_only_where_the_file_changes_them(
    opened: OpenWorkshop,
) -> None:
    context = opened.context
    opened.set_time(at(15, 9))
    await sessions.set_link(context, "methods", "https://example.org/live", ORGANISER)
    await sessions.start(context, "opening", ORGANISER)
    assert await reported_lines(opened, described()) == []
    assert await reported_lines(opened, described(title=both("Other"))) == []
    moved = described(replace(OPENING, start=at(15, 10, 30)))
    assert [state.id for state in (await found(opened, moved)).kept] == ["opening"]
    linked = workshop((OPENING, replace(METHODS, link="https://example.org/file")))
    assert [state.id for state in (await found(opened, linked)).kept] == ["methods"]


async def test_questions_that_were_asked_and_outcomes_that_were_written_stay(opened: OpenWorkshop) -> None:
    context = opened.context
    opened.set_time(at(15, 10))
    await sessions.start(context, "opening", ORGANISER)
    await prompts.ask(context, QUESTION, "opening", ORGANISER)
    await outcome_service.write(context, ORGANISER, "opening", {"en": "It went well"}, OPENING.outcome)
    other = replace(QUESTION, text=both("Why?"))
    after = described(replace(OPENING, prompts=(other,), outcome={"fr": "It began (fr)", "en": "It was opened"}))
    assert await reported_lines(opened, after) == [
        "What came of this session was written with /session outcome, and that stands: “Opening (en)”.",
        "Asked already, so this question keeps its words and its options: “What? (en)”.",
    ]
    french = described(replace(OPENING, outcome={"fr": "On a ouvert", "en": "It began (en)"}))
    assert await reported_lines(opened, french) == []  # nobody wrote it in French


async def test_what_was_announced_is_not_announced_again_and_what_is_past_is_left_out(opened: OpenWorkshop) -> None:
    context = opened.context
    opened.set_time(at(15, 9, 30))

    def agenda_sent(tx: Transaction) -> None:
        tx.execute("update announcements set status = 'sent' where kind = 'agenda' and subject = '2021-03-15'", ())

    await context.write(agenda_sent)
    after = described(agenda_before=timedelta(minutes=15), reminders=(timedelta(hours=1), timedelta(minutes=10)))
    assert await reported_lines(opened, after) == [
        "Announced already, and not a second time: Day's agenda.",
        "The time of this announcement is past, so it is left out: Reminder, “Opening (en)”.",
    ]
    past = session("early", at(15, 8), 30)
    assert await reported_lines(opened, described(OPENING, past)) == [
        "This session is over already, so nothing is announced: “Early (en)”."
    ]


async def test_what_has_closed_stays_closed(opened: OpenWorkshop) -> None:
    context = opened.context
    awa = await opened.join("Awa", "ML", 5)
    opened.set_time(at(16, 12))
    await evaluations.answer(context, "final", 0, awa, {"next": ("Soon",)})
    opened.set_time(at(16, 14))
    desk = Desk("opening", at(15, 14), max_length=500)
    reworded = replace(EVALUATION, title=both("Last"))
    assert await reported_lines(opened, described(evaluations=(reworded,), desk=desk)) == [
        "This evaluation has closed, so nobody sees the change: “Final (en)”.",
        "The key-message desk has closed. What changes there counts once it is open again: /synthesis reopen.",
    ]
    longer = replace(EVALUATION, closes=at(17, 13))
    assert await reported_lines(opened, described(evaluations=(longer,))) == [
        "This evaluation was anonymous and has closed, so it cannot open again: “Final (en)”."
    ]


async def test_a_session_comes_back_as_it_was_when_it_went(opened: OpenWorkshop) -> None:
    context = opened.context
    opened.set_time(at(15, 10))
    await sessions.start(context, "opening", ORGANISER)
    before = context.schedule["opening"]
    gone = workshop((METHODS,), (session("closing", at(16, 10)),))
    await reload(context, gone, ORGANISER)
    assert "opening" not in context.schedule.states
    result = await reload(context, described(), ORGANISER)
    assert [state.id for state in result.added] == ["opening"]
    assert context.schedule["opening"] == before
