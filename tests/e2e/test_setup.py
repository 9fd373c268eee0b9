"""`/workshop setup` cut off at each thing it makes, and run again: nothing is made twice, nothing is touched."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.e2e.harness import Stage, in_seconds, session, workshop_file

MADE = ("/roles$", "/channels$", "/scheduled-events$")


def things(stage: Stage) -> dict[str, Counter[str]]:
    """How many there are of each name."""
    guild = stage.guild
    return {
        "roles": Counter(role.name for role in guild.roles.values()),
        "channels": Counter(channel.name for channel in guild.channels.values()),
        "events": Counter(event.name for event in guild.events.values()),
    }


def configure(stage: Stage) -> None:
    first, second = session("opening", in_seconds(3_000), 60), session("closing", in_seconds(3_100), 60)
    stage.configure(workshop_file(first, second))


async def set_up(stage: Stage) -> str:
    return (await (await stage.organiser.slash("workshop setup")).settled(30)).text


async def assert_whole(stage: Stage) -> None:
    found = things(stage)
    assert {"Organisers", "Facilitators", "Coordinators"} <= found["roles"].keys()
    assert {"announcements", "plenary", "organisers", "key-messages", "Plenary"} <= found["channels"].keys()
    assert len(found["events"]) == 2
    assert {count for names in found.values() for count in names.values()} == {1}
    assert "nothing was made" in await set_up(stage)
    assert things(stage) == found
    assert stage.server.violations == []


@pytest.mark.parametrize("path", MADE)
@pytest.mark.parametrize("made", [False, True], ids=["before", "after"])
async def test_killed_as_something_is_made(stage: Stage, path: str, made: bool) -> None:
    configure(stage)
    await stage.start_bot()
    hold = stage.server.faults.hold("POST", path, before=not made)
    setting_up = await stage.organiser.slash("workshop setup")
    assert not setting_up.failed
    await hold.reached(20)
    await stage.restart_after_kill()
    await set_up(stage)
    await assert_whole(stage)


@pytest.mark.parametrize("path", MADE)
async def test_made_and_answered_with_an_error_or_not_at_all(stage: Stage, path: str) -> None:
    configure(stage)
    await stage.start_bot()
    stage.server.faults.refuse("POST", path, 502, before=False)
    stage.server.faults.cut("POST", path, before=False)
    await set_up(stage)
    await assert_whole(stage)


async def test_what_was_renamed_is_found_and_what_was_deleted_is_made_again(stage: Stage) -> None:
    configure(stage)
    await stage.start_bot()
    await set_up(stage)
    guild = stage.guild
    guild.channel("plenary").change(name="grande salle")
    stage.server.delete_channel(guild.channel("announcements"))
    guild.remove_role(guild.role("Facilitators"))
    said = await set_up(stage)
    assert "Facilitators" in said
    assert "announcements" in said
    assert "plenary" not in said
    assert things(stage)["channels"]["grande-salle"] == 1
    said = await set_up(stage)
    assert "nothing was made" in said
    assert "above mine" not in said  # roles made after the bot's own stand below it
    assert stage.server.violations == []


async def test_two_organisers_set_it_up_at_once(stage: Stage) -> None:
    configure(stage)
    await stage.start_bot()
    hold = stage.server.faults.hold("POST", "/roles$")
    first = await stage.organiser.slash("workshop setup")
    await hold.reached()
    second = await stage.organiser.slash("workshop setup")
    hold.release()
    await first.settled(20)
    assert "nothing was made" in (await second.settled(20)).text
    await assert_whole(stage)
