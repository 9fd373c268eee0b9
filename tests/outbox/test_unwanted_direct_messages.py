"""Direct messages that are no longer useful are not sent."""

from datetime import timedelta

import pytest

from bot.core.schedule import cancelled, delayed
from bot.features.announcements.model import Status
from bot.features.privacy import service as privacy
from bot.features.programme import session_service as sessions
from bot.features.roster import registration
from bot.features.roster import service as roster
from bot.outbox import direct_message_store as store
from bot.storage.transaction import Transaction
from tests.features.helpers import ORGANISER
from tests.features.running_workshop import at
from tests.outbox.helpers import (
    AWA,
    DUE,
    GRACE,
    KOFFI,
    MARY,
    REMINDER,
    Mail,
)


async def test_past_the_grace_it_is_dropped_and_within_it_is_not(mail: Mail) -> None:
    await mail.send()
    mail.running.clock.at += GRACE
    mail.channels.faults.coming = ["refuse"]
    assert await mail.deliver_all()
    mail.running.clock.at += timedelta(seconds=1)
    assert not await mail.deliver_all()
    assert await mail.statuses() == {11: "dropped", 12: "sent", 13: "sent"}
    assert await mail.context.database.rows("select 1 from direct_messages where text is not null") == []


async def remind(mail: Mail) -> None:
    mail.running.clock.at = DUE
    assert await mail.running.publish(REMINDER) is Status.SENT


async def test_a_reminder_of_what_has_begun_helps_nobody(mail: Mail) -> None:
    await remind(mail)
    mail.running.clock.at = at(15, 10)  # well within the grace
    await sessions.start_and_end_due(mail.context)
    await mail.deliver_all()
    assert mail.channels.tried == []
    assert set((await mail.statuses()).values()) == {"dropped"}


async def test_a_reminder_of_a_desk_that_has_closed_helps_nobody(mail: Mail) -> None:
    mail.running.clock.at = at(16, 16, 50)
    assert await mail.running.publish("desk/desk_reminder/10m/en") is Status.SENT
    mail.running.clock.at = at(16, 17)
    await mail.deliver_all()
    assert mail.channels.tried == []
    assert set((await mail.statuses()).values()) == {"dropped"}


@pytest.mark.parametrize("how", ["moved", "cancelled"])
async def test_a_reminder_of_what_was_moved_or_cancelled_helps_nobody(mail: Mail, how: str) -> None:
    await remind(mail)
    change = {
        "moved": lambda schedule: delayed(schedule, session="a", by=timedelta(minutes=5), cascade=False),
        "cancelled": lambda schedule: cancelled(schedule, session="a"),
    }[how]
    await sessions.change_schedule(mail.context, change, ORGANISER, "schedule", "a")
    await mail.deliver_all()
    assert mail.channels.tried == []


async def test_someone_who_left_was_erased_or_switched_them_off_gets_none(mail: Mail) -> None:
    await mail.send()
    await roster.remove(mail.context, AWA.discord_id, AWA.name, ORGANISER)
    await privacy.erase(mail.context, KOFFI)
    await registration.set_language(mail.context, MARY, "en", direct_messages=False)
    await mail.deliver_all()
    assert mail.channels.tried == []
    assert await mail.statuses() == {11: "dropped", 13: "dropped"}
    await mail.send(key="another")
    assert await mail.context.database.rows("select 1 from direct_messages where key = 'another'") == []


async def test_someone_erased_before_the_claim_gets_none(mail: Mail) -> None:
    await mail.send()
    first = (await mail.context.database.read(store.unsettled, mail.context.id))[0]
    await privacy.erase(mail.context, AWA)

    def write(tx: Transaction) -> None:
        assert not store.claim(tx, first, mail.context.now())

    await mail.context.database.write(write)
