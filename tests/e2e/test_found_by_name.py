"""Roles and channels that exist before setup: they are checked before they are used, and never edited."""

from collections.abc import Callable

import pytest

from fakecord import Channel, Permission, Person
from fakecord.model.members import Role
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import settled

P = Permission
HERE = ("/roles/", "/channels/")


async def begin(harness: Harness, **more: object) -> str:
    """Start the bot and set up. Returns what setup says."""
    harness.configure(workshop_file(session("opening", seconds_from_now(3_000), 60), **more))
    await harness.start_bot()
    return await harness.set_up()


async def status(harness: Harness) -> str:
    return str((await settled(harness.organiser, "workshop status")).text)


def edits(harness: Harness) -> list[str]:
    """The requests that edited a role or a channel's permissions."""
    changed = [r for r in harness.server.log if r.method in ("PATCH", "PUT")]
    return [r.path for r in changed if "/members/" not in r.path and any(part in r.path for part in HERE)]


async def joined(harness: Harness, name: str = "Awa") -> Person:
    person = harness.coordinator(name, "en-GB")
    for role in harness.guild.roles.values():
        if role.name == "Verified":
            harness.guild.give(person, role)
    await person.slash("join", administration="ML")
    return person


@pytest.mark.parametrize(
    ("permission", "called"),
    [
        (P.MANAGE_GUILD, "Manage Server"),
        (P.ADMINISTRATOR, "Administrator"),
        (P.MANAGE_ROLES | P.MANAGE_EVENTS, "Manage Roles and Manage Events"),
        (P.BAN_MEMBERS, "Ban Members"),
    ],
)
async def test_a_coordinators_role_with_power_is_given_to_nobody(
    harness: Harness, permission: Permission, called: str
) -> None:
    role = harness.guild.new_role("Coordinators", permission)
    said = await begin(harness)
    assert f"The role Coordinators is not used: it carries {called}" in said
    assert "roster codes" not in said
    awa = await joined(harness)
    assert "Mali" in (await awa.slash("me")).text
    assert awa.roles == []
    assert "The role Coordinators is not used" in await status(harness)
    channel = harness.guild.channel("organisers")
    await harness.until(
        lambda: any("Coordinators is not used" in m.text for m in channel.history), 10, "the organisers know"
    )

    role.change(permissions=0)
    assert "not used" not in await harness.set_up()
    await harness.until(lambda: awa.roles == ["Coordinators"], 10, "who had joined gets it")
    assert role.permissions == 0
    assert edits(harness) == []
    assert harness.server.violations == []


async def test_a_role_that_gains_power_later_is_given_no_more(harness: Harness) -> None:
    await begin(harness)
    await joined(harness)
    harness.guild.role("Coordinators").change(permissions=P.MANAGE_CHANNELS)
    late = await joined(harness, "Binta")
    assert late.roles == []
    assert "The role Coordinators is not used: it carries Manage Channels" in await status(harness)


async def test_a_facilitators_role_with_an_organisers_rights_makes_nobody_facilitator(harness: Harness) -> None:
    role = harness.guild.new_role("Facilitators", P.MANAGE_WEBHOOKS | P.MANAGE_EVENTS)
    zoe = harness.coordinator("Zoë", "en-GB")
    harness.guild.give(zoe, role)
    assert "The role Facilitators is not used: it carries Manage Webhooks" in await begin(harness)
    assert "Only the facilitators" in (await zoe.slash("session status")).text
    role.change(permissions=P.MANAGE_EVENTS | P.MANAGE_MESSAGES)
    assert "not used" not in await harness.set_up()
    assert "Only the facilitators" not in (await zoe.slash("session status")).text


async def test_an_organisers_role_that_stood_there_keeps_its_permissions_and_its_people_are_named(
    harness: Harness,
) -> None:
    role = harness.guild.new_role("Organisers", P.VIEW_CHANNEL)
    harness.guild.give(harness.coordinator("Passer_by", "fr"), role)
    said = await begin(harness)
    assert role.permissions == P.VIEW_CHANNEL
    assert "do not see its commands: they need Manage Server and Manage Events" in said
    assert "is an organiser of this workshop now: Passer\\_by (@passer" in said
    assert edits(harness) == []
    assert "is an organiser now" not in await harness.set_up()  # said once, while the role is taken up


async def test_of_two_roles_of_one_name_neither_is_taken(harness: Harness) -> None:
    first, second = (harness.guild.new_role("Organisers") for _ in range(2))
    person = harness.coordinator("Passer-by", "en-GB")
    harness.guild.give(person, first)
    said = await begin(harness)
    assert "Not used: Organisers. There are 2 of that name" in said
    assert "Only the organisers" in (await person.slash("workshop status", force=True)).text
    assert "Not used: Organisers" in await status(harness)
    harness.guild.remove_role(second)
    assert "Not used" not in await harness.set_up()
    assert "Only the organisers" not in (await person.slash("workshop status", force=True)).text


async def test_a_role_that_people_choose_themselves_makes_nobody_organiser(harness: Harness) -> None:
    role = harness.guild.new_role("Organisers", P.MANAGE_GUILD | P.MANAGE_EVENTS)
    role.change(in_prompt=True)
    assert "The role Organisers is not used: anybody has it or can choose it" in await begin(harness)


async def test_one_role_for_coordinators_and_organisers_is_not_given_to_who_joins(harness: Harness) -> None:
    team = harness.guild.new_role("Team")
    said = await begin(harness, roles={"organiser": str(team.id), "coordinator": "Team"})
    assert "The role Team is not given to coordinators" in said
    assert (await joined(harness)).roles == []


async def test_an_id_says_which_role_but_not_that_it_may_give_power(harness: Harness) -> None:
    role = harness.guild.new_role("Delegates", P.ADMINISTRATOR)
    said = await begin(harness, roles={"coordinator": str(role.id)})
    assert "The role Delegates is not used: it carries Administrator" in said
    assert (await joined(harness)).roles == []


def everyone(harness: Harness) -> Role:
    return harness.guild.everyone


def open_to_all(harness: Harness, channel: Channel) -> None:
    """A channel as Discord's client creates it."""


def allowed_to_everyone(harness: Harness, channel: Channel) -> None:
    everyone(harness).change(permissions=everyone(harness).permissions & ~P.VIEW_CHANNEL)
    channel.set_overwrite(everyone(harness), allow=P.VIEW_CHANNEL)


def seen_by_a_role_that_sees_everything(harness: Harness, channel: Channel) -> None:
    """The server hides everything from those who have not been verified."""
    everyone(harness).change(permissions=everyone(harness).permissions & ~P.VIEW_CHANNEL)
    harness.guild.new_role("Verified", P.VIEW_CHANNEL)


def let_coordinators_in(harness: Harness, channel: Channel) -> None:
    channel.set_overwrite(everyone(harness), deny=P.VIEW_CHANNEL)
    channel.set_overwrite(harness.guild.new_role("Coordinators"), allow=P.VIEW_CHANNEL)


@pytest.mark.parametrize(
    ("opened", "seen_by"),
    [
        (open_to_all, "@everyone"),
        (allowed_to_everyone, "@everyone"),
        (seen_by_a_role_that_sees_everything, "Verified"),
        (let_coordinators_in, "Coordinators"),
    ],
)
async def test_an_organisers_channel_that_others_see_is_not_used(
    harness: Harness, opened: Callable[[Harness, Channel], None], seen_by: str
) -> None:
    channel = harness.guild.new_channel("organisers")
    opened(harness, channel)
    said = await begin(harness, registration="approval")
    assert f"The channel <#{channel.id}> is not used: it is for organisers, and these roles see it:" in said
    assert seen_by in said
    await joined(harness)
    assert channel.history == []
    assert f"<#{channel.id}> is not used" in await status(harness)
    assert "Awa" in (await settled(harness.organiser, "roster show")).text

    for role in (everyone(harness), *(r for r in harness.guild.roles.values() if r.name == seen_by)):
        channel.set_overwrite(role, deny=P.VIEW_CHANNEL)
    channel.set_overwrite(harness.guild.me, allow=P.VIEW_CHANNEL | P.SEND_MESSAGES)
    assert "is not used" not in await harness.set_up()
    await harness.until(lambda: channel.history, 10, "the board")
    assert harness.server.violations == []


async def test_a_channel_that_lets_some_in_is_used_until_it_is_opened_to_all(harness: Harness) -> None:
    channel = harness.guild.new_channel("organisers")
    channel.set_overwrite(everyone(harness), deny=P.VIEW_CHANNEL)
    channel.set_overwrite(harness.guild.me, allow=P.VIEW_CHANNEL | P.SEND_MESSAGES)
    channel.set_overwrite(harness.guild.new_role("Secretariat"), allow=P.VIEW_CHANNEL)
    channel.set_overwrite(harness.coordinator("Zoë", "fr").member, allow=P.VIEW_CHANNEL)
    assert "is not used" not in await begin(harness, registration="approval")
    await harness.until(lambda: channel.history, 10, "the board")
    channel.set_overwrite(everyone(harness), allow=P.VIEW_CHANNEL)
    assert f"<#{channel.id}> is not used" in await status(harness)
    before = len(channel.history)
    await joined(harness)
    assert len(channel.history) == before


async def test_only_a_channel_of_the_type_and_name_is_taken(harness: Harness) -> None:
    """A category and a voice channel with the same name are ignored.

    Two text channels with the same name are ambiguous.
    """
    guild = harness.guild
    for type in ("category", "voice", "forum"):
        guild.new_channel("Key – Messages (all)", type)
    used = guild.new_channel("Key – Messages (all)")
    guild.new_channel("plenary")
    guild.new_channel("plenary")
    guild.new_channel("Plenary", "category")
    desk = {"opens": "opening", "closes": seconds_from_now(3_200).strftime("%Y-%m-%dT%H:%M:%S")}
    channels = {"key_messages": "Key – Messages (all)", "stage": "Plenary"}
    said = await begin(harness, channels=channels, key_messages=desk)
    assert "key" not in said.partition("Not used")[0].lower().replace("key-messages", "")
    assert harness.rows("select discord_id from places where purpose like 'channel:key_messages:%'") == [
        {"discord_id": used.id}
    ]
    assert "Not used: #plenary. There are 2 of that name" in said
    assert "Channels created: announcements, organisers and Plenary" in said


async def test_an_announcements_channel_where_all_can_write_is_used_and_named(harness: Harness) -> None:
    channel = harness.guild.new_channel("announcements")
    said = await begin(harness)
    named = f"In <#{channel.id}> these roles can write: @everyone"
    assert named in said.replace("\u200b", "")
    assert "not used" not in said
    assert edits(harness) == []
    channel.set_overwrite(everyone(harness), deny=P.SEND_MESSAGES)
    assert "can write" not in await status(harness)
