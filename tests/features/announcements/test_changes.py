"""Changes of programme: what follows them, what is told of them, and two people changing it at once."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import NothingToDo, SessionIsOver, TextEmpty
from bot.core.people import Person
from bot.core.programme import Workshop
from bot.core.schedule import cancelled, delayed, extended, moved
from bot.features.announcements import service as notices
from bot.features.organisers import pause_service as pause
from bot.features.organisers.reload_model import OtherFiles
from bot.features.organisers.reload_service import preview, reload
from bot.features.programme import session_service as sessions
from tests.features.running_workshop import RunningWorkshop, at, both, workshop

SECRETARIAT = Person(1, "Secrétariat", "fr", organiser=True, facilitator=True)
SECONDS = timedelta(seconds=1)
MORNING = at(15, 9)


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[RunningWorkshop]:
    begun = await RunningWorkshop.begin(tmp_path)
    await begun.run_until(MORNING)
    yield begun
    await begun.close()


async def change(running: RunningWorkshop, made: sessions.ScheduleChange) -> None:
    await sessions.change_schedule(running.context, made, SECRETARIAT, "schedule", "it")


def sent_keys(running: RunningWorkshop, kind: str) -> list[str]:
    return sorted(it.key for it in running.channels.sent if f"/{kind}" in it.key)


def times(running: RunningWorkshop) -> dict[str, str]:
    """Each session's current times, in UTC."""
    return {state.id: f"{state.start:%d %H:%M}-{state.end:%H:%M}" for state in running.context.schedule.in_order()}


def statuses(running: RunningWorkshop) -> dict[str, str]:
    return {id: state.status.value for id, state in running.context.schedule.states.items()}


async def test_a_delay_takes_the_rest_of_its_day_along_and_is_told_once(running: RunningWorkshop) -> None:
    await change(running, lambda it: delayed(it, "a", timedelta(minutes=20), cascade=True))
    assert times(running) == {
        "a": "15 10:20-10:50",
        "b": "15 10:50-11:50",
        "c": "15 12:20-13:05",
        "d": "16 10:00-11:00",
        "e": "16 11:30-12:00",
    }
    await running.run_until(MORNING + 60 * SECONDS)
    assert sent_keys(running, "change") == ["programme/change/en", "programme/change/fr"]
    await running.run_until(at(15, 11))
    assert "a/reminder/10m/fr/2" in sent_keys(running, "reminder")
    assert "a/reminder/10m/fr" not in sent_keys(running, "reminder")
    assert {it.key: it.at for it in running.channels.sent}["a/opening/fr"] == at(15, 10, 20)


async def test_alone_a_session_moves_and_leaves_the_others(running: RunningWorkshop) -> None:
    await change(running, lambda it: delayed(it, "c", timedelta(minutes=20), cascade=False))
    await change(running, lambda it: moved(it, "d", at(16, 14)))
    assert times(running)["c"] == "15 12:20-13:05"
    assert times(running)["d"] == "16 14:00-15:00"
    assert times(running)["e"] == "16 11:30-12:00"


async def test_an_extension_pushes_only_as_far_as_it_must(running: RunningWorkshop) -> None:
    await change(running, lambda it: extended(it, "a", timedelta(minutes=10)))
    assert times(running)["a"] == "15 10:00-10:40"
    assert times(running)["b"] == "15 10:40-11:40"
    assert times(running)["c"] == "15 12:00-12:45"  # there was a break before it


async def test_a_cancelled_session_is_heard_of_no_more(running: RunningWorkshop) -> None:
    await change(running, lambda it: cancelled(it, "b"))
    await running.run_until(at(15, 14))
    assert [key for key in sent_keys(running, "opening") if key.startswith("b/")] == []
    assert [key for key in sent_keys(running, "closing") if key.startswith("b/")] == []
    with pytest.raises(SessionIsOver):
        await change(running, lambda it: cancelled(it, "b"))


async def test_the_desk_and_the_evaluation_follow_their_sessions(running: RunningWorkshop) -> None:
    await change(running, lambda it: delayed(it, "d", timedelta(minutes=30), cascade=True))
    rows = await running.rows()
    assert rows["desk/desk_open/fr"]["due_at"].startswith("2021-03-16T10:30:00")
    assert rows["final/evaluation_open/fr"]["due_at"].startswith("2021-03-16T12:30:00")


async def test_changes_close_together_are_told_together_ten_seconds_after_the_last(running: RunningWorkshop) -> None:
    for _ in range(4):
        await change(running, lambda it: delayed(it, "b", timedelta(minutes=5), cascade=False))
        await running.run_until(running.clock.at + 9 * SECONDS)
    assert sent_keys(running, "change") == []
    await running.run_until(running.clock.at + 1 * SECONDS)
    assert len(sent_keys(running, "change")) == 2
    notice = json.loads((await running.rows())["programme/change/fr"]["payload"])
    assert notice["before"]["b"]["start"].startswith("2021-03-15T10:30")
    assert notice["after"]["b"]["start"].startswith("2021-03-15T10:50")


async def test_a_run_of_changes_is_told_a_minute_after_its_first_at_the_latest(running: RunningWorkshop) -> None:
    for _ in range(9):
        await change(running, lambda it: delayed(it, "b", timedelta(minutes=5), cascade=False))
        await running.run_until(running.clock.at + 8 * SECONDS)
    told = [it.at for it in running.channels.sent if "/change" in it.key]
    assert told == [MORNING + 60 * SECONDS] * 2


async def test_a_change_taken_back_in_time_is_not_told(running: RunningWorkshop) -> None:
    await change(running, lambda it: delayed(it, "b", timedelta(minutes=5), cascade=False))
    await change(running, lambda it: delayed(it, "b", timedelta(minutes=-5), cascade=False))
    await running.run_until(MORNING + 120 * SECONDS)
    assert sent_keys(running, "change") == []
    await change(running, lambda it: delayed(it, "b", timedelta(minutes=15), cascade=False))
    await running.run_until(running.clock.at + 10 * SECONDS)
    assert sent_keys(running, "change") == ["programme/change/en/2", "programme/change/fr/2"]


async def test_a_new_link_is_told_at_once(running: RunningWorkshop) -> None:
    await sessions.set_link(running.context, "b", "https://meet.example/2", SECRETARIAT)
    await running.run_due()
    assert len(sent_keys(running, "change")) == 2
    assert running.channels.sent[-1].at == MORNING


async def test_a_reminder_that_could_not_be_said_is_given_up_once_its_hour_moves(running: RunningWorkshop) -> None:
    await running.run_until(at(15, 9, 49))
    running.channels.faults.coming = ["refuse", "refuse"]
    await running.run_until(at(15, 9, 50))
    assert (await running.rows())["a/reminder/10m/fr"]["status"] == "claimed"
    await change(running, lambda it: delayed(it, "a", timedelta(minutes=20), cascade=True))
    await running.run_until(at(15, 11))
    assert (await running.rows())["a/reminder/10m/fr"]["status"] == "cancelled"
    assert [key for key in sent_keys(running, "reminder/10m") if key.startswith("a/")] == [
        "a/reminder/10m/en/2",
        "a/reminder/10m/fr/2",
    ]


async def test_live_changes_outlive_the_process(running: RunningWorkshop) -> None:
    await change(running, lambda it: delayed(it, "a", timedelta(minutes=20), cascade=True))
    await change(running, lambda it: cancelled(it, "e"))
    await sessions.set_link(running.context, "b", "https://meet.example/2", SECRETARIAT)
    before = running.context.schedule
    await running.crash()
    assert running.context.schedule == before
    await running.run_until(running.clock.at + 20 * SECONDS)
    assert len(sent_keys(running, "change")) == 2


async def test_a_pause_holds_back_what_goes_out_by_itself_and_the_organiser_chooses(running: RunningWorkshop) -> None:
    await pause.pause(running.context, SECRETARIAT)
    draft = await notices.draft(running.context, SECRETARIAT, both("Back at noon"), None)
    await notices.announce(running.context, draft.id, SECRETARIAT)
    await running.run_until(at(15, 10, 20))
    assert statuses(running)["a"] == "planned"
    assert sent_keys(running, "notice") == ["notice-1/notice/en", "notice-1/notice/fr"]
    held = {it.key for it in await pause.held_back(running.context)}
    assert {"a/opening/fr", "b/reminder/10m/en"} <= held

    await pause.resume(running.context, SECRETARIAT, say=False)
    await running.run_until(at(15, 10, 21))
    assert statuses(running)["a"] == "open"
    assert sent_keys(running, "opening") == ["a/opening/en", "a/opening/fr"]  # it opens now: the room has to hear it
    assert not {"b/reminder/10m/en"} & set(sent_keys(running, "reminder"))
    with pytest.raises(NothingToDo):
        await pause.resume(running.context, SECRETARIAT, say=True)


async def test_a_notice_needs_every_language(running: RunningWorkshop) -> None:
    with pytest.raises(TextEmpty) as refused:
        await notices.draft(running.context, SECRETARIAT, {"fr": "Seulement ici", "en": "  "}, None)
    assert refused.value.text == "Seulement ici"


async def test_every_notice_is_another(running: RunningWorkshop) -> None:
    for words in ("one", "two"):
        draft = await notices.draft(running.context, SECRETARIAT, both(words), None)
        await notices.announce(running.context, draft.id, SECRETARIAT)
        await running.run_due()
    assert len(sent_keys(running, "notice")) == 4
    with pytest.raises(NothingToDo):
        await notices.announce(running.context, draft.id, SECRETARIAT)


def written_again(**starts: int) -> Workshop:
    """The same file, with other hours for some sessions of the second day."""
    first, second = workshop().days
    talks = tuple(replace(it, start=at(16, starts[it.id])) if it.id in starts else it for it in second.sessions)
    return workshop(days=(first, replace(second, sessions=talks)))


async def test_a_file_read_again_never_undoes_a_live_change_without_saying_so(running: RunningWorkshop) -> None:
    await change(running, lambda it: moved(it, "d", at(16, 14)))
    await change(running, lambda it: cancelled(it, "c"))
    shown = await preview(running.context, written_again(d=9, e=13), OtherFiles(), "")
    found = await reload(running.context, written_again(d=9, e=13), SECRETARIAT)
    assert [each.after.id for each in found.moved] == ["e"]
    assert [state.id for state in shown.without_effect.kept] == ["d"]  # of `c` the file says what it said before
    assert times(running)["d"] == "16 14:00-15:00"
    assert times(running)["e"] == "16 13:00-13:30"
    assert statuses(running)["c"] == "cancelled"
    await running.crash()  # its file is the old one; what was changed live stays
    assert times(running)["d"] == "16 14:00-15:00"
