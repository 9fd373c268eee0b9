"""Translations: each belongs to one version, none overwrites another, and translators get different messages."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import TextEmpty, TextTooLong
from bot.features.key_messages import publication_service, service, translation_service
from bot.features.key_messages.errors import Outdated, TextChanged
from bot.features.key_messages.model import MessageState
from bot.features.key_messages.translation_service import TranslationQueue
from tests.features.key_messages.desk_workshop import SECRETARIAT, TRANSLATOR, DeskWorkshop, workshop
from tests.features.key_messages.helpers import MIXED, edit, publish, translate, write


async def test_a_translation_of_an_older_version_is_refused_with_its_text(desk: DeskWorkshop) -> None:
    first = await write(desk, "MW 1")
    second = await edit(desk, "MW 1", first, "Keep the network alive")
    with pytest.raises(Outdated) as refused:
        await translate(desk, first, MIXED)
    assert (refused.value.text, refused.value.current) == (MIXED, second.text)
    assert (await service.find(desk.context, "MW-1")).translations == {}


async def test_an_empty_or_too_long_translation_is_refused(desk: DeskWorkshop) -> None:
    message = await write(desk, "MW 1")
    with pytest.raises(TextEmpty):
        await translate(desk, message, " ")
    with pytest.raises(TextTooLong) as refused:
        await translate(desk, message, "x" * 1_401)
    assert (refused.value.limit, refused.value.text) == (1_400, "x" * 1_401)


async def test_an_edit_of_a_published_message_puts_it_back_into_the_queue(desk: DeskWorkshop) -> None:
    message = await publish(desk, "MW 1")
    assert message.state is MessageState.PUBLISHED
    edited = await edit(desk, "MW 2", message, "Keep it alive")
    assert (edited.state, edited.translations) == (MessageState.SUBMITTED, {})
    assert await translation_service.untranslated(desk.context) == [edited]
    [published] = await publication_service.published(desk.context)
    assert (published.version, published.current, published.is_superseded) == (1, 2, True)
    assert published.texts == {"en": "Keep the network", "fr": "Gardez le réseau"}


async def test_a_corrected_translation_must_be_cleared_again_before_it_is_public(desk: DeskWorkshop) -> None:
    message = await publish(desk, "MW 1")
    corrected = await translate(desk, message, "Conservez le réseau")
    assert (corrected.state, corrected.texts["fr"]) == (MessageState.TRANSLATED, "Conservez le réseau")
    assert corrected.translations["fr"].revision == 2
    [published] = await publication_service.published(desk.context)
    assert published.texts["fr"] == "Gardez le réseau"
    await publication_service.clear(desk.context, SECRETARIAT, "MW-1")
    result = await publication_service.publish(desk.context, SECRETARIAT)
    assert (result.new, result.changed, result.lapsed) == ([], ["MW-1"], [])


async def test_two_people_who_translate_the_same_message_lose_nothing(desk: DeskWorkshop) -> None:
    message = await write(desk, "MW 1")
    await translate(desk, message, "Premier")
    with pytest.raises(TextChanged) as refused:
        await translate(desk, message, "Second")
    assert (refused.value.current, refused.value.text) == ("Premier", "Second")
    assert await translate(desk, message, "Premier") == await service.find(desk.context, "MW-1")


async def test_the_queue_gives_two_translators_two_messages(desk: DeskWorkshop) -> None:
    for name in ("MW 1", "ML 1"):
        await write(desk, name)
        desk.pass_time(timedelta(minutes=1))
    queue = TranslationQueue()
    given = [await queue.next(desk.context, person) for person in (SECRETARIAT, TRANSLATOR, SECRETARIAT)]
    assert [message and message.reference for message in given] == ["MW-1", "ML-1", "MW-1"]
    desk.pass_time(timedelta(minutes=20))
    later = await queue.next(desk.context, TRANSLATOR)
    assert later is not None
    assert later.reference == "MW-1"


async def test_the_queue_is_empty_once_all_is_translated(desk: DeskWorkshop) -> None:
    await translate(desk, await write(desk, "MW 1"))
    assert await TranslationQueue().next(desk.context, TRANSLATOR) is None


async def test_a_message_is_translated_once_no_language_is_missing(tmp_path: Path) -> None:
    desk = await DeskWorkshop.open(tmp_path, workshop(languages=("fr", "en", "pt")))
    try:
        half = await translate(desk, await write(desk, "MW 1"))
        assert (half.state, half.missing_languages(("fr", "en", "pt"))) == (MessageState.SUBMITTED, ["pt"])
        whole = await translation_service.translate(
            desk.context, TRANSLATOR, "MW-1", {"pt": "Rede"}, version=1, revisions=half.revisions
        )
        assert whole.state is MessageState.TRANSLATED
    finally:
        await desk.close()
