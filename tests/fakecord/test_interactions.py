"""What people do, and the one answer within three seconds."""

from __future__ import annotations

import asyncio

import discord
import pytest
from discord import app_commands

from fakecord import CallbackType, Channel, DiscordServer, File, Guild, NotAllowed, NotPossible, Person
from tests.fakecord.conftest import BareClient, running


async def test_a_command_is_answered_privately(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Greets")
    async def hello(interaction: discord.Interaction, name: str) -> None:
        await interaction.response.send_message(f"Hello {name}", ephemeral=True)

    async with running(client, server):
        await server.ready()
        exchange = await person.slash("hello", name="Ada")

    assert exchange.reply is not None
    assert (exchange.reply.content, exchange.reply.ephemeral_for) == ("Hello Ada", person.user)
    assert person.private == [exchange.reply]
    assert server.owner(guild).sees(guild.channel("general")) == []
    assert exchange.latency_ms < 3000
    assert server.violations == []


async def test_options_arrive_resolved(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    got: list[object] = []

    @client.tree.command(description="Takes everything")
    async def everything(
        interaction: discord.Interaction, who: discord.Member, where: discord.TextChannel, role: discord.Role,
        file: discord.Attachment, number: app_commands.Range[int, 1, 5], flag: bool, text: str = "none",
    ) -> None:  # fmt: skip
        got.extend([who.display_name, where.name, role.name, file.filename, await file.read(), number, flag, text])
        got.append(str(interaction.locale))
        await interaction.response.send_message("ok")

    async with running(client, server):
        await server.ready()
        given = {
            "who": server.owner(guild), "where": guild.channel("general"), "role": guild.new_role("Coordinators"),
            "file": File("roster.csv", b"a,b"), "number": 3, "flag": True,
        }  # fmt: skip
        await person.slash("everything", options=given)
        with pytest.raises(NotPossible, match="takes 1 to 5"):
            await person.slash("everything", options=given | {"number": 6})
        with pytest.raises(NotPossible, match="needs"):
            await person.slash("everything")
        with pytest.raises(NotPossible, match="no option"):
            await person.slash("everything", options=given | {"colour": "red"})

    assert got == ["Secretariat", "general", "Coordinators", "roster.csv", b"a,b", 3, True, "none", "en-GB"]


async def test_sub_commands_and_suggestions(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    group = app_commands.Group(name="schedule", description="The schedule")

    @group.command(description="Delays")
    async def delay(interaction: discord.Interaction, minutes: int, session: str | None = None) -> None:
        await interaction.response.send_message(f"{session} +{minutes}")

    @delay.autocomplete("session")
    async def sessions(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"Session {n}", value=f"s{n}") for n in range(3) if typed in f"s{n}"]

    client.tree.add_command(group)
    async with running(client, server):
        await server.ready()
        assert await person.suggest("schedule delay", "session", "s1") == [("Session 1", "s1")]
        exchange = await person.slash("schedule delay", minutes=10, session="s1")
        assert exchange.text == "s1 +10"
        with pytest.raises(NotPossible):
            await person.slash("schedule")
        with pytest.raises(NotPossible):
            await person.suggest("schedule delay", "minutes", "1")


async def test_a_deferral_fixes_who_sees_the_answer(server: DiscordServer, guild: Guild, person: Person) -> None:
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
        exchange = await person.slash("think")
        assert (exchange.ack, exchange.reply) == (CallbackType.DEFERRED_MESSAGE, None)
        go.set()
        await exchange.settled()
        assert exchange.text == "done"
        assert exchange.reply is not None
        assert exchange.reply.ephemeral
        await server.until(lambda: len(exchange.messages) == 2)
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
        exchange = await person.slash("sleep")
        late.set()
        await server.until(lambda: len(server.violations) == 2)

    assert exchange.failed
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


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Sign in", custom_id="sign:1")
    async def sign(self, interaction: discord.Interaction, button: discord.ui.Button[Buttons]) -> None:
        await interaction.response.edit_message(content="signed", view=None)

    @discord.ui.button(label="Later", custom_id="later", disabled=True)
    async def later(self, interaction: discord.Interaction, button: discord.ui.Button[Buttons]) -> None: ...

    @discord.ui.select(
        custom_id="pick", options=[discord.SelectOption(label=n, value=n.lower()) for n in ("Yes", "No", "Abstain")]
    )
    async def pick(self, interaction: discord.Interaction, select: discord.ui.Select[Buttons]) -> None:
        await interaction.response.defer()
        await interaction.followup.send(f"you chose {select.values[0]}", ephemeral=True)


async def test_buttons_and_menus(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    plenary = guild.channel("general")
    async with running(client, server):
        await client.text("general").send("Opening", view=Buttons())
        message = plenary.history[0]
        assert message.labels == ["Sign in", "Later"]
        picked = await (await person.choose(message, ["No"])).settled()
        assert picked.text == "you chose no"
        assert picked.messages[0].ephemeral_for is person.user
        with pytest.raises(NotPossible, match="disabled"):
            await person.press(message, "Later")
        with pytest.raises(NotPossible):
            await person.choose(message, ["Maybe"])
        pressed = await person.press(message, "Sign in")
        assert pressed.reply is message
        assert (message.content, message.labels) == ("signed", [])
        assert [(e.content, len(e.components)) for e in message.edits] == [("Opening", 2)]
    assert server.violations == []


async def test_hidden_commands_and_channels(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="For organisers")
    @app_commands.default_permissions(manage_guild=True)
    async def setup(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("set up")

    async with running(client, server):
        await server.ready()
        with pytest.raises(NotAllowed):
            await person.slash("setup")
        assert (await person.slash("setup", force=True)).text == "set up"
        assert (await server.owner(guild).slash("setup")).text == "set up"
        guild.give(person, guild.new_role("Organisers", 1 << 5))
        assert (await person.slash("setup")).text == "set up"
        closed: Channel = guild.new_channel("closed")
        closed.set_overwrite(guild.everyone, deny=1 << 10)
        with pytest.raises(NotAllowed):
            await person.slash("setup", channel=closed)


async def test_an_ephemeral_message_is_out_of_reach_of_the_channel_routes(
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
        exchange = await person.slash("answer")
        await server.until(lambda: exchange.interaction.original and exchange.interaction.original.deleted)
        assert client.errors == []
    assert [v.code for v in server.violations] == [10008]
    assert [m.content for m in person.private] == ["still mine"]


async def test_nobody_answers_while_the_play_has_taken_the_bot_down(server: DiscordServer, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Greets")
    async def hello(interaction: discord.Interaction) -> None: ...

    async with running(client, server):
        await server.ready()
    with server.faults.bot_down():
        exchange = await person.slash("hello")
    assert exchange.failed
    assert server.violations == []


async def test_an_interaction_of_a_dropped_connection_is_replayed(server: DiscordServer, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Greets")
    async def hello(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("hello")

    async with running(client, server):
        await server.ready()
        await server.faults.drop_gateway()
        assert (await person.slash("hello")).text == "hello"
    assert server.violations == []


async def test_commands_in_direct_messages(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Greets")
    async def hello(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"hello {interaction.user.display_name} of {interaction.guild}")

    @client.tree.command(description="Only in servers")
    @app_commands.guild_only()
    async def here(interaction: discord.Interaction) -> None: ...

    async with running(client, server):
        await server.ready()
        exchange = await person.slash("hello", channel=person.direct)
        assert exchange.text == "hello Malawi – Chisomo of None"
        assert person.inbox == [exchange.reply]
        with pytest.raises(NotAllowed):
            await person.slash("here", channel=person.direct)


async def test_a_promise_not_kept_is_seen(server: DiscordServer, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Thinks for ever")
    async def think(interaction: discord.Interaction) -> None:
        await interaction.response.defer()

    async with running(client, server):
        await server.ready()
        exchange = await person.slash("think")
        assert server.unfinished == [exchange.interaction]
        with pytest.raises(TimeoutError):
            await exchange.settled(0.05)


async def test_two_hundred_at_once(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()

    @client.tree.command(description="Signs in")
    async def checkin(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("in", ephemeral=True)

    people = [server.new_person(guild, f"Person {n}") for n in range(200)]
    async with running(client, server):
        await server.ready()
        exchanges = await asyncio.gather(*(p.slash("checkin") for p in people))
    assert {e.text for e in exchanges} == {"in"}
    assert server.violations == []
