"""Failures of Discord: dead and closed gateways, errors of every kind, and a revoked token."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest_asyncio

from bot.core.instants import parse_utc
from fakecord import Person
from tests.e2e.announcements import announced, messages_path, prepare, start_session, wait_until_sent
from tests.e2e.harness import Harness
from tests.e2e.test_attendance import VOICE, rows_become

PROXY = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@pytest_asyncio.fixture
async def harness(tmp_path: Path) -> AsyncIterator[Harness]:
    """A server whose gateway asks for a heartbeat each second. Discord asks each 41 seconds."""
    built = await Harness.build(tmp_path, heartbeat_s=1)
    yield built
    await built.close()


async def test_connection_failures_lose_nothing_and_repeat_nothing(harness: Harness) -> None:
    faults = harness.server.faults
    faults.refuse("PUT", "/commands$", 503)  # during the start
    faults.refuse("GET", "/gateway/bot$", 502, page=PROXY)
    await prepare(harness, channels={"announcements": {"fr": "annonces", "en": "announcements"}, "stage": "Plenary"})
    people = [harness.coordinator(name, "en-GB") for name in ("Awa", "Binta")]
    for person in people:
        await (await person.slash("join", administration="ML")).settled()

    faults.refuse("POST", messages_path(harness, "fr"), 502, page=PROXY, before=False)
    faults.refuse("POST", messages_path(harness, "en"), 200, page='{"id": "12', before=False)
    await start_session(harness)
    await wait_until_sent(harness)
    assert [len(announced(harness, language)) for language in ("fr", "en")] == [1, 1]
    await presence_while_the_gateway_is_dead(harness, people[0])
    await presence_while_the_gateway_is_closed(harness, *people)
    await what_cannot_be_read_ends_nothing(harness, people[0])

    faults.rate_limit("", 1.5, "global")
    answers = await asyncio.gather(*(person.slash("now") for person in people))
    assert all("Opening" in answer.text for answer in answers)
    assert (await (await harness.organiser.slash("workshop setup")).settled(20)).text
    await (await harness.organiser.slash("session end", session="opening")).settled()
    await wait_until_sent(harness, "closing")
    for language in ("fr", "en"):
        assert len(announced(harness, language)) == 2  # the opening and the closing
    assert harness.server.violations == []
    await an_answer_that_comes_too_late_is_not_given_twice(harness, people[0])
    await stops_once_the_token_is_no_longer_good(harness)


async def presence_while_the_gateway_is_dead(harness: Harness, awa: Person) -> None:
    """The gateway is silent without closing. Presence since the last sign of life is uncertain."""
    awa.join_voice(harness.guild.channel("Plenary"))
    await rows_become(harness, ("Awa", False, False))
    harness.server.faults.freeze_gateway()
    left = datetime.now(UTC)
    awa.leave_voice()
    [row] = await rows_become(harness, ("Awa", True, True))
    assert parse_utc(row["ends"]) <= left
    assert "Opening" in (await awa.slash("now")).text


async def presence_while_the_gateway_is_closed(harness: Harness, awa: Person, binta: Person) -> None:
    """Discord closes the connection, accepts no other for a while, and forgets the session."""
    plenary = harness.guild.channel("Plenary")
    awa.join_voice(plenary)
    await rows_become(harness, ("Awa", True, True), ("Awa", False, False))
    await harness.server.faults.close_gateway()
    awa.leave_voice()
    binta.join_voice(plenary)
    await harness.until(lambda: harness.server.faults.refused_connections >= 2, 20)
    harness.server.world.gateway.sessions.clear()
    harness.server.faults.lift()
    await harness.server.ready(60)
    await rows_become(harness, ("Awa", True, True), ("Awa", True, True), ("Binta", False, True))
    await harness.server.faults.invalidate_session(resumable=True)
    await harness.until(lambda: harness.server.connected, 20)
    assert "Opening" in (await binta.slash("now")).text
    assert harness.rows(VOICE)[-1]["name"] == "Binta"


async def what_cannot_be_read_ends_nothing(harness: Harness, awa: Person) -> None:
    """An event that cannot be parsed is ignored. After a frame that is no event, the bot reconnects."""
    for event in ("GUILD_UPDATE", "INTERACTION_CREATE", "VOICE_STATE_UPDATE"):
        harness.server.faults.send_raw_frame(json.dumps({"op": 0, "t": event, "s": 1, "d": {"id": "1"}}))
    assert "Opening" in (await awa.slash("now")).text
    harness.server.faults.send_raw_frame("<html>")
    await harness.until(lambda: not harness.server.connected, 10)
    await harness.until(lambda: harness.server.connected, 40)
    assert "Opening" in (await awa.slash("now")).text


async def an_answer_that_comes_too_late_is_not_given_twice(harness: Harness, awa: Person) -> None:
    hold = harness.server.faults.hold("POST", r"/callback$")
    calling = asyncio.create_task(awa.slash("language", language="fr"))
    await hold.reached()
    await harness.until(lambda: harness.server.violations)  # Discord no longer accepts the response
    hold.release()
    assert (await calling).failed
    assert "Aucune séance" in (await awa.slash("now")).text  # the command was executed
    assert [violation.code for violation in harness.server.violations] == [10062, 10062]


async def stops_once_the_token_is_no_longer_good(harness: Harness) -> None:
    """The gateway or a request reports it. The bot closes the database, and continues with another token."""
    await harness.server.faults.revoke_token()
    await exits_in_words(harness)
    harness.server.faults.token_is_revoked = False
    await harness.start_bot()
    harness.server.faults.refuse(None, "^(?!/(interactions|webhooks)/)", 401, times=float("inf"))
    await exits_in_words(harness)


async def exits_in_words(harness: Harness) -> None:
    bot = harness.bots[-1]
    assert await asyncio.wait_for(bot.process.wait(), 20) == 1
    assert bot.log().splitlines()[-1].startswith("Discord refused the token.")
    assert not any(file.name.endswith("-wal") for file in (harness.folder / "data").iterdir())
