"""Interactions, and the one answer within three seconds."""

import asyncio

import discord
import pytest

from fakecord import CallbackType, DiscordServer, Guild, Person
from tests.fakecord.conftest import BareClient, running


async def test_an_ephemeral_answer(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Greets")
    async def hello(interaction: discord.Interaction, name: str) -> None:
        await interaction.response.send_message(f"Hello {name}", ephemeral=True)

    async with running(client, server):
        await server.ready()
        response = await person.slash("hello", name="Ada")

    assert response.reply is not None
    assert (response.reply.content, response.reply.ephemeral_for) == ("Hello Ada", person.user)
    assert person.private == [response.reply]
    assert server.owner(guild).sees(guild.channel("general")) == []
    assert response.latency_ms < 3000
    assert server.violations == []


async def test_the_deferral_decides_who_sees_the_answer(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    go = asyncio.Event()

    @client.tree.command(description="Thinks")
    async def think(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await go.wait()
        await interaction.followup.send("done", ephemeral=False)
        await interaction.followup.send("and more", ephemeral=False)

    async with running(client, server):
        await server.ready()
        response = await person.slash("think")
        assert (response.ack, response.reply) == (CallbackType.DEFERRED_MESSAGE, None)
        go.set()
        await response.settled()
        assert response.text == "done"
        assert response.reply is not None
        assert response.reply.ephemeral
        await server.until(lambda: len(response.messages) == 2)
        assert [m.content for m in server.owner(guild).sees(guild.channel("general"))] == ["and more"]


async def test_no_answer_in_three_seconds_is_a_violation(server: DiscordServer, person: Person) -> None:
    client = BareClient()
    late = asyncio.Event()

    @client.tree.command(description="Sleeps")
    async def sleep(interaction: discord.Interaction) -> None:
        await late.wait()
        await interaction.response.send_message("too late")

    async with running(client, server):
        await server.ready()
        response = await person.slash("sleep")
        late.set()
        await server.until(lambda: len(server.violations) == 2)

    assert response.failed
    assert [(v.method, v.code) for v in server.violations] == [("INTERACTION", 10062), ("POST", 10062)]
    assert isinstance(client.errors[0], discord.NotFound)


async def test_a_second_answer_is_refused(server: DiscordServer, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Answers twice")
    async def twice(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("one")
        interaction.response._response_type = None
        await interaction.response.send_message("two")

    async with running(client, server):
        await server.ready()
        await person.slash("twice")
        await server.until(lambda: server.violations)

    assert [v.code for v in server.violations] == [40060]


async def test_channel_endpoints_do_not_find_ephemeral_messages(
    server: DiscordServer, guild: Guild, person: Person
) -> None:
    client = BareClient()

    @client.tree.command(description="Answers")
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("mine", ephemeral=True)
        await interaction.edit_original_response(content="still mine")
        message = await interaction.original_response()
        assert message.content == "still mine"
        with pytest.raises(discord.NotFound):
            await client.text("general").get_partial_message(message.id).edit(content="no")
        await interaction.delete_original_response()

    async with running(client, server):
        await server.ready()
        response = await person.slash("answer")
        await server.until(lambda: response.interaction.original and response.interaction.original.deleted)
        assert client.errors == []
    assert [v.code for v in server.violations] == [10008]
    assert [m.content for m in person.private] == ["still mine"]


async def test_a_bot_that_is_down_on_purpose_commits_no_violation(server: DiscordServer, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Greets")
    async def hello(interaction: discord.Interaction) -> None: ...

    async with running(client, server):
        await server.ready()
    with server.faults.bot_down():
        response = await person.slash("hello")
    assert response.failed
    assert server.violations == []


async def test_an_interaction_survives_a_dropped_connection(server: DiscordServer, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Greets")
    async def hello(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("hello")

    async with running(client, server):
        await server.ready()
        await server.faults.drop_gateway()
        assert (await person.slash("hello")).text == "hello"
    assert server.violations == []


async def test_an_unfinished_deferral_is_reported(server: DiscordServer, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Thinks for ever")
    async def think(interaction: discord.Interaction) -> None:
        await interaction.response.defer()

    async with running(client, server):
        await server.ready()
        response = await person.slash("think")
        assert server.unfinished == [response.interaction]
        with pytest.raises(TimeoutError):
            await response.settled(0.05)


async def test_two_hundred_at_once(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()

    @client.tree.command(description="Signs in")
    async def checkin(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("in", ephemeral=True)

    people = [server.new_person(guild, f"Person {n}") for n in range(200)]
    async with running(client, server):
        await server.ready()
        responses = await asyncio.gather(*(p.slash("checkin") for p in people))
    assert {e.text for e in responses} == {"in"}
    assert server.violations == []
