"""Who may read what the bot and its commands write: their user alone."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.command_line import run
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX has modes and a umask")


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    """Most systems let everyone read new files."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> list[str]:
    """The files and folders beneath `folder`, itself included, to which others have any right."""
    return sorted(str(path.relative_to(folder)) for path in (folder, *folder.rglob("*")) if mode(path) & 0o077)


async def test_what_a_new_bot_writes_is_for_its_user_alone(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    bot = await harness.start_bot()
    await harness.set_up()
    await harness.coordinator("Mali – Awa", "fr").slash("join", administration="ML")
    await (await harness.organiser.slash("roster codes")).settled()
    data = harness.folder / "data"
    assert {"atelier.db", "atelier.db-wal", "atelier.db-shm", "atelier.db.lock", "atelier.keys"} <= set(
        os.listdir(data)
    )
    assert open_to_others(data) == []
    assert mode(bot.log_path) == 0o600  # the harness led standard error into a file that everyone could read

    copies = {"copy.db": ["backup", "copy.db"]}
    for format in ("xlsx", "csv", "json", "html", "docx"):
        copies[f"out/data.{format}"] = [
            "export",
            "--workshop",
            "e2e",
            "--format",
            format,
            "--output",
            f"out/data.{format}",
        ]
    for written, arguments in copies.items():
        assert await run(harness.folder, *arguments) == (0, "")
        assert mode(harness.folder / written) == 0o600
    assert mode(harness.folder / "out") == 0o700


async def test_what_was_open_to_others_is_closed_at_the_start_and_said_once(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60), registration="code"))
    await harness.start_bot()
    await harness.set_up()
    await (await harness.organiser.slash("roster codes")).settled()  # makes keys
    assert await run(harness.folder, "backup", "data/backups/by-hand.db") == (0, "")
    data = harness.folder / "data"
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
        (data / "atelier.until-2021-03-17T18-00-00Z.db").write_bytes(b"put aside by a restore")
        for path in (data, *data.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o664)
        harness.bots[-1].log_path.chmod(0o644)
    second = await harness.start_bot()
    assert open_to_others(data) == []
    said = [line for line in second.log().splitlines() if "now only this one can" in line and "this log" not in line]
    assert len(said) == 1
    assert (
        "data/atelier.db, data/atelier.db-wal, data/atelier.db-shm, data/atelier.db.lock, data/atelier.keys" in said[0]
    )
    assert "data/backups/by-hand.db" in said[0]

    with harness.server.faults.bot_down():
        assert await second.terminate() == 0
    third = await harness.start_bot()
    assert third.log().count("Other users could reach") == 1


async def test_a_folder_that_holds_other_things_stays_as_it_is(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    data = harness.folder / "data"
    data.mkdir(mode=0o755)
    (data / "minutes.txt").write_text("of somebody else", encoding="utf-8")
    await harness.start_bot()
    assert open_to_others(data) == [".", "minutes.txt"]


async def test_a_new_workshop_file_can_be_read_by_the_account_of_the_bot(tmp_path: Path) -> None:
    assert await run(tmp_path, "init", "config") == (0, "")
    assert all(mode(path) & 0o044 == 0o044 for path in (tmp_path / "config").rglob("*"))


async def test_a_restored_database_is_for_its_user_alone(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60)))
    await harness.start_bot()
    assert await run(harness.folder, "backup", "copy.db") == (0, "")
    await harness.bots[-1].kill()
    (harness.folder / "copy.db").chmod(0o644)
    assert await run(harness.folder, "restore", "copy.db") == (0, "")
    assert open_to_others(harness.folder / "data") == []
