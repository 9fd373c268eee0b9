"""Erasure reaches every copy of the database beside it, and people who are not at Discord: over the wire."""

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta

from tests.e2e.command_line import run, run_and_read
from tests.e2e.harness import Harness
from tests.e2e.session_workshop import SessionWorkshop, settled

GUEST, ADDRESS = "Guest Nobody-Else", "guest.nobody@example.org"


async def import_guest(harness: Harness, *, apply: bool = True) -> None:
    """A guest who came to the meeting elsewhere, with an e-mail address; and Awa, whose address nobody knew."""
    first, last = ((datetime.now(UTC) + timedelta(seconds=s)).strftime("%m/%d/%Y %I:%M:%S %p") for s in (30, 90))
    report = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\n"
    report += f"Mali – {GUEST},{ADDRESS},{first},{last},1,Yes\r\nAwa,awa.private@example.org,{first},{last},1,Yes\r\n"
    shown = await settled(
        harness.organiser, "attendance import", session="opening", file=("zoom.csv", report.encode("utf-8-sig"))
    )
    if apply:
        assert shown.reply
        assert "2 people" in (await harness.organiser.press(shown.reply, 0)).text


def files_with(harness: Harness, *needles: str) -> set[str]:
    """The files of the bot that contain any of these texts."""
    found = set()
    for file in (harness.folder / "data").rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):  # logs of SQLite come and go
            content = file.read_bytes()
            found |= {file.name for needle in needles if needle.encode() in content}
    return found


async def test_who_erases_their_data_is_in_no_copy_and_in_no_draft(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    koffi, data = prepared.koffi, harness.folder / "data"
    await import_guest(harness, apply=False)
    assert await run(harness.folder, "backup", "data/backups/by-hand.db") == (0, "")
    shutil.copy(data / "backups" / "by-hand.db", data / "atelier.until-2021-03-15T12-00-00Z.db")
    with closing(sqlite3.connect(data / "other.db")) as other:  # no copy, although it has the same number
        other.execute("create table participants (id, name)")
        other.execute("insert into participants (id, name) values (2, 'Koffi')")
        other.commit()
    with closing(sqlite3.connect(data / "backups" / "by-hand.db", isolation_level=None)) as busy:
        busy.execute("begin exclusive")
        done = await prepared.koffi.press((await settled(koffi, "privacy erase")).reply, 0)
        await done.settled(30)
        assert "1 sauvegarde est utilisée en ce moment" in done.text
        busy.execute("rollback")
    await harness.eventually(lambda: files_with(harness, "Koffi") == {"other.db"}, 20, "the copy is free")
    await harness.eventually(lambda: harness.rows("select 1 from erasures where copies_at is not null"))

    await prepared.awa.press((await settled(prepared.awa, "privacy erase")).reply, 0)
    assert harness.rows("select * from drafts") == []
    assert await harness.bots[-1].terminate() == 0
    assert files_with(harness, "awa.private@example.org") == set()
    assert harness.server.violations == []


async def test_a_guest_and_someone_who_left_are_erased_from_the_command_line(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    await import_guest(harness)
    assert await run(harness.folder, "backup", "data/backups/by-hand.db") == (0, "")
    numbers = {row["name"]: row["id"] for row in harness.rows("select id, name from participants")}
    guest, mary = (str(numbers[name]) for name in (f"Mali – {GUEST}", "Mary"))
    await settled(harness.organiser, "roster remove", member=prepared.mary)

    status, said, errors = await run_and_read(harness.folder, "erase", "--workshop", "e2e", "--participant", guest)
    assert (status, errors) == (0, "")
    assert f"Participant {guest} of e2e is erased from data/atelier.db and the copies beside it." in said
    assert files_with(harness, GUEST, ADDRESS) <= {"atelier.db-wal"}  # the bot empties its log when it can
    assert GUEST not in (await settled(harness.organiser, "attendance show")).text
    unknown = await run(harness.folder, "erase", "--workshop", "e2e", "--participant", "99")
    assert unknown == (2, "--participant: e2e has no participant 99; `run.py export` shows their numbers\n")

    assert await harness.bots[-1].terminate() == 0
    assert "Mary" in str(harness.rows("select name from participants"))
    status, said, errors = await run_and_read(harness.folder, "erase", "--workshop", "e2e", "--participant", mary)
    assert (status, errors) == (0, "")
    assert files_with(harness, GUEST, ADDRESS, "Mary") == set()
    assert (await run(harness.folder, "erase", "--workshop", "none", "--participant", mary))[0] == 2
    assert (await run(harness.folder, "erase", "--workshop", "e2e", "--participant", "99"))[0] == 2
    assert harness.server.violations == []


async def test_a_backup_kept_elsewhere_does_not_bring_an_erased_person_back(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    await settled(prepared.awa, "language", language="en")
    assert await run(harness.folder, "backup", "elsewhere.db") == (0, "")
    await prepared.awa.press((await settled(prepared.awa, "privacy erase")).reply, 0)
    await harness.until(lambda: prepared.awa.roles == [])
    await prepared.awa.slash("join", administration="NE")  # as someone new
    await settled(prepared.koffi, "privacy show")
    assert await harness.bots[-1].terminate() == 0
    status, _said, errors = await run_and_read(harness.folder, "restore", "elsewhere.db")
    assert (status, errors) == (0, "")
    assert {row["name"] for row in harness.rows("select name from participants")} == {"", "Koffi", "Mary"}
    assert harness.rows("select * from preferences where discord_id = ?", prepared.awa.id) == []
    await harness.start_bot()
    assert "Vous n’avez pas rejoint" in (await settled(prepared.awa, "privacy show")).text
    assert "Koffi" in (await settled(prepared.koffi, "privacy show")).text
    assert harness.server.violations == []
