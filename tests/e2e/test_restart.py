"""`kill -9` in the middle of things, then another start: nothing is said twice, nothing typed is lost."""

from __future__ import annotations

from collections import Counter

from fakecord import Message
from tests.e2e.harness import Stage, bilingual, in_seconds, session, workshop_file


def latest(stage: Stage, channel: str, custom_id: str) -> Message | None:
    history = stage.guild.channel(channel).history
    found = [m for m in history if any(str(b.get("custom_id", "")).startswith(custom_id) for b in m.buttons)]
    return found[-1] if found else None


async def test_killed_in_a_session_and_started_again(stage: Stage) -> None:
    stage.configure(
        workshop_file(session("opening", in_seconds(8), 120, prompts=[OPEN]), session("next", in_seconds(200), 60))
    )
    await stage.start_bot()
    await (await stage.organiser.slash("workshop setup")).settled()
    awa = stage.coordinator("Mali – Awa", "fr")
    await awa.slash("join", administration="ML")
    opening = await stage.until(lambda: latest(stage, "announcements", "signin"), 15, "the opening")
    await awa.press(opening, "signin")
    await stage.organiser.slash("prompt ask", prompt="expectations")

    with stage.server.faults.bot_down():
        await stage.bots[-1].kill()
    await stage.start_bot()

    again = await awa.press(opening, "signin")
    assert "déjà" in again.text
    question = latest(stage, "plenary", "prompt:answer")
    assert question
    form = (await awa.press(question, 0)).form
    assert form
    await awa.submit(form, {0: "Toujours là"})
    assert [row["text"] for row in stage.rows("select text from answers")] == ["Toujours là"]
    assert stage.rows("select count(*) as n from presences where source = 'button'") == [{"n": 1}]
    said = Counter(m.content for m in stage.guild.channel("announcements").history)
    assert set(said.values()) == {1}
    assert stage.server.violations == []


async def test_each_one_s_own_text_arrives_from_forms_held_open_together_and_across_a_kill(stage: Stage) -> None:
    stage.configure(workshop_file(session("opening", in_seconds(6), 120, prompts=[OPEN])))
    await stage.start_bot()
    await (await stage.organiser.slash("workshop setup")).settled()
    people = [stage.coordinator(f"Mali – {name}", "fr") for name in ("Awa", "Salif", "Fatou", "Karim")]
    for person in people:
        await person.slash("join", administration="ML")
    await stage.organiser.slash("prompt ask", prompt="expectations")
    question = await stage.until(lambda: latest(stage, "plenary", "prompt:answer"))

    forms = [(await person.press(question, 0)).form for person in people]
    for person, form in list(zip(people, forms, strict=True))[:3]:
        assert form
        await person.submit(form, {0: f"De {person.name}"})
    with stage.server.faults.bot_down():
        await stage.bots[-1].kill()
    await stage.start_bot()
    assert forms[3]
    await people[3].submit(forms[3], {0: f"De {people[3].name}"})

    kept = stage.rows("select name, text from answers join participants on participants.id = participant order by name")
    assert kept == [{"name": p.name, "text": f"De {p.name}"} for p in sorted(people, key=lambda p: p.name)]


OPEN = {"id": "expectations", "kind": "open", "text": bilingual("What do you expect")}
