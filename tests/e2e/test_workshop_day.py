"""A workshop of two sessions, from setup to export, in French and in English."""

import asyncio
import json
import sys

from fakecord import Channel, Message
from tests.e2e.harness import ROOT, Harness, bilingual, seconds_from_now, session, workshop_file

ARABIC = "النزاهة أولا"
TEXT = f"=1+1 @everyone **gras**\n- une puce\n{ARABIC} 🙂"


def with_button(harness: Harness, channel: Channel, custom_id: str) -> Message | None:
    messages = [m for m in channel.history if any(b.get("custom_id", "").endswith(f":{custom_id}") for b in m.buttons)]
    return messages[-1] if messages else None


async def test_a_day_from_setup_to_export(harness: Harness) -> None:
    start = seconds_from_now(9)
    expectations = {"id": "expectations", "kind": "open", "text": bilingual("What do you expect")}
    harness.configure(
        workshop_file(
            session("opening", start, 8, prompts=[expectations]),
            session("messages", seconds_from_now(18), 20),
            key_messages={"opens": "opening", "closes": seconds_from_now(120).strftime("%Y-%m-%dT%H:%M:%S")},
            daily={"agenda": "3s", "summary": "1s"},
        )
    )
    await harness.start_bot()
    organiser = harness.organiser
    awa, chisomo = harness.coordinator("Mali – Awa", "fr"), harness.coordinator("Malawi – Chisomo", "en-GB")

    await (await organiser.slash("workshop setup")).settled()
    await awa.slash("join", administration="ML")
    await chisomo.slash("join", administration="MW")
    assert "Coordinators" in awa.roles

    announcements = harness.guild.channel("announcements")
    opening = await harness.until(lambda: with_button(harness, announcements, "signin"), 15, "the opening")
    assert next(button["label"] for button in opening.buttons) == "Émarger / Sign in"
    assert "Opening (fr)" in opening.content
    assert "Opening (en)" in opening.content
    assert opening.pinged_roles == [harness.guild.role("Coordinators")]
    for person in (awa, chisomo):
        assert "Opening" in (await person.press(opening, "signin")).text

    await organiser.slash("prompt ask", prompt="expectations")
    plenary = harness.guild.channel("plenary")
    prompt = await harness.until(lambda: with_button(harness, plenary, "prompt:answer:expectations"))
    form = (await awa.press(prompt, 0)).form
    assert form
    sent = await awa.submit(form, {0: TEXT})
    assert sent.reply
    await harness.until(lambda: "1" in prompt.content.splitlines()[-1], 10, "the count")

    form = (await awa.slash("keymessage write")).form
    assert form
    receipt = await awa.submit(form, {"text": TEXT})
    assert "ML-1" in receipt.text

    await harness.until(lambda: "Thank you" in announcements.history[-1].content, 15, "the closing")
    output = harness.folder / "data.json"
    options = ["--workshop", "e2e", "--format", "json", "--output", str(output)]
    command = [sys.executable, str(ROOT / "run.py"), "export", *options]
    process = await asyncio.create_subprocess_exec(*command, cwd=harness.folder)
    assert await process.wait() == 0
    tables = json.loads(output.read_text("utf-8"))
    assert [row["text"] for row in tables["answers"]] == [TEXT]
    assert [row["text_fr"] for row in tables["key_messages"]] == [TEXT]
    attendance = {(row["session_id"], row["name"]): row["status"] for row in tables["attendance"]}
    assert attendance["opening", "Mali – Awa"] == "present"
    assert harness.server.violations == []
