"""JSON: one object, a list per table."""

from bot.core.instants import format_utc
from bot.core.programme import Workshop
from tests.export.builder import WorkshopDatabase, at, workshop
from tests.export.reading import as_json


async def test_values_have_their_types_and_what_is_empty_is_null(db: WorkshopDatabase) -> None:
    db.person("", "MW")
    db.held("opening", at(15, 10), at(15, 11))
    tables = await as_json(db)
    assert tables["participants"] == [
        {
            "participant_id": 1,
            "name": None,
            "administration": "MW",
            "language": "en",
            "registered_at": "2021-03-14T09:00:00Z",
        }
    ]
    assert tables["attendance"][0]["minutes"] == 0
    assert tables["attendance"][0]["uncertain"] is False
    assert tables["evaluations"] == []


async def test_text_is_untouched(db: WorkshopDatabase) -> None:
    words = '=1+1 "é"\r\n\tالشفافية 🤝 \x07'
    db.add("audit", at=format_utc(at(15, 9)), actor="Anne", action="announce send", target="", detail=words)
    row = (await as_json(db))["audit"][0]
    assert row == {
        "at": "2021-03-15T09:00:00Z",
        "actor": "Anne",
        "action": "announce send",
        "target": None,
        "detail": words,
    }


async def test_a_workshop_without_any_row_exports_its_programme(db: WorkshopDatabase) -> None:
    unknown: Workshop = workshop(id="not-yet")
    tables = await as_json(db, unknown)
    assert {name: len(rows) for name, rows in tables.items() if rows} == {"sessions": 3, "administrations": 3}
