"""What a server demands or denies: two-factor authentication, roles whose event is late, the voice channel."""

from fakecord import Permission
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import settled


def configure(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3_000), 60)))


async def test_setup_says_what_to_do_about_two_factor_authentication(harness: Harness) -> None:
    configure(harness)
    await harness.start_bot()
    harness.guild.require_two_factor()
    harness.server.world.portal.owner_has_two_factor = False
    said = await harness.set_up()
    assert said.count("two-factor authentication") == 1
    assert "Discord refused" not in said
    assert "nothing was made" not in said
    assert "/roster codes" not in said
    assert {violation.code for violation in harness.server.violations} == {60003}

    harness.server.violations.clear()
    harness.server.world.portal.owner_has_two_factor = True
    assert "two-factor" not in await harness.set_up()
    assert {"Organisers", "Facilitators", "Coordinators"} <= {role.name for role in harness.guild.roles.values()}
    assert harness.server.violations == []


async def test_the_organisers_channel_is_open_to_a_role_whose_event_has_not_come(harness: Harness) -> None:
    configure(harness)
    await harness.start_bot()
    await harness.set_up()
    organisers = harness.guild.role("Organisers")
    overwrite = harness.guild.channel("organisers").overwrites[organisers.id]
    assert Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES in overwrite.allow
    assert harness.server.violations == []


async def test_status_names_what_the_voice_channel_lacks(harness: Harness) -> None:
    configure(harness)
    await harness.start_bot()
    await harness.set_up()
    voice, guild = harness.guild.channel("Plenary"), harness.guild
    assert "Plenary" not in (await settled(harness.organiser, "workshop status")).text

    voice.set_overwrite(guild.everyone, deny=int(Permission.VIEW_CHANNEL))
    said = (await settled(harness.organiser, "workshop status")).text
    kept_out = f"Nobody with the role Coordinators can come into <#{voice.id}>"
    assert f"{kept_out}: give it there View Channels and Connect." in said
    assert f"In <#{voice.id}> I lack: View Channels" in said

    voice.set_overwrite(guild.me, allow=int(Permission.VIEW_CHANNEL))
    voice.set_overwrite(guild.role("Coordinators"), allow=int(Permission.VIEW_CHANNEL), deny=int(Permission.CONNECT))
    said = (await settled(harness.organiser, "workshop status")).text
    assert f"{kept_out}: give it there Connect." in said
    assert f"In <#{voice.id}> I lack" not in said
