"""Rows of key messages come back as the objects that were written."""

from datetime import timedelta

import pytest

from bot.core.people import Actor
from bot.features.key_messages import store
from bot.features.key_messages.errors import UnknownMessage
from bot.features.key_messages.model import (
    KeyMessage,
    MessageKey,
    MessageState,
    MessageVersion,
    NewVersion,
    Translation,
)
from bot.storage.transaction import Transaction
from tests.features.key_messages.desk_workshop import CLOSES, OPENS, SECRETARIAT, DeskWorkshop

WORKSHOP = "desk"
AWA = Actor("Awa", None, 1_001)
LATER = OPENS + timedelta(minutes=5)


def add(tx: Transaction, administration: str, text: str, *, form: str | None = None) -> KeyMessage:
    key = store.add_message(tx, WORKSHOP, administration, OPENS, form)
    store.add_version(tx, WORKSHOP, key, NewVersion(text, "en", "audit", AWA), OPENS)
    return store.find_message(tx, WORKSHOP, f"{key.administration}-{key.number}")


async def test_a_message_has_its_current_version_and_the_latest_translations(desk: DeskWorkshop) -> None:
    def work(tx: Transaction) -> KeyMessage:
        first = add(tx, "MW", "One")
        store.add_translation(tx, WORKSHOP, first, "fr", "Un", SECRETARIAT, OPENS)
        by_organiser = NewVersion("Two", "en", None, Actor("Secrétariat", None, 1), on_behalf=True)
        store.add_version(tx, WORKSHOP, first.key, by_organiser, LATER)
        second = store.find_message(tx, WORKSHOP, "MW-1")
        for text in ("Deux", "Deux !"):
            store.add_translation(tx, WORKSHOP, second, "fr", text, SECRETARIAT, LATER)
        store.set_state(tx, WORKSHOP, first.key, MessageState.TRANSLATED)
        return store.find_message(tx, WORKSHOP, "MW-1")

    message = await desk.context.database.write(work)
    translations = {"fr": Translation("Deux !", 2)}
    assert message == KeyMessage(
        "MW", 1, MessageState.TRANSLATED, True, 2, "en", None, "Two", "Secrétariat", LATER, translations
    )
    assert await desk.context.read(store.versions_of, WORKSHOP, "MW") == {
        1: [
            MessageVersion(1, "en", "audit", "One", "Awa", False, OPENS),
            MessageVersion(2, "en", None, "Two", "Secrétariat", True, LATER),
        ]
    }


async def test_messages_are_numbered_by_administration_and_found_by_their_form(desk: DeskWorkshop) -> None:
    def work(tx: Transaction) -> list[str]:
        added = [add(tx, "MW", "One"), add(tx, "ML", "Two"), add(tx, "MW", "Three", form="7")]
        return [message.reference for message in added]

    assert await desk.context.database.write(work) == ["MW-1", "ML-1", "MW-2"]
    context = desk.context
    assert await context.read(store.find_by_form, WORKSHOP, "7") == MessageKey("MW", 2)
    assert await context.read(store.find_by_form, WORKSHOP, "8") is None
    assert await context.read(store.message_counts, WORKSHOP) == {"MW": 2, "ML": 1}
    assert [m.reference for m in await context.read(store.messages_of, WORKSHOP, "MW")] == ["MW-1", "MW-2"]
    assert [m.reference for m in await context.read(store.all_messages, WORKSHOP)] == ["ML-1", "MW-1", "MW-2"]
    assert await context.read(store.all_messages, "another workshop") == []


async def test_an_unknown_message_is_an_error_that_carries_what_was_typed(desk: DeskWorkshop) -> None:
    with pytest.raises(UnknownMessage) as refused:
        await desk.context.read(store.find_message, WORKSHOP, "mw-9")
    assert refused.value.what == "mw-9"


async def test_the_name_of_an_erased_author_is_empty(desk: DeskWorkshop) -> None:
    participant = desk.people["MW 1"].id

    def work(tx: Transaction) -> KeyMessage:
        key = store.add_message(tx, WORKSHOP, "MW", OPENS, None)
        store.add_version(tx, WORKSHOP, key, NewVersion("One", "en", None, Actor("MW 1", participant, None)), OPENS)
        tx.execute("update participants set name = '' where id = ?", (participant,))
        return store.find_message(tx, WORKSHOP, "MW-1")

    assert (await desk.context.database.write(work)).author == ""
    [version] = (await desk.context.read(store.versions_of, WORKSHOP, "MW"))[1]
    assert version.author == ""


async def test_the_last_reopening_counts_for_one_administration_or_for_all(desk: DeskWorkshop) -> None:
    context = desk.context
    assert await context.read(store.find_reopening_end, WORKSHOP, "MW") is None
    hour = timedelta(hours=1)
    await context.write(store.add_reopening, WORKSHOP, "MW", CLOSES + 2 * hour, CLOSES)
    await context.write(store.add_reopening, WORKSHOP, "", CLOSES + hour, CLOSES)
    assert await context.read(store.find_reopening_end, WORKSHOP, "MW") == CLOSES + 2 * hour
    assert await context.read(store.find_reopening_end, WORKSHOP, "ML") == CLOSES + hour
