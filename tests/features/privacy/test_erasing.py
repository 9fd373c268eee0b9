"""Erasure of one person: from the database, from its copies, and the data that are kept."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.features.attendance import import_service
from bot.features.attendance import service as attendance
from bot.features.attendance.model import AttendanceStatus
from bot.features.evaluations import service as evaluations
from bot.features.key_messages import publication_service, translation_service
from bot.features.key_messages import service as key_messages
from bot.features.privacy import service as privacy
from bot.features.privacy.erasing_store import ACTORS
from bot.features.privacy.model import name_remover
from bot.features.privacy.personal_data import collect
from bot.features.prompts import answer_service as answers
from bot.features.prompts import service as prompts
from bot.features.roster import registration
from bot.storage.backups import Backups
from tests.features.key_messages.desk_workshop import SECRETARIAT, TRANSLATOR, DeskWorkshop
from tests.features.privacy.helpers import AWA, IDENTIFYING, found_in, table


async def test_no_byte_of_the_database_identifies_an_erased_person(desk: DeskWorkshop, tmp_path: Path) -> None:
    context, backups = desk.context, Backups(desk.context.database.path)
    await context.database.checkpoint()
    first = backups.make(context.now())
    damaged = backups.make(context.now() + timedelta(hours=1))
    with damaged.path.open("r+b") as file:
        file.write(b"no database any more")
    assert len({line.split(":")[0] for line in found_in(tmp_path, *IDENTIFYING)}) == 3
    await privacy.erase(context, AWA)
    assert found_in(tmp_path, *IDENTIFYING) == []
    assert (backups.all(), backups.newest_intact()) == ([first], first)
    assert AWA.discord_id not in context.people
    assert AWA.discord_id not in context.preferences
    with pytest.raises(NothingToDo):
        await privacy.erase(context, AWA)


async def test_two_people_erased_at_once_are_erased_from_every_copy(desk: DeskWorkshop, tmp_path: Path) -> None:
    other = Person(1_011, "ML 1")
    await desk.context.database.checkpoint()
    Backups(desk.context.database.path).make(desk.context.now())
    await asyncio.gather(privacy.erase(desk.context, AWA), privacy.erase(desk.context, other))
    assert found_in(tmp_path / "backups", *IDENTIFYING, other.discord_id.to_bytes(8, "big")) == []


async def test_what_the_meeting_needs_stays_without_the_name(desk: DeskWorkshop) -> None:
    context = desk.context
    before = await attendance.session_attendance(context, context.schedule["messages"])
    await privacy.erase(context, AWA)
    after = await attendance.session_attendance(context, context.schedule["messages"])
    assert after.represented == before.represented
    assert after.present_count == before.present_count
    assert [it.participant.name for it in after.records if it.participant.administration == "ML"] == [
        "ML 1",
        "ML 2",
        "",
    ]

    assert [m.text for m in await key_messages.of_administration(context, "NE")] == ["More exchange"]
    assert table(context, "select prompt, participant, administration, text from answers") == [
        ("ours", None, "NE", "ours: hers")
    ]
    assert table(context, "select prompt, option_ids, text from anonymous_answers order by prompt") == [
        ("aside", "", "aside: hers"),
        ("open", "", "open: hers"),
        ("pick", "a", None),
    ]
    assert [row[0] for row in table(context, "select claim from floor_requests")] == ["left"]
    said = "select about, detail, remark from audit where action = 'attendance mark' order by id"
    assert table(context, said) == [("", "late", ""), ("ML 1", "late", "a storm")]
    assert table(context, "select actor, target from audit where action = 'privacy erase'") == [("atelier", "7")]
    assert table(context, "select reason from marks order by participant") == [("a storm",), ("",)]
    assert [(r[0], r[1]) for r in table(context, "select text, answered_at from evaluation_answers")] == [
        ("An e-learning module", None),
        ("x", None),
    ]


async def test_an_erased_person_may_join_again_and_their_anonymous_answer_counts_once(desk: DeskWorkshop) -> None:
    context = desk.context
    await privacy.erase(context, AWA)
    again = await registration.join(context, AWA, "ML", None)
    assert (again.id, again.name) == (7, AWA.name)
    assert await attendance.records_of(context, again) != []
    assert (await collect(context, AWA)).count("answers") == 0
    await prompts.close(context, "aside", SECRETARIAT)
    assert len(await answers.results(context, await prompts.find(context, "aside"))) == 1


async def test_someone_without_data_has_nothing_to_erase(desk: DeskWorkshop) -> None:
    with pytest.raises(NothingToDo):
        await privacy.erase(desk.context, Person(5, "Nobody"))
    assert (await collect(desk.context, Person(5, "Nobody"))).is_empty


async def test_no_direct_message_is_to_an_erased_person_or_names_them(desk: DeskWorkshop) -> None:
    await privacy.erase(desk.context, AWA)
    assert table(desk.context, "select discord_id, text from direct_messages") == []


async def test_of_waiting_interpreter_items_only_the_administrations_stay(desk: DeskWorkshop) -> None:
    waiting = "select subject, answerer from interpreter_items order by id"
    assert table(desk.context, waiting) == [("open", "p:7"), ("ours", "a:NE")]
    await privacy.erase(desk.context, AWA)
    assert table(desk.context, waiting) == [("ours", "a:NE")]


async def test_an_organisers_name_is_removed_and_others_stay(desk: DeskWorkshop) -> None:
    await privacy.erase(desk.context, SECRETARIAT)
    assert [row[0] for row in table(desk.context, "select distinct actor from audit order by actor")] == [
        "",
        AWA.name,
        "atelier",
    ]


async def test_what_others_wrote_stays_word_for_word(desk: DeskWorkshop) -> None:
    context, other = desk.context, desk.context.people[1_011]
    reason = f"came with {AWA.name}"
    await attendance.mark(context, "messages", other, AttendanceStatus.LATE, reason, SECRETARIAT)
    await privacy.erase(context, AWA)
    assert table(context, f"select reason from marks where participant = {other.id}") == [(reason,)]


async def test_whoever_did_something_is_emptied_wherever_it_stands(desk: DeskWorkshop) -> None:
    context = desk.context
    texts = {"en": "More exchange (en)"}
    await translation_service.translate(context, TRANSLATOR, "NE-1", texts, version=1, revisions=0)
    await publication_service.publish(context, SECRETARIAT, override=True)
    stored = {
        "translations": "select translator, translator_participant, translator_discord from translations",
        "publications": "select publisher, publisher_participant, publisher_discord from publications",
        "marks": "select distinct actor, actor_participant, actor_discord from marks",
    }
    assert [table(context, sql) for sql in stored.values()] == [
        [("Translator", None, 2)],
        [("Secrétariat", None, 1)],
        [("Secrétariat", None, 1)],
    ]
    for person in (TRANSLATOR, SECRETARIAT, AWA):
        await privacy.erase(context, person)
    assert [table(context, sql) for sql in stored.values()] == [[("", None, None)]] * 3
    assert table(context, "select author, participant, author_discord from key_message_versions") == [("", None, None)]
    assert table(context, "select distinct actor, actor_participant, actor_discord from audit order by 1") == [
        ("", None, None),
        ("atelier", None, None),
    ]


async def test_an_import_with_a_line_that_is_theirs_or_may_be_goes(desk: DeskWorkshop) -> None:
    context = desk.context
    row = "{},{},03/17/2021 12:25:00 PM,03/17/2021 12:45:00 PM\n"
    report = "Name,Email,Join Time,Leave Time\n" + "".join(
        row.format(name, email)
        for name, email in ((AWA.name, "awa@example.org"), ("Awa Traore", ""), ("Somebody Else", "other@example.org"))
    )
    draft = await import_service.create_draft(context, "messages", report.encode(), SECRETARIAT.discord_id)
    assert [line.name for line in draft.lines] == [AWA.name, "Awa Traore", "Somebody Else"]
    await privacy.erase(context, AWA)
    with pytest.raises(NothingToDo):
        await import_service.find_draft(context, draft.id)


async def test_a_name_goes_from_their_own_words_and_an_option_stays(desk: DeskWorkshop) -> None:
    context = desk.context
    awa = context.people[AWA.discord_id]
    said = {"next": ("Ask x, or Awa Traoré Keïta; not xyz",), "which": ("x",)}
    await evaluations.answer(context, "final", 0, awa, said)
    await privacy.erase(context, replace(AWA, name="x"))  # the nickname of this moment
    assert table(context, "select text from evaluation_answers order by question") == [
        ("Ask […], or […]; not xyz",),
        ("x",),
    ]


def test_a_name_is_removed_only_as_a_whole_word() -> None:
    remove = name_remover(["Ali", "Ali (Mali)", ""])
    assert remove("Ali (Mali): Mali, Ali; Alimata") == "[…]: Mali, […]; Alimata"
    assert name_remover([""])("Ali") == "Ali"


async def test_every_column_that_says_who_did_something_is_emptied(desk: DeskWorkshop) -> None:
    """A new column for an actor's id fails here until `ACTORS` names it."""
    columns = "select m.name, c.name from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'"
    found = {(at, name) for at, name in table(desk.context, columns) if name.endswith("_discord")}
    assert found == {(at, discord) for at, _, _, discord in ACTORS}
