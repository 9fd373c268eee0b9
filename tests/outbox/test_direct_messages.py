"""Direct messages: each recipient has each once, whatever crashes, and nobody who should not have one."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.instants import parse_utc
from bot.core.people import Person
from bot.core.programme import Desk, Registration
from bot.core.schedule import cancelled, delayed
from bot.features.announcements.model import Status
from bot.features.announcements.still_true import is_still_true
from bot.features.privacy import service as privacy
from bot.features.programme import session_service as sessions
from bot.features.roster import registration
from bot.features.roster import service as roster
from bot.outbox import direct_message_store as store
from bot.outbox import direct_messages
from bot.outbox.direct_message_policy import INTERVAL, DirectMessagePolicy
from bot.outbox.direct_messages import DirectMessage
from bot.outbox.engine import Outbox, deliver
from bot.outbox.messages import DeliveryFailed
from bot.outbox.pace import Pace
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext
from tests.features.helpers import Crash, FakeDirectChannels, SkippingClock
from tests.features.running_workshop import RunningWorkshop, at, workshop

AWA, KOFFI, MARY = Person(11, "Awa"), Person(12, "Koffi"), Person(13, "Mary")
REMINDER = "a/reminder/10m/en"
DUE = at(15, 9, 50)
GRACE = timedelta(minutes=15)
KEY = "hopes/nudge/1"


@dataclass
class Mail:
    """Three people who accept direct messages, in a running workshop; a test delivers by hand."""

    running: RunningWorkshop
    channels: FakeDirectChannels

    @property
    def context(self) -> WorkshopContext:
        return self.running.context

    @property
    def policy(self) -> DirectMessagePolicy:
        return policy(self.context, self.channels, Pace(self.running.clock, INTERVAL))

    async def send(self, text: str = "Please answer", key: str = KEY) -> None:
        await direct_messages.send(
            self.context, key, [DirectMessage(who, text) for who in self.context.all_participants()]
        )

    async def deliver_all(self) -> bool:
        """Try each once; True if some are left. Where the process crashes on the way, another begins and goes on."""
        try:
            return await deliver_once(self.policy)
        except Crash:
            await self.running.crash()
            return await self.deliver_all()

    async def statuses(self) -> dict[int, str]:
        rows = await self.context.database.rows("select discord_id, status from letters order by discord_id")
        return {row["discord_id"]: row["status"] for row in rows}

    async def unreachable(self) -> list[str]:
        return [who.name for who in await direct_messages.unreachable(self.context)]


def policy(context: WorkshopContext, channels: FakeDirectChannels, pace: Pace) -> DirectMessagePolicy:
    return DirectMessagePolicy(context, channels, pace, is_still_true)


async def deliver_once(policy: DirectMessagePolicy) -> bool:
    """True if some are left, to be tried again."""
    for record in await policy.due():
        with contextlib.suppress(DeliveryFailed, RuntimeError):
            async with policy.pace:
                await deliver(policy, record)
    return bool(await policy.due())


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    key_messages = Desk("d", at(16, 17), reminders=(timedelta(minutes=10),))
    running = await RunningWorkshop.begin(tmp_path, workshop(registration=Registration.OPEN, desk=key_messages))
    for person in (AWA, KOFFI, MARY):
        await accept_direct_messages(running.context, person)
    yield Mail(running, FakeDirectChannels(running.clock))
    await running.close()


async def accept_direct_messages(context: WorkshopContext, person: Person) -> None:
    await registration.join(context, person, "MW", None)
    await registration.set_language(context, person, "en", direct_messages=True)


async def test_each_has_each_message_once_and_its_text_is_deleted(mail: Mail) -> None:
    await mail.send()
    await mail.send()  # the same thing, queued again
    assert not await mail.deliver_all()
    assert not await mail.deliver_all()
    await mail.send()  # and again, once it was sent
    assert not await mail.deliver_all()
    assert mail.channels.inboxes == [(name, "Please answer") for name in ("Awa", "Koffi", "Mary")]
    rows = await mail.context.database.rows("select status, text, message_id from letters order by discord_id")
    assert [tuple(row) for row in rows] == [("sent", None, 1), ("sent", None, 2), ("sent", None, 3)]


@pytest.mark.parametrize("trouble", ["crash before", "crash after", "refuse", "cut", "error"])
@pytest.mark.parametrize("at_message", [0, 1, 2])
async def test_no_trouble_loses_or_repeats_one(mail: Mail, trouble: str, at_message: int) -> None:
    mail.channels.faults.coming = ["" for _ in range(at_message)] + [trouble]
    await mail.send()
    left = await mail.deliver_all()
    assert len(mail.channels.sent) == (2 if trouble in ("refuse", "error") else 3)
    assert left == (trouble in ("refuse", "cut", "error"))
    assert not await mail.deliver_all()
    assert sorted(mail.channels.inboxes) == [(name, "Please answer") for name in ("Awa", "Koffi", "Mary")]
    assert set((await mail.statuses()).values()) == {"sent"}


async def test_an_equal_message_sent_before_is_not_taken_for_it(mail: Mail) -> None:
    await mail.send(key="hopes/nudge/1")
    await mail.deliver_all()
    mail.channels.faults.coming = ["crash before"]
    await mail.send(key="hopes/nudge/2")
    await mail.deliver_all()
    assert [name for name, _ in mail.channels.inboxes].count("Awa") == 2


async def test_an_announcement_and_its_direct_messages_are_noted_together(mail: Mail) -> None:
    mail.running.clock.at = DUE
    mail.running.channels.faults.coming = ["crash after"]
    with pytest.raises(Crash):
        await mail.running.publish(REMINDER)
    assert await mail.statuses() == {}
    await mail.running.crash()
    assert await mail.running.publish(REMINDER) is Status.SENT
    assert await mail.statuses() == {11: "waiting", 12: "waiting", 13: "waiting"}
    await mail.running.crash()  # at the very moment after that commit
    await mail.deliver_all()
    assert await mail.running.publish(REMINDER) is None
    await mail.deliver_all()
    assert mail.channels.inboxes == [(name, f"{REMINDER} en ") for name in ("Awa", "Koffi", "Mary")]
    assert len(mail.running.channels.sent) == 1


async def test_what_failed_is_tried_after_what_is_new(mail: Mail) -> None:
    mail.channels.faults.coming = ["refuse"]
    await mail.send()
    assert await mail.deliver_all()
    mail.channels.tried.clear()
    await mail.send("News", key="another")
    assert not await mail.deliver_all()
    assert mail.channels.tried == ["Awa", "Koffi", "Mary", "Awa"]
    assert mail.channels.sent[-1].text == "Please answer"


async def test_past_the_grace_it_is_dropped_and_within_it_is_not(mail: Mail) -> None:
    await mail.send()
    mail.running.clock.at += GRACE
    mail.channels.faults.coming = ["refuse"]
    assert await mail.deliver_all()
    mail.running.clock.at += timedelta(seconds=1)
    assert not await mail.deliver_all()
    assert await mail.statuses() == {11: "dropped", 12: "sent", 13: "sent"}
    assert await mail.context.database.rows("select 1 from letters where text is not null") == []


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
    await sessions.change_schedule(mail.context, change, "S", "schedule", "a")
    await mail.deliver_all()
    assert mail.channels.tried == []


async def test_someone_who_left_was_erased_or_switched_them_off_gets_none(mail: Mail) -> None:
    await mail.send()
    await roster.remove(mail.context, AWA.discord_id, AWA.name, "S")
    await privacy.erase(mail.context, KOFFI)
    await registration.set_language(mail.context, MARY, "en", direct_messages=False)
    await mail.deliver_all()
    assert mail.channels.tried == []
    assert await mail.statuses() == {11: "dropped", 13: "dropped"}
    await mail.send(key="another")
    assert await mail.context.database.rows("select 1 from letters where key = 'another'") == []


async def test_someone_erased_before_the_claim_gets_none(mail: Mail) -> None:
    await mail.send()
    first = (await mail.context.database.read(store.unsettled, mail.context.id))[0]
    await privacy.erase(mail.context, AWA)

    def write(tx: Transaction) -> None:
        assert not store.claim(tx, first, mail.context.now())

    await mail.context.database.write(write)


async def test_someone_discord_does_not_deliver_to_is_unreachable_until_one_comes_through(mail: Mail) -> None:
    mail.channels.closed = {"Awa"}
    await mail.send()
    assert not await mail.deliver_all()
    assert not await mail.deliver_all()
    assert mail.channels.tried == ["Awa", "Koffi", "Mary"]  # once, and the others did not wait
    await mail.running.crash()
    assert await mail.unreachable() == ["Awa"]
    await mail.deliver_all()
    assert mail.channels.tried == ["Awa", "Koffi", "Mary"]

    mail.channels.closed = set()
    mail.running.clock.at += timedelta(minutes=1)
    await mail.send(key="another")
    await mail.deliver_all()
    assert await mail.unreachable() == []


async def test_someone_who_switched_them_off_is_not_unreachable(mail: Mail) -> None:
    mail.channels.closed = {"Awa"}
    await mail.send()
    await mail.deliver_all()
    await registration.set_language(mail.context, AWA, "en", direct_messages=False)
    assert await mail.unreachable() == []


async def test_what_was_sent_after_a_backup_was_made_is_not_sent_again_from_it(mail: Mail) -> None:
    await mail.send()
    copy = await mail.context.database.rows("select * from letters")
    await mail.deliver_all()

    def write(tx: Transaction) -> None:
        tx.execute("delete from letters")
        store.add(
            tx, mail.context.id, KEY, parse_utc(copy[0]["due_at"]), [(it["discord_id"], it["text"]) for it in copy]
        )

    await mail.context.database.write(write)
    mail.context.restored_at = mail.context.now()
    await mail.deliver_all()
    assert len(mail.channels.sent) == 3


async def test_one_a_second_over_all_workshops(tmp_path: Path, mail: Mail) -> None:
    (tmp_path / "other").mkdir()
    other = await RunningWorkshop.begin(tmp_path / "other", replace(mail.running.workshop, id="other"))
    for person in (AWA, KOFFI):
        await accept_direct_messages(other.context, person)
    clock = SkippingClock(mail.running.clock.at)
    channels, pace = FakeDirectChannels(clock), Pace(clock, INTERVAL)
    await mail.send("here")
    await direct_messages.send(
        other.context, KEY, [DirectMessage(who, "there") for who in other.context.all_participants()]
    )
    for context in (mail.context, other.context):
        await deliver_once(policy(context, channels, pace))
    await other.close()
    times = [it.at for it in channels.sent]
    assert len(times) == 5
    assert all(after - before >= INTERVAL for before, after in itertools.pairwise(times))


async def test_an_outbox_delivers_what_is_left_and_what_is_new_and_stops(mail: Mail) -> None:
    await mail.send()  # written down by an earlier life
    outbox = Outbox(mail.policy)
    mail.context.on_change(outbox.wake)
    outbox.start()
    while len(mail.channels.sent) < 3:
        await mail.context.database.row("select 1")
    await direct_messages.send(mail.context, "another", [DirectMessage(mail.context.all_participants()[0], "More")])
    while len(mail.channels.sent) < 4:
        await mail.context.database.row("select 1")
    await outbox.stop()
    assert mail.channels.inboxes[-1] == ("Awa", "More")
