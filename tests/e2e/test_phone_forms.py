"""Forms on a phone, which shows each as it first opened one with that custom id; and forms left open on a laptop."""

from datetime import timedelta
from typing import Any

from fakecord import Person
from fakecord.people.form import Form
from tests.e2e.desk_server import DeskServer
from tests.e2e.harness import Harness, bilingual, seconds_from_now
from tests.e2e.session_workshop import SessionWorkshop

LIKED, ADD, USED = "liked", "add", "used"


def evaluation() -> dict[str, Any]:
    """An evaluation that is open from the start. A text and a menu may be left empty."""

    def options() -> list[dict[str, Any]]:
        return [{"id": id, "text": bilingual(id)} for id in ("a", "b", "c")]

    return {
        "id": "daily",
        "title": bilingual("Evaluation"),
        "opens": seconds_from_now(-60).strftime("%Y-%m-%dT%H:%M:%S"),
        "closes": (seconds_from_now(0) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%S"),
        "questions": [
            {"id": LIKED, "kind": "choice", "text": bilingual("Liked"), "options": options()},
            {"id": ADD, "kind": "open", "text": bilingual("To add")},
            {"id": USED, "kind": "multiple", "text": bilingual("Used"), "options": options()},
        ],
    }


async def opened(person: Person) -> Form:
    """Part 1 of the evaluation, to answer or to change."""
    response = await person.slash("evaluate")
    if response.form is None:
        assert response.reply
        response = await person.press(response.reply, 0)
    assert response.form
    return response.form


def shown(form: Form) -> list[Any]:
    return [field.value for field in form.fields]


async def test_a_phone_shows_the_answers_that_stand(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    awa = prepared.awa = harness.coordinator("Awa", "fr", phone=True)
    question = {"id": "hopes", "kind": "open", "text": bilingual("Hopes"), "by": "participant"}
    await prepared.open([question], evaluations=[evaluation()])
    await awa.submit(await opened(awa), {LIKED: "a"})
    form = await opened(awa)
    assert shown(form) == ["a", "", []]
    await awa.submit(form, {ADD: "Merci", USED: ["b"]})
    form = await opened(awa)
    assert shown(form) == ["a", "Merci", ["b"]]
    await awa.submit(form, {ADD: ""})
    assert shown(await opened(awa)) == ["a", "", ["b"]]  # emptied in a form that showed it: no question

    message = await prepared.ask("hopes")
    for earlier, text in (("", "One"), ("One", "Two"), ("Two", "Three")):
        answer = (await awa.press(message, 0)).form
        assert answer
        assert shown(answer) == [earlier]
        await awa.submit(answer, {0: text})
    await awa.slash("language", language="en")
    answer = (await awa.press(message, 0)).form
    assert answer
    assert "Your answer" in answer.labels
    assert harness.server.violations == []


async def test_an_older_form_erases_nothing_without_a_question(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([], evaluations=[evaluation()])
    phone, laptop = prepared.awa, Person(prepared.awa.world, prepared.awa.user, harness.guild)

    def kept() -> dict[str, str | None]:
        return {row["question"]: row["text"] for row in harness.rows("select * from evaluation_answers")}

    older = [await opened(laptop) for _ in range(3)]
    await phone.submit(await opened(phone), {LIKED: "a", ADD: "Merci", USED: ["b"]})
    asked = await laptop.submit(older[0], {LIKED: "c"})
    assert kept() == {LIKED: "c", ADD: "Merci", USED: "b"}  # what was chosen there is not lost either
    assert "To add (fr)" in asked.text
    assert "Used (fr)" in asked.text
    assert "Liked" not in asked.text
    assert asked.reply
    await prepared.restart()
    assert "complète" in (await laptop.press(asked.reply, 1)).text
    assert kept() == {LIKED: "c", ADD: "Merci", USED: "b"}

    asked = await laptop.submit(older[1], {LIKED: "c", USED: ["a"]})
    assert kept() == {LIKED: "c", ADD: "Merci", USED: "a"}
    assert asked.reply
    await phone.submit(await opened(phone), {ADD: "Merci beaucoup"})
    assert "/evaluer" in (await laptop.press(asked.reply, 0)).text.replace("é", "e")
    assert kept()[ADD] == "Merci beaucoup"

    asked = await laptop.submit(older[2], {LIKED: "c", USED: ["a"]})
    assert asked.reply
    await laptop.press(asked.reply, 0)
    assert kept() == {LIKED: "c", USED: "a"}
    assert harness.server.violations == []


async def test_a_new_message_keeps_its_form_until_it_is_sent(desk: DeskServer) -> None:
    await desk.open()

    async def new(person: Person, command: str = "keymessage write", **options: Any) -> Form:
        form = (await person.slash(command, **options)).form
        assert form
        return form

    forms = [await new(desk.awa) for _ in range(3)]
    assert len({form.custom_id for form in forms}) == 1  # a phone has kept what was typed in it
    assert "ML-1" in (await desk.awa.submit(forms[0], {"text": "Un bilan"})).text
    assert "ML-1" in (await desk.awa.submit(forms[1], {"text": "Un bilan"})).text  # sent twice
    assert "ML-2" in (await desk.awa.submit(forms[2], {"text": "Un plan"})).text  # typed on another device
    assert (await desk.exported())["ML-1"]["text_fr"] == "Un bilan"

    entries = [await new(desk.organiser, "synthesis enter", administration=code) for code in ("MW", "MW", "NE")]
    assert entries[0].custom_id == entries[1].custom_id
    await desk.organiser.submit(entries[2], {"text": "Reçu par courriel"})
    assert (await new(desk.organiser, "synthesis enter", administration="MW")).custom_id == entries[0].custom_id
    for form in entries[:2]:
        assert "MW-1" in (await desk.organiser.submit(form, {"text": "Reçu par courriel"})).text
    assert (await new(desk.organiser, "synthesis enter", administration="MW")).custom_id != entries[0].custom_id
    assert desk.harness.server.violations == []
