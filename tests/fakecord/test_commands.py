"""Commands as people use them in Discord's client."""

import discord
import pytest
from discord import app_commands

from fakecord import Channel, DiscordServer, File, Guild, NotAllowed, NotPossible, Person
from tests.fakecord.conftest import BareClient, running


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
        response = await person.slash("schedule delay", minutes=10, session="s1")
        assert response.text == "s1 +10"
        with pytest.raises(NotPossible):
            await person.slash("schedule")
        with pytest.raises(NotPossible):
            await person.suggest("schedule delay", "minutes", "1")


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
        response = await person.slash("hello", channel=person.direct)
        assert response.text == "hello Malawi – Chisomo of None"
        assert person.inbox == [response.reply]
        with pytest.raises(NotAllowed):
            await person.slash("here", channel=person.direct)
