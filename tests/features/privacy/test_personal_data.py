"""Everything that is kept under one person's name, and the page that shows it."""

import json
from datetime import UTC, datetime

from bot.core.people import Person
from bot.features.privacy import personal_data_text, text
from bot.features.privacy.personal_data import collect
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.key_messages.desk_workshop import DeskWorkshop, both
from tests.features.privacy.helpers import AWA


async def test_everything_under_a_persons_name_is_collected(desk: DeskWorkshop) -> None:
    data = await collect(desk.context, AWA)
    assert data.records["registration"][0]["discord_id"] == str(AWA.discord_id)
    assert data.records["registration"][0]["administration"] == "ML"
    assert data.records["preferences"] == [{"language": "fr", "direct_messages": True}]
    assert [(r["session_id"], r["status"]) for r in data.records["attendance"]] == [("messages", "late")]
    assert [r["source"] for r in data.records["presences"]] == ["button"]
    assert [(r["prompt_id"], r["text"], r["option_ids"]) for r in data.records["answers"]] == [
        ("open", "open: hers", []),
        ("ours", "ours: hers", []),
        ("pick", None, ["a"]),
    ]
    assert data.records["answers"][2]["question"] == both("Which?")
    assert data.records["answers"][2]["options"] == [both("A")]
    assert [r["text"] for r in data.records["key_messages"]] == ["More exchange"]
    assert [r["text"] for r in data.records["evaluations"]] == ["An e-learning module", "x"]
    assert [r["status"] for r in data.records["floor"]] == ["waiting"]
    assert len(data.records["drafts"]) == 1
    assert data.records["direct_messages"] == [
        {
            "key": "messages/reminder/10m/fr",
            "due_at": desk.context.now(),
            "status": "waiting",
            "text": "It begins",
            "ended_at": None,
        }
    ]
    assert [(r["action"], r["own"]) for r in data.records["log"]] == [
        ("join", True),
        ("attendance mark", False),
        *[("prompt ask", True)] * 4,
        ("roster assign", False),
    ]
    assert data.purge_at == datetime(2022, 3, 17, 23, 0, tzinfo=UTC)  # midnight in Brussels, a year later
    assert "Secr" not in str(data.records)  # the name of the organiser who acted is not theirs


async def test_the_page_is_in_their_language_and_shows_names_instead_of_ids(desk: DeskWorkshop) -> None:
    context, data = desk.context, await collect(desk.context, AWA)
    formats = Formats("en", context.workshop.zone)
    html = personal_data_text.render_html(phrases("en"), formats, context.workshop, data, context.now(), ["<b>&"])
    page = html.decode()
    assert '<html lang="en">' in page
    assert "&lt;b&gt;&amp;" in page
    for words in ("Mali (en)", "17 March 2021, 12:20", "you yourself", "Which? (en)", "A (en)", "français", AWA.name):
        assert f"<dd>{words}</dd>" in page


async def test_the_json_has_a_list_for_each_kind_of_record(desk: DeskWorkshop) -> None:
    context, data = desk.context, await collect(desk.context, AWA)
    exported = json.loads(personal_data_text.render_json(context.workshop, data, context.now()))
    assert (exported["workshop"], exported["kept_until"]) == ("desk", "2022-03-17T23:00:00Z")
    assert set(exported) - {"workshop", "exported_at", "kept_until"} == set(data.records)
    assert exported["floor"][0] | {"asked_at": ""} == {
        "session_id": "messages",
        "status": "waiting",
        "asked_at": "",
        "given_at": None,
        "ended_at": None,
    }


async def test_the_overview_counts_and_names_the_date(desk: DeskWorkshop) -> None:
    context, data = desk.context, await collect(desk.context, AWA)
    formats = Formats("en", context.workshop.zone)
    administration = context.workshop.administration("ML")
    kept, _, retention, _ = text.overview(phrases("en"), formats, context.workshop, data, administration)
    for line in (
        "your group (Mali (en))",
        "1 direct message",
        "5 answers that you gave",
        "1 version of a key message",
    ):
        assert line in kept
    assert "On Friday, 18 March 2022" in retention


async def test_someone_unknown_has_no_data(desk: DeskWorkshop) -> None:
    data = await collect(desk.context, Person(5, "Nobody"))
    assert (data.participant, data.is_empty) == (None, True)
    formats = Formats("en", desk.context.workshop.zone)
    kept, *_ = text.overview(phrases("en"), formats, desk.context.workshop, data, None)
    assert "You have not joined a group" in kept
