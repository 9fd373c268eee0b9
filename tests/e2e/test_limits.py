"""One member who sends very much.

The bot refuses it with a message, typed text is not lost, and nobody else waits longer.
"""

import asyncio

from tests.e2e.desk_server import DeskServer
from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop

PRESSES = 100


async def test_a_key_message_changed_300_times_keeps_few_versions_and_gives_back_the_text(desk: DeskServer) -> None:
    await desk.open()
    await desk.write(desk.awa, "Version 1")
    for number in range(2, 20):
        form = (await desk.awa.slash("keymessage write", message="ML-1")).form
        assert form
        answer = await desk.awa.submit(form, {"text": f"Version {number}"})
    assert "Version 19" in answer.text
    assert "minute" in answer.text
    versions = desk.harness.rows("select text from key_message_versions order by version")
    assert [row["text"] for row in versions] == [f"Version {number}" for number in range(1, 7)]


async def test_a_member_who_presses_a_hundred_times_makes_nobody_wait(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    ends = {"low": bilingual("hard"), "high": bilingual("easy")}
    await prepared.open([{"id": "ease", "kind": "scale", "text": bilingual("Ease"), "scale": ends}])
    message = await prepared.ask("ease")
    alone = (await prepared.mary.press(message, 0)).latency_ms
    harness.server.faults.hold("POST", "/callback", times=5)  # the first answers hang: the others wait for nobody
    many = [asyncio.create_task(prepared.awa.press(message, number % 5)) for number in range(PRESSES)]
    await asyncio.sleep(0.2)
    theirs = await prepared.mary.press(message, 3)
    assert theirs.latency_ms < alone + 1_500
    harness.server.faults.lift()
    answers = await asyncio.gather(*many)
    assert not any(each.failed for each in answers)
    refused = [each for each in answers if "à la fois" in each.text]
    assert len(refused) >= PRESSES / 2
    assert "à la fois" not in (await prepared.awa.press(message, 2)).text
    assert harness.server.violations == []
