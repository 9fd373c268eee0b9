"""Long rate limits: only limited requests wait, and they are sent when the limit ends."""

from collections.abc import AsyncIterator

import pytest

from tests.e2e.announcements import (
    OPENING,
    announced,
    assert_announced_once,
    failure_reports,
    messages_path,
    prepare,
    start_session,
    statuses,
    wait_until_announced,
    wait_until_sent,
)
from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop, settled

TEN_MINUTES = 600
OLD_MESSAGE_EDITS = 30046


async def test_a_long_limit_of_one_channel_holds_up_nothing_else(harness: Harness) -> None:
    await prepare(harness)
    harness.server.faults.rate_limit(messages_path(harness, "fr"), TEN_MINUTES)
    await start_session(harness)
    await harness.eventually(lambda: statuses(harness)[OPENING["en"]] == "sent")
    assert statuses(harness)[OPENING["fr"]] == "claimed"
    assert "Opening" in (await settled(harness.organiser, "workshop status")).text
    assert harness.server.violations == []  # it was not sent again before its time
    with harness.server.faults.bot_down():
        assert await harness.bots[-1].terminate() == 0

    harness.server.faults.lift()
    await harness.start_bot()
    await wait_until_announced(harness)
    assert_announced_once(harness)


async def test_what_waited_too_long_is_told_to_the_organisers(harness: Harness) -> None:
    await prepare(harness, late_grace="6s")
    limit = harness.server.faults.rate_limit(messages_path(harness, "en"), TEN_MINUTES)
    await start_session(harness)
    await harness.eventually(lambda: statuses(harness)[OPENING["en"]] == "skipped", 40)
    [report] = await harness.until(lambda: failure_reports(harness, "#announcements"), 20)
    assert "write nothing more in #announcements for a while" in report.text
    limit.times = 0
    assert announced(harness, "en") == []


async def test_the_commands_of_before_stay_when_they_cannot_be_registered(harness: Harness) -> None:
    await prepare(harness)
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
    await harness.server.gone()
    harness.server.faults.rate_limit("/commands$", TEN_MINUTES)
    await harness.start_bot()
    await start_session(harness)
    await wait_until_sent(harness)
    assert harness.server.violations == []


@pytest.fixture
async def prepared(harness: Harness) -> AsyncIterator[SessionWorkshop]:
    prepared = SessionWorkshop(harness)
    await prepared.open([{"id": "hopes", "kind": "open", "text": bilingual("Hopes")}])
    yield prepared
    assert harness.server.violations == []


async def test_an_old_message_that_may_not_be_edited_now_is_edited_later(prepared: SessionWorkshop) -> None:
    question = await prepared.ask("hopes")
    assert question.buttons
    path = rf"/channels/{question.channel.id}/messages/{question.id}$"
    refused = prepared.harness.server.faults.refuse("PATCH", path, 429, OLD_MESSAGE_EDITS, times=10)
    await settled(prepared.facilitator, "prompt close", prompt="hopes")
    await prepared.harness.until(lambda: refused.times == 0, 30)  # twice five attempts
    await prepared.harness.until(lambda: not question.buttons, 30)


async def test_the_panel_of_the_floor_shows_in_the_end_who_waits(prepared: SessionWorkshop) -> None:
    await settled(prepared.facilitator, "session floor", action="open")
    panel = prepared.plenary[-1]
    path = rf"/channels/{panel.channel.id}/messages/{panel.id}$"
    refused = prepared.harness.server.faults.refuse("PATCH", path, 429, OLD_MESSAGE_EDITS, times=5)
    await prepared.mary.slash("floor request")
    await prepared.harness.until(lambda: refused.times == 0, 30)  # discord.py gives up after five attempts
    await prepared.harness.until(lambda: "Mary" in panel.text, 30)


async def test_a_role_that_could_not_be_given_is_given_later(prepared: SessionWorkshop) -> None:
    harness = prepared.harness
    late, role = harness.coordinator("Ada", "en-GB"), harness.guild.role("Coordinators")
    harness.server.faults.rate_limit(f"/members/{late.user.id}/roles/", 32)  # longer than discord.py waits
    joined = await late.slash("join", administration="NE")
    assert "Niger" in (await joined.settled(20)).text  # her reply does not wait
    assert role not in harness.guild.members[late.user.id].roles
    await harness.until(lambda: role in harness.guild.members[late.user.id].roles, 60)
