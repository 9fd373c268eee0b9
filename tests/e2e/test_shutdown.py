"""SIGTERM under load with a slow API: the bot stops cleanly, and everything that it confirmed is saved."""

import asyncio

from fakecord import Message, Person, Response
from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop
from tests.e2e.test_restart import latest

PEOPLE, ACTS = 100, 3
TABLES = ("answers", "presences", "floor_requests")
SERVED = 120
"""How many replies are acknowledged before the API slows down and the bot must stop."""
CALLBACKS = r"/interactions/.*/callback"
NAMES = "select name from participants join {} on participant = participants.id"
EASE = {
    "id": "ease",
    "kind": "scale",
    "text": bilingual("Ease"),
    "scale": {"low": bilingual("hard"), "high": bilingual("easy")},
}


async def test_sigterm_in_a_rush_keeps_acknowledged_answers_and_delivers_the_rest_later(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([EASE])
    people = [harness.coordinator(f"Person {number}", "en-GB") for number in range(PEOPLE)]
    for start in range(0, PEOPLE, 50):
        await asyncio.gather(*(p.slash("join", administration="ML") for p in people[start : start + 50]))
    question = await prepared.ask("ease")
    opening = await harness.until(lambda: latest(harness, "announcements", "signin"), 15, "the opening")

    claimed = harness.server.faults.hold("POST", rf"/channels/{harness.guild.channel('announcements').id}/messages$")
    await announce(harness)
    await claimed.reached()
    rush = [asyncio.create_task(act(person, kind, question, opening)) for kind in range(ACTS) for person in people]
    with harness.server.faults.bot_down():
        await harness.until(lambda: acknowledged(harness) >= SERVED, 20, "some acknowledged")
        harness.server.faults.hold("POST", CALLBACKS, times=float("inf"))
        harness.server.faults.hold("PATCH", "", times=float("inf"))
        assert await harness.bots[-1].terminate() == 0
        done = {(task.get_name(), task.result().user.name) for task in rush if task.done() and answered(task.result())}
        harness.server.faults.lift()
        await asyncio.wait(rush)

    kept = [{row["name"] for row in harness.rows(NAMES.format(table))} for table in TABLES]
    assert len(done) >= SERVED
    assert {(kind, name) for kind, name in done if name not in kept[int(kind)]} == set()
    assert harness.rows("pragma integrity_check") == [{"integrity_check": "ok"}]
    await the_notice_is_posted_once(harness)


async def act(person: Person, kind: int, question: Message, opening: Message) -> Response:
    """An answer, a sign-in, or a request for the floor."""
    task = asyncio.current_task()
    assert task
    task.set_name(str(kind))
    match kind:
        case 0:
            return await person.press(question, 4)
        case 1:
            return await person.press(opening, "signin")
        case _:
            return await person.slash("floor request")


def answered(exchange: Response) -> bool:
    """Whether the reply says that it is done."""
    return bool(exchange.text) and "wrong" not in exchange.text


def acknowledged(harness: Harness) -> int:
    return sum(interaction.ack is not None for interaction in harness.server.interactions[-PEOPLE * ACTS :])


async def announce(harness: Harness) -> None:
    opened = await harness.organiser.slash("announce send")
    assert opened.form
    shown = await harness.organiser.submit(opened.form, {"fr": "La salle est ouverte", "en": "The room is open"})
    assert shown.reply
    await harness.organiser.press(shown.reply, 0)


async def the_notice_is_posted_once(harness: Harness) -> None:
    """Its request arrived although the bot stopped: the bot finds the message, and posts no other."""
    assert harness.rows("select status from announcements where kind = 'notice'") == [{"status": "claimed"}]
    await harness.start_bot()
    await harness.eventually(
        lambda: harness.rows("select status from announcements where kind = 'notice'")[0]["status"] in ("sent", "late")
    )
    history = harness.guild.channel("announcements").history
    assert sum("The room is open" in message.text for message in history) == 1
