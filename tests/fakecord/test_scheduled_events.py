"""Scheduled events, and how they change as time passes."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest

from bot.scheduling.clock import RehearsedClock
from fakecord import DiscordServer, Guild, Permission, Person
from tests.fakecord.conftest import Api, BareClient, running

SOON, LATER = datetime(2021, 3, 15, 10, tzinfo=UTC), datetime(2021, 3, 15, 12, tzinfo=UTC)


def external(**more: Any) -> dict[str, Any]:
    return {
        "name": "Opening", "privacy_level": 2, "entity_type": 3, "scheduled_start_time": SOON.isoformat(),
        "scheduled_end_time": LATER.isoformat(), "entity_metadata": {"location": "https://kudo.example"},
    } | more  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "n" * 101},
        {"description": "d" * 1001},
        {"description": ""},
        {"scheduled_start_time": "2021-03-14T07:00:00+00:00"},
        {"scheduled_start_time": "2027-03-14T07:00:00+00:00", "scheduled_end_time": "2027-03-14T08:00:00+00:00"},
        {"scheduled_end_time": SOON.isoformat()},
        {"scheduled_end_time": None},
        {"entity_metadata": None},
        {"entity_metadata": {"location": "l" * 101}},
        {"privacy_level": 1},
        {"entity_type": 4},
        {"entity_type": 2},
        {"entity_type": 1, "channel_id": "general"},
        {"entity_type": 2, "channel_id": "Plenary"},
    ],
)
async def test_invalid_events_are_refused(wrong: dict[str, Any], guild: Guild, api: Api) -> None:
    guild.new_channel("Plenary", "stage")
    if "channel_id" in wrong:
        wrong = wrong | {"channel_id": str(guild.channel(wrong["channel_id"]).id)}
    status, answer = await api("POST", f"/guilds/{guild.id}/scheduled-events", external(**wrong))
    assert (status, answer["code"], guild.events) == (400, 50035, {})


async def test_at_most_a_hundred_events(guild: Guild, api: Api, clock: RehearsedClock) -> None:
    clock.run(100_000)
    path = f"/guilds/{guild.id}/scheduled-events"
    far = {"scheduled_start_time": "2024-03-15T10:00:00Z", "scheduled_end_time": "2024-03-15T11:00:00Z"}
    for _ in range(100):
        assert (await api("POST", path, external(**far)))[0] == 200
    assert (await api("POST", path, external(**far)))[1]["code"] == 30038


async def test_status_changes_of_an_event(server: DiscordServer, guild: Guild, api: Api) -> None:
    voice = guild.new_channel("Lounge", "voice")
    client = BareClient()
    async with running(client, server):
        lounge = client.home.voice_channels[0]
        event = await client.home.create_scheduled_event(
            name="Day 1", start_time=SOON, channel=lounge, privacy_level=discord.PrivacyLevel.guild_only,
            entity_type=discord.EntityType.voice,
        )  # fmt: skip
        await event.edit(name="Day one", description="d", start_time=SOON + timedelta(hours=1))
        with pytest.raises(discord.HTTPException):
            await event.edit(status=discord.EventStatus.completed)
        event = await event.start()
        with pytest.raises(discord.HTTPException):
            await event.edit(start_time=SOON + timedelta(hours=2))
        event = await event.end()
        with pytest.raises(discord.HTTPException) as refused:
            await event.edit(name="again")
        assert refused.value.code == 180000
        assert await client.home.fetch_scheduled_events() == []
    assert (guild.event("Day one").status_name, guild.event("Day one").channel) == ("completed", voice)
    assert (await api("GET", f"/guilds/{guild.id}/scheduled-events/1"))[1]["code"] == 10070


async def test_external_events_start_and_end_by_themselves(
    server: DiscordServer, guild: Guild, api: Api, clock: RehearsedClock
) -> None:
    client = BareClient()
    async with running(client, server):
        await api("POST", f"/guilds/{guild.id}/scheduled-events", external())
        event = guild.event("Opening")
        clock.run(3600, SOON - timedelta(minutes=5))
        await server.until(lambda: event.status_name == "active")
        assert timedelta(0) <= clock.now() - SOON < timedelta(minutes=5)
        clock.run(3600, LATER - timedelta(minutes=5))
        await server.until(lambda: event.status_name == "completed")
        await asyncio.sleep(0.05)
        assert client.received.count("GUILD_SCHEDULED_EVENT_UPDATE") == 2


async def test_an_empty_voice_channel_ends_its_event(
    server: DiscordServer, guild: Guild, person: Person, api: Api, clock: RehearsedClock
) -> None:
    voice = guild.new_channel("Lounge", "voice")
    path = f"/guilds/{guild.id}/scheduled-events"
    body = {"name": "Day 1", "privacy_level": 2, "entity_type": 2, "channel_id": str(voice.id)}
    _, made = await api("POST", path, body | {"scheduled_start_time": SOON.isoformat()})
    person.join_voice(voice)
    await api("PATCH", f"{path}/{made['id']}", {"status": 2})
    event = guild.event("Day 1")
    clock.run(3600)
    await asyncio.sleep(0.2)
    assert event.status_name == "active"
    person.leave_voice()
    await server.until(lambda: event.status_name == "completed", 2)


async def test_events_need_permissions(server: DiscordServer, guild: Guild, api: Api) -> None:
    bot_role = next(r for r in guild.roles.values() if r.managed_by)
    bot_role.change(permissions=int(bot_role.permissions & ~Permission.CREATE_EVENTS))
    assert (await api("POST", f"/guilds/{guild.id}/scheduled-events", external()))[1]["code"] == 50013


async def test_an_event_ends_with_its_stage(
    server: DiscordServer, guild: Guild, person: Person, api: Api, clock: RehearsedClock
) -> None:
    stage = guild.new_channel("Plenary", "stage")
    path = f"/guilds/{guild.id}/scheduled-events"
    body = {"name": "Day 1", "privacy_level": 2, "entity_type": 1, "channel_id": str(stage.id)}
    _, made = await api("POST", path, body | {"scheduled_start_time": SOON.isoformat()})
    person.join_voice(stage)
    await api("PATCH", f"{path}/{made['id']}", {"status": 2})
    opening = {"channel_id": str(stage.id), "topic": "Day 1", "guild_scheduled_event_id": made["id"]}
    assert (await api("POST", "/stage-instances", opening))[1]["code"] == 150006  # it opened with its event
    person.ask_to_speak()
    assert (await api("PATCH", f"/guilds/{guild.id}/voice-states/{person.id}", {"suppress": False}))[0] == 204
    clock.run(3600)
    await asyncio.sleep(0.1)
    assert guild.event("Day 1").status_name == "active"
    assert (await api("DELETE", f"/stage-instances/{stage.id}"))[0] == 204
    assert guild.event("Day 1").status_name == "completed"


async def test_a_stage_opens_and_closes_with_its_event(guild: Guild, api: Api) -> None:
    stage = guild.new_channel("Plenary", "stage")
    path = f"/guilds/{guild.id}/scheduled-events"
    body = {"name": "Day 1", "privacy_level": 2, "entity_type": 1, "channel_id": str(stage.id)}
    _, made = await api("POST", path, body | {"scheduled_start_time": SOON.isoformat()})
    await api("PATCH", f"{path}/{made['id']}", {"status": 2})
    _, opened = await api("GET", f"/stage-instances/{stage.id}")
    assert (opened["topic"], opened["guild_scheduled_event_id"]) == ("Day 1", made["id"])
    await api("PATCH", f"{path}/{made['id']}", {"status": 3})
    assert (await api("GET", f"/stage-instances/{stage.id}"))[0] == 404
    assert guild.channel("Plenary") is stage


async def test_external_events_may_be_forgotten(
    server: DiscordServer, guild: Guild, api: Api, clock: RehearsedClock
) -> None:
    server.world.events.forgets_external = True
    await api("POST", f"/guilds/{guild.id}/scheduled-events", external())
    clock.run(100_000)
    await asyncio.sleep(0.1)
    assert [event.status_name for event in guild.events.values()] == ["scheduled"]
