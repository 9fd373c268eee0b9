"""Troubles of a reload: two at once, a broken file, a locked database, a refusal of Discord's, other files."""

import asyncio
import sqlite3
from datetime import timedelta
from typing import Any

from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import SessionWorkshop, settled
from tests.e2e.test_reload import CHANNELS, changed_file, settled_press
from tests.e2e.test_scheduled_events import events

GROUPS = workshop_file()["administrations"]


async def test_two_organisers_at_once_a_broken_file_and_a_locked_database(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    deputy = harness.coordinator("Deputy", "en-GB")
    harness.guild.give(deputy, harness.guild.role("Organisers"))
    both = harness.organiser, deputy

    harness.configure(changed_file(title=bilingual("Other")))
    first, second = await asyncio.gather(*(settled(each, "workshop reload") for each in both))
    assert sorted("nothing changed" in each.text for each in (first, second)) == [False, True]

    harness.configure(changed_file(title=bilingual("Other"), administrations=GROUPS[1:]))
    asked = [await settled(each, "workshop reload") for each in both]
    pressed = [
        await settled_press(harness, asked[0].reply, 0),
        await (await deputy.press(asked[1].reply, 0)).settled(30),
    ]
    assert "in use from now on" in pressed[0].text
    assert "has changed since" in pressed[1].text
    assert "It removes nothing" in pressed[1].text

    file = harness.folder / "config" / "workshops" / "e2e.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[: len(whole) // 2], encoding="utf-8")
    assert "has faults, so nothing was changed" in (await settled(deputy, "workshop reload")).text
    file.write_text(whole.replace("Other (en)", "Third (en)"), encoding="utf-8")

    lock = sqlite3.connect(harness.folder / "data" / "atelier.db", isolation_level=None)
    lock.execute("begin immediate")
    assert "I could not save that" in (await settled(deputy, "workshop reload")).text
    lock.close()
    await harness.eventually(lambda: harness.rows("select 1 from audit"), 10)
    told = (await settled(deputy, "workshop reload")).text
    assert "`title.en`: “Other (en)” → “Third (en)”" in told
    assert harness.server.violations == []


async def test_an_event_that_discord_refuses_is_said_and_setup_makes_it(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    opening = session("opening", seconds_from_now(900), 3000, prompts=[])
    later = session("later", seconds_from_now(5000), 600)
    harness.server.faults.refuse("POST", "/scheduled-events", 403, times=9, code=50013, message="Missing Permissions")
    harness.configure(workshop_file(opening, later, channels=CHANNELS))
    said = (await settled(harness.organiser, "workshop reload")).text
    assert "New: Later (en)" in said
    assert "Discord refused: 403/50013" in said
    assert "Later" in (await settled(prepared.awa, "programme")).text
    harness.server.faults.lift()
    assert "1 scheduled event created." in await harness.set_up()

    assert await harness.bots[-1].terminate() == 0
    last = session("last", seconds_from_now(7000), 600)
    harness.configure(workshop_file(opening, later, last, channels=CHANNELS))
    await harness.start_bot()  # no reload is needed where the file changed while the bot was off
    await harness.until(lambda: [event.name for event in events(harness)][-1] == "Last (fr) / Last (en)")


async def test_other_files_that_change_come_or_go_are_said(harness: Harness) -> None:
    def other(id: str, **more: Any) -> dict[str, Any]:
        workshop = {**workshop_file(session("opening", seconds_from_now(900), 600)), "id": id, **more}
        workshop["days"][0]["date"] += timedelta(days=int(id.rpartition("-")[2]))
        return workshop

    harness.configure(workshop_file(session("opening", seconds_from_now(900), 3000)), other("next-30"))
    await harness.start_bot()
    await harness.set_up()
    harness.configure(other("next-30", title=bilingual("Next")), other("after-60", title=bilingual("After")))
    said = (await settled(harness.organiser, "workshop reload")).text
    assert "A new workshop: After (en). It begins once it has a server: /workshop setup." in said
    assert "“Next (en)”: its file has changed too." in said
    (harness.folder / "config" / "workshops" / "next-30.yaml").unlink()
    gone = (await settled(harness.organiser, "workshop reload")).text
    assert "“Workshop (en)”: its file is gone. It runs until I am started again, and its data stay." in gone
    assert "nothing changed" in gone
    assert harness.server.violations == []
