"""The interpreter feed during changes: an answer is read out in its latest version, or not at all."""

from dataclasses import replace

import pytest

from bot.features.organisers import reload_service as reload
from bot.features.privacy import purge_store
from bot.features.privacy import service as privacy
from bot.features.prompts import service as prompts
from bot.outbox.interpreter_store import InterpreterItem
from bot.outbox.messages import DeliveryFailed
from bot.workshop.context import WorkshopContext
from tests.features.helpers import ORGANISER, Crash
from tests.features.interpreters.helpers import (
    AWA,
    CHANNELS,
    KOFFI,
    STEP,
    Feed,
    short_text,
)


async def test_an_answer_changed_while_it_waits_is_read_as_it_is_and_later_again(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("one")
    await feed.answer("two")
    await feed.send_all()
    assert "one" not in feed.sent_text
    assert feed.sent_text.count("two") == 1
    await feed.answer("three")
    await feed.send_all()
    assert [feed.sent_text.count(text) for text in ("one", "two", "three")] == [0, 1, 1]


async def test_an_answer_given_once_more_as_it_was_is_read_once(feed: Feed) -> None:
    await feed.ask()
    for _ in range(2):
        await feed.answer("one")
        await feed.send_all()
    assert feed.sent_text.count("one") == 1


@pytest.mark.parametrize(("trouble", "read_first"), [("crash before", 0), ("crash after", 1)])
async def test_one_changed_while_it_is_being_read_is_read_once_more_or_instead(
    feed: Feed, trouble: str, read_first: int
) -> None:
    await feed.ask()
    await feed.answer("one")
    await feed.answer("ever", KOFFI)
    feed.running.channels.faults.coming = [trouble]
    with pytest.raises(Crash):
        await feed.send_next()
    await feed.running.crash()
    await feed.answer("two")
    await feed.send_all()
    assert [feed.sent_text.count(text) for text in ("one", "two", "ever")] == [read_first, 1, 1]
    assert await feed.left() == []
    assert await feed.context.database.rows("select 1 from interpreter_posts where message_id is null") == []


async def test_one_changed_after_its_first_part_is_read_from_the_beginning(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("x" * 100)
    assert await feed.send_next()
    await feed.answer("two")
    await feed.send_all()
    assert feed.sent_text.endswith("hopes MW en: two")
    assert feed.sent_text.count("two") == 1
    assert feed.sent_text.count("x") < 100


@pytest.mark.parametrize("trouble", ["", "crash before"])
async def test_who_was_erased_is_not_read_out_and_their_colleagues_are(feed: Feed, trouble: str) -> None:
    await feed.ask()
    await feed.answer("hers")
    await feed.answer("his", KOFFI)
    await feed.ask(STEP)
    await feed.answer("ours", question=STEP)
    if trouble:  # it was about to be read
        feed.running.channels.faults.coming = [trouble]
        with pytest.raises(Crash):
            await feed.send_next()
        await feed.running.crash()
    await privacy.erase(feed.context, AWA)
    assert await feed.context.database.rows("select 1 from interpreter_items where answerer = 'p:1'") == []
    await feed.send_all()
    assert [feed.sent_text.count(text) for text in ("hers", "his", "ours")] == [0, 1, 1]


async def test_who_was_erased_while_the_message_was_composed_is_not_in_it(feed: Feed) -> None:
    async def text(context: WorkshopContext, item: InterpreterItem) -> str | None:
        found = await short_text(context, item)
        if found and "hers" in found:
            await privacy.erase(context, AWA)
        return found

    feed.text = text
    await feed.ask()
    await feed.answer("hers")
    await feed.answer("his", KOFFI)
    await feed.send_all()
    assert [feed.sent_text.count(text) for text in ("hopes?", "hers", "his")] == [1, 0, 1]


async def test_what_was_discarded_is_not_read_and_when_asked_again_once(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("one")
    await prompts.discard(feed.context, "hopes", ORGANISER)
    assert await feed.left() == []
    await feed.ask()
    await feed.send_all()
    assert feed.sent_text == "hopes?"


async def test_a_purge_leaves_nothing_to_read(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("hers")
    feed.running.channels.faults.coming = ["refuse"]
    with pytest.raises(DeliveryFailed):
        await feed.send_next()
    await feed.context.database.write(purge_store.purge, feed.context.id, (), feed.context.now())
    assert await feed.left() == []
    assert await feed.context.database.rows("select * from interpreter_posts") == []


async def test_without_interpreters_nothing_is_written_down_and_nothing_waits(feed: Feed) -> None:
    await feed.ask()
    described = replace(feed.context.workshop, channels=replace(CHANNELS, interpreters=None))
    await reload.reload(feed.context, described, ORGANISER)
    await feed.answer("one")
    assert await feed.left() == ["hopes"]
    await feed.send_all()
    assert (feed.sent_text, await feed.left()) == ("", [])
