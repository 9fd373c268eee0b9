"""A pause, and a workshop file that changes while the workshop runs."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.errors import NothingToDo
from bot.core.instants import parse_utc
from bot.core.programme import Desk, Evaluation, EvaluationQuestion, PromptKind, Question
from bot.core.schedule import moved
from bot.features.announcements.planning import replan
from bot.features.evaluations import service as evaluations
from bot.features.key_messages import writing_service
from bot.features.organisers import pause_service
from bot.features.organisers.reload_model import Losses, OtherFiles
from bot.features.organisers.reload_service import preview, reload
from bot.features.programme import session_service as sessions
from bot.features.prompts import service as prompts
from bot.workshop import session_store
from tests.features.helpers import ORGANISER, ManualClock
from tests.features.organisers.helpers import OpenWorkshop, at, session, workshop
from tests.workshop.helpers import both


async def actions(opened: OpenWorkshop) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await opened.context.database.rows("select actor, action, detail from audit")]


async def statuses(opened: OpenWorkshop, *keys: str) -> list[str]:
    rows = await opened.context.database.rows("select key, status from announcements")
    by_key = {row["key"]: row["status"] for row in rows}
    return [by_key[key] for key in keys]


@pytest.mark.parametrize(("say", "agenda"), [(True, "due"), (False, "cancelled")])
async def test_after_a_pause_a_session_begins_and_the_organiser_chooses_what_is_sent(
    opened: OpenWorkshop, say: bool, agenda: str
) -> None:
    context = opened.context
    await context.write(lambda tx: replan(context, tx, context.schedule))
    opened.set_time(at(15, 7))
    await pause_service.pause(context, ORGANISER)
    assert context.paused_at == at(15, 7)
    opened.set_time(at(15, 10, 5))
    held_back = await pause_service.held_back(context)
    assert [each.key for each in held_back] == ["2021-03-15/agenda", "opening/opening"]
    await pause_service.resume(context, ORGANISER, say=say)
    assert context.schedule["opening"].opened_at == at(15, 10, 5)
    # The session opens now, so its opening is announced in any case.
    assert await statuses(opened, "2021-03-15/agenda", "opening/opening") == [agenda, "due"]
    assert await actions(opened) == [
        (ORGANISER.name, "workshop pause", ""),
        (ORGANISER.name, "workshop resume", "say" if say else "skip"),
    ]


class TickingClock(ManualClock):
    """Each look at it takes a second."""

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.mark.parametrize("seconds_before", range(1, 6))
async def test_what_becomes_due_while_a_pause_ends_is_skipped_with_the_rest(
    opened: OpenWorkshop, seconds_before: int
) -> None:
    context, key = opened.context, "2021-03-15/agenda"
    await context.write(lambda tx: replan(context, tx, context.schedule))
    await pause_service.pause(context, ORGANISER)
    rows = await context.database.rows("select due_at from announcements where key = ?", (key,))
    due = parse_utc(rows[0]["due_at"])
    context.clock = TickingClock(due - timedelta(seconds=seconds_before))
    await pause_service.resume(context, ORGANISER, say=False)
    resumed = (await context.database.rows("select at from audit where action = 'workshop resume'"))[0]["at"]
    assert await statuses(opened, key) == ["cancelled" if due <= parse_utc(resumed) else "due"]


async def test_a_pause_begins_and_ends_once(opened: OpenWorkshop) -> None:
    with pytest.raises(NothingToDo):
        await pause_service.resume(opened.context, ORGANISER, say=True)
    await pause_service.pause(opened.context, ORGANISER)
    with pytest.raises(NothingToDo):
        await pause_service.pause(opened.context, ORGANISER)
    assert await pause_service.held_back(opened.context) == []
    await pause_service.resume(opened.context, ORGANISER, say=True)
    assert opened.context.paused_at is None


async def test_a_reload_moves_sessions_but_keeps_live_changes(opened: OpenWorkshop) -> None:
    context = opened.context
    changed_live = moved(context.schedule, "methods", at(15, 15))["methods"]
    await context.write(session_store.save, context.workshop, [changed_live])
    context.schedule = context.schedule.having(changed_live)
    new_file = workshop(
        (session("opening", at(15, 9)), session("methods", at(15, 11), 30)), (session("workshops", at(16, 10)),)
    )
    kept = (await preview(context, new_file, OtherFiles(), "")).without_effect.kept
    result = await reload(context, new_file, ORGANISER)
    assert [each.after.id for each in result.moved] == ["opening"]
    assert [[each.id for each in states] for states in (result.added, result.removed, kept)] == [
        ["workshops"],
        ["closing"],
        ["methods"],
    ]
    assert (context.schedule["opening"].start, context.schedule["methods"].start) == (at(15, 9), at(15, 15))
    assert context.workshop is new_file
    assert await actions(opened) == [(ORGANISER.name, "workshop reload", "")]


async def test_a_reload_of_the_same_file_changes_nothing(opened: OpenWorkshop) -> None:
    assert (await reload(opened.context, replace(opened.context.workshop), ORGANISER)).nothing_changed
    assert not (await reload(opened.context, workshop(link="https://kudo.example"), ORGANISER)).nothing_changed


QUESTION = Question("q", PromptKind.OPEN, both("What?"))
EVALUATION = Evaluation(
    "final", both("Final"), at(16, 11), at(17, 11), True, (EvaluationQuestion("next", PromptKind.OPEN, both("Next?")),)
)
DESCRIBED = workshop(
    (session("opening", at(15, 10), prompts=(QUESTION,)),),
    evaluations=(EVALUATION,),
    desk=Desk("opening", at(16, 12)),
    retention=timedelta(days=400),
)


async def test_what_a_file_takes_away_and_leaves_without_effect(tmp_path: Path) -> None:
    opened = await OpenWorkshop.open(tmp_path, DESCRIBED)
    context = opened.context
    awa = await opened.join("Awa", "ML", 5)
    opened.set_time(at(15, 10))
    await sessions.start(context, "opening", ORGANISER)
    await prompts.ask(context, QUESTION, "opening", ORGANISER)
    await writing_service.write(context, awa, "More exchange", language="fr", theme=None)
    opened.set_time(at(16, 11, 30))
    await sessions.end(context, "opening", ORGANISER)
    await evaluations.answer(context, "final", 0, awa, {"next": ("Soon",)})

    other = replace(QUESTION, text=both("Why?"))
    new_file = workshop(
        (session("opening", at(15, 10), prompts=(other,)),),
        languages=("fr",),
        administrations=DESCRIBED.administrations[1:],
        retention=timedelta(days=1),
    )
    found = await preview(context, new_file, OtherFiles(), "files")
    assert found.without_effect.asked == [QUESTION]
    assert found.losses == Losses(
        groups=[(DESCRIBED.administrations[0], [awa])],
        sessions=[],
        evaluations=[EVALUATION],
        languages=[("en", 1)],
        key_messages=1,
        purge_at=at(17, 0),
    )
    assert (await preview(context, DESCRIBED, OtherFiles(), "files")).losses.is_empty
    assert found.print != (await preview(context, new_file, OtherFiles(), "other files")).print
    await opened.join("Binta", "ML", 6)
    assert found.print != (await preview(context, new_file, OtherFiles(), "files")).print  # it takes more away
    await opened.close()
