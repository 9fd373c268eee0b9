"""An evaluation over the wire: five questions a form, continued and changed after a kill."""

from datetime import datetime, timedelta
from typing import Any

from tests.e2e.harness import Harness, bilingual, seconds_from_now
from tests.e2e.session_workshop import SessionWorkshop, settled


def ends() -> dict[str, Any]:
    return {"low": bilingual("bad"), "high": bilingual("good")}


def evaluation(opens: datetime) -> dict[str, Any]:
    options = [{"id": id, "text": bilingual(id)} for id in ("a", "b")]
    questions = [
        *({"id": f"s{n}", "kind": "scale", "text": bilingual(f"Scale {n}"), **ends()} for n in range(6)),
        {"id": "way", "kind": "choice", "text": bilingual("Way"), "options": options},
        {"id": "next", "kind": "open", "text": bilingual("Next")},
    ]
    return {
        "id": "final",
        "title": bilingual("Evaluation"),
        "opens": opens.strftime("%Y-%m-%dT%H:%M:%S"),
        "closes": (seconds_from_now(0) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%S"),
        "anonymous": True,
        "questions": questions,
    }


async def test_an_evaluation_continues_where_it_was_left(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([], evaluations=[evaluation(seconds_from_now(8))])
    announcements = harness.guild.channel("announcements")
    message = await harness.until(
        lambda: next((m for m in prepared.awa.sees(announcements) if "evaluate:open" in str(m.components)), None), 30
    )
    first = (await prepared.awa.press(message, 0)).form
    assert first
    assert [field.custom_id for field in first.fields] == ["s0", "s1", "s2", "s3", "s4"]
    assert "1 – bad (fr)" in first.text
    assert "nonym" in first.text
    await prepared.awa.submit(first, {field.custom_id: "4" for field in first.fields})

    await prepared.restart()
    second = (await prepared.awa.slash("evaluate")).form
    assert second
    assert [field.custom_id for field in second.fields] == ["s5", "way", "next"]
    thanks = await prepared.awa.submit(second, {"s5": "2", "way": "a", "next": "Merci"})
    assert thanks.reply
    await prepared.restart()
    again = (await prepared.awa.press(thanks.reply, 1)).form
    assert again
    assert [field.value for field in again.fields] == ["2", "a", "Merci"]
    await prepared.awa.submit(again, {"s5": "5"})
    rows = harness.rows("select question, value, text, answered_at from evaluation_answers order by question")
    assert [tuple(row.values()) for row in rows] == [
        ("next", None, "Merci", None),
        *((f"s{n}", 4, None, None) for n in range(5)),
        ("s5", 5, None, None),
        ("way", None, "a", None),
    ]
    status = await settled(prepared.facilitator, "workshop status")
    assert "“Evaluation (en)”: 1 response" in status.text
    assert "Awa" not in status.text
    assert harness.server.violations == []
