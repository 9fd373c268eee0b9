"""A machine that fails: the database locked by another program, the disk full, the file damaged; and the way back."""

from __future__ import annotations

import asyncio
import re
import resource
import shlex
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest

from fakecord import Message, Person, Response
from fakecord.people.form import Form
from tests.e2e.announcing import ANNOUNCEMENTS, begin, database_held, posting, prepare, statuses
from tests.e2e.command_line import run
from tests.e2e.harness import TOKEN, Stage, bilingual, in_seconds, session

OPEN = {"id": "expectations", "kind": "open", "text": bilingual("What do you expect")}
HOLDS = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
connection.execute("begin exclusive")
print("held", flush=True)
sys.stdin.read()
"""
PEOPLE = 8


@asynccontextmanager
async def held_by_another_program(stage: Stage) -> AsyncIterator[None]:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDS, str(stage.folder / "data" / "atelier.db"),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert program.stdout
    assert await program.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        await program.communicate(b"")


@contextmanager
def full_disk(stage: Stage) -> Iterator[None]:
    """No file of the bot's can be written past its beginning: what a full disk does, without one.

    Python ignores the signal that comes with it, so that writing fails, as it does there.
    """
    pid, hard = stage.bots[-1].process.pid, resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


def troubles(stage: Stage, words: str) -> list[Message]:
    return [m for m in stage.guild.channel("organisers").history if words in m.text]


async def answer_all(forms: dict[str, tuple[Person, Form]], words: str) -> list[Response]:
    """Everybody sends the form at once; every answer, read."""
    sent = [person.submit(form, {"text": f"{words} {name}"}) for name, (person, form) in forms.items()]
    return [await exchange.settled(30) for exchange in await asyncio.gather(*sent)]


def texts(stage: Stage) -> list[str]:
    return sorted(row["text"] for row in stage.rows("select text from answers"))


async def open_room(stage: Stage) -> list[Person]:
    opening = session("opening", in_seconds(3_600), 600, prompts=[OPEN])
    await prepare(stage, sessions=[opening])
    people = [stage.coordinator(f"Mali – {number:02}", "fr" if number % 2 else "en-GB") for number in range(PEOPLE)]
    for person in people:
        await (await person.slash("join", administration="ML")).settled()
    return people


async def forms_of(stage: Stage, people: list[Person]) -> dict[str, tuple[Person, Form]]:
    question = [m for m in stage.guild.channel("plenary").history if m.buttons][-1]
    opened = [(person, (await person.press(question, 0)).form) for person in people]
    return {person.name: (person, form) for person, form in opened if form}


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process's files")
async def test_nothing_typed_is_lost_nothing_said_twice_and_the_organisers_know(stage: Stage) -> None:
    people = await open_room(stage)
    await announced_while_the_disk_was_full(stage)
    await (await stage.organiser.slash("prompt ask", prompt="expectations")).settled()

    forms = await forms_of(stage, people)
    stage.server.faults.refuse("POST", r"^/webhooks/", 503)  # one of those who wait for theirs
    async with held_by_another_program(stage):
        assert_given_back(await answer_all(forms, "Verrouillé"), "Verrouillé")
        assert await stage.organiser.suggest("prompt close", "prompt") != []
        await stage.until(lambda: troubles(stage, "another program holds"), 20)
    await stage.until(lambda: troubles(stage, "This is over")[1:], 30)  # the disk's, and this one
    assert texts(stage) == []
    with full_disk(stage):
        assert_given_back(await answer_all(await forms_of(stage, people), "Plein"), "Plein")
    await stage.until(lambda: [m for m in troubles(stage, "disk") if len(m.edits) >= 3], 30)
    assert len(troubles(stage, "I cannot write anything down")) == 2

    await answer_all(await forms_of(stage, people), "Gardé")
    assert texts(stage) == sorted(f"Gardé {person.name}" for person in people)
    await damaged_and_restored(stage, people)
    for name in ANNOUNCEMENTS.values():
        said = Counter(m.text for m in stage.guild.channel(name).history)
        assert (len(said), set(said.values())) == (2, {1})  # the opening and the closing
    assert stage.server.violations == []


async def announced_while_the_disk_was_full(stage: Stage) -> None:
    """Discord took an announcement, and that could not be written down."""
    hold = stage.server.faults.hold("POST", posting(stage, "fr"), before=False)
    await begin(stage)
    await hold.reached(15)
    with full_disk(stage):
        hold.release()
        await stage.until(lambda: troubles(stage, "is full"), 20)
        assert statuses(stage)["opening/opening/fr"] == "claimed"
        stage.server.world.nonces.clear()
    await stage.eventually(lambda: set(statuses(stage).values()) <= {"sent", "late"}, 20)


def assert_given_back(exchanges: list[Response], words: str) -> None:
    for exchange in exchanges:
        assert not exchange.failed
        assert f"{words} {exchange.user.name}" in exchange.text
        assert "pas pu l’enregistrer" in exchange.text or "write that down" in exchange.text


async def damaged_and_restored(stage: Stage, people: list[Person]) -> None:
    await (await stage.organiser.slash("session end", session="opening")).settled()
    copies = stage.folder / "data" / "backups"
    await stage.eventually(lambda: len(list(copies.glob("*.db"))) == 2)
    await stage.eventually(lambda: set(statuses(stage, "closing").values()) == {"sent"}, 20)
    forms = await forms_of(stage, people[:3])
    damage(stage)
    answers = await answer_all(forms, "Abîmé")
    for exchange in answers:
        assert f"Abîmé {exchange.user.name}" in exchange.text
    [told] = await stage.until(lambda: troubles(stage, "database is damaged"), 20)
    status, errors = await run(stage.folder, "restore", str(max(copies.glob("*.db"))))
    assert (status, "another bot" in errors) == (1, True)
    assert await stage.bots[-1].terminate() == 0

    status, errors = await run(stage.folder, "run", DISCORD_TOKEN=TOKEN, DISCORD_API_URL=stage.server.url)
    assert (status, "damaged" in errors) == (1, True)
    found = re.search(r"python (run.py restore .*?)`?$", told.text, re.MULTILINE)
    assert found
    assert found[1] in errors
    assert await run(stage.folder, *shlex.split(found[1])[1:]) == (0, "")
    with database_held(stage):
        status, errors = await run(stage.folder, "run", DISCORD_TOKEN=TOKEN, DISCORD_API_URL=stage.server.url)
        assert (status, "another program holds" in errors) == (1, True)
    await stage.start_bot()
    await stage.until(lambda: troubles(stage, "restored from a backup"), 20)
    assert texts(stage) == sorted(f"Gardé {person.name}" for person in people)
    assert stage.rows("select status from slots") == [{"status": "ended"}]


def damage(stage: Stage) -> None:
    """All but the first page is overwritten, under the running bot."""
    path = stage.folder / "data" / "atelier.db"
    connection = sqlite3.connect(path)
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * (path.stat().st_size - 4096))
