"""`kill -9` around direct messages: each reader has each once, and who cannot be reached is named ever after."""

from __future__ import annotations

from fakecord import Hold, Person
from tests.e2e.harness import Stage, in_seconds, session, workshop_file


async def take_letters(stage: Stage, name: str, *, dms_open: bool = True) -> Person:
    person = stage.server.new_person(stage.guild, name, locale="en-GB", dms_open=dms_open)
    await person.slash("join", administration="MW")
    await person.slash("language", direct_messages=True)
    return person


async def kill(stage: Stage) -> None:
    with stage.server.faults.bot_down():
        await stage.bots[-1].kill()
        stage.server.faults.lift()
        stage.server.world.nonces.clear()  # as Discord does after some minutes


def hold_letter(stage: Stage, to: Person, *, before: bool) -> Hold:
    return stage.server.faults.hold("POST", f"/channels/{to.direct.id}/messages$", before=before)


def letters(stage: Stage) -> dict[int, str]:
    rows = stage.rows("select discord_id, status from letters")
    return {row["discord_id"]: row["status"] for row in rows}


async def test_killed_at_each_step_each_has_each_letter_once_and_the_unreachable_is_named(stage: Stage) -> None:
    opening = session("opening", start := in_seconds(180), 600)
    stage.configure(workshop_file(opening))
    await stage.start_bot()
    await (await stage.organiser.slash("workshop setup")).settled(20)
    closed, gone = await take_letters(stage, "Ibrahim", dms_open=False), await take_letters(stage, "Paul")
    awa, mary = await take_letters(stage, "Awa"), await take_letters(stage, "Mary")
    await gone.leave_guild()
    asked: list[str] = []
    stage.server.on_request(lambda it: asked.append(it.path) if it.method == "POST" else None)

    # Discord took the announcement, and nobody has noted that
    announcements = stage.guild.channel("announcements")
    hold = stage.server.faults.hold("POST", f"/channels/{announcements.id}/messages$", before=False)
    due_soon = f"{(start - in_seconds(2)).seconds}s"
    stage.configure(workshop_file(opening, reminders=[due_soon]))
    await stage.organiser.slash("workshop reload")
    await hold.reached(20)
    assert (len(announcements.history), letters(stage)) == (1, {})
    await kill(stage)

    # one has her letter, the next one's has not come to Discord
    hold = hold_letter(stage, mary, before=True)
    await stage.start_bot()
    await hold.reached(20)
    assert (len(awa.inbox), len(mary.inbox)) == (1, 0)
    assert letters(stage) == {closed.id: "closed", gone.id: "closed", awa.id: "sent", mary.id: "claimed"}
    await kill(stage)

    # Discord took hers, and has not said so
    hold = hold_letter(stage, mary, before=False)
    await stage.start_bot()
    await hold.reached(20)
    assert (len(mary.inbox), letters(stage)[mary.id]) == (1, "claimed")
    await kill(stage)

    await stage.start_bot()
    await stage.eventually(lambda: letters(stage)[mary.id] == "sent", 20)
    assert len(announcements.history) == 1
    assert [len(person.inbox) for person in (awa, mary, closed, gone)] == [1, 1, 0, 0]
    assert "Reminder" in awa.inbox[0].text
    assert mary.inbox[0].text == awa.inbox[0].text
    for person in (closed, gone):
        assert asked.count(f"/channels/{person.direct.id}/messages") == 1  # never tried again
    status = await stage.organiser.slash("workshop status")
    assert "Direct messages do not reach: Ibrahim and Paul." in status.text
    assert [violation.code for violation in stage.server.violations] == [50007, 50278]  # refused them, as it had to
