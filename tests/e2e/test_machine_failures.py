"""Failures of the machine: a locked database, a full disk, a damaged file; and the recovery."""

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
from tests.e2e.announcements import ANNOUNCEMENTS, locked_database, messages_path, prepare, start_session, statuses
from tests.e2e.command_line import run
from tests.e2e.harness import TOKEN, Harness, bilingual, seconds_from_now, session

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
async def held_by_another_program(harness: Harness) -> AsyncIterator[None]:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDS, str(harness.folder / "data" / "atelier.db"),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert program.stdout
    assert await program.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        await program.communicate(b"")


@contextmanager
def full_disk(harness: Harness) -> Iterator[None]:
    """Limit the size of the files that the bot may write, which has the effect of a full disk.

    Python ignores the signal of the limit, so that writing fails with an error, as on a full disk.
    """
    pid, hard = harness.bots[-1].process.pid, resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


def troubles(harness: Harness, words: str) -> list[Message]:
    return [m for m in harness.guild.channel("organisers").history if words in m.text]


async def answer_all(forms: dict[str, tuple[Person, Form]], words: str) -> list[Response]:
    """All send their form at once. Returns the replies."""
    sent = [person.submit(form, {"text": f"{words} {name}"}) for name, (person, form) in forms.items()]
    return [await exchange.settled(30) for exchange in await asyncio.gather(*sent)]


def texts(harness: Harness) -> list[str]:
    return sorted(row["text"] for row in harness.rows("select text from answers"))


async def open_room(harness: Harness) -> list[Person]:
    opening = session("opening", seconds_from_now(3_600), 600, prompts=[OPEN])
    await prepare(harness, sessions=[opening])
    people = [harness.coordinator(f"Mali – {number:02}", "fr" if number % 2 else "en-GB") for number in range(PEOPLE)]
    for person in people:
        await (await person.slash("join", administration="ML")).settled()
    return people


async def forms_of(harness: Harness, people: list[Person]) -> dict[str, tuple[Person, Form]]:
    question = [m for m in harness.guild.channel("plenary").history if m.buttons][-1]
    opened = [(person, (await person.press(question, 0)).form) for person in people]
    return {person.name: (person, form) for person, form in opened if form}


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process's files")
async def test_a_full_locked_or_damaged_database_loses_no_text_and_is_reported_once(harness: Harness) -> None:
    people = await open_room(harness)
    await announced_while_the_disk_was_full(harness)
    await (await harness.organiser.slash("prompt ask", prompt="expectations")).settled()

    forms = await forms_of(harness, people)
    harness.server.faults.refuse("POST", r"^/webhooks/", 503)  # for one of the waiting people
    async with held_by_another_program(harness):
        assert_given_back(await answer_all(forms, "Verrouillé"), "Verrouillé")
        assert await harness.organiser.suggest("prompt close", "prompt") != []
        await harness.until(lambda: troubles(harness, "another program holds"), 20)
    await harness.until(
        lambda: troubles(harness, "The problem is solved")[1:], 30
    )  # for the full disk, and for this failure
    assert texts(harness) == []
    with full_disk(harness):
        assert_given_back(await answer_all(await forms_of(harness, people), "Plein"), "Plein")
    await harness.until(lambda: [m for m in troubles(harness, "disk") if len(m.edits) >= 3], 30)
    assert len(troubles(harness, "I cannot save anything")) == 2

    await answer_all(await forms_of(harness, people), "Gardé")
    assert texts(harness) == sorted(f"Gardé {person.name}" for person in people)
    await damaged_and_restored(harness, people)
    for name in ANNOUNCEMENTS.values():
        said = Counter(m.text for m in harness.guild.channel(name).history if ":join" not in str(m.buttons))
        assert (len(said), set(said.values())) == (2, {1})  # the opening and the closing
    assert harness.server.violations == []


async def announced_while_the_disk_was_full(harness: Harness) -> None:
    """An announcement was sent to Discord, but the bot cannot save that."""
    hold = harness.server.faults.hold("POST", messages_path(harness, "fr"), before=False)
    await start_session(harness)
    await hold.reached(15)
    with full_disk(harness):
        hold.release()
        await harness.until(lambda: troubles(harness, "is full"), 20)
        assert statuses(harness)["opening/opening/fr"] == "claimed"
        harness.server.world.nonces.clear()
    await harness.eventually(lambda: set(statuses(harness).values()) <= {"sent", "late"}, 20)


def assert_given_back(exchanges: list[Response], words: str) -> None:
    for exchange in exchanges:
        assert not exchange.failed
        assert f"{words} {exchange.user.name}" in exchange.text
        assert "pas pu l’enregistrer" in exchange.text or "could not save that" in exchange.text


async def damaged_and_restored(harness: Harness, people: list[Person]) -> None:
    await (await harness.organiser.slash("session end", session="opening")).settled()
    copies = harness.folder / "data" / "backups"
    await harness.eventually(lambda: len(list(copies.glob("*.db"))) == 2)
    await harness.eventually(lambda: set(statuses(harness, "closing").values()) == {"sent"}, 20)
    forms = await forms_of(harness, people[:3])
    damage(harness)
    answers = await answer_all(forms, "Abîmé")
    for exchange in answers:
        assert f"Abîmé {exchange.user.name}" in exchange.text
    [told] = await harness.until(lambda: troubles(harness, "database is damaged"), 20)
    status, errors = await run(harness.folder, "restore", str(max(copies.glob("*.db"))))
    assert (status, "another bot" in errors) == (1, True)
    assert await harness.bots[-1].terminate() == 0

    status, errors = await run(harness.folder, "run", DISCORD_TOKEN=TOKEN, DISCORD_API_URL=harness.server.url)
    assert (status, "damaged" in errors) == (1, True)
    found = re.search(r"python (run.py restore .*?)`?$", told.text, re.MULTILINE)
    assert found
    assert found[1] in errors
    assert await run(harness.folder, *shlex.split(found[1])[1:]) == (0, "")
    with locked_database(harness):
        status, errors = await run(harness.folder, "run", DISCORD_TOKEN=TOKEN, DISCORD_API_URL=harness.server.url)
        assert (status, "another program holds" in errors) == (1, True)
    await harness.start_bot()
    await harness.until(lambda: troubles(harness, "restored from a backup"), 20)
    assert texts(harness) == sorted(f"Gardé {person.name}" for person in people)
    assert harness.rows("select status from session_states") == [{"status": "ended"}]


def damage(harness: Harness) -> None:
    """Overwrite all but the first page while the bot runs."""
    path = harness.folder / "data" / "atelier.db"
    connection = sqlite3.connect(path)
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * (path.stat().st_size - 4096))
