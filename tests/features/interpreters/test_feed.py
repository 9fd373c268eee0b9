"""The interpreter feed: despite crashes, each text is sent once, in order and within the rate limit."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.instants import parse_utc
from bot.features.announcements.model import Status
from bot.features.interpreters.feed import INTERVAL
from bot.outbox.engine import Outbox
from bot.outbox.messages import DeliveryFailed
from tests.features.helpers import Crash, SkippingClock
from tests.features.interpreters.helpers import (
    DUE,
    GRACE,
    HOPES,
    KOFFI,
    PICK,
    REMINDER,
    SECRET,
    STEP,
    Feed,
    words,
)


async def test_what_is_asked_answered_and_announced_is_read_in_its_order_and_leaves_nothing(feed: Feed) -> None:
    feed.running.clock.at = DUE - timedelta(minutes=1)
    for question in (HOPES, STEP, PICK, SECRET):
        await feed.ask(question)
        await feed.answer("one", question=question)
    feed.running.clock.at = DUE
    assert await feed.running.publish(REMINDER) is Status.SENT
    await feed.send_all()
    assert feed.sent_text.replace("\n", "") == f"hopes?hopes MW en: onestep?step MW en: onepick?secret?{REMINDER}"
    assert await feed.left() == []
    rows = await feed.context.database.rows("select print, message_id from interpreter_posts")
    assert [tuple(row) for row in rows] == [(None, it.id) for it in feed.sent]
    await feed.send_all()
    assert len(rows) == len(feed.sent)


async def test_a_message_holds_what_fits_and_the_rest_waits_for_the_next(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("x" * 200)
    await feed.answer("y", KOFFI)
    await feed.send_all()
    assert all(len(words(it)) <= 60 for it in feed.sent)
    assert feed.sent_text.replace("\n", "") == f"hopes?hopes MW en: {'x' * 200}hopes MW en: y"


@pytest.mark.parametrize("trouble", ["crash before", "crash after", "refuse", "cut", "error"])
@pytest.mark.parametrize("at_post", [0, 1, 2])
async def test_no_trouble_loses_or_repeats_anything(feed: Feed, trouble: str, at_post: int) -> None:
    await feed.ask()
    await feed.answer("x" * 100)
    await feed.running.crash()  # right after it was acknowledged
    await feed.answer("y", KOFFI)
    feed.running.channels.faults.coming = ["" for _ in range(at_post)] + [trouble]
    await feed.send_all()
    assert feed.sent_text.replace("\n", "") == f"hopes?hopes MW en: {'x' * 100}hopes MW en: y"
    assert await feed.left() == []


async def test_what_was_read_before_is_not_taken_for_what_reads_alike(feed: Feed) -> None:
    await feed.ask(STEP)
    await feed.send_all()
    for text in ("one", "two", "one"):
        feed.running.channels.faults.coming = ["crash before"]
        await feed.answer(text, question=STEP)
        await feed.send_all()
    assert feed.sent_text.count("step MW en: one") == 2


async def test_after_a_long_outage_only_what_is_of_use_is_read(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("old")
    feed.running.clock.at += GRACE
    await feed.answer("new", KOFFI)
    feed.running.channels.faults.coming = ["refuse"]
    with pytest.raises(DeliveryFailed):
        await feed.send_next()
    assert len(await feed.left()) == 1
    await feed.send_all()
    assert feed.sent_text == "hopes MW en: new"


async def test_what_only_waits_for_its_turn_is_never_too_late(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("x" * 900)
    await feed.answer("last", KOFFI)
    while await feed.send_next():
        feed.running.clock.at += GRACE / 3
    assert feed.context.now() > feed.sent[0].at + 3 * GRACE
    assert feed.sent_text.replace("\n", "") == f"hopes?hopes MW en: {'x' * 900}hopes MW en: last"


async def test_without_grace_for_announcements_the_feed_keeps_its_own(feed: Feed) -> None:
    feed.context.workshop = replace(feed.context.workshop, late_grace=timedelta())
    await feed.ask()
    await feed.answer("one")
    feed.running.clock.at += INTERVAL
    await feed.send_all()
    assert "one" in feed.sent_text


async def test_what_was_read_after_a_backup_was_made_is_not_read_again_from_it(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("before")
    feed.context.restored_at = feed.context.now()
    await feed.answer("after", KOFFI)
    await feed.send_all()
    assert feed.sent_text == "hopes MW en: after"


async def test_what_is_refused_for_good_holds_up_nothing(feed: Feed) -> None:
    await feed.ask()
    feed.running.channels.faults.coming = ["forbid"]
    await feed.send_all()
    await feed.answer("one")
    await feed.send_all()
    assert feed.sent_text == "hopes MW en: one"


async def test_an_announcement_and_its_reading_are_noted_together(feed: Feed) -> None:
    feed.running.clock.at = DUE
    feed.running.channels.faults.coming = ["crash after"]
    with pytest.raises(Crash):
        await feed.running.publish(REMINDER)
    assert await feed.left() == []
    await feed.running.crash()
    assert await feed.running.publish(REMINDER) is Status.SENT
    await feed.running.crash()  # at the very moment after that commit
    assert await feed.left() == [REMINDER]
    await feed.send_all()
    assert feed.sent_text == REMINDER


async def test_an_outbox_sends_what_is_left_and_what_is_new_at_its_pace_and_stops(feed: Feed) -> None:
    feed.running.clock = feed.context.clock = SkippingClock(feed.running.clock.at)
    await feed.ask()
    await feed.answer("x" * 150)  # written down by an earlier life
    outbox = Outbox(feed.policy)
    feed.context.on_change(outbox.wake)
    outbox.start()
    while len(feed.sent) < 3:
        await feed.context.database.row("select 1")
    await feed.answer("news", KOFFI)
    while len(feed.sent) < 4:
        await feed.context.database.row("select 1")
    await outbox.stop()
    assert "news" in words(feed.sent[-1])
    times = [it.at for it in feed.sent]
    assert all(after - before >= INTERVAL for before, after in itertools.pairwise(times))


async def test_a_missing_channel_loses_nothing(feed: Feed) -> None:
    channel = feed.running.channels.ids.pop("interpreters")
    await feed.ask()
    with pytest.raises(DeliveryFailed):
        await feed.send_next()
    assert await feed.left() == ["hopes"]
    feed.running.channels.ids["interpreters"] = channel
    await feed.send_all()
    assert feed.sent_text == "hopes?"


async def test_each_is_written_down_in_the_commit_of_its_answer(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("one")
    rows = await feed.context.database.rows("select due_at, answerer from interpreter_items order by id desc")
    assert (parse_utc(rows[0]["due_at"]), rows[0]["answerer"]) == (feed.context.now(), "p:1")
