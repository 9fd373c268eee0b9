"""Erasure in the copies beside the database: which files are copies, and what if one cannot be changed."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.features.privacy import service as privacy
from bot.features.privacy.asked_erasure import UnknownParticipant, erase_now, hand_over, progress
from bot.features.privacy.copies import update_copies
from bot.features.privacy.erasing import erase_participant
from bot.features.privacy.erasure_job import WRITTEN_WITHIN, ErasureJob
from bot.features.privacy.erasures import apply_asked
from bot.storage import drafts
from bot.storage.backups import Backups, copy
from bot.storage.database import Database
from bot.storage.erasures import Progress
from bot.storage.lock import DatabaseInUse, DatabaseLock
from bot.storage.restoring import restore
from bot.workshop.context import WorkshopContext
from bot.workshop.registry import WorkshopRegistry
from bot.workshop.store import keep_file
from tests.features.key_messages.desk_workshop import DeskWorkshop
from tests.features.privacy.helpers import AWA, found_in, table
from tests.workshop_file.small import SMALL


def names_in(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("select name from participants")}


async def test_the_database_of_another_bot_in_the_same_folder_is_left_alone(desk: DeskWorkshop, tmp_path: Path) -> None:
    """It may have a workshop of the same id, and other people under the same numbers."""
    other = tmp_path / "other.db"
    copy(desk.context.database.path, other, desk.context.now())
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("update workshops set loaded_at = '2020-01-01T00:00:00.000000Z'")
        connection.commit()
    (tmp_path / "notes.db").write_bytes(b"no database")
    (tmp_path / "desk.until-2021-03-15T12-00-00Z.db").write_bytes(b"a damaged one")
    assert await privacy.erase(desk.context, AWA) == 0
    assert AWA.name in names_in(other)
    assert (tmp_path / "notes.db").exists()
    assert not (tmp_path / "desk.until-2021-03-15T12-00-00Z.db").exists()


async def test_a_copy_that_is_in_use_is_tried_again_after_a_restart(desk: DeskWorkshop, tmp_path: Path) -> None:
    context = desk.context
    by_hand = tmp_path / "backups" / "by-hand.db"
    copy(context.database.path, by_hand, context.now())
    lock = DatabaseLock.acquire(by_hand)
    assert await privacy.erase(context, AWA) == 1
    assert table(context, "select copies_at from erasures") == [(None,)]
    lock.release()
    await ErasureJob(context.database, desk.clock, context.keys, WorkshopRegistry([context])).work()
    assert found_in(tmp_path, AWA.name) == []
    assert AWA.name not in names_in(by_hand)
    assert table(context, "select copies_at is not null from erasures") == [(1,)]


async def test_of_an_edition_whose_file_is_gone_too(desk: DeskWorkshop, tmp_path: Path) -> None:
    context, by_hand = desk.context, tmp_path / "backups" / "by-hand.db"
    await context.write(keep_file, context.id, SMALL.replace("id: small", f"id: {context.id}"))
    copy(context.database.path, by_hand, context.now())
    lock = DatabaseLock.acquire(by_hand)
    assert await privacy.erase(context, AWA) == 1
    lock.release()
    await ErasureJob(context.database, desk.clock, context.keys, WorkshopRegistry([])).work()
    assert AWA.name not in names_in(by_hand)
    assert table(context, "select copies_at is not null from erasures") == [(1,)]


async def test_whoever_joined_again_stays_in_later_copies(desk: DeskWorkshop, tmp_path: Path) -> None:
    context = desk.context
    await privacy.erase(context, AWA)
    await desk.join(AWA.name, "MW", AWA.discord_id)
    later = Backups(context.database.path).make(context.now())
    assert await update_copies(context.database, [context], context.now()) == []
    assert AWA.name in names_in(later.path)


async def test_who_is_erased_a_second_time_under_the_same_number_is_in_no_copy(
    desk: DeskWorkshop, tmp_path: Path
) -> None:
    context, path = desk.context, desk.context.database.path
    await privacy.erase(context, AWA)
    await context.write(
        lambda tx: tx.execute(
            "update participants set name = ?, discord_id = ?, status = 'joined' where id = 7",
            (AWA.name, AWA.discord_id),
        )
    )
    await context.reload_people()
    later = Backups(path).make(context.now())
    outside = tmp_path / "outside" / "later.db"
    copy(path, outside, context.now())
    desk.pass_time(timedelta(hours=1))
    await privacy.erase(context, AWA)
    assert AWA.name not in names_in(later.path)
    await context.database.close()
    restore(path, outside, context.now())
    database = await Database.open(path)
    desk.context = await WorkshopContext.open(context.workshop, database, desk.clock, context.keys)
    assert AWA.name in names_in(path)
    await apply_asked(desk.context)
    assert AWA.name not in names_in(path)
    hand_over(path, context.id, 7, desk.clock.now())  # asked for once more, it is done once more
    assert progress(path, context.id, 7) == Progress(erased=False, from_copies=False)


async def test_an_unfinished_copy_delays_the_erasure_and_is_deleted_if_it_was_left(
    desk: DeskWorkshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, partial = desk.context, tmp_path / "backups" / "by-hand.db.partial"
    partial.parent.mkdir()
    partial.write_bytes(AWA.name.encode())
    (tmp_path / "desk.db.restored").write_bytes(AWA.name.encode())
    assert await privacy.erase(context, AWA) == 1
    assert not (tmp_path / "desk.db.restored").exists()
    job = ErasureJob(context.database, desk.clock, context.keys, WorkshopRegistry([context]))
    job._delete_left_overs([partial], 0.0)
    partial.write_bytes(AWA.name.encode() * 2)  # somebody still writes
    job._delete_left_overs([partial], WRITTEN_WITHIN + 1)
    assert partial.exists()
    job._delete_left_overs([partial], 2 * WRITTEN_WITHIN + 2)
    assert not partial.exists()


@pytest.mark.parametrize(
    "line",
    [
        {"name": "Unknown", "email": "", "who": 7, "candidates": []},
        {"name": "Unknown", "email": "", "who": None, "candidates": [3, 7]},
        {"name": "Unknown", "email": "AWA@example.org", "who": None, "candidates": []},
    ],
)
async def test_a_report_of_others_with_a_line_of_an_erased_person_goes(
    desk: DeskWorkshop, line: dict[str, object]
) -> None:
    context = desk.context
    assert context.people[AWA.discord_id].id == 7
    await context.write(lambda tx: tx.execute("update participants set email = 'awa@example.org' where id = 7"))
    other = {"name": "MW 1", "email": "mw@example.org", "who": 1, "candidates": []}
    for lines in ([other], [other, line]):
        await context.write(drafts.add, context.id, drafts.REPORT, 1, json.dumps({"lines": lines}), context.now())
    await privacy.erase(context, AWA)
    [[payload]] = table(context, "select payload from drafts where kind = 'report'")
    assert json.loads(payload) == {"lines": [other]}


async def test_who_left_and_a_guest_are_erased_by_their_number(desk: DeskWorkshop, tmp_path: Path) -> None:
    context, path = desk.context, desk.context.database.path
    with pytest.raises(DatabaseInUse):
        await erase_now(path, tmp_path / "desk.keys", context.workshop, 7)
    with pytest.raises(UnknownParticipant):
        hand_over(path, context.id, 99, context.now())
    hand_over(path, context.id, 7, context.now())
    assert progress(path, context.id, 7) == Progress(erased=False, from_copies=False)
    await apply_asked(context)
    assert progress(path, context.id, 7) == Progress(erased=True, from_copies=False)
    await update_copies(context.database, [context], context.now())
    assert progress(path, context.id, 7) == Progress(erased=True, from_copies=True)
    assert AWA.discord_id not in context.people
    await context.write(lambda tx: tx.execute("update participants set discord_id = null where id = 1"))
    await context.reload_people()
    await erase_participant(context, context.guests[1])
    assert context.guests == {}
    assert table(context, "select name from participants where id = 1") == [("",)]


async def test_a_copy_from_an_earlier_version_is_brought_up_to_date(desk: DeskWorkshop, tmp_path: Path) -> None:
    context = desk.context
    old = Backups(context.database.path).make(context.now())
    with closing(sqlite3.connect(old.path)) as connection:
        connection.execute("drop table erasures")
        for column in ("purge_ran", "purge_told_at", "purge_confirmed_at"):
            connection.execute(f"alter table workshops drop column {column}")
        connection.execute("delete from migrations where number = 11")
        connection.commit()
    assert await privacy.erase(context, AWA) == 0
    assert AWA.name not in names_in(old.path)
    database = await Database.open(old.path)
    await database.close()


async def test_copies_are_purged_a_week_after_the_database(desk: DeskWorkshop, tmp_path: Path) -> None:
    context, by_hand = desk.context, tmp_path / "by-hand.db"
    copy(context.database.path, by_hand, context.now())
    at = context.now() + timedelta(days=1)
    await context.write(lambda tx: tx.execute("update workshops set purged_at = ?", (at.strftime("%FT%T.%fZ"),)))
    assert await update_copies(context.database, [context], at + timedelta(days=7), purge=False) == []
    assert AWA.name in names_in(by_hand)
    assert await update_copies(context.database, [context], at + timedelta(days=6), purge=True) == []
    assert AWA.name in names_in(by_hand)
    assert await update_copies(context.database, [context], at + timedelta(days=7), purge=True) == []
    assert names_in(by_hand) == {""}
