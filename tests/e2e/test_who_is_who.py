"""A display name proves nothing: personal data and the audit log are matched by id, whatever people call themselves."""

import json
import shutil
import sqlite3
from contextlib import closing
from typing import Any

from bot.storage.migrations import migrate, migration_files
from fakecord import Person
from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import SessionWorkshop, attached_files, settled, write

OPEN: dict[str, Any] = {"id": "exp", "kind": "open", "text": bilingual("What?")}
LOG = "select * from audit where action <> 'privacy erase' order by id"
PAYLOADS = (
    "select payload from announcements where payload is not null",
    "select payload from organiser_alerts",
    "select payload from drafts",
    "select definition from prompts",
)
"""Every column that holds JSON."""


def call_themselves(person: Person, nickname: str) -> None:
    """Change one's own nickname, which Discord lets everyone do."""
    person.member.nick = nickname
    person.guild.member_changed(person.member)


async def exported(person: Person) -> dict[str, Any]:
    """What `/privacy export` says, as JSON."""
    files = attached_files((await settled(person, "privacy export")).reply)
    data: dict[str, Any] = json.loads(files["e2e-my-data.json"])
    return data


async def erase(person: Person) -> None:
    asked = await settled(person, "privacy erase")
    assert asked.reply.buttons
    assert "erased" in (await person.press(asked.reply, 0)).text


def bytes_left(harness: Harness) -> bytes:
    """All that the bot keeps on the disk, backups and deleted content included."""
    return b"".join(file.read_bytes() for file in (harness.folder / "data").rglob("*") if file.is_file())


async def test_a_stranger_with_a_participants_nickname_gets_and_changes_nothing_of_theirs(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN])
    excuse = {"session": "opening", "status": "excused", "reason": "an operation on Monday"}
    await settled(harness.organiser, "attendance mark", member=prepared.awa, **excuse)
    await settled(harness.organiser, "roster assign", member=prepared.mary, administration="NE")
    kept = harness.rows(LOG), harness.rows("select * from marks")

    stranger = harness.coordinator("Somebody", "en-GB")
    for name in ("Awa", "Mary"):
        call_themselves(stranger, name)
        data = await exported(stranger)
        assert "operation" not in json.dumps(data)
        assert data["log"] == []
        await stranger.slash("language", language="en")  # so that there is something to erase
        await erase(stranger)
    assert (harness.rows(LOG), harness.rows("select * from marks")) == kept

    call_themselves(prepared.awa, "Doctor Who")  # her data stay hers under another name
    [line] = (await exported(prepared.awa))["log"]
    assert (line["own"], line["target"], line["detail"]) == (False, "opening", "excused: an operation on Monday")
    assert harness.server.violations == []


async def test_a_stranger_with_an_organisers_nickname_does_not_erase_them_from_the_log(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN])
    await settled(
        harness.organiser, "attendance mark", member=prepared.awa, session="opening", status="late", reason="x"
    )
    kept = harness.rows(LOG), harness.rows("select * from marks")
    stranger = harness.coordinator("Somebody", "en-GB")
    call_themselves(stranger, harness.organiser.name)
    await stranger.slash("join", administration="MW")
    assert (await exported(stranger))["log"] == []
    await erase(stranger)
    assert (harness.rows(LOG), harness.rows("select * from marks")) == kept
    assert harness.server.violations == []


async def test_no_nickname_changes_what_is_stored_as_json(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN])
    await prepared.ask("exp")
    for announced in (True, False):
        opened = await harness.organiser.slash("announce send")
        assert opened.form
        shown = await harness.organiser.submit(opened.form, {"fr": 'null "2" {opening', "en": "true [2] texts"})
        assert shown.reply
        if announced:
            await harness.organiser.press(shown.reply, 0)
    delayed = await settled(harness.organiser, "schedule delay", minutes=5, session="opening")
    await harness.organiser.press(delayed.reply, 0)
    report = "Name,Join Time,Leave Time\r\n2 null,01/01/2021 10:00:00 AM,01/01/2021 11:00:00 AM\r\n"
    await settled(harness.organiser, "attendance import", session="opening", file=("zoom.csv", report.encode()))

    def payloads() -> list[list[Any]]:
        return [[*row.values()] for sql in PAYLOADS for row in harness.rows(sql)]

    before = payloads()
    assert len(before) >= 4
    for name in ("null", '"', "{", "2", "opening", "texts", "fr", "kind", "true"):
        person = harness.coordinator("Somebody", "en-GB")
        call_themselves(person, name)
        await person.slash("join", administration="ML")
        await erase(person)
    assert payloads() == before
    assert all(isinstance(json.loads(text), dict) for [text] in before)
    assert harness.server.violations == []


async def test_who_acted_under_several_names_before_and_after_joining_is_erased_completely(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN], retention="365d")
    zoe = harness.coordinator("Zoé Premier", "en-GB")
    harness.guild.give(zoe, harness.guild.role("Organisers"))
    await settled(zoe, "attendance mark", member=prepared.awa, session="opening", status="late", reason="the traffic")
    await settled(zoe, "prompt ask", prompt="exp")
    call_themselves(zoe, "Zoé Second")
    await zoe.slash("join", administration="ML")
    await settled(zoe, "roster assign", member=prepared.koffi, administration="NE")
    await settled(
        harness.organiser, "attendance mark", member=zoe, session="opening", status="late", reason="a surgeon"
    )
    await write(zoe, prepared.plenary[-1], "Zoé Second, who was Zoé Premier, wants more exchange")
    call_themselves(zoe, "Zoé Third")
    await settled(zoe, "attendance mark", member=prepared.mary, session="opening", status="late", reason="the train")
    acts = [(line["action"], line["own"]) for line in (await exported(zoe))["log"]]
    assert acts == [
        ("attendance mark", True),
        ("prompt ask", True),
        ("roster assign", True),
        ("attendance mark", False),
        ("attendance mark", True),
    ]
    assert "train" not in json.dumps(await exported(zoe))  # what she noted of others is theirs

    await erase(zoe)
    assert "already so" in (await settled(zoe, "privacy erase")).text
    shown = harness.rows("select actor, actor_participant, actor_discord, reason from marks order by participant")
    assert [tuple(row.values()) for row in shown] == [
        ("", None, None, "the traffic"),
        ("", None, None, "the train"),
        (harness.organiser.name, None, harness.organiser.id, ""),
    ]
    sent = await settled(harness.organiser, "export data", format="json")
    lines = [line for line in json.loads(sent.reply.attachments[0].content)["audit"] if line["action"] != "join"]
    marks = [(line["actor"], line["target"], line["detail"]) for line in lines if line["action"] == "attendance mark"]
    assert marks == [
        (None, "opening", "Awa: late: the traffic"),
        (harness.organiser.name, "opening", "late"),
        (None, "opening", "Mary: late: the train"),
    ]
    assert await harness.bots[-1].terminate() == 0
    left_behind = bytes_left(harness)
    for trace in ("Zoé", "a surgeon", str(zoe.id), zoe.id.to_bytes(8, "big")):
        assert (trace.encode() if isinstance(trace, str) else trace) not in left_behind
    assert b"wants more exchange" in left_behind
    assert harness.server.violations == []


async def test_an_organiser_who_never_joined_is_erased(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN])
    jean = harness.coordinator("Jean Organisateur", "en-GB")
    harness.guild.give(jean, harness.guild.role("Organisers"))
    await settled(jean, "roster assign", member=prepared.awa, administration="NE")
    await settled(jean, "attendance mark", member=prepared.mary, session="opening", status="late", reason="a storm")
    assert [line["own"] for line in (await exported(jean))["log"]] == [True, True]
    await erase(jean)
    assert len(harness.rows("select 1 from audit where actor = ''")) == 2
    assert await harness.bots[-1].terminate() == 0
    left_behind = bytes_left(harness)
    for trace in (b"Jean Organisateur", str(jean.id).encode(), jean.id.to_bytes(8, "big")):
        assert trace not in left_behind
    assert b"a storm" in left_behind  # it is about Mary, and hers
    assert harness.server.violations == []


BEFORE = [
    ("Olga", "attendance mark", "opening", "Awa: excused: an operation: late: at home"),
    ("Olga", "attendance mark", "opening", "Awa: taken back"),
    ("Olga", "roster assign", "Awa", "ML -> NE"),
    ("Awa", "session start", "opening", ""),
    ("atelier", "session end", "opening", ""),
]
"""An audit log as it was before it had ids: actor, action, target, detail."""


def write_old_database(harness: Harness, awa: Person) -> None:
    """A database of the first version, in which Awa is a participant with a mark, and acted herself."""
    folder = harness.folder / "first"
    folder.mkdir()
    shutil.copy(migration_files()[1], folder)
    (harness.folder / "data").mkdir()
    with closing(sqlite3.connect(harness.folder / "data" / "atelier.db", isolation_level=None)) as connection:
        migrate(connection, folder)
        connection.execute("insert into workshops (workshop, loaded_at) values ('e2e', '2021-03-14T10:00:00Z')")
        connection.execute(
            "insert into participants (id, workshop, discord_id, name, administration, language, registered_at)"
            " values (1, 'e2e', ?, 'Awa', 'ML', 'en', '2021-03-14T10:00:00Z')",
            (awa.id,),
        )
        connection.execute(
            "insert into marks (workshop, session, participant, standing, reason, actor, marked_at)"
            " values ('e2e', 'opening', 1, 'excused', 'an operation', 'Olga', '2021-03-14T10:00:00Z')"
        )
        connection.executemany(
            "insert into audit (workshop, at, actor, action, target, detail)"
            " values ('e2e', '2021-03-14T10:00:00Z', ?, ?, ?, ?)",
            BEFORE,
        )


async def test_older_rows_with_names_alone_are_kept_and_match_nobody(harness: Harness) -> None:
    awa, stranger = harness.coordinator("Awa", "en-GB"), harness.coordinator("Olga", "en-GB")
    write_old_database(harness, awa)
    harness.configure(workshop_file(session("opening", seconds_from_now(900), 3000)))
    await harness.start_bot()
    await settled(harness.organiser, "workshop setup")

    async def old_log() -> list[tuple[str, ...]]:
        sent = await settled(harness.organiser, "export data", format="json")
        lines = json.loads(sent.reply.attachments[0].content)["audit"][: len(BEFORE)]
        return [tuple(line[name] or "" for name in ("actor", "action", "target", "detail")) for line in lines]

    assert await old_log() == BEFORE
    for name in ("Olga", "Awa"):
        call_themselves(stranger, name)
        await stranger.slash("language", language="en")
        assert (await exported(stranger))["log"] == []
        await erase(stranger)
    assert (await exported(awa))["log"] == []
    await erase(awa)
    assert await old_log() == BEFORE
    assert harness.rows("select reason, actor from marks") == [{"reason": "", "actor": "Olga"}]  # the mark is by id
    assert harness.server.violations == []
