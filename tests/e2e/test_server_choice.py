"""Which server a workshop without `guild:` takes, and the messages of `run` when it cannot start."""

import discord
import pytest

from bot.chat.permissions import NEEDED
from fakecord import Guild, Permission
from tests.e2e.command_line import run
from tests.e2e.harness import TOKEN, Harness, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import settled

NOT_SET_UP = "not set up on this server yet"
OPENING = "select * from announcements where key = 'opening/opening'"


def configure(harness: Harness, **more: object) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3_000), 60), **more))


def another(harness: Harness, name: str = "Elsewhere") -> Guild:
    guild = harness.server.new_guild(name)
    harness.server.invite(guild, permissions=NEEDED.value)
    return guild


def bound_to(harness: Harness) -> object:
    return harness.rows("select guild from workshops")[0]["guild"]


async def test_nothing_runs_before_an_organiser_sets_up(harness: Harness) -> None:
    guild = harness.guild
    zoe, awa = harness.coordinator("Zoë", "en-GB"), harness.coordinator("Awa", "fr")
    guild.give(zoe, guild.new_role("Organisers"))  # stood there: nobody has said yet that it makes organisers
    configure(harness)
    bot = await harness.start_bot()
    assert "pas encore installé" in (await awa.slash("join", administration="ML")).text
    assert NOT_SET_UP in (await harness.organiser.slash("session start")).text
    assert "What you can do" in (await awa.slash("help", force=True)).text or awa.private
    status = (await settled(harness.organiser, "workshop status")).text
    assert status.endswith(
        "No announcement is planned.\n\n**To be fixed**\n"
        "- The workshop is not set up on this server yet. To set it up: /workshop setup."
    ), status
    assert "Only the organisers" in (await zoe.slash("workshop setup", force=True)).text
    assert bound_to(harness) is None
    waits = f"The workshop e2e waits for an organiser to use /workshop setup in A-CIP ({guild.id})."
    await harness.until(lambda: waits in bot.log(), 10, "what it waits for")

    assert "they join with the button of the welcome" in await harness.set_up()
    assert bound_to(harness) == guild.id
    await harness.until(lambda: guild.channel("organisers").history, 10, "the board")
    await harness.eventually(lambda: harness.rows(OPENING), 10, "its plan")
    assert "Mali" in (await awa.slash("join", administration="ML")).text
    await harness.restart_after_kill()
    assert "Mali" in (await awa.slash("me")).text
    assert harness.server.violations == []


async def test_in_several_servers_setup_refuses_and_names_them(harness: Harness) -> None:
    other = another(harness)
    configure(harness)
    bot = await harness.start_bot()
    for owner in (harness.organiser, harness.server.owner(other)):
        for command in ("workshop setup", "workshop status"):
            said = (await settled(owner, command)).text
            assert f"- A-CIP: {harness.guild.id}" in said
            assert f"- Elsewhere: {other.id}" in said
    assert (bound_to(harness), len(harness.guild.roles)) == (None, 2)
    assert f"the bot is in A-CIP ({harness.guild.id}), Elsewhere ({other.id}). Write the id" in bot.log()
    configure(harness, guild=other.id)
    await harness.restart_after_kill()
    assert (
        "they join with the button of the welcome"
        in (await settled(harness.server.owner(other), "workshop setup")).text
    )
    assert "No workshop" in (await harness.organiser.slash("help")).text


async def test_a_server_that_comes_later_changes_nothing_of_a_bound_workshop(harness: Harness) -> None:
    configure(harness)
    await harness.start_bot()
    await harness.set_up()
    other = another(harness)
    await harness.until(lambda: "Elsewhere" in harness.bots[0].log(), 10, "the new server in the log")
    said = (await settled(harness.server.owner(other), "workshop setup")).text
    assert "No workshop is set up for this server" in said
    assert bound_to(harness) == harness.guild.id


async def test_a_bot_in_no_server_says_how_to_invite_it(harness: Harness) -> None:
    await harness.server.owner(harness.guild).leave_guild()
    harness.server.world.remove_member(harness.guild.me)
    configure(harness)
    bot = await harness.start_bot()
    await harness.until(lambda: "in no server yet" in bot.log(), 10, "what to do")
    [line] = [line for line in bot.log().splitlines() if "in no server yet" in line]
    application = harness.server.bot.id
    assert line.endswith(
        f"https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands"
        f"&permissions={NEEDED.value}"
    )


async def test_a_wrong_server_id_is_explained(harness: Harness) -> None:
    configure(harness, guild=42)
    bot = await harness.start_bot()
    await harness.until(lambda: "waits" in bot.log(), 10, "what to do")
    assert "its file names the server 42, and the bot is not in it but in A-CIP" in bot.log()
    assert f"The bot is in A-CIP ({harness.guild.id})" in bot.log()


async def test_permissions_are_missing_by_the_names_that_discord_shows(harness: Harness) -> None:
    missing = discord.Permissions(manage_roles=True, create_events=True).value
    harness.guild.role("Atelier").permissions = Permission(NEEDED.value & ~missing)
    configure(harness, guild=harness.guild.id)
    bot = await harness.start_bot()
    await harness.until(lambda: "lacks" in bot.log(), 10, "what is lacking")
    assert "lacks these permissions: Gérer les rôles / Manage Roles, Créer des événements / Create Events" in bot.log()


@pytest.mark.parametrize("stands", ["file", "data/backups"])
async def test_a_folder_that_cannot_be_written_is_named(harness: Harness, stands: str) -> None:
    """There is a file where the folder should be: root may write in every other folder."""
    configure(harness)
    if stands == "file":
        (harness.folder / "data").touch()
        environment = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": harness.server.url}
        status, errors = await run(harness.folder, "run", **environment)
        assert status == 1
        [line] = errors.splitlines()
        assert line.startswith("data cannot be written (File exists): let this user write")
        return
    (harness.folder / "data").mkdir()
    (harness.folder / stands).touch()
    bot = await harness.start_bot()
    assert "There will be no backups: data/backups cannot be written (File exists)" in bot.log()
    assert "Traceback" not in bot.log()
