"""`run.py handouts` and `/export handouts`: the same documents, with valid join codes."""

import os
import re
import stat
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from docx import Document

from tests.e2e.command_line import run, run_and_read
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import attached_files, settled

CODE = re.compile(r"[A-Z2-9]{5}-[A-Z2-9]{5}")
COMMAND = ("handouts", "--workshop", "e2e", "--output", "out")


def configure(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60), registration="code"))


def code_of(folder: Path, group: str) -> str:
    document = Document(str(folder / "invitations" / f"{group}.en.docx"))
    [found] = CODE.findall(document.tables[0].cell(0, 0).text)
    return str(found)


async def test_codes_handed_out_before_the_first_run_are_those_of_the_bot(harness: Harness) -> None:
    configure(harness)
    status, said, errors = await run_and_read(harness.folder, *COMMAND, "--invitation", "https://discord.gg/abc")
    assert (status, errors) == (0, "")
    assert "Each invitation holds a join code" in said
    code = code_of(harness.folder / "out", "ML")
    assert "https://discord.gg/abc" in (harness.folder / "out/invitations/ML.fr.html").read_text(encoding="utf-8")
    if os.name == "posix":
        private = [harness.folder / "data" / "atelier.keys", *(harness.folder / "out").rglob("*")]
        assert [path for path in private if stat.S_IMODE(path.stat().st_mode) & 0o077] == []

    await harness.start_bot()
    await harness.set_up()
    joined = await harness.coordinator("Mali – Awa", "fr").slash("join", administration="ML", code=code)
    assert "Mali" in joined.text

    reply = (await settled(harness.organiser, "export handouts", invitation="https://discord.gg/xyz")).reply
    with ZipFile(BytesIO(attached_files(reply)["e2e.handouts.zip"])) as archive:
        assert archive.testzip() is None
        page = archive.read("invitations/ML.fr.html").decode()
        assert Document(BytesIO(archive.read("guide-coordinator.en.docx"))).paragraphs
    assert code in page
    assert "https://discord.gg/xyz" in page
    assert [row["action"] for row in harness.rows("select action from audit where action like 'export%'")] == [
        "export handouts"
    ]
    refused = await settled(harness.organiser, "export handouts", invitation="discord")
    assert "https://" in refused.text
    harness.guild.upload_limit = 10_000
    told = await settled(harness.organiser, "export handouts")
    command = re.search(r"`python run\.py (handouts [^`]+)`", told.text)
    assert command is not None
    assert await run(harness.folder, *command[1].split()) == (0, "")  # beside the bot
    assert code_of(harness.folder / "e2e.handouts", "ML") == code
    assert harness.server.violations == []


async def test_a_running_bot_makes_the_codes_itself_and_its_changes_are_in_the_papers(harness: Harness) -> None:
    configure(harness)
    await harness.start_bot()
    await harness.set_up()
    status, errors = await run(harness.folder, *COMMAND)
    assert status == 1
    assert "/roster codes" in errors
    assert not (harness.folder / "out").exists()

    await settled(harness.organiser, "roster codes")
    assert await run(harness.folder, *COMMAND) == (0, "")
    before = (harness.folder / "out" / "programme.en.html").read_text(encoding="utf-8")
    asked = await settled(harness.organiser, "schedule delay", minutes=10, session="opening")
    await harness.organiser.press(asked.reply, 0)
    assert await run(harness.folder, *COMMAND) == (0, "")
    assert (harness.folder / "out" / "programme.en.html").read_text(encoding="utf-8") != before


async def test_what_is_wrong_is_said(harness: Harness) -> None:
    configure(harness)
    status, errors = await run(harness.folder, "handouts", "--workshop", "other", "--output", "out")
    assert (status, "there is no workshop `other`" in errors) == (2, True)
    status, errors = await run(harness.folder, *COMMAND, "--invitation", "my server")
    assert (status, "--invitation: `my server` is no address" in errors) == (2, True)
    assert (await run(harness.folder, "handouts", "--workshop", "e2e"))[0] == 2
    (harness.folder / "file").touch()
    status, errors = await run(harness.folder, "handouts", "--workshop", "e2e", "--output", "file")
    assert (status, "could not be written" in errors) == (1, True)
    for name, word in (("atelier.keys", "key file"), ("atelier.db", "database")):
        (harness.folder / "data" / name).write_bytes(b"no such thing")
        status, errors = await run(harness.folder, *COMMAND)
        assert (status, word in errors) == (1, True)
        (harness.folder / "data" / name).unlink()


async def test_without_codes_none_is_made(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60), registration="open"))
    assert await run(harness.folder, *COMMAND) == (0, "")
    assert not (harness.folder / "data").exists()
    page = (harness.folder / "out" / "invitations" / "ML.en.html").read_text(encoding="utf-8")
    assert not CODE.search(page.split("<main>")[1])
