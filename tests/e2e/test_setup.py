"""`/workshop setup` interrupted at each object that it creates, and run again: nothing is created twice."""

from collections import Counter

import pytest

from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file

ROLES, CHANNELS, EVENTS = "/roles$", "/channels$", "/scheduled-events$"
OTHER_MOMENTS = ((False, ROLES), (False, EVENTS), (True, ROLES), (True, CHANNELS))
"""Whether the object was made when the bot was killed, and where it is made."""


def things(harness: Harness) -> dict[str, Counter[str]]:
    """How many roles, channels and events have each name."""
    guild = harness.guild
    return {
        "roles": Counter(role.name for role in guild.roles.values()),
        "channels": Counter(channel.name for channel in guild.channels.values()),
        "events": Counter(event.name for event in guild.events.values()),
    }


def configure(harness: Harness) -> None:
    first, second = session("opening", seconds_from_now(3_000), 60), session("closing", seconds_from_now(3_100), 60)
    desk = {"opens": "closing", "closes": seconds_from_now(3_200).strftime("%Y-%m-%dT%H:%M:%S")}
    harness.configure(workshop_file(first, second, key_messages=desk))


async def assert_whole(harness: Harness) -> None:
    found = things(harness)
    assert {"Organisers", "Facilitators", "Coordinators"} <= found["roles"].keys()
    assert {"announcements", "plenary", "organisers", "key-messages", "Plenary"} <= found["channels"].keys()
    assert len(found["events"]) == 2
    assert {count for names in found.values() for count in names.values()} == {1}
    assert "nothing was made" in await harness.set_up()
    assert things(harness) == found
    assert harness.server.violations == []


@pytest.mark.parametrize(
    ("made", "path"),
    [(False, CHANNELS), (True, EVENTS), *(pytest.param(*it, marks=pytest.mark.slow) for it in OTHER_MOMENTS)],
)
async def test_a_kill_during_setup_creates_nothing_twice(harness: Harness, made: bool, path: str) -> None:
    configure(harness)
    await harness.start_bot()
    hold = harness.server.faults.hold("POST", path, before=not made)
    setting_up = await harness.organiser.slash("workshop setup")
    assert not setting_up.failed
    await hold.reached(20)
    await harness.restart_after_kill()
    await harness.set_up()
    await assert_whole(harness)


@pytest.mark.parametrize("path", [ROLES, *(pytest.param(it, marks=pytest.mark.slow) for it in (CHANNELS, EVENTS))])
async def test_a_created_object_whose_response_is_lost_is_not_created_twice(harness: Harness, path: str) -> None:
    configure(harness)
    await harness.start_bot()
    harness.server.faults.refuse("POST", path, 502, before=False)
    harness.server.faults.cut("POST", path, before=False)
    await harness.set_up()
    await assert_whole(harness)


async def test_renamed_channels_are_found_and_deleted_ones_created_again(harness: Harness) -> None:
    configure(harness)
    await harness.start_bot()
    await harness.set_up()
    guild = harness.guild
    guild.channel("plenary").change(name="grande salle")
    harness.server.delete_channel(guild.channel("announcements"))
    guild.remove_role(guild.role("Facilitators"))
    said = await harness.set_up()
    assert "Facilitators" in said
    assert "announcements" in said
    assert "plenary" not in said
    assert things(harness)["channels"]["grande-salle"] == 1
    said = await harness.set_up()
    assert "nothing was made" in said
    assert "above mine" not in said  # Discord places new roles below the bot's own
    assert harness.server.violations == []


async def test_two_setups_at_once_create_nothing_twice(harness: Harness) -> None:
    configure(harness)
    await harness.start_bot()
    hold = harness.server.faults.hold("POST", "/roles$")
    first = await harness.organiser.slash("workshop setup")
    await hold.reached()
    second = await harness.organiser.slash("workshop setup")
    hold.release()
    await first.settled(20)
    assert "nothing was made" in (await second.settled(20)).text
    await assert_whole(harness)
