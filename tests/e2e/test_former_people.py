"""People of the previous edition who do not come back: an organiser removes their role, and they can be erased."""

import json
import sqlite3
from contextlib import closing

from fakecord import Message, Person
from tests.e2e.command_line import run
from tests.e2e.harness import Harness
from tests.e2e.session_workshop import attached_files, settled
from tests.e2e.test_editions import edition

COORDINATORS, FACILITATORS, RUNS_THINGS = "Coordinators", "Facilitators", "Since last time"

ELSEWHERE = (
    "insert into workshops (workshop, guild, loaded_at) select 'training', :guild, loaded_at from workshops",
    "insert into participants (workshop, discord_id, name, administration, status, language, registered_at)"
    " select 'training', discord_id, name, administration, status, language, registered_at from participants"
    " where discord_id = :who",
)


async def second_edition(harness: Harness, *people: Person, elsewhere: Person | None = None) -> None:
    """`people` took part in the first edition, whose file was deleted.

    The second runs, and nobody has joined it yet. `elsewhere` is one of them who has joined a third workshop, later on
    the same server, which has no previous edition.
    """
    harness.configure(edition("first"))
    await harness.start_bot()
    await harness.set_up()
    for person in people:
        await person.slash("join", administration="ML")
    await harness.until(lambda: all(COORDINATORS in person.roles for person in people))
    assert (await run(harness.folder, "backup", "data/by-hand.db"))[0] == 0
    assert await harness.bots[-1].terminate() == 0
    (harness.folder / "config" / "workshops" / "first.yaml").unlink()
    harness.configure({**edition("second"), "previous": "first"}, edition("training", days=30))
    with closing(sqlite3.connect(harness.folder / "data" / "atelier.db")) as database, database:
        for sql in ELSEWHERE if elsewhere else ():
            database.execute(sql, {"guild": harness.guild.id, "who": elsewhere and elsewhere.id})
    await harness.start_bot()
    await harness.set_up()


async def asked_in_status(organiser: Person, says: str) -> Message:
    """The question that the button of the status asks."""
    status = await settled(organiser, "workshop status")
    assert says in status.text
    asked = (await organiser.press(status.reply, 0)).reply
    assert asked
    return asked


async def test_an_organiser_takes_the_role_off_those_who_do_not_come_back(harness: Harness) -> None:
    awa, binta, koffi, fatou, left, trainee = (
        harness.coordinator(name, "en-GB") for name in ("Awa", "Binta", "Koffi", "Fatou", "Gone", "Trainee")
    )
    await second_edition(harness, awa, binta, koffi, fatou, left, trainee, elsewhere=trainee)
    harness.guild.give(fatou, harness.guild.role(FACILITATORS))
    await left.leave_guild()
    organiser, role = harness.organiser, harness.guild.role(COORDINATORS)
    asked = await asked_in_status(organiser, "3 people have not joined this edition")
    await awa.slash("join", administration="ML")
    again = await organiser.press(asked, 0)  # it would have concerned Awa
    assert "Somebody has come or gone" in again.text
    assert all(words in again.text for words in ("2 people", "- Binta (Mali)\n- Koffi (Mali)", "@Coordinators"))
    assert "Awa" not in again.text
    assert again.reply
    assert "Nothing was changed" in (await organiser.press(again.reply, 1)).text
    assert COORDINATORS in binta.roles

    asked = await asked_in_status(organiser, "have not joined this edition")
    role.move_to(99)
    await organiser.press(asked, 0)
    told = await harness.until(lambda: [m for m in organiser.private if "did not let me take it off" in m.text])
    assert "Binta (Mali) and Koffi (Mali). My role must stand above @Coordinators" in told[-1].text
    role.move_to(1)
    await koffi.leave_guild()
    asked = await asked_in_status(organiser, "1 person has not joined this edition")
    await organiser.press(asked, 0)
    await harness.until(lambda: COORDINATORS not in binta.roles)
    await harness.until(lambda: any("Done for 1 person." in m.text for m in organiser.private))
    assert [COORDINATORS in person.roles for person in (awa, fatou, trainee)] == [True, True, True]
    assert RUNS_THINGS not in (await settled(organiser, "workshop status")).text
    number = harness.rows("select id from participants where name = 'Binta'")[0]["id"]
    log = harness.rows("select workshop, target, detail from audit where action = 'workshop status'")
    assert log == [{"workshop": "second", "target": "@Coordinators", "detail": f"taken off participants {number}"}]
    assert len(harness.rows("select id from participants where workshop = 'first' and status = 'joined'")) == 6
    await binta.slash("join", administration="ML")
    await harness.until(lambda: COORDINATORS in binta.roles)
    assert harness.server.violations == []


async def test_people_read_export_and_erase_what_is_kept_from_the_edition_before(harness: Harness) -> None:
    binta = harness.coordinator("Binta Diallo", "en-GB")
    await second_edition(harness, binta)
    shown = (await settled(binta, "privacy show")).text
    for words in ("not joined a group of this edition", "What I keep from “Workshop (en)”", "Binta Diallo", "Mali"):
        assert words in shown
    assert "By your Discord id I recognise you" in shown
    assert "so I keep no name" not in shown

    await settled(binta, "privacy export")
    sent = await harness.until(lambda: len(found := [m for m in binta.private if m.attachments]) == 2 and found)
    taken = [attached_files(reply) for reply in sent]
    assert [sorted(files) for files in taken] == [
        ["second-my-data.html", "second-my-data.json"],
        ["first-my-data.html", "first-my-data.json"],
    ]
    assert json.loads(taken[1]["first-my-data.json"])["registration"][0]["name"] == "Binta Diallo"

    asked = await settled(binta, "privacy erase")
    assert "from the editions before: **Workshop (en)**" in asked.text
    assert "from my backups" in (await binta.press(asked.reply, 0)).text
    await harness.until(lambda: binta.roles == [])
    kept = [{"workshop": "first", "name": "", "discord_id": None, "status": "removed"}]
    query = "select workshop, name, discord_id, status from participants"
    assert harness.rows(query) == kept
    with closing(sqlite3.connect(harness.folder / "data" / "by-hand.db")) as copy:
        assert copy.execute(query).fetchall() == [("first", "", None, "removed")]
    assert "already so" in (await settled(binta, "privacy erase")).text
    assert "What I keep from" not in (await settled(binta, "privacy show")).text
    assert harness.server.violations == []


async def test_the_command_line_erases_from_an_edition_whose_file_is_gone(harness: Harness) -> None:
    binta, koffi = harness.coordinator("Binta", "en-GB"), harness.coordinator("Koffi", "en-GB")
    await second_edition(harness, binta, koffi)
    for name, runs in (("Binta", True), ("Koffi", False)):
        if not runs:
            assert await harness.bots[-1].terminate() == 0
        number = harness.rows("select id from participants where name = ?", name)[0]["id"]
        done = await run(harness.folder, "erase", "--workshop", "first", "--participant", str(number))
        assert done == (0, "")
        assert harness.rows("select id from participants where name = ?", name) == []
    assert harness.server.violations == []
