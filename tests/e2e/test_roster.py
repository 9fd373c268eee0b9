"""Membership of delegations over the wire: requests, corrections, and the import of a roster."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[Harness]:
    harness = await Harness.build(tmp_path)
    harness.configure(workshop_file(session("opening", seconds_from_now(3_000), 60), registration="approval"))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled(20)
    yield harness
    await harness.close()
    assert harness.server.violations == []


async def test_a_join_request_is_approved_with_the_button(harness: Harness) -> None:
    awa = harness.coordinator("Awa", "fr-FR")
    await awa.slash("join", administration="ML")
    channel = harness.guild.channel("organisers")
    asked = await harness.until(lambda: next((m for m in harness.organiser.sees(channel) if m.buttons), None))
    assert "Awa" in asked.text
    assert awa.roles == []
    assert "Niger" not in (await awa.slash("me")).text  # not approved yet

    granted = await harness.organiser.press(asked, 0)
    assert granted.text == "Awa belongs to Mali."
    await harness.until(lambda: awa.roles == ["Coordinators"])
    await harness.until(lambda: awa.inbox)
    assert [row["action"] for row in harness.rows("select action from audit where action like 'roster%'")] == [
        "roster approve"
    ]


@pytest.mark.slow
async def test_a_wrong_delegation_is_changed_in_one_step_and_logged(harness: Harness) -> None:
    awa = harness.coordinator("Awa", "fr-FR")
    await harness.organiser.slash("roster assign", member=awa, administration="ML")
    await harness.organiser.slash("roster assign", member=awa, administration="NE")
    assert "Niger" in (await awa.slash("me")).text
    assert [row["detail"] for row in harness.rows("select detail from audit where action like 'roster%'")] == [
        "ML",
        "ML -> NE",
    ]

    await harness.organiser.slash("roster remove", member=awa)
    await harness.until(lambda: awa.roles == [])
    shown = (await harness.organiser.slash("roster show")).text
    assert "0 people have joined" in shown


@pytest.mark.slow
async def test_people_who_return_or_lost_the_role_get_it_again(harness: Harness) -> None:
    awa = harness.coordinator("Awa", "fr-FR")
    await harness.organiser.slash("roster assign", member=awa, administration="ML")
    await harness.until(lambda: awa.roles == ["Coordinators"])
    await awa.leave_guild()
    await awa.rejoin()
    await harness.until(lambda: awa.roles == ["Coordinators"])

    harness.guild.take(awa, harness.guild.role("Coordinators"))
    again = await awa.slash("join", administration="ML")
    assert "rien d’autre à faire" in again.text
    await harness.until(lambda: awa.roles == ["Coordinators"])


async def test_a_roster_with_a_bad_row_is_refused_and_the_row_named(harness: Harness) -> None:
    awa, chisomo = harness.coordinator("Awa", "fr-FR"), harness.coordinator("Chisomo", "en-GB")
    bad = f"discord_id;administration;name\n{awa.id};ML;Awa Diarra\n{chisomo.id};Atlantis;\n12;MW;x\n"
    refused = await harness.organiser.slash("roster import", file=("roster.csv", bad.encode("cp1252")))
    await refused.settled()
    assert "line 3" in refused.text
    assert "line 4" in refused.text
    assert harness.rows("select * from participants") == []

    good = f"username,administration,name,email\n{awa.user.username},mali,Awa Diarra,awa@douanes.ml\n"
    good += f"@{chisomo.user.username},MW,,\n"
    taken = await harness.organiser.slash("roster import", file=("roster.csv", good.encode("utf-16")))
    await taken.settled()
    assert "2 people are new" in taken.text
    await harness.until(lambda: awa.roles == chisomo.roles == ["Coordinators"])
    rows = harness.rows("select name, administration, email from participants order by id")
    assert [tuple(row.values()) for row in rows] == [("Awa Diarra", "ML", "awa@douanes.ml"), ("Chisomo", "MW", None)]

    unknown = "username,administration\nnobody.at.all,ML\n"
    refused = await harness.organiser.slash("roster import", file=("roster.csv", unknown.encode()))
    await refused.settled()
    assert "line 2" in refused.text
