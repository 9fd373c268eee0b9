"""Rows of published messages, of endorsements and of posts come back as the objects that were written."""

from dataclasses import replace
from datetime import timedelta

from bot.core.people import Actor
from bot.features.key_messages import publication_store, store
from bot.features.key_messages.model import KeyMessage, MessageKey, MessageState, NewVersion
from bot.features.key_messages.publication_model import ChannelPost, Endorsement, PublishedMessage
from bot.storage.transaction import Transaction
from tests.features.key_messages.desk_workshop import OPENS, SECRETARIAT, DeskWorkshop

WORKSHOP = "desk"
KEY = MessageKey("MW", 1)
LATER = OPENS + timedelta(minutes=5)


def add_version(tx: Transaction, text: str, translation: str) -> KeyMessage:
    store.add_version(tx, WORKSHOP, KEY, NewVersion(text, "en", "audit", Actor("Awa", None, 1_001)), OPENS)
    store.add_translation(tx, WORKSHOP, store.find_message(tx, WORKSHOP, "MW-1"), "fr", translation, SECRETARIAT, OPENS)
    return store.find_message(tx, WORKSHOP, "MW-1")


def publish(tx: Transaction, text: str, translation: str, *, uncleared: bool = False) -> None:
    message = add_version(tx, text, translation)
    publication_store.publish(tx, WORKSHOP, message, uncleared=uncleared, publisher=SECRETARIAT, at=LATER)


async def test_a_published_message_keeps_its_texts_until_the_next_publication(desk: DeskWorkshop) -> None:
    context = desk.context
    assert await context.read(publication_store.find_published, WORKSHOP, KEY) is None

    def first(tx: Transaction) -> None:
        store.add_message(tx, WORKSHOP, "MW", OPENS, None)
        publish(tx, "One", "Un", uncleared=True)
        add_version(tx, "Two", "Deux")

    await context.write(first)
    published = await context.read(publication_store.find_published, WORKSHOP, KEY)
    assert published == PublishedMessage(
        "MW",
        1,
        version=1,
        current=2,
        language="en",
        theme="audit",
        texts={"en": "One", "fr": "Un"},
        on_behalf=False,
        uncleared=True,
        state=MessageState.SUBMITTED,
        endorsers=frozenset(),
    )
    await context.write(publish, "Three", "Trois")
    [again] = await context.read(publication_store.all_published, WORKSHOP)
    assert (again.version, again.current, again.uncleared) == (3, 3, False)
    assert list(again.texts.items()) == [("en", "Three"), ("fr", "Trois")]


async def test_only_endorsements_of_the_published_version_count(desk: DeskWorkshop) -> None:
    context, person = desk.context, desk.people["ML 1"]

    def work(tx: Transaction) -> list[frozenset[str]]:
        store.add_message(tx, WORKSHOP, "MW", OPENS, None)
        publish(tx, "One", "Un")
        publication_store.add_endorsement(tx, WORKSHOP, KEY, "ML", 1, person.id, OPENS)
        [before] = publication_store.all_published(tx, WORKSHOP)
        publish(tx, "Two", "Deux")
        [after] = publication_store.all_published(tx, WORKSHOP)
        return [before.endorsers, after.endorsers]

    assert await context.write(work) == [frozenset({"ML"}), frozenset()]
    found = await context.read(publication_store.find_endorsement, WORKSHOP, KEY, "ML")
    assert found == Endorsement(1, person.id, "ML 1")
    await context.write(publication_store.delete_endorsement, WORKSHOP, KEY, "ML")
    assert await context.read(publication_store.find_endorsement, WORKSHOP, KEY, "ML") is None


async def test_posts_are_kept_in_order_and_deleted_from_a_position_down(desk: DeskWorkshop) -> None:
    context = desk.context
    posts = [ChannelPost(position, 50, None, f"hash {position}", OPENS) for position in range(3)]
    for post in reversed(posts):
        await context.write(publication_store.save_post, WORKSHOP, post)
    assert await context.read(publication_store.channel_posts, WORKSHOP) == posts
    sent = replace(posts[0], message_id=99, at=LATER)
    await context.write(publication_store.save_post, WORKSHOP, sent)
    await context.write(publication_store.delete_posts, WORKSHOP, 1)
    assert await context.read(publication_store.channel_posts, WORKSHOP) == [replace(sent, at=OPENS)]
