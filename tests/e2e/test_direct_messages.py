"""`kill -9` around direct messages: each arrives exactly once, and unreachable people are reported."""

from fakecord import Hold, Person
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file


async def enable_direct_messages(harness: Harness, name: str, *, dms_open: bool = True) -> Person:
    person = harness.server.new_person(harness.guild, name, locale="en-GB", dms_open=dms_open)
    await person.slash("join", administration="MW")
    await person.slash("language", direct_messages=True)
    return person


async def kill(harness: Harness) -> None:
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
        harness.server.faults.lift()
        harness.server.world.nonces.clear()  # as Discord does after some minutes


def hold_direct_message(harness: Harness, to: Person, *, before: bool) -> Hold:
    return harness.server.faults.hold("POST", f"/channels/{to.direct.id}/messages$", before=before)


def direct_messages(harness: Harness) -> dict[int, str]:
    rows = harness.rows("select discord_id, status from direct_messages")
    return {row["discord_id"]: row["status"] for row in rows}


async def test_each_direct_message_arrives_once_after_kills_and_unreachable_people_are_reported(
    harness: Harness,
) -> None:
    opening = session("opening", start := seconds_from_now(180), 600)
    harness.configure(workshop_file(opening))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled(20)
    closed, gone = (
        await enable_direct_messages(harness, "Ibrahim", dms_open=False),
        await enable_direct_messages(harness, "Paul"),
    )
    awa, mary = await enable_direct_messages(harness, "Awa"), await enable_direct_messages(harness, "Mary")
    await gone.leave_guild()
    asked: list[str] = []
    harness.server.on_request(lambda it: asked.append(it.path) if it.method == "POST" else None)

    # Discord has the announcement, but the database does not say so
    announcements = harness.guild.channel("announcements")
    hold = harness.server.faults.hold("POST", f"/channels/{announcements.id}/messages$", before=False)
    due_soon = f"{(start - seconds_from_now(2)).seconds}s"
    harness.configure(workshop_file(opening, reminders=[due_soon]))
    await harness.organiser.slash("workshop reload")
    await hold.reached(20)
    assert (len(announcements.history), direct_messages(harness)) == (2, {})  # the welcome, and the reminder
    await kill(harness)

    # Discord has one direct message, but not the next
    hold = hold_direct_message(harness, mary, before=True)
    await harness.start_bot()
    await hold.reached(20)
    assert (len(awa.inbox), len(mary.inbox)) == (1, 0)
    assert direct_messages(harness) == {closed.id: "closed", gone.id: "closed", awa.id: "sent", mary.id: "claimed"}
    await kill(harness)

    # Discord has it, but has not responded
    hold = hold_direct_message(harness, mary, before=False)
    await harness.start_bot()
    await hold.reached(20)
    assert (len(mary.inbox), direct_messages(harness)[mary.id]) == (1, "claimed")
    await kill(harness)

    await harness.start_bot()
    await harness.eventually(lambda: direct_messages(harness)[mary.id] == "sent", 20)
    assert len(announcements.history) == 2
    assert [len(person.inbox) for person in (awa, mary, closed, gone)] == [1, 1, 0, 0]
    assert "Reminder" in awa.inbox[0].text
    assert mary.inbox[0].text == awa.inbox[0].text
    for person in (closed, gone):
        assert asked.count(f"/channels/{person.direct.id}/messages") == 1  # there was no other attempt
    status = await harness.organiser.slash("workshop status")
    assert "Direct messages cannot be delivered to: Ibrahim and Paul." in status.text
    assert [violation.code for violation in harness.server.violations] == [50007, 50278]  # expected refusals
