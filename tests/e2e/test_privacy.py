"""Privacy over the wire: what people read about their data, how they export and erase it, and the retention."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import SessionWorkshop, attached_files, settled, write

NAME = "Awa Traoré"
OPEN: dict[str, Any] = {"id": "exp", "kind": "open", "text": bilingual("What?")}
NOTICE = {
    "fr": "Ceci n’est pas fait pour signaler la corruption.",
    "en": "This is no channel for reporting corruption.",
}
ANONYMOUS: dict[str, Any] = {"id": "secret", "kind": "open", "anonymous": True, "text": bilingual("Really?")}


async def test_people_who_join_read_the_privacy_notice_in_both_languages(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN], notice=NOTICE)
    newcomer = harness.coordinator("Binta", "fr")
    told = await newcomer.slash("join", administration="NE")
    assert "/privacy show" in told.text
    assert all(text in told.text for text in NOTICE.values())
    assert len(told.text.split("\n\n")) == 3  # the welcome, and the notice in two languages
    again = await newcomer.slash("join", administration="MW")
    assert "corruption" not in again.text
    assert harness.server.violations == []


async def test_a_person_reads_exports_and_erases_their_data(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN, ANONYMOUS], retention="365d", notice=NOTICE)
    awa = harness.coordinator(NAME, "en-GB")
    await awa.slash("join", administration="ML")
    await awa.slash("checkin")
    await awa.slash("language", language="en", direct_messages=True)
    await write(awa, await prepared.ask("exp"), f"More exchange, says {NAME}")
    await write(awa, await prepared.ask("secret"), "Nobody knows")
    await settled(harness.organiser, "attendance mark", member=awa, session="opening", status="late", reason="a storm")

    shown = (await settled(awa, "privacy show")).text
    for words in (NAME, "Mali", "1 answer that you gave", "no channel for reporting corruption", "/privacy erase"):
        assert words in shown
    assert "names, Discord ids, addresses" in shown  # the part about retention

    taken = attached_files((await settled(awa, "privacy export")).reply)
    data = json.loads(taken["e2e-my-data.json"])
    assert data["registration"][0]["name"] == NAME
    assert [answer["text"] for answer in data["answers"]] == [f"More exchange, says {NAME}"]
    assert "Nobody knows" not in str(taken)
    assert data["attendance"][0]["reason"] == "a storm"
    page = taken["e2e-my-data.html"].decode()
    assert '<html lang="en">' in page
    assert NAME in page

    asked = await settled(awa, "privacy erase")
    assert NAME in str(harness.rows("select name from participants"))  # not erased before the confirmation
    left = await awa.press(asked.reply, 1)
    assert "Nothing was changed" in left.text
    asked = await settled(awa, "privacy erase")
    done = await awa.press(asked.reply, 0)
    assert "erased" in done.text
    assert done.reply is not None
    assert done.reply.buttons == []
    await harness.until(lambda: awa.roles == [])

    refused = await awa.slash("checkin")  # no longer registered
    assert "/join" in refused.text
    assert "You have not joined" in (await settled(awa, "privacy show")).text
    twice = await settled(awa, "privacy erase")
    assert "already so" in twice.text
    shown = (await settled(harness.organiser, "attendance show")).text
    assert "name erased" in shown
    assert await harness.bots[-1].terminate() == 0
    left_behind = b"".join(file.read_bytes() for file in (harness.folder / "data").rglob("*") if file.is_file())
    for trace in (NAME.encode(), str(awa.id).encode(), awa.id.to_bytes(8, "big"), b"a storm"):
        assert trace not in left_behind
    assert b"More exchange, says" in left_behind
    assert harness.server.violations == []


async def test_after_erasing_a_person_joins_again_and_is_counted_once(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN])
    await prepared.awa.press((await settled(prepared.awa, "privacy erase")).reply, 0)
    await prepared.awa.slash("join", administration="NE")
    await harness.until(lambda: prepared.awa.roles == ["Coordinators"])
    rows = harness.rows("select name, administration, status from participants order by id")
    assert [tuple(row.values()) for row in rows] == [
        ("Awa", "NE", "joined"),
        ("Koffi", "ML", "joined"),
        ("Mary", "MW", "joined"),
    ]
    assert harness.server.violations == []


@pytest.mark.slow
async def test_a_past_workshop_is_purged_a_week_after_the_organisers_were_told(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN], retention="1d")
    await write(prepared.awa, await prepared.ask("exp"), "More exchange")
    await settled(harness.organiser, "session end")
    assert await harness.bots[-1].terminate() == 0
    past = workshop_file(session("opening", seconds_from_now(900), 3000, prompts=[OPEN]), retention="1d")
    past["days"][0]["date"] -= timedelta(days=2)
    harness.configure(past)
    await harness.start_bot()
    channel = harness.guild.channel("organisers")
    await harness.until(lambda: any("I erase the personal data" in m.text for m in harness.organiser.sees(channel)))
    [notice] = [m.text for m in harness.organiser.sees(channel) if "I erase the personal data" in m.text]
    assert "run.py restore" in notice
    assert "/export" in notice
    assert len(harness.rows("select * from participants where name <> '' and discord_id is not null")) == 3

    assert await harness.bots[-1].terminate() == 0
    a_week_later(harness)
    await harness.start_bot()
    async with asyncio.timeout(10):
        while not harness.rows("select 1 from workshops where purged_at is not null"):  # noqa: ASYNC110 - nobody sets an event
            await asyncio.sleep(0.05)
    assert harness.rows("select discord_id, name from participants where name <> '' or discord_id is not null") == []
    assert harness.rows("select text from answers") == [{"text": None}]
    assert len(harness.rows("select * from audit where action = 'privacy purge'")) == 1
    async with asyncio.timeout(10):
        while "/join" not in (await prepared.mary.slash("me")).text:  # the bot learns it a moment after the commit
            pass
    await prepared.mary.slash("join", administration="MW")  # joins after the purge
    assert "Mary" in (await prepared.mary.slash("me")).text
    assert [m.text for m in harness.organiser.sees(channel) if "I erase the personal data" in m.text] == [notice]
    assert harness.server.violations == []


def a_week_later(harness: Harness) -> None:
    """As if the bot had run for a week since the organisers were told."""
    with closing(sqlite3.connect(harness.folder / "data" / "atelier.db")) as database:
        told = (datetime.now(UTC) - timedelta(days=7, minutes=1)).isoformat()
        database.execute("update workshops set purge_ran = 604800, purge_told_at = ?", (told,))
        database.commit()
