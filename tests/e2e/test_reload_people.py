"""What a reload does to people: roles with another name, removed groups, and ids that return."""

from typing import Any

from fakecord import Message, Person
from fakecord.permissions import Permission
from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import SessionWorkshop, attached_files, settled
from tests.e2e.test_reload import CHANNELS, changed_file, settled_press
from tests.e2e.test_scheduled_events import events

NEW_ROLES = {"organiser": "Team", "facilitator": "Chairs", "coordinator": "Delegates"}
GROUPS = workshop_file()["administrations"]


def texts(harness: Harness, channel: str, person: Person) -> list[Message]:
    return person.sees(harness.guild.channel(channel))


async def reload(harness: Harness, person: Person | None = None) -> Any:
    return await settled(person or harness.organiser, "workshop reload")


async def test_renamed_roles_go_to_those_who_had_the_former_ones(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    deputy, chair, stranger = (harness.coordinator(name, "en-GB") for name in ("Deputy", "Chair", "Stranger"))
    harness.guild.give(deputy, harness.guild.role("Organisers"))
    harness.guild.give(chair, harness.guild.role("Facilitators"))
    harness.configure(changed_file(roles=NEW_ROLES))
    said = (await reload(harness, deputy)).text
    assert "`roles.organiser`: “Organisers” → “Team”" in said
    assert "Roles created: Team, Chairs and Delegates." in said
    assert "3 people who have the role Coordinators get Delegates too." in said
    assert "1 person who has the role Facilitators gets Chairs too." in said
    await harness.until(lambda: "Team" in deputy.roles and "Chairs" in chair.roles)
    await harness.until(
        lambda: all("Delegates" in each.roles for each in (prepared.awa, prepared.koffi, prepared.mary))
    )
    assert stranger.roles == []
    assert "next" in (await settled(deputy, "workshop status")).text.lower()
    assert "Only the" not in (await settled(chair, "session status")).text
    newcomer = harness.coordinator("Newcomer", "en-GB")
    await newcomer.slash("join", administration="MW")
    await harness.until(lambda: newcomer.roles == ["Delegates"])
    harness.guild.give(stranger, harness.guild.role("Team"))
    assert texts(harness, "organisers", stranger) != []  # the channel lets in whom the new role makes organisers
    await harness.eventually(
        lambda: not harness.rows("select * from places where purpose like 'former:%'"), 10, "all is handed over"
    )
    assert harness.server.violations == []


async def test_a_role_that_cannot_be_made_is_said_and_handed_over_once_it_can(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    harness.server.faults.refuse("POST", "/roles", 403, times=99, code=50013, message="Missing Permissions")
    harness.configure(changed_file(roles={"coordinator": "Delegates", "organiser": "Team"}))
    said = (await reload(harness)).text
    assert "Discord refused: @Team" in said
    assert "Whoever had a former role gets the new one as soon as I can give it" in said
    assert "Until the role Team can be used, only people with the permission Manage Server are organisers." in said
    await prepared.restart()
    harness.server.faults.lift()
    assert "Roles created: Team and Delegates." in await harness.set_up()
    await harness.until(
        lambda: all("Delegates" in each.roles for each in (prepared.awa, prepared.koffi, prepared.mary))
    )


async def test_a_role_with_more_permissions_is_given_to_nobody(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    deputy = harness.coordinator("Deputy", "en-GB")
    harness.guild.give(deputy, harness.guild.role("Organisers"))
    harness.guild.new_role("Admins", Permission.ADMINISTRATOR)
    harness.configure(changed_file(roles={"organiser": "Admins"}))
    assert "Admins carries more permissions than Organisers, so I give it to nobody" in (await reload(harness)).text
    await settled(harness.organiser, "workshop status")
    assert "Admins" not in deputy.roles


async def test_people_whose_group_is_gone_are_named_and_kept_until_someone_assigns_them(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([{"id": "hopes", "kind": "open", "text": bilingual("Hopes")}])
    malawi, mali, niger = GROUPS
    harness.configure(changed_file(administrations=[malawi, niger]))
    asked = await reload(harness)
    assert "Mali is removed, and 2 people are left without a group: Awa and Koffi." in asked.text
    taken = await settled_press(harness, asked.reply, 0)
    lost = "Without a group, since the file no longer has it: Awa and Koffi. To add these people to one"
    assert lost in taken.text
    for command in ("roster show", "workshop status"):
        assert lost in (await settled(harness.organiser, command)).text
    for command in ("checkin", "me", "floor request", "keymessage list"):
        said = (await settled(prepared.awa, command)).text
        assert "Votre groupe ne fait plus partie de cet atelier" in said, (command, said)
    assert "Awa" in (await settled(prepared.awa, "privacy show")).text
    welcome = next(m for m in texts(harness, "announcements", prepared.awa) if m.buttons)
    assert (await prepared.awa.press(welcome, 0)).form is not None

    shown = (await settled(harness.organiser, "attendance show")).text
    assert "could not" not in shown
    for format in ("xlsx", "json", "csv"):
        assert attached_files((await settled(harness.organiser, "export data", format=format)).reply)
    report = await settled(harness.organiser, "export report", format="docx", language="en")
    assert attached_files(report.reply)

    assigned = await settled(harness.organiser, "roster assign", member=prepared.awa, administration="NE")
    assert "Awa belongs to Niger" in assigned.text
    assert "Niger" in (await settled(prepared.awa, "me")).text
    again = await reload(harness)
    assert "nothing changed" in again.text
    assert "Without a group, since the file no longer has it: Koffi. To add this person to one" in again.text

    harness.configure(changed_file(administrations=[malawi, mali, niger]))  # the id is put right again
    assert "Without a group" not in (await reload(harness)).text
    assert "Mali" in (await settled(prepared.koffi, "me")).text
    numbers = harness.rows("select name, administration from participants order by name")
    assert [(row["name"], row["administration"]) for row in numbers] == [("Awa", "NE"), ("Koffi", "ML"), ("Mary", "MW")]
    assert harness.server.violations == []


async def test_a_session_whose_id_is_put_right_again_finds_its_data(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    await settled(prepared.mary, "checkin")
    later = session("later", seconds_from_now(5000), 600)
    opening = session("opening", seconds_from_now(900), 3000, prompts=[])
    harness.configure(workshop_file(later, channels=CHANNELS))
    asked = await reload(harness)
    assert "New: Later (en)" in asked.text
    said = await settled_press(harness, asked.reply, 0)
    assert "1 scheduled event created." in said.text
    await harness.until(lambda: open_events(harness) == ["Later (fr) / Later (en)"])

    harness.configure(workshop_file(opening, later, channels=CHANNELS))
    assert "New: Opening (en)" in (await reload(harness)).text
    assert "present" in (await settled(harness.organiser, "attendance show", session="opening")).text
    assert [row["status"] for row in harness.rows("select status from session_states")] == ["open"]
    harness.configure(workshop_file(opening, {**later, "title": bilingual("Afterwards")}, channels=CHANNELS))
    await reload(harness)
    await harness.until(lambda: "Afterwards (fr) / Afterwards (en)" in open_events(harness))
    assert harness.server.violations == []


def open_events(harness: Harness) -> list[str]:
    """The names of the events that are neither over nor cancelled."""
    return [event.name for event in events(harness) if event.status_name in ("scheduled", "active")]
