"""Three hundred people answer one question in two seconds."""

import asyncio

from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop

PEOPLE = 300


async def test_three_hundred_answers_in_two_seconds_are_all_saved(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    ends = {"low": bilingual("hard"), "high": bilingual("easy")}
    await prepared.open([{"id": "ease", "kind": "scale", "text": bilingual("Ease"), "scale": ends}])
    people = [harness.coordinator(f"Person {n}", "en-GB") for n in range(PEOPLE)]
    for start in range(0, PEOPLE, 50):
        await asyncio.gather(*(p.slash("join", administration="ML") for p in people[start : start + 50]))
    message = await prepared.ask("ease")

    async def answer(number: int) -> float:
        await asyncio.sleep(2 * number / PEOPLE)  # spread over two seconds of real time
        exchange = await people[number].press(message, number % 5)
        return exchange.latency_ms

    loop = asyncio.get_running_loop()
    began = loop.time()
    latencies = await asyncio.gather(*(answer(number) for number in range(PEOPLE)))
    assert max(latencies) < 3_000
    await harness.until(lambda: f"{PEOPLE} answers" in message.content, 20)
    passed = loop.time() - began
    rows = harness.rows("select value, count(*) as people from answers group by value order by value")
    assert [row["people"] for row in rows] == [PEOPLE / 5] * 5
    assert len(message.edits) <= 1 + passed / 5
    assert harness.server.violations == []
