"""Who belongs to which delegation, over the wire: requests, corrections, and a roster brought as a file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.harness import Stage, in_seconds, session, workshop_file


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = await Stage.build(tmp_path)
    stage.configure(workshop_file(session("opening", in_seconds(3_000), 60), registration="approval"))
    await stage.start_bot()
    await (await stage.organiser.slash("workshop setup")).settled(20)
    yield stage
    await stage.close()
    assert stage.server.violations == []


async def test_a_request_is_granted_by_the_button_and_the_person_is_told(stage: Stage) -> None:
    awa = stage.coordinator("Awa", "fr-FR")
    await awa.slash("join", administration="ML")
    channel = stage.guild.channel("organisers")
    asked = await stage.until(lambda: next((m for m in stage.organiser.sees(channel) if m.buttons), None))
    assert "Awa" in asked.text
    assert awa.roles == []
    assert "Niger" not in (await awa.slash("me")).text  # not in yet

    granted = await stage.organiser.press(asked, 0)
    assert granted.text == "Awa belongs to Mali."
    await stage.until(lambda: awa.roles == ["Coordinators"])
    await stage.until(lambda: awa.inbox)
    assert [row["action"] for row in stage.rows("select action from audit where action like 'roster%'")] == [
        "roster approve"
    ]


async def test_a_wrong_delegation_is_changed_in_one_step_with_a_trace(stage: Stage) -> None:
    awa = stage.coordinator("Awa", "fr-FR")
    await stage.organiser.slash("roster assign", member=awa, administration="ML")
    await stage.organiser.slash("roster assign", member=awa, administration="NE")
    assert "Niger" in (await awa.slash("me")).text
    assert [row["detail"] for row in stage.rows("select detail from audit where action like 'roster%'")] == [
        "ML",
        "ML -> NE",
    ]

    await stage.organiser.slash("roster remove", member=awa)
    await stage.until(lambda: awa.roles == [])
    shown = (await stage.organiser.slash("roster show")).text
    assert "0 people have joined" in shown


async def test_who_leaves_and_comes_back_or_lost_the_role_is_called_again(stage: Stage) -> None:
    awa = stage.coordinator("Awa", "fr-FR")
    await stage.organiser.slash("roster assign", member=awa, administration="ML")
    await stage.until(lambda: awa.roles == ["Coordinators"])
    await awa.leave_guild()
    await awa.rejoin()
    await stage.until(lambda: awa.roles == ["Coordinators"])

    stage.guild.take(awa, stage.guild.role("Coordinators"))
    again = await awa.slash("join", administration="ML")
    assert "rien à faire" in again.text
    await stage.until(lambda: awa.roles == ["Coordinators"])


async def test_a_roster_with_a_bad_row_is_refused_whole_and_the_row_named(stage: Stage) -> None:
    awa, chisomo = stage.coordinator("Awa", "fr-FR"), stage.coordinator("Chisomo", "en-GB")
    bad = f"discord_id;administration;name\n{awa.id};ML;Awa Diarra\n{chisomo.id};Atlantis;\n12;MW;x\n"
    refused = await stage.organiser.slash("roster import", file=("roster.csv", bad.encode("cp1252")))
    await refused.settled()
    assert "line 3" in refused.text
    assert "line 4" in refused.text
    assert stage.rows("select * from participants") == []

    good = f"username,administration,name,email\n{awa.user.username},mali,Awa Diarra,awa@douanes.ml\n"
    good += f"@{chisomo.user.username},MW,,\n"
    taken = await stage.organiser.slash("roster import", file=("roster.csv", good.encode("utf-16")))
    await taken.settled()
    assert "2 people are new" in taken.text
    await stage.until(lambda: awa.roles == chisomo.roles == ["Coordinators"])
    rows = stage.rows("select name, administration, email from participants order by id")
    assert [tuple(row.values()) for row in rows] == [("Awa Diarra", "ML", "awa@douanes.ml"), ("Chisomo", "MW", None)]

    unknown = "username,administration\nnobody.at.all,ML\n"
    refused = await stage.organiser.slash("roster import", file=("roster.csv", unknown.encode()))
    await refused.settled()
    assert "line 2" in refused.text
