"""Announcements in the database: claimed only as they were read, settled once, reported once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.announcement_kind import AnnouncementKind
from bot.features.announcements import store
from bot.features.announcements.model import Announcement, AnnouncementRecord, Status
from bot.outbox.messages import FoundMessage
from bot.storage.database import Database
from bot.workshop import store as workshops
from tests.features.running_workshop import at

W = "days"
DUE, LATER = at(15, 10), at(15, 11)
OPENING = Announcement("a/opening/fr", AnnouncementKind.OPENING, "a", "fr", DUE, "a")
NOTICE = Announcement("notice-1/notice/fr", AnnouncementKind.NOTICE, "notice-1", "fr", LATER, None, '{"fr": "Oui"}')


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "atelier.db")
    await database.write(workshops.load_workshop, W, None, DUE)
    await database.write(store.add, W, [OPENING, NOTICE])
    yield database
    await database.close()


async def find(database: Database, key: str = OPENING.key) -> AnnouncementRecord:
    record = await database.read(store.find, W, key)
    assert record
    return record


async def test_what_is_written_down_is_read_as_it_was(database: Database) -> None:
    assert (await find(database)).announcement == OPENING
    assert (await find(database, NOTICE.key)).announcement == NOTICE
    assert [it.key for it in await database.read(store.due, W, DUE)] == [OPENING.key]
    assert await database.read(store.next_due, W, DUE) == LATER
    assert await database.read(store.find, W, "nothing") is None


async def test_it_is_claimed_only_as_it_was_read(database: Database) -> None:
    before = await find(database)
    await database.write(store.reschedule, W, [(OPENING.key, LATER)])
    assert not await database.write(store.claim, W, before, DUE, "print", 5)
    assert await database.write(store.claim, W, await find(database), DUE, "print", 5)
    claimed = await find(database)
    assert (claimed.status, claimed.claimed_at, claimed.print, claimed.channel) == (Status.CLAIMED, DUE, "print", 5)


async def test_a_second_claim_keeps_the_time_of_the_first(database: Database) -> None:
    await database.write(store.claim, W, await find(database), DUE, "print", 5)
    await database.write(store.claim, W, await find(database), LATER, "print", 5)
    assert (await find(database)).claimed_at == DUE


async def test_what_was_sent_is_not_settled_otherwise(database: Database) -> None:
    await database.write(store.settle_sent, W, OPENING.key, Status.SENT, FoundMessage(7, DUE, 5))
    await database.write(store.settle_unsent, W, [OPENING.key], Status.SKIPPED, "late")
    assert (await find(database)).status is Status.SENT
    assert await database.read(store.message_ids, W, 5) == {7}
    assert not await database.write(store.make_due_again, W, OPENING.key, LATER)
    assert not await database.write(store.cancel, W, OPENING.key, "by hand")


async def test_what_was_skipped_is_reported_once_and_again_after_another_try(database: Database) -> None:
    await database.write(store.settle_unsent, W, [OPENING.key], Status.SKIPPED, "late")
    assert [it.key for it in await database.read(store.unreported, W)] == [OPENING.key]
    await database.write(store.set_reported, W, [OPENING.key], DUE)
    assert await database.read(store.unreported, W) == []
    assert await database.write(store.make_due_again, W, OPENING.key, LATER)
    await database.write(store.settle_unsent, W, [OPENING.key], Status.FAILED, "not permitted:#there")
    assert [it.fault for it in await database.read(store.unreported, W)] == ["not permitted:#there"]


async def test_one_that_the_plan_dropped_may_come_back_and_one_cancelled_by_a_person_may_not(
    database: Database,
) -> None:
    await database.write(store.settle_unsent, W, [OPENING.key], Status.CANCELLED)
    await database.write(store.add, W, [OPENING])
    assert (await find(database)).status is Status.DUE
    assert await database.write(store.cancel, W, OPENING.key, "by hand")
    await database.write(store.add, W, [OPENING])
    assert (await find(database)).status is Status.CANCELLED
    assert [it.key for it in await database.read(store.in_states, W, [Status.CANCELLED], 9)] == [OPENING.key]
