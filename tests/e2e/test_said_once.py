"""`kill -9` at each step of sending, then another start: every announcement stands once in its channel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fakecord import LoggedRequest
from tests.e2e.announcing import (
    OPENING,
    all_are_said,
    assert_said_once,
    begin,
    database_held,
    due,
    posting,
    prepare,
    said,
    statuses,
)
from tests.e2e.harness import Stage


async def test_killed_before_the_claim(stage: Stage) -> None:
    await prepare(stage, 15)
    with database_held(stage):
        time_has_come = due(stage) + timedelta(seconds=0.2)
        await stage.eventually(lambda: datetime.now(UTC) > time_has_come, 20)
        assert set(statuses(stage).values()) == {"due"}
        with stage.server.faults.bot_down():
            await stage.bots[-1].kill()
    await stage.start_bot()
    await all_are_said(stage)
    assert_said_once(stage)


async def test_killed_after_the_claim(stage: Stage) -> None:
    await prepare(stage)
    hold = stage.server.faults.hold("POST", posting(stage, "fr"))
    await begin(stage)
    await hold.reached(15)
    assert statuses(stage)[OPENING["fr"]] == "claimed"
    assert said(stage, "fr") == []

    await stage.restart_after_kill()
    await all_are_said(stage)
    assert_said_once(stage)


@pytest.mark.parametrize("nonce", ["remembered", "forgotten"])
async def test_killed_after_discord_took_it_and_before_the_answer(stage: Stage, nonce: str) -> None:
    await prepare(stage)
    hold = stage.server.faults.hold("POST", posting(stage, "fr"), before=False)
    await begin(stage)
    await hold.reached(15)
    assert statuses(stage)[OPENING["fr"]] == "claimed"
    assert len(said(stage, "fr")) == 1

    if nonce == "forgotten":  # as Discord does after some minutes
        stage.server.world.nonces.clear()
    await stage.restart_after_kill()
    await all_are_said(stage)
    assert_said_once(stage)


async def test_killed_after_the_answer_and_before_the_commit(stage: Stage) -> None:
    await prepare(stage)
    hold = stage.server.faults.hold("POST", posting(stage, "fr"), before=False)
    await begin(stage)
    await hold.reached(15)
    message = said(stage, "fr")[0]
    answered: list[LoggedRequest] = []
    stage.server.on_request(answered.append)
    with database_held(stage):
        hold.release()
        await stage.until(lambda: any(r.path == f"/channels/{message.channel.id}/messages" for r in answered))
        await stage.organiser.slash("now")  # what came to the bot before this, it has seen
        stage.server.world.nonces.clear()
        with stage.server.faults.bot_down():
            await stage.bots[-1].kill()
    assert statuses(stage)[OPENING["fr"]] == "claimed"

    await stage.start_bot()
    await all_are_said(stage)
    assert_said_once(stage)
    found = stage.rows("select message_id from announcements where key = ?", OPENING["fr"])
    assert found == [{"message_id": message.id}]
