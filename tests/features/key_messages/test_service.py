"""The desk, end to end in its services: what is written, refused, translated, published and endorsed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.errors import NothingToDo, TextEmpty, TextTooLong
from bot.features.key_messages import service as key_messages
from bot.features.key_messages.errors import (
    DeskClosed,
    NotComplete,
    NotPublished,
    NotYours,
    Outdated,
    OwnMessage,
    TextChanged,
    TooManyMessages,
    UnknownMessage,
)
from bot.features.key_messages.service import KeyMessage, State, TranslationQueue, Voice
from tests.features.key_messages.desk_workshop import CLOSES, OPENS, SECRETARIAT, TRANSLATOR, DeskRoom, workshop

MIXED = "• Garder le réseau 🤝\n\n- كل شهر لقاء\n=1+1 @everyone «fin»"


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskRoom]:
    opened = await DeskRoom.open(tmp_path)
    yield opened
    await opened.close()


async def wrote(desk: DeskRoom, name: str, text: str = "Keep the network", theme: str | None = None) -> KeyMessage:
    return await key_messages.write(desk.context, desk.people[name], text, language="en", theme=theme)


async def edited(desk: DeskRoom, name: str, message: KeyMessage, text: str) -> KeyMessage:
    return await key_messages.write(
        desk.context,
        desk.people[name],
        text,
        language=message.language,
        theme=message.theme,
        reference=message.reference,
        seen=message.version,
    )


async def translated(desk: DeskRoom, message: KeyMessage, text: str = "Gardez le réseau") -> KeyMessage:
    return await key_messages.translate(
        desk.context,
        TRANSLATOR,
        message.reference,
        {"fr": text},
        version=message.version,
        revisions=message.revisions,
    )


async def published(desk: DeskRoom, name: str) -> KeyMessage:
    message = await translated(desk, await wrote(desk, name))
    await key_messages.clear(desk.context, "Secrétariat", message.reference)
    await key_messages.publish(desk.context, "Secrétariat")
    return await key_messages.find(desk.context, message.reference)


async def test_a_text_is_kept_as_it_was_typed(desk: DeskRoom) -> None:
    message = await wrote(desk, "MW 1", MIXED, theme="audit")
    assert message == await key_messages.find(desk.context, "mw-1")
    assert (message.text, message.reference, message.version, message.author) == (MIXED, "MW-1", 1, "MW 1")


async def test_the_desk_is_open_by_the_programme(desk: DeskRoom) -> None:
    desk.at(OPENS - timedelta(seconds=1))
    with pytest.raises(DeskClosed) as refused:
        await wrote(desk, "MW 1", MIXED)
    assert (refused.value.text, refused.value.opens) == (MIXED, OPENS)
    desk.at(CLOSES)
    with pytest.raises(DeskClosed) as refused:
        await wrote(desk, "MW 1", MIXED)
    assert (refused.value.text, refused.value.opens) == (MIXED, None)


async def test_it_reopens_for_one_administration_to_the_end_of_the_day(desk: DeskRoom) -> None:
    desk.at(CLOSES + timedelta(minutes=1))
    reopened = await key_messages.reopen(desk.context, "Secrétariat", "MW")
    assert reopened.until == CLOSES + timedelta(hours=6)
    assert [person.name for person in reopened.people] == ["MW 1", "MW 2"]
    await wrote(desk, "MW 1")
    with pytest.raises(DeskClosed):
        await wrote(desk, "ML 1")
    with pytest.raises(NothingToDo):
        await key_messages.reopen(desk.context, "Secrétariat", "MW")
    await key_messages.reopen(desk.context, "Secrétariat", None)
    await wrote(desk, "ML 1")
    desk.at(reopened.until)
    with pytest.raises(DeskClosed):
        await wrote(desk, "MW 1")


async def test_reopened_just_before_midnight_it_is_open_for_an_hour(desk: DeskRoom) -> None:
    desk.at(CLOSES + timedelta(hours=5, minutes=50))
    reopened = await key_messages.reopen(desk.context, "Secrétariat", None)
    assert reopened.until == desk.context.now() + timedelta(hours=1)


async def test_two_who_edit_at_once_lose_nothing(desk: DeskRoom) -> None:
    first = await wrote(desk, "MW 1", "a" * 700)
    await edited(desk, "MW 2", first, "b" * 700)
    with pytest.raises(TextChanged) as refused:
        await edited(desk, "MW 1", first, "c" * 700)
    assert (refused.value.current, refused.value.text) == ("b" * 700, "c" * 700)
    history = await key_messages.history(desk.context, "MW")
    assert [(v.text[0], v.author) for v in history[1]] == [("a", "MW 1"), ("b", "MW 2")]


async def test_two_who_edit_in_the_same_instant_lose_nothing(desk: DeskRoom) -> None:
    first = await wrote(desk, "MW 1")
    attempts = [edited(desk, name, first, f"by {name}") for name in ("MW 1", "MW 2")]
    outcomes = await asyncio.gather(*attempts, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if isinstance(outcome, BaseException)] == [TextChanged]
    assert (await key_messages.find(desk.context, "MW-1")).version == 2


async def test_a_form_sent_twice_is_one_message(desk: DeskRoom) -> None:
    who = desk.people["MW 1"]
    for _ in range(2):
        kept = await key_messages.write(desk.context, who, MIXED, language="fr", theme=None, form="77")
    assert (kept.reference, kept.version) == ("MW-1", 1)
    again = await key_messages.write(desk.context, who, "Better", language="fr", theme=None, form="77")
    assert (again.reference, again.version) == ("MW-1", 2)
    assert len(await key_messages.everyone(desk.context)) == 1


async def test_an_edit_that_changes_nothing_is_no_version(desk: DeskRoom) -> None:
    message = await translated(desk, await wrote(desk, "MW 1"))
    assert await edited(desk, "MW 2", message, message.text) == message


async def test_what_cannot_be_kept_is_given_back(desk: DeskRoom) -> None:
    message = await wrote(desk, "MW 1")
    with pytest.raises(NotYours) as not_yours:
        await edited(desk, "ML 1", message, MIXED)
    assert not_yours.value.text == MIXED
    with pytest.raises(TextTooLong) as too_long:
        await wrote(desk, "MW 1", "x" * 701)
    assert too_long.value.text == "x" * 701
    with pytest.raises(TextEmpty):
        await wrote(desk, "MW 1", " \n")
    for _ in range(2):
        await wrote(desk, "MW 1")
    with pytest.raises(TooManyMessages) as too_many:
        await wrote(desk, "MW 2", MIXED)
    assert too_many.value.text == MIXED
    with pytest.raises(UnknownMessage):
        await key_messages.find(desk.context, "MW-9")


async def test_entered_on_behalf_it_says_so_and_by_whom(desk: DeskRoom) -> None:
    desk.at(CLOSES + timedelta(hours=1))
    kept = await key_messages.enter(desk.context, SECRETARIAT, "NE", MIXED, language="fr", theme="audit", form="5")
    again = await key_messages.enter(desk.context, SECRETARIAT, "NE", MIXED, language="fr", theme="audit", form="5")
    assert again == kept
    assert (kept.reference, kept.on_behalf, kept.author, kept.text) == ("NE-1", True, "Secrétariat", MIXED)
    overview = await key_messages.overview(desk.context)
    assert [it.reference for it in overview.on_behalf] == ["NE-1"]
    assert [a.code for a in overview.coverage.missing] == ["MW", "ML"]


async def test_its_own_people_take_it_over_by_editing(desk: DeskRoom) -> None:
    entered = await key_messages.enter(desk.context, SECRETARIAT, "NE", MIXED, language="fr", theme=None)
    own = await edited(desk, "NE 1", entered, "Autrement")
    assert (own.on_behalf, own.author) == (False, "NE 1")
    history = await key_messages.history(desk.context, "NE")
    assert [version.on_behalf for version in history[1]] == [True, False]


async def test_a_translation_of_an_older_version_is_refused_with_its_text(desk: DeskRoom) -> None:
    first = await wrote(desk, "MW 1")
    second = await edited(desk, "MW 1", first, "Keep the network alive")
    with pytest.raises(Outdated) as refused:
        await translated(desk, first, MIXED)
    assert (refused.value.text, refused.value.current) == (MIXED, second.text)
    assert (await key_messages.find(desk.context, "MW-1")).translations == {}


async def test_an_edit_sends_it_back_to_the_queue_also_once_published(desk: DeskRoom) -> None:
    message = await published(desk, "MW 1")
    assert message.status is State.PUBLISHED
    fresh = await edited(desk, "MW 2", message, "Keep it alive")
    assert (fresh.status, fresh.translations) == (State.SUBMITTED, {})
    assert [it.reference for it in await key_messages.untranslated(desk.context)] == ["MW-1"]
    [stands] = await key_messages.published(desk.context)
    assert (stands.version, stands.current, stands.is_superseded) == (1, 2, True)
    assert stands.texts == {"en": "Keep the network", "fr": "Gardez le réseau"}


async def test_a_corrected_translation_is_to_be_cleared_again_and_what_stood_is_kept(desk: DeskRoom) -> None:
    message = await published(desk, "MW 1")
    again = await translated(desk, message, "Conservez le réseau")
    assert (again.status, again.texts["fr"]) == (State.TRANSLATED, "Conservez le réseau")
    assert again.translations["fr"].revision == 2
    [stands] = await key_messages.published(desk.context)
    assert stands.texts["fr"] == "Gardez le réseau"
    await key_messages.clear(desk.context, "Secrétariat", "MW-1")
    done = await key_messages.publish(desk.context, "Secrétariat")
    assert (done.new, done.changed, done.lapsed) == ([], ["MW-1"], [])


async def test_two_who_translate_the_same_one_lose_nothing(desk: DeskRoom) -> None:
    message = await wrote(desk, "MW 1")
    await translated(desk, message, "Premier")
    with pytest.raises(TextChanged) as refused:
        await translated(desk, message, "Second")
    assert (refused.value.current, refused.value.text) == ("Premier", "Second")
    assert await translated(desk, message, "Premier") == await key_messages.find(desk.context, "MW-1")


async def test_the_queue_gives_two_translators_two_messages(desk: DeskRoom) -> None:
    for name in ("MW 1", "ML 1"):
        await wrote(desk, name)
        desk.pass_time(timedelta(minutes=1))
    queue = TranslationQueue()
    given = [await queue.next(desk.context, who) for who in (SECRETARIAT, TRANSLATOR, SECRETARIAT)]
    assert [it and it.reference for it in given] == ["MW-1", "ML-1", "MW-1"]
    desk.pass_time(timedelta(minutes=20))
    later = await queue.next(desk.context, TRANSLATOR)
    assert later is not None
    assert later.reference == "MW-1"


async def test_three_languages_are_translated_one_by_one(tmp_path: Path) -> None:
    desk = await DeskRoom.open(tmp_path, workshop(languages=("fr", "en", "pt")))
    try:
        message = await wrote(desk, "MW 1")
        half = await translated(desk, message)
        assert (half.status, half.lacks(("fr", "en", "pt"))) == (State.SUBMITTED, ["pt"])
        whole = await key_messages.translate(
            desk.context, TRANSLATOR, "MW-1", {"pt": "Rede"}, version=1, revisions=half.revisions
        )
        assert whole.status is State.TRANSLATED
    finally:
        await desk.close()


async def test_what_is_not_ready_keeps_a_publication_back_by_name(desk: DeskRoom) -> None:
    await wrote(desk, "MW 1")
    await translated(desk, await wrote(desk, "ML 1"))
    with pytest.raises(NotComplete) as refused:
        await key_messages.publish(desk.context, "Secrétariat")
    assert (refused.value.untranslated, refused.value.uncleared) == (["MW-1"], ["ML-1"])
    assert await key_messages.published(desk.context) == []
    with pytest.raises(NotComplete):
        await key_messages.clear(desk.context, "Secrétariat", "MW-1")


async def test_an_override_publishes_it_as_it_is_and_is_logged(desk: DeskRoom) -> None:
    await wrote(desk, "MW 1")
    await translated(desk, await wrote(desk, "ML 1"))
    done = await key_messages.publish(desk.context, "Secrétariat", override=True)
    assert done.overridden == ["MW-1", "ML-1"]
    stands = {it.reference: it for it in await key_messages.published(desk.context)}
    assert all(it.uncleared for it in stands.values())
    assert stands["MW-1"].lacks(("fr", "en")) == ["fr"]
    logged = await desk.context.database.rows("select target, detail from audit where action = 'synthesis publish'")
    assert [tuple(row) for row in logged] == [("MW-1 ML-1", "override: MW-1 (not translated: fr), ML-1 (not cleared)")]
    again = await key_messages.publish(desk.context, "Secrétariat")
    assert (again.new, again.changed) == ([], [])


async def test_after_an_override_it_is_cleared_and_published_in_order(desk: DeskRoom) -> None:
    await translated(desk, await wrote(desk, "MW 1"))
    await key_messages.publish(desk.context, "Secrétariat", override=True)
    await key_messages.clear(desk.context, "Secrétariat", "MW-1")
    with pytest.raises(NothingToDo):
        await key_messages.clear(desk.context, "Secrétariat", "MW-1")
    done = await key_messages.publish(desk.context, "Secrétariat")
    assert (done.changed, done.overridden) == (["MW-1"], [])
    [stands] = await key_messages.published(desk.context)
    assert not stands.uncleared


async def test_one_voice_an_administration_which_a_colleague_does_not_undo_unawares(desk: DeskRoom) -> None:
    await published(desk, "MW 1")
    given = await key_messages.press(desk.context, desk.people["ML 1"], "MW-1", 1)
    assert (given.voice, given.message.endorsers) == (Voice.GIVEN, frozenset({"ML"}))
    colleague = await key_messages.press(desk.context, desk.people["ML 2"], "MW-1", 1)
    assert (colleague.voice, colleague.by) == (Voice.GIVEN_BEFORE, "ML 1")
    assert (await key_messages.endorse(desk.context, desk.people["ML 1"], "MW-1")).voice is Voice.GIVEN_BEFORE
    taken_back = await key_messages.press(desk.context, desk.people["ML 1"], "MW-1", 1)
    assert (taken_back.voice, taken_back.message.endorsers) == (Voice.WITHDRAWN, frozenset())
    assert (await key_messages.withdraw(desk.context, desk.people["ML 1"], "MW-1")).voice is Voice.NONE


async def test_one_endorses_what_was_published_and_is_not_ones_own(desk: DeskRoom) -> None:
    await wrote(desk, "ML 1")
    with pytest.raises(NotPublished):
        await key_messages.endorse(desk.context, desk.people["MW 1"], "ML-1")
    await key_messages.publish(desk.context, "Secrétariat", override=True)
    with pytest.raises(OwnMessage):
        await key_messages.endorse(desk.context, desk.people["ML 2"], "ML-1")


async def test_an_endorsement_is_of_the_version_that_was_read(desk: DeskRoom) -> None:
    message = await published(desk, "MW 1")
    await key_messages.press(desk.context, desk.people["ML 1"], "MW-1", 1)
    fresh = await translated(desk, await edited(desk, "MW 1", message, "Something else"), "Autre chose")
    assert [it.endorsers for it in await key_messages.published(desk.context)] == [{"ML"}]
    await key_messages.clear(desk.context, "Secrétariat", fresh.reference)
    done = await key_messages.publish(desk.context, "Secrétariat")
    assert done.lapsed == ["MW-1"]
    assert [it.endorsers for it in await key_messages.published(desk.context)] == [frozenset()]
    with pytest.raises(Outdated):
        await key_messages.press(desk.context, desk.people["ML 1"], "MW-1", 1)
    given = await key_messages.press(desk.context, desk.people["ML 2"], "MW-1", 2)
    assert given.voice is Voice.GIVEN


async def test_reminders_go_to_those_who_have_sent_nothing_and_still_can(desk: DeskRoom) -> None:
    await wrote(desk, "MW 1")
    awaited = await key_messages.remind(desk.context, "Secrétariat")
    assert awaited is not None
    assert [a.code for a in awaited.administrations] == ["ML", "NE"]
    assert [person.name for person in awaited.people] == ["ML 1", "ML 2", "NE 1", "NE 2"]
    desk.at(CLOSES)
    with pytest.raises(DeskClosed):
        await key_messages.remind(desk.context, "Secrétariat")
    await key_messages.reopen(desk.context, "Secrétariat", "NE")
    awaited = await key_messages.remind(desk.context, "Secrétariat")
    assert awaited is not None
    assert [a.code for a in awaited.administrations] == ["NE"]
