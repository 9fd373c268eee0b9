"""A bot of two shards: each workshop runs on its own connection, and a failure of one does not affect the other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.permissions import NEEDED
from fakecord import Person
from tests.e2e.harness import TOKEN, Bot, Harness, seconds_from_now, session, workshop_file
from tests.e2e.test_restart import latest

VOICE = (
    "select name, ends is not null as ended, uncertain from presences"
    " join participants on participants.id = participant where source = 'voice' order by presences.id"
)


@pytest.fixture
async def harnesses(tmp_path: Path) -> AsyncIterator[list[Harness]]:
    """Two servers, each on its own shard, and the bot's folder with a workshop for each."""
    first = await Harness.build(tmp_path)
    first.server.world.portal.identify_every_s = 5.0
    guild = first.server.new_guild("Next year")
    while _shard(guild.id) == _shard(first.guild.id):
        guild = first.server.new_guild("Next year")
    first.server.invite(guild, permissions=NEEDED.value)
    second = Harness(tmp_path, first.server, guild, first.server.owner(guild), first.bots)
    harnesses = sorted([first, second], key=lambda it: _shard(it.guild.id))
    for number, harness in enumerate(harnesses):
        opening = session("opening", seconds_from_now(900), 900)
        harness.configure(workshop_file(opening, id=f"shard-{number}", guild=harness.guild.id))
    yield harnesses
    await first.close()


def _shard(guild: int) -> int:
    return (guild >> 22) % 2


async def open_session(harness: Harness) -> Person:
    """Start a session with one person, who has signed in and is in its stage."""
    await (await harness.organiser.slash("workshop setup")).settled(20)
    person = harness.coordinator(f"Awa {_shard(harness.guild.id)}", "en-GB")
    await person.slash("join", administration="ML")
    await (await harness.organiser.slash("session start")).settled(20)
    opening = await harness.until(lambda: latest(harness, "announcements", "signin"), 10, "the opening")
    assert "signed in" in (await person.press(opening, "signin")).text
    person.join_voice(harness.guild.channel("Plenary"))
    return person


async def test_workshops_on_two_shards_announce_answer_and_reconcile(harnesses: list[Harness]) -> None:
    (zero, _), server = harnesses, harnesses[0].server
    (zero.folder / "config" / "bot.yaml").write_text("shards: 2\n", encoding="utf-8")
    zero.bots.append(await Bot.start(zero.folder, server.url))
    await server.ready(30)
    assert sorted(s.shard for s in server.world.gateway.connected) == [(0, 2), (1, 2)]

    people = [await open_session(harness) for harness in harnesses]
    there = [(person.name, 0, 0) for person in people]
    await zero.eventually(lambda: voices(zero) == there, what="both in their stages")

    # One shard loses its session. It finds out who left meanwhile; the other shard is not affected.
    await server.faults.drop_gateway(4000, resumable=False, shard=1)
    people[1].leave_voice()
    await zero.eventually(lambda: voices(zero) == [there[0], (people[1].name, 1, 1)], 20, "the stage seen again")
    assert "signed in" in (await people[0].slash("checkin")).text
    assert "already signed in" in (await people[1].slash("checkin")).text
    for harness in harnesses:
        said = [m for m in harness.guild.channel("announcements").history if "Opening" in m.text]
        assert [m.channel.guild for m in said] == [harness.guild]
    assert server.violations == []
    assert server.world.gateway.sharding.rejected_identifies == 0


def voices(harness: Harness) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in harness.rows(VOICE)]


async def test_too_few_shards_are_explained(harnesses: list[Harness]) -> None:
    server = harnesses[0].server
    server.world.gateway.sharding.max_guilds_per_shard = 1
    (harnesses[0].folder / "config" / "bot.yaml").write_text("shards: 1\n", encoding="utf-8")
    bot = await Bot.start(harnesses[0].folder, server.url)
    harnesses[0].bots.append(bot)
    assert await bot.process.wait() == 1
    assert bot.log().splitlines()[-1].endswith("Write `shards: auto` in bot.yaml.")
    assert TOKEN not in bot.log()
