"""Litestream, an engine of others, beside the real bot: the machine's copy is destroyed, and nothing is lost."""

from __future__ import annotations

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
from tests.e2e.harness import ROOT, Stage, in_seconds, session, workshop_file
from tests.e2e.test_restart import latest

LITESTREAM = Path(sys.executable).with_name("litestream")
CONFIG = ROOT / "docs" / "operation" / "litestream.yml"
BEHIND = 1.0
"""Seconds: what was acknowledged longer ago is in the replica."""
SIGNED_IN = "select name from participants join presences on participant = participants.id where source = 'button'"


async def litestream(folder: Path, *arguments: str) -> asyncio.subprocess.Process:
    with (folder / "litestream.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            LITESTREAM, arguments[0], "-config", CONFIG, *arguments[1:], cwd=folder, stdout=log, stderr=log
        )


@asynccontextmanager
async def replicating(folder: Path) -> AsyncIterator[None]:
    """As documented, beside the bot; dies with the machine, without a last word."""
    process = await litestream(folder, "replicate")
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def restored(stage: Stage) -> None:
    """As documented: fetched from the replica, checked and put in place."""
    fetching = await litestream(stage.folder, "restore", "-o", "fetched.db", "data/atelier.db")
    assert await fetching.wait() == 0, (stage.folder / "litestream.log").read_text()
    status, words = await run(stage.folder, "restore", "fetched.db")
    assert status == 0, words
    (stage.folder / "fetched.db").unlink()


async def join_code(stage: Stage) -> str:
    """Mali's, from the file that organisers hand out."""
    sent = await (await stage.organiser.slash("roster codes")).settled()
    assert sent.reply
    rows = csv.reader(io.StringIO(sent.reply.attachments[0].content.decode("utf-8-sig")))
    return next(row[-1] for row in rows if row[0] == "ML")


async def sign_in(stage: Stage, people: list[Person], code: str) -> None:
    opening = await stage.until(lambda: latest(stage, "announcements", "signin"), 15, "the opening")
    for person in people:
        await person.slash("join", administration="ML", code=code)
        assert "signed in" in (await person.press(opening, "signin")).text


@pytest.mark.timeout(300)
async def test_the_machine_s_copy_is_destroyed_and_nothing_older_than_a_second_is_lost(stage: Stage) -> None:
    stage.configure(workshop_file(session("opening", in_seconds(900), 900), registration="code"))
    people = [stage.coordinator(f"Person {number}", "en-GB") for number in range(20)]
    await stage.start_bot()
    async with replicating(stage.folder):
        await (await stage.organiser.slash("workshop setup")).settled(20)
        await stage.organiser.slash("session start")
        code = await join_code(stage)
        await sign_in(stage, people[:18], code)
        await asyncio.sleep(BEHIND)
        await sign_in(stage, people[18:19], code)  # perhaps lost: it is less than a second old
        await lose_the_machine(stage)

    await restored(stage)
    async with replicating(stage.folder):
        await stage.start_bot()
        assert {row["name"] for row in stage.rows(SIGNED_IN)} >= {person.name for person in people[:18]}
        await sign_in(stage, people[18:], code)  # with the code handed out before: the key file was kept apart
        openings = [m for m in stage.guild.channel("announcements").history if "Opening" in m.text]
        assert len(openings) == 1
        await asyncio.sleep(BEHIND)
        await lose_the_machine(stage)

    await restored(stage)  # the replica goes on after a restoration
    with closing(sqlite3.connect(stage.folder / "data" / "atelier.db")) as database:
        assert {row[0] for row in database.execute(SIGNED_IN)} == {person.name for person in people}
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    assert stage.server.violations == []


async def lose_the_machine(stage: Stage) -> None:
    """The bot dies, and its folder goes: the database, and all that lies beside it, but the key file kept apart."""
    keys = (stage.folder / "data" / "atelier.keys").read_bytes()
    with stage.server.faults.bot_down():
        await stage.bots[-1].kill()
    shutil.rmtree(stage.folder / "data")
    (stage.folder / "data").mkdir()
    (stage.folder / "data" / "atelier.keys").write_bytes(keys)
