"""`kill -9` at each step of sending, then a restart: each announcement is posted exactly once."""

from datetime import UTC, datetime, timedelta

import pytest

from fakecord import LoggedRequest, Permission
from tests.e2e.announcements import (
    OPENING,
    announced,
    assert_announced_once,
    due_at,
    locked_database,
    messages_path,
    prepare,
    start_session,
    statuses,
    wait_until_announced,
)
from tests.e2e.harness import Harness


@pytest.mark.slow
async def test_kill_before_the_claim(harness: Harness) -> None:
    await prepare(harness, 15)
    with locked_database(harness):
        time_has_come = due_at(harness) + timedelta(seconds=0.2)
        await harness.eventually(lambda: datetime.now(UTC) > time_has_come, 20)
        assert set(statuses(harness).values()) == {"due"}
        with harness.server.faults.bot_down():
            await harness.bots[-1].kill()
    await harness.start_bot()
    await wait_until_announced(harness)
    assert_announced_once(harness)


async def test_kill_after_the_claim(harness: Harness) -> None:
    await prepare(harness)
    hold = harness.server.faults.hold("POST", messages_path(harness, "fr"))
    await start_session(harness)
    await hold.reached(15)
    assert statuses(harness)[OPENING["fr"]] == "claimed"
    assert announced(harness, "fr") == []

    await harness.restart_after_kill()
    await wait_until_announced(harness)
    assert_announced_once(harness)


@pytest.mark.slow
@pytest.mark.parametrize("nonce", ["remembered", "forgotten"])
async def test_kill_before_the_response(harness: Harness, nonce: str) -> None:
    await prepare(harness)
    hold = harness.server.faults.hold("POST", messages_path(harness, "fr"), before=False)
    await start_session(harness)
    await hold.reached(15)
    assert statuses(harness)[OPENING["fr"]] == "claimed"
    assert len(announced(harness, "fr")) == 1

    if nonce == "forgotten":  # as Discord does after some minutes
        harness.server.world.nonces.clear()
    await harness.restart_after_kill()
    await wait_until_announced(harness)
    assert_announced_once(harness)


async def test_kill_before_the_commit(harness: Harness) -> None:
    await prepare(harness)
    hold = harness.server.faults.hold("POST", messages_path(harness, "fr"), before=False)
    await start_session(harness)
    await hold.reached(15)
    message = announced(harness, "fr")[0]
    answered: list[LoggedRequest] = []
    harness.server.on_request(answered.append)
    with locked_database(harness):
        hold.release()
        await harness.until(lambda: any(r.path == f"/channels/{message.channel.id}/messages" for r in answered))
        await harness.organiser.slash("now")  # its reply shows that the bot has read everything before
        harness.server.world.nonces.clear()
        with harness.server.faults.bot_down():
            await harness.bots[-1].kill()
    assert statuses(harness)[OPENING["fr"]] == "claimed"

    await harness.start_bot()
    await wait_until_announced(harness)
    assert_announced_once(harness)
    found = harness.rows("select message_id from announcements where key = ?", OPENING["fr"])
    assert found == [{"message_id": message.id}]


@pytest.mark.slow
async def test_what_cannot_be_looked_for_is_not_said_twice(harness: Harness) -> None:
    await prepare(harness)
    hold = harness.server.faults.hold("POST", messages_path(harness, "fr"), before=False)
    await start_session(harness)
    await hold.reached(15)
    harness.server.world.nonces.clear()
    place, me, hidden = harness.guild.channel("annonces"), harness.guild.me, Permission.READ_MESSAGE_HISTORY
    place.set_overwrite(me, allow=place.overwrites[me.id].allow & ~hidden, deny=hidden)
    place.changed()
    await harness.restart_after_kill()
    await harness.eventually(lambda: statuses(harness)[OPENING["fr"]] == "failed", 20)
    fault = harness.rows("select fault from announcements where key = ?", OPENING["fr"])[0]["fault"]
    assert fault == "not permitted:#annonces"
    assert len(announced(harness, "fr")) == 1
