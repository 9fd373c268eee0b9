"""The rules for commands, and their registration."""

from typing import Any

import discord
import pytest
from discord import app_commands

from fakecord import DiscordServer, Guild, Person
from tests.fakecord.conftest import Api, BareClient, running


def command(**more: Any) -> dict[str, Any]:
    return {"name": "join", "description": "d"} | more


def option(name: str = "o", kind: int = 3, **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "d", "type": kind} | more


def choices(count: int) -> list[dict[str, Any]]:
    return [{"name": str(n), "value": str(n)} for n in range(count)]


LONG = option(description="d" * 100, choices=[{"name": f"{n:0100}", "value": f"{n:0100}"} for n in range(25)])


@pytest.mark.parametrize(
    "commands",
    [
        [command(name="Join")],
        [command(name="join us")],
        [command(name="n" * 33)],
        [command(description="")],
        [command(description="d" * 101)],
        [command(name_localizations={"fr": "Rejoindre"})],
        [command(name_localizations={"fr": "rejoindre !"})],
        [command(name_localizations={"fr-FR": "rejoindre"})],
        [command(description_localizations={"fr": "d" * 101})],
        [command(name_localizations={"fr": "x"}), command(name="leave", name_localizations={"fr": "x"})],
        [command(name_localizations={"fr": "leave"}), command(name="leave")],
        [command(), command()],
        [command(name=f"c{n}") for n in range(101)],
        [command(default_member_permissions="many")],
        [command(options=[option(str(n)) for n in range(26)])],
        [command(options=[option("a"), option("a")])],
        [command(options=[option("a", name_localizations={"fr": "c"}), option("b", name_localizations={"fr": "c"})])],
        [command(options=[option("a"), option("b", name_localizations={"fr": "a"})])],
        [
            command(
                options=[
                    option("a", name_localizations={"fr": "c"}),
                    option("b", name_localizations={"fr": "a"}),
                ]
            )
        ],
        [
            command(
                options=[
                    option("end", 1, options=[option("at"), option("on", name_localizations={"de": "at"})]),
                ]
            )
        ],
        [command(options=[option("a"), option("b", required=True)])],
        [command(options=[option(choices=choices(26))])],
        [command(options=[option(choices=[{"name": "n" * 101, "value": "v"}])])],
        [command(options=[option(choices=[{"name": "n", "value": "v" * 101}])])],
        [command(options=[option(choices=choices(1), autocomplete=True)])],
        [command(options=[option(kind=5, autocomplete=True)])],
        [command(options=[option(kind=4, min_value=5, max_value=1)])],
        [command(options=[option(kind=4, min_value=2**53)])],
        [command(options=[option(max_length=6001)])],
        [command(options=[option(kind=1), option("b")])],
        [command(options=[option(kind=2, options=[option(kind=2)])])],
        [command(options=[LONG | {"name": f"o{n}"} for n in range(2)])],
    ],
)
async def test_invalid_commands_are_refused(
    commands: list[dict[str, Any]], server: DiscordServer, guild: Guild, api: Api
) -> None:
    status, answer = await api("PUT", f"/applications/{server.bot.id}/commands", commands)
    assert (status, answer["code"]) == (400, 50035)


async def test_the_longest_localisation_counts_for_the_size(server: DiscordServer, guild: Guild, api: Api) -> None:
    path = f"/applications/{server.bot.id}/commands"
    many = [option(f"o{n:02}", description="d" * 100, description_localizations={"fr": "f" * 100}) for n in range(25)]
    groups = [option(f"g{n}", 1, options=many) for n in range(3)]
    assert (await api("PUT", path, [command(options=groups)]))[0] == 200
    assert (await api("PUT", path, [command(options=[*groups, option("g3", 1, options=many)])]))[0] == 400


async def test_names_may_have_accents_and_hyphens(server: DiscordServer, guild: Guild, api: Api) -> None:
    named = [command(name="émargement-du-jour", name_localizations={"fr": "présence", "hi": "नमस्ते"})]
    status, answer = await api("PUT", f"/applications/{server.bot.id}/commands", named)
    assert (status, answer[0]["name"]) == (200, "émargement-du-jour")


async def test_registering_again_keeps_the_ids(server: DiscordServer, guild: Guild, api: Api) -> None:
    path = f"/applications/{server.bot.id}/commands"
    _, first = await api("PUT", path, [command(), command(name="leave")])
    _, second = await api("PUT", path, [command(description="new")])
    assert [c["id"] for c in second] == [first[0]["id"]]
    assert (await api("DELETE", f"{path}/{first[0]['id']}"))[0] == 204
    assert (await api("GET", f"{path}/{first[0]['id']}"))[1]["code"] == 10063
    assert (await api("GET", path))[1] == []


async def test_a_guilds_own_commands_come_first(server: DiscordServer, guild: Guild, person: Person, api: Api) -> None:
    client = BareClient()

    @client.tree.command(description="everywhere")
    async def hello(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("global")

    @client.tree.command(name="hello", description="here", guild=discord.Object(guild.id))
    async def here(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("guild")

    async with running(client, server):
        assert (await person.slash("hello")).text == "global"
        await client.tree.sync(guild=discord.Object(guild.id))
        assert (await person.slash("hello")).text == "guild"


async def test_too_many_suggestions_are_refused(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Joins")
    async def join(interaction: discord.Interaction, administration: str) -> None: ...

    @join.autocomplete("administration")
    async def administrations(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name="n" * int(typed), value="v")]

    async with running(client, server):
        await server.ready()
        assert await person.suggest("join", "administration", "100") == [("n" * 100, "v")]
        assert await person.suggest("join", "administration", "101") == []
    assert [v.code for v in server.violations] == [50035, 10062]
