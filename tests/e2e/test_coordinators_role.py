"""The coordinators' role of people who must accept the rules first, or who came back while the bot was away."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.chat.permissions import NEEDED
from fakecord import Person
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file

ROLE = "Coordinators"


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[Harness]:
    harness = await Harness.build(tmp_path)
    yield harness
    await harness.close()
    assert harness.server.violations == []


def has_role(person: Person) -> bool:
    return ROLE in person.roles


async def joined(harness: Harness, *names: str) -> list[Person]:
    """Start the bot, and let people with these names join a delegation: they have the role."""
    harness.configure(workshop_file(session("opening", seconds_from_now(600), 600), roles={"coordinator": ROLE}))
    await harness.start_bot()
    await harness.set_up()
    people = [harness.coordinator(name, "en-GB") for name in names]
    for person in people:
        await person.slash("join", administration="ML")
    for person in people:
        await harness.until(partial(has_role, person))
    return people


async def come_back(*people: Person) -> None:
    for person in people:
        await person.leave_guild()
        await person.rejoin()


async def test_the_role_waits_until_the_rules_are_accepted(harness: Harness) -> None:
    awa, binta = await joined(harness, "Awa", "Binta")
    harness.guild.screens_members = True
    await come_back(awa, binta)
    stranger = harness.coordinator("Stranger", "en-GB")
    await asyncio.sleep(0.5)
    assert awa.member.pending, "a role lets people in without the rules"
    assert binta.member.pending
    awa.accept_rules()
    stranger.accept_rules()
    await harness.until(lambda: ROLE in awa.roles)
    assert (binta.roles, stranger.roles) == ([], [])
    harness.guild.take(awa, harness.guild.role(ROLE))  # an organiser takes it: nobody asked the bot to give it again
    binta.accept_rules()
    await harness.until(lambda: ROLE in binta.roles)
    assert awa.roles == []


async def test_an_organiser_assigns_someone_who_has_not_accepted_the_rules(harness: Harness) -> None:
    await joined(harness)
    harness.guild.screens_members = True
    newcomer, withdrawn = (harness.coordinator(name, "en-GB") for name in ("Newcomer", "Withdrawn"))
    for person in (newcomer, withdrawn):
        await harness.organiser.slash("roster assign", member=person, administration="ML")
    await harness.organiser.slash("roster remove", member=withdrawn)
    assert newcomer.member.pending
    withdrawn.accept_rules()
    newcomer.accept_rules()
    await harness.until(lambda: ROLE in newcomer.roles)
    assert withdrawn.roles == []


async def test_who_came_back_while_the_bot_was_off_gets_the_role_at_its_start(harness: Harness) -> None:
    awa, binta, chisomo = await joined(harness, "Awa", "Binta", "Chisomo")
    for number in range(1200):  # a large server is not read: only the participants are asked for
        harness.coordinator(f"Member {number}", "en-GB")
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
        await harness.server.gone()
        await come_back(awa)
        harness.guild.screens_members = True
        await come_back(binta)
        await chisomo.leave_guild()
        requests = len(harness.server.log)
        await harness.start_bot()
    await harness.until(lambda: ROLE in awa.roles)
    assert binta.member.pending
    binta.accept_rules()
    await harness.until(lambda: ROLE in binta.roles)
    assert not [each for each in harness.server.log[requests:] if each.path.endswith("/members")]
    await asyncio.sleep(0.5)
    assert (
        sum(len(member.roles) for member in harness.guild.members.values() if member.user is not harness.server.bot)
        <= 3
    )


async def test_who_came_back_during_an_outage_or_a_removal_gets_the_role(harness: Harness) -> None:
    awa, binta, chisomo = await joined(harness, "Awa", "Binta", "Chisomo")
    with harness.server.faults.guild_outage(harness.guild):
        await come_back(awa)
    await harness.until(lambda: ROLE in awa.roles)

    harness.server.kick_bot(harness.guild)
    await come_back(binta)
    harness.server.invite(harness.guild, permissions=NEEDED.value).move_to(9)
    await harness.until(lambda: ROLE in binta.roles)

    await harness.server.faults.drop_gateway(resumable=False)  # events of that time are lost
    await come_back(chisomo)
    await harness.until(lambda: ROLE in chisomo.roles, 30)
