"""Two editions of a workshop on one server: last year's messages stay in its channels, with their buttons."""

from datetime import timedelta
from typing import Any

from fakecord import Form, Message, Person
from tests.e2e.command_line import run
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file
from tests.e2e.test_restart import latest

OPTIONS = [{"id": id, "text": {"fr": id, "en": id}} for id in ("computer", "phone")]
PROMPTS = [
    {"id": "hopes", "kind": "open", "text": {"fr": "Espoirs", "en": "Hopes"}},
    {"id": "device", "kind": "choice", "text": {"fr": "Appareil", "en": "Device"}, "options": OPTIONS},
]
FRENCH, ENGLISH = "Ceci appartient à une autre édition", "This belongs to another edition"


def edition(id: str, *, days: int = 0) -> dict[str, Any]:
    """The same sessions and prompts under another id, `days` from now."""
    opening = session("opening", seconds_from_now(60), 1200, prompts=PROMPTS)
    workshop = workshop_file(opening, session("later", seconds_from_now(2000), 600), id=id)
    workshop["days"][0]["date"] += timedelta(days=days)
    return workshop


async def begin(harness: Harness, person: Person) -> list[Message]:
    """The session has begun, its prompts are asked, and `person` has joined. Returns the messages of the prompts."""
    await (await harness.organiser.slash("workshop setup")).settled(20)
    await person.slash("join", administration="ML")
    await harness.organiser.slash("session start", session="opening")
    found = []
    for prompt in ("answer:hopes", "pick:device"):
        await (await harness.organiser.slash("prompt ask", prompt=prompt.split(":")[1])).settled(20)
        plenary = harness.guild.channel("plenary")
        found += [m for m in plenary.history if f"prompt:{prompt}" in str(m.components)][-1:]
    return found


async def next_year(harness: Harness) -> None:
    """The edition so far is over, and another one, with the same ids, takes place today."""
    assert await harness.bots[-1].terminate() == 0
    harness.configure(edition("first", days=-300), edition("second"))
    await harness.start_bot()


async def test_last_years_buttons_menus_and_forms_change_nothing(harness: Harness) -> None:
    awa = harness.coordinator("Awa", "fr-FR")
    harness.configure(edition("first"))
    await harness.start_bot()
    hopes, device = await begin(harness, awa)
    form = (await awa.press(hopes, 0)).form
    assert isinstance(form, Form)
    cancelled = (await harness.organiser.slash("schedule cancel", session="later")).reply
    assert cancelled

    await next_year(harness)
    opening = await harness.until(lambda: latest(harness, "announcements", "signin"), 15, "last year's opening")
    new_hopes, _new_device = await begin(harness, awa)
    before = harness.rows("select * from answers"), harness.rows("select * from presences")
    tries = [
        await awa.press(opening, "signin"),
        await awa.press(hopes, 0),
        await awa.choose(device, ["phone"]),
        typed := await awa.submit(form, {"text": "Écrit l’an dernier"}),
    ]
    assert all(FRENCH in each.text for each in tries), [each.text for each in tries]
    assert "Écrit l’an dernier" in typed.text  # nothing typed is lost
    assert ENGLISH in (await harness.organiser.press(cancelled, 0)).text
    assert (harness.rows("select * from answers"), harness.rows("select * from presences")) == before
    assert harness.rows("select session from session_states where workshop = 'second'") == [{"session": "opening"}]

    answered = (await awa.press(new_hopes, 0)).form
    assert answered
    await awa.submit(answered, {"text": "Cette année"})
    assert harness.rows("select workshop, text from answers") == [{"workshop": "second", "text": "Cette année"}]
    assert harness.server.violations == []


async def test_last_years_people_are_greeted_and_join_their_group_in_one_press(harness: Harness) -> None:
    """A code is required from new people, from removed people, and for another group."""
    awa, binta = harness.coordinator("Awa", "fr-FR"), harness.coordinator("Binta", "en-GB")
    harness.configure(edition("first"))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled(20)
    for person in (awa, binta):
        await person.slash("join", administration="ML")
    await harness.organiser.slash("roster remove", member=binta)
    assert await harness.bots[-1].terminate() == 0
    (harness.folder / "config" / "workshops" / "first.yaml").unlink()  # its data stay
    harness.configure({**edition("second"), "previous": "first", "registration": "code"})
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled(20)
    (welcome,) = [m for m in harness.guild.channel("announcements").history if "recognised by their Discord" in m.text]

    done, errors = await run(
        harness.folder, "export", "--workshop", "first", "--format", "json", "--output", "old.json"
    )
    assert (done, errors) == (0, "")
    assert "Awa" in (harness.folder / "old.json").read_text(encoding="utf-8")

    greeting = await awa.press(welcome, 0)
    assert "Heureux de vous revoir, Awa." in greeting.text
    assert "Mali" in greeting.text
    assert greeting.reply
    assert [each["label"] for each in greeting.reply.buttons] == ["S’inscrire\u00a0: Mali", "Un autre groupe"]
    assert (await awa.press(greeting.reply, 1)).form is not None
    assert "Mali" in (await awa.press(greeting.reply, 0)).text
    await harness.until(lambda: "Coordinators" in awa.roles)
    assert (await binta.press(welcome, 0)).form is not None
    assert "code" in (await binta.slash("join", administration="ML")).text
    joined = harness.rows("select name, administration from participants where workshop = 'second'")
    assert joined == [{"name": "Awa", "administration": "ML"}]
    assert harness.server.violations == []
