"""Litestream beside the bot: the database is destroyed, and restored from the replica."""

import asyncio
import csv
import io
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from fakecord import Person
from tests.e2e.command_line import run
from tests.e2e.harness import ROOT, Harness, seconds_from_now, session, workshop_file
from tests.e2e.test_restart import latest

LITESTREAM = Path(sys.executable).with_name("litestream")
CONFIG = ROOT / "docs" / "operation" / "litestream.yml"
BEHIND = 1.0
"""Seconds after which an acknowledged write is in the replica."""
SIGNED_IN = "select name from participants join presences on participant = participants.id where source = 'button'"


async def litestream(folder: Path, *arguments: str) -> asyncio.subprocess.Process:
    with (folder / "litestream.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            LITESTREAM, arguments[0], "-config", CONFIG, *arguments[1:], cwd=folder, stdout=log, stderr=log
        )


@asynccontextmanager
async def replicating(folder: Path) -> AsyncIterator[None]:
    """Run the documented `litestream replicate`. It is killed at the end, as when the machine fails."""
    process = await litestream(folder, "replicate")
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def restored(harness: Harness) -> None:
    """Restore from the replica, as documented."""
    fetching = await litestream(harness.folder, "restore", "-o", "fetched.db", "data/atelier.db")
    assert await fetching.wait() == 0, (harness.folder / "litestream.log").read_text()
    status, words = await run(harness.folder, "restore", "fetched.db")
    assert status == 0, words
    (harness.folder / "fetched.db").unlink()


async def join_code(harness: Harness) -> str:
    """The join code of Mali, from the file for the organisers."""
    sent = await (await harness.organiser.slash("roster codes")).settled()
    assert sent.reply
    rows = csv.reader(io.StringIO(sent.reply.attachments[0].content.decode("utf-8-sig")))
    return next(row[-1] for row in rows if row[0] == "ML")


async def sign_in(harness: Harness, people: list[Person], code: str) -> None:
    opening = await harness.until(lambda: latest(harness, "announcements", "signin"), 15, "the opening")
    for person in people:
        await person.slash("join", administration="ML", code=code)
        assert "signed in" in (await person.press(opening, "signin")).text


@pytest.mark.timeout(300)
async def test_only_the_last_second_is_lost_when_the_machine_fails(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(900), 900), registration="code"))
    people = [harness.coordinator(f"Person {number}", "en-GB") for number in range(20)]
    await harness.start_bot()
    async with replicating(harness.folder):
        await (await harness.organiser.slash("workshop setup")).settled(20)
        await harness.organiser.slash("session start")
        code = await join_code(harness)
        await sign_in(harness, people[:18], code)
        await asyncio.sleep(BEHIND)
        await sign_in(harness, people[18:19], code)  # may be lost: less than a second old
        await lose_the_machine(harness)

    await restored(harness)
    async with replicating(harness.folder):
        await harness.start_bot()
        assert {row["name"] for row in harness.rows(SIGNED_IN)} >= {person.name for person in people[:18]}
        await sign_in(harness, people[18:], code)  # the old join code works, because the key file survives
        openings = [m for m in harness.guild.channel("announcements").history if "Opening" in m.text]
        assert len(openings) == 1
        await asyncio.sleep(BEHIND)
        await lose_the_machine(harness)

    await restored(harness)  # replication continues after a restoration
    with closing(sqlite3.connect(harness.folder / "data" / "atelier.db")) as database:
        assert {row[0] for row in database.execute(SIGNED_IN)} == {person.name for person in people}
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    assert harness.server.violations == []


async def lose_the_machine(harness: Harness) -> None:
    """Kill the bot and delete its data folder, except the key file, which is stored elsewhere."""
    keys = (harness.folder / "data" / "atelier.keys").read_bytes()
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
    shutil.rmtree(harness.folder / "data")
    (harness.folder / "data").mkdir()
    (harness.folder / "data" / "atelier.keys").write_bytes(keys)
