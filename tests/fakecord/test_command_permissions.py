"""Commands that administrators hide from roles, people or channels in the server's settings."""

import pytest

from fakecord import ALL_CHANNELS, DiscordServer, Guild, NotAllowed, NotPossible, Permission, Person
from tests.fakecord.conftest import Api

COMMANDS = [{"name": "join", "description": "Joins"}, {"name": "close", "description": "Closes",
            "default_member_permissions": str(int(Permission.MANAGE_GUILD))}]  # fmt: skip


@pytest.fixture
async def base(server: DiscordServer, guild: Guild, api: Api) -> str:
    path = f"/applications/{server.bot.id}/guilds/{guild.id}/commands"
    assert (await api("PUT", path, COMMANDS))[0] == 200
    return path


async def can_use(person: Person, command: str) -> bool:
    try:
        await person.suggest(command, "nothing")
    except NotAllowed:
        return False
    except NotPossible:  # it has no such option: the client did show the command
        return True
    raise AssertionError("there is no option to fill in")


@pytest.mark.usefixtures("base")
async def test_roles_people_and_channels(server: DiscordServer, guild: Guild, person: Person) -> None:
    delegates = guild.new_role("Delegates")
    guild.give(person, delegates)
    server.set_command_permission(guild, "join", guild.everyone, False)
    assert not await can_use(person, "join")
    server.set_command_permission(guild, "join", delegates, True)
    assert await can_use(person, "join")
    server.set_command_permission(guild, "join", person, False)
    assert not await can_use(person, "join")
    server.set_command_permission(guild, "join", person, True)
    server.set_command_permission(guild, "join", ALL_CHANNELS, False)
    assert not await can_use(person, "join")
    server.set_command_permission(guild, "join", guild.channel("general"), True)
    assert await can_use(person, "join")


@pytest.mark.usefixtures("base")
async def test_what_is_set_for_all_commands_is_for_those_without_their_own(
    server: DiscordServer, guild: Guild, person: Person
) -> None:
    server.set_command_permission(guild, None, guild.everyone, False)
    assert not await can_use(person, "join")
    server.set_command_permission(guild, "join", guild.everyone, True)
    assert await can_use(person, "join")
    assert await can_use(server.owner(guild), "close")


@pytest.mark.usefixtures("base")
async def test_an_overwrite_is_more_than_the_commands_default(
    server: DiscordServer, guild: Guild, person: Person
) -> None:
    assert not await can_use(person, "close")
    server.set_command_permission(guild, "close", person, True)
    assert await can_use(person, "close")


async def test_the_bot_reads_them_and_cannot_change_them(
    server: DiscordServer, guild: Guild, base: str, api: Api
) -> None:
    number = server.world.commands.of(guild.id)[0]["id"]
    status, answer = await api("GET", f"{base}/{number}/permissions")
    assert (status, answer["code"]) == (404, 10066)
    server.set_command_permission(guild, "join", ALL_CHANNELS, False)
    assert (await api("GET", f"{base}/{number}/permissions"))[1]["permissions"] == [
        {"id": str(guild.id - 1), "type": 3, "permission": False}
    ]
    assert len((await api("GET", f"{base}/permissions"))[1]) == 1
    assert (await api("PUT", f"{base}/{number}/permissions", {"permissions": []}))[0] == 403
