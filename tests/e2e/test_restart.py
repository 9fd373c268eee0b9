"""`kill -9` during a session, then a restart: nothing is posted twice, and no text is lost."""

from collections import Counter

import pytest

from fakecord import Message
from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file


def latest(harness: Harness, channel: str, custom_id: str) -> Message | None:
    history = harness.guild.channel(channel).history
    found = [m for m in history if any(f":{custom_id}" in str(b.get("custom_id", "")) for b in m.buttons)]
    return found[-1] if found else None


async def test_a_session_continues_after_a_kill(harness: Harness) -> None:
    harness.configure(
        workshop_file(
            session("opening", seconds_from_now(8), 120, prompts=[OPEN]), session("next", seconds_from_now(200), 60)
        )
    )
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled()
    awa = harness.coordinator("Mali – Awa", "fr")
    await awa.slash("join", administration="ML")
    opening = await harness.until(lambda: latest(harness, "announcements", "signin"), 15, "the opening")
    await awa.press(opening, "signin")
    await harness.organiser.slash("prompt ask", prompt="expectations")

    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
    await harness.start_bot()

    again = await awa.press(opening, "signin")
    assert "déjà" in again.text
    question = latest(harness, "plenary", "prompt:answer")
    assert question
    form = (await awa.press(question, 0)).form
    assert form
    await awa.submit(form, {0: "Toujours là"})
    assert [row["text"] for row in harness.rows("select text from answers")] == ["Toujours là"]
    assert harness.rows("select count(*) as n from presences where source = 'button'") == [{"n": 1}]
    said = Counter(m.content for m in harness.guild.channel("announcements").history)
    assert set(said.values()) == {1}
    assert harness.server.violations == []


@pytest.mark.slow
async def test_forms_that_were_open_during_a_kill_are_saved(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(6), 120, prompts=[OPEN])))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled()
    people = [harness.coordinator(f"Mali – {name}", "fr") for name in ("Awa", "Salif", "Fatou", "Karim")]
    for person in people:
        await person.slash("join", administration="ML")
    await harness.organiser.slash("prompt ask", prompt="expectations")
    question = await harness.until(lambda: latest(harness, "plenary", "prompt:answer"))

    forms = [(await person.press(question, 0)).form for person in people]
    for person, form in list(zip(people, forms, strict=True))[:3]:
        assert form
        await person.submit(form, {0: f"De {person.name}"})
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
    await harness.start_bot()
    assert forms[3]
    await people[3].submit(forms[3], {0: f"De {people[3].name}"})

    kept = harness.rows(
        "select name, text from answers join participants on participants.id = participant order by name"
    )
    assert kept == [{"name": p.name, "text": f"De {p.name}"} for p in sorted(people, key=lambda p: p.name)]


OPEN = {"id": "expectations", "kind": "open", "text": bilingual("What do you expect")}
