"""A changed workshop file, over the wire: its changes are listed, and losses must be confirmed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.chat.permissions import NEEDED
from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import SessionWorkshop, settled

CHANNELS = {"interpreters": "interpreters", "stage": "Plenary"}


def changed_file(**more: Any) -> dict[str, Any]:
    opening = session("opening", seconds_from_now(900), 3000, prompts=[])
    return workshop_file(opening, **{"channels": CHANNELS, **more})


def copies(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "data" / "backups").glob("*.db")}


def names(harness: Harness) -> set[str]:
    return {row["name"] for row in harness.rows("select name from participants")}


async def test_a_wrong_date_erases_nothing_and_touches_no_backup(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([], retention="400d")
    await settled(harness.organiser, "session end")
    wrong = changed_file(retention="1d")
    wrong["days"][0]["date"] -= timedelta(days=365)
    harness.configure(wrong)
    await harness.eventually(lambda: copies(harness.folder), 10, "the backup after the last session")
    before = copies(harness.folder)

    asked = await settled(harness.organiser, "workshop reload")
    assert "personal data are kept until" in asked.text
    assert "`retention`: “400d” → “1d”" in asked.text
    assert [button["label"] for button in asked.reply.buttons] == ["Load it", "Load it and erase now", "Do nothing"]
    assert "retention" not in str(harness.rows("select * from audit"))
    left = await harness.organiser.press(asked.reply, 2)
    assert "Nothing was changed" in left.text
    taken = await harness.organiser.press((await settled(harness.organiser, "workshop reload")).reply, 0)
    assert "in use from now on" in taken.text
    channel = harness.guild.channel("organisers")
    await harness.until(lambda: any("I erase the personal data" in m.text for m in harness.organiser.sees(channel)))
    assert await harness.bots[-1].terminate() == 0
    await harness.start_bot()  # a restart purges nothing either
    await settled(harness.organiser, "workshop status")
    assert names(harness) == {"Awa", "Koffi", "Mary"}
    assert before.items() <= copies(harness.folder).items()

    harness.configure(changed_file(retention="400d"))
    again = await settled(harness.organiser, "workshop reload")
    assert "`retention`: “1d” → “400d”" in again.text
    assert again.reply.buttons == []
    told = "select 1 from workshops where purge_told_at is not null"
    await harness.eventually(lambda: not harness.rows(told), 10, "the former date is forgotten")
    assert harness.server.violations == []


async def test_an_organiser_may_have_data_past_their_retention_erased_at_once(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([], retention="400d")
    await settled(harness.organiser, "session end")
    past = changed_file(retention="1d")
    past["days"][0]["date"] -= timedelta(days=3)
    harness.configure(past)
    asked = await settled(harness.organiser, "workshop reload")
    said = await harness.organiser.press(asked.reply, 1)
    assert "run.py restore" in said.text
    await harness.eventually(lambda: names(harness) == {""}, 10, "the purge")
    assert any(b"Koffi" in content for content in copies(harness.folder).values())  # to undo a mistake
    assert harness.server.violations == []


async def test_a_group_with_people_goes_only_after_a_confirmation_of_what_is_shown(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    malawi, mali, niger = workshop_file()["administrations"]
    harness.configure(changed_file(administrations=[malawi, niger], title=bilingual("Réunion")))
    asked = await settled(harness.organiser, "workshop reload")
    assert "2 people are left without a group" in asked.text
    assert "`title.en`: “Workshop (en)” → “Réunion (en)”" in asked.text
    assert "No longer in the file: Mali (`administrations`)" in asked.text

    harness.configure(changed_file(administrations=[mali, niger], registration="approval"))
    shown = await settled_press(harness, asked.reply, 0)
    assert "has changed since" in shown.text
    assert "Malawi is removed, and 1 person is left without a group: Mary." in shown.text
    assert "`registration`: “open” → “approval”" in shown.text
    assert "Mary" in (await settled(prepared.mary, "me")).text
    assert "in use from now on" in (await settled_press(harness, shown.reply, 0)).text
    nothing = await settled(harness.organiser, "workshop reload")
    assert "nothing changed" in nothing.text
    assert harness.server.violations == []


async def settled_press(harness: Harness, message: Any, button: int) -> Any:
    return await (await harness.organiser.press(message, button)).settled(30)


async def test_a_session_with_attendance_goes_only_after_a_confirmation(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    await settled(prepared.mary, "checkin")
    harness.configure(workshop_file(session("other", seconds_from_now(900), 3000), channels=CHANNELS))
    asked = await settled(harness.organiser, "workshop reload")
    assert "“Opening (en)” is removed" in asked.text
    assert "New: Other (en)" in asked.text
    assert await harness.organiser.press(asked.reply, 1)
    assert "Opening" in (await settled(prepared.mary, "programme")).text
    assert harness.server.violations == []


async def test_a_new_workshop_file_is_taken_in(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    other = harness.server.new_guild("Next year")
    harness.server.invite(other, permissions=NEEDED.value)
    organiser = harness.server.owner(other)
    harness.configure({**changed_file(guild=str(other.id), title=bilingual("Next")), "id": "next"})
    taken = await settled(harness.organiser, "workshop reload")
    assert "A new workshop: Next (en)" in taken.text
    await settled(organiser, "workshop setup")
    assert "Opening" in (await settled(organiser, "programme")).text
    newcomer = harness.server.new_person(other, "Nia", locale="en-GB")
    assert "Niger" in (await settled(newcomer, "join", administration="NE")).text
    board = other.channel("organisers")
    await harness.until(lambda: any("Workshop status" in m.text for m in organiser.sees(board)))
    again = await settled(harness.organiser, "workshop reload")
    assert "nothing changed" in again.text
