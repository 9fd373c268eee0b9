"""Direct messages: each recipient has each once, whatever crashes."""

import itertools
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.instants import parse_utc
from bot.features.announcements.model import Status
from bot.features.roster import registration
from bot.outbox import direct_message_store as store
from bot.outbox import direct_messages
from bot.outbox.direct_message_policy import INTERVAL
from bot.outbox.direct_messages import DirectMessage
from bot.outbox.engine import Outbox
from bot.outbox.pace import Pace
from bot.storage.transaction import Transaction
from tests.features.helpers import Crash, FakeDirectChannels, SkippingClock
from tests.features.running_workshop import RunningWorkshop
from tests.outbox.helpers import (
    AWA,
    DUE,
    KEY,
    KOFFI,
    REMINDER,
    Mail,
    accept_direct_messages,
    deliver_once,
    policy,
)


async def test_each_has_each_message_once_and_its_text_is_deleted(mail: Mail) -> None:
    await mail.send()
    await mail.send()  # the same thing, queued again
    assert not await mail.deliver_all()
    assert not await mail.deliver_all()
    await mail.send()  # and again, once it was sent
    assert not await mail.deliver_all()
    assert mail.channels.inboxes == [(name, "Please answer") for name in ("Awa", "Koffi", "Mary")]
    rows = await mail.context.database.rows("select status, text, message_id from direct_messages order by discord_id")
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
    copy = await mail.context.database.rows("select * from direct_messages")
    await mail.deliver_all()

    def write(tx: Transaction) -> None:
        tx.execute("delete from direct_messages")
        store.add(
            tx,
            mail.context.id,
            KEY,
            parse_utc(copy[0]["due_at"]),
            [(it["discord_id"], it["text"], None) for it in copy],
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
