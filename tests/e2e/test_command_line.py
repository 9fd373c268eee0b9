"""The command line as a process: exit statuses, errors without a traceback, and backups of a database in use."""

import asyncio
import os
import sqlite3
import sys
from pathlib import Path

import pytest

from fakecord import DiscordServer
from run import main
from tests.e2e.command_line import run
from tests.e2e.harness import ROOT, TOKEN, Harness, seconds_from_now, session, workshop_file


async def test_a_missing_token_is_reported(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    status, errors = await run(harness.folder, "run")
    assert (status, "DISCORD_TOKEN" in errors) == (2, True)


async def test_every_fault_is_reported_with_its_line_and_the_bot_does_not_start(harness: Harness) -> None:
    workshop = workshop_file(session("opening", seconds_from_now(3600), 60))
    workshop["timezone"] = "Mars/Olympus"
    workshop["title"] = {"fr": "Atelier"}
    workshop["colour"] = "blue"
    workshop["administrations"][1]["code"] = "MW"
    workshop["days"][0]["sessions"][0]["duration"] = "long"
    harness.configure(workshop)
    for command in ("check", "run", "rehearse", "try"):
        status, errors = await run(harness.folder, command, DISCORD_TOKEN=TOKEN)
        assert status == 2
        lines = [line for line in errors.splitlines() if not line.startswith("warning: ")]
        assert len(lines) == 5
        assert all(line.startswith("config/workshops/e2e.yaml:") for line in lines)


@pytest.mark.parametrize(
    ("wrong", "would_do"),
    [
        (["rehearse", "--participants", "0"], "write 1 or more"),
        (["rehearse", "--participants", "-1"], "write 1 or more"),
        (["rehearse", "--speed", "0"], "write a number above 0"),
        (["rehearse", "--speed", "-3"], "write a number above 0"),
        (["rehearse", "--speed", "nan"], "write a number above 0"),
        (["try", "--participants", "0"], "write 1 or more"),
        (["try", "--port", "65536"], "write a number up to 65535"),
        (["try", "--port", "http"], "write a number up to 65535"),
        (["export", "--workshop", "e2e", "--format", "pdf", "--output", "x"], "none of these: 'xlsx', 'csv', 'json', "),
    ],
)
def test_a_wrong_command_line_is_explained(wrong: list[str], would_do: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(wrong)
    assert (left.value.code, would_do in capsys.readouterr().err) == (2, True)


@pytest.mark.slow
async def test_a_wrong_token_and_a_missing_intent_are_explained(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    status, errors = await run(harness.folder, "run", DISCORD_TOKEN="wrong", DISCORD_API_URL=harness.server.url)
    assert (status, "token" in errors) == (1, True)
    async with DiscordServer(token=TOKEN, privileged_intents=()) as strict:
        status, errors = await run(harness.folder, "run", DISCORD_TOKEN=TOKEN, DISCORD_API_URL=strict.url)
    assert (status, "Server Members" in errors) == (1, True)


async def test_a_second_bot_on_the_same_database_is_refused(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    await harness.start_bot()
    status, errors = await run(harness.folder, "run", DISCORD_TOKEN=TOKEN, DISCORD_API_URL=harness.server.url)
    assert (status, "another bot" in errors) == (1, True)


@pytest.mark.slow
async def test_after_sigterm_the_database_file_is_complete(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    bot = await harness.start_bot()
    await harness.set_up()
    await harness.coordinator("Mali – Awa", "fr").slash("join", administration="ML")
    assert await run(harness.folder, "backup", "copy.db") == (0, "")
    assert (await run(harness.folder, "backup", "copy.db"))[0] == 1
    copy = sqlite3.connect(harness.folder / "copy.db")
    assert copy.execute("pragma integrity_check").fetchone() == ("ok",)
    assert copy.execute("select name from participants").fetchall() == [("Mali – Awa",)]
    copy.close()
    assert await bot.terminate() == 0


@pytest.mark.slow
async def test_a_past_workshop_is_reported_and_announces_nothing(harness: Harness) -> None:
    workshop = workshop_file(session("opening", seconds_from_now(0), 1))
    workshop["days"][0]["date"] = "2021-03-15"
    harness.configure(workshop)
    bot = await harness.start_bot()
    await harness.until(lambda: "is over" in bot.log())
    assert harness.rows("select * from announcements") == []


async def test_what_init_writes_passes_check(tmp_path: Path) -> None:
    assert await run(tmp_path, "init", "config") == (0, "")
    assert await run(tmp_path, "check") == (0, "")


async def test_a_port_that_is_taken_is_named_before_anything_starts(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    port = harness.server.origin.rpartition(":")[2]
    status, errors = await run(harness.folder, "try", "--port", port)
    assert (status, errors.startswith(f"--port: {port} cannot be had"), len(errors.splitlines())) == (2, True, 1)


async def test_a_rehearsal_without_a_writable_folder_does_not_start(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    (harness.folder / "file").touch()
    status, errors = await run(harness.folder, "rehearse", "--output", "file")
    assert (status, errors) == (1, "file could not be written: File exists\n")


@pytest.mark.slow
async def test_an_interrupted_rehearsal_stops_cleanly(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    prepared = harness.folder / "tmp"
    prepared.mkdir()
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "run.py"), "rehearse",
        cwd=harness.folder, env={**os.environ, "TMPDIR": str(prepared)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    await harness.eventually(lambda: list(prepared.glob("*/bot.log")), 20, "the bot on stage")
    process.terminate()
    _out, errors = await asyncio.wait_for(process.communicate(), 20)
    assert (process.returncode, errors) == (1, b"stopped before the end\n")
    assert list(prepared.glob("atelier-rehearsal-*")) == []
