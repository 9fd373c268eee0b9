"""Writing and editing: nothing is lost, nothing counts twice, and a refused text is given back."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.core.errors import NotAnOption, TextEmpty, TextTooLong, UnknownAdministration
from bot.core.people import Participant, Person
from bot.features.key_messages import service, writing_service
from bot.features.key_messages.errors import (
    NotYours,
    TextChanged,
    TooManyMessages,
    TooManyVersions,
    UnknownMessage,
)
from bot.features.key_messages.model import KeyMessage
from tests.features.key_messages.desk_workshop import CLOSES, SECRETARIAT, DeskWorkshop
from tests.features.key_messages.helpers import MIXED, edit, translate, write


async def test_a_text_is_saved_as_it_was_typed(desk: DeskWorkshop) -> None:
    message = await write(desk, "MW 1", MIXED, theme="audit")
    assert message == await service.find(desk.context, "mw-1")
    assert (message.text, message.reference, message.version, message.author) == (MIXED, "MW-1", 1, "MW 1")


async def test_two_people_who_edit_the_same_version_lose_nothing(desk: DeskWorkshop) -> None:
    first = await write(desk, "MW 1", "a" * 700)
    await edit(desk, "MW 2", first, "b" * 700)
    with pytest.raises(TextChanged) as refused:
        await edit(desk, "MW 1", first, "c" * 700)
    assert (refused.value.current, refused.value.text) == ("b" * 700, "c" * 700)
    history = await service.history(desk.context, "MW")
    assert [(version.text[0], version.author) for version in history[1]] == [("a", "MW 1"), ("b", "MW 2")]


async def test_two_people_who_edit_at_the_same_instant_lose_nothing(desk: DeskWorkshop) -> None:
    first = await write(desk, "MW 1")
    attempts = [edit(desk, name, first, f"by {name}") for name in ("MW 1", "MW 2")]
    outcomes = await asyncio.gather(*attempts, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if isinstance(outcome, BaseException)] == [TextChanged]
    assert (await service.find(desk.context, "MW-1")).version == 2


async def test_a_text_sent_twice_from_a_form_is_one_message(desk: DeskWorkshop) -> None:
    async def send(text: str, name: str = "MW 1", theme: str | None = None) -> KeyMessage:
        person = desk.people[name]
        return await writing_service.write(desk.context, person, text, language="fr", theme=theme, form="0")

    first, again, with_theme = await send(MIXED), await send(MIXED), await send(MIXED, theme="audit")
    assert (first.reference, first.version) == ("MW-1", 1)
    assert again == first
    assert (with_theme.reference, with_theme.version) == ("MW-1", 2)
    assert (await send("Typed on another device")).reference == "MW-2"
    assert (await send(MIXED, "MW 2")).reference == "MW-3"


async def test_the_next_form_is_another_only_once_its_message_was_sent(desk: DeskWorkshop) -> None:
    async def number(author: Participant | Person, administration: str = "MW") -> int:
        return await writing_service.number_of_next_form(desk.context, author, administration)

    awa, colleague = desk.people["MW 1"], desk.people["MW 2"]
    assert await number(awa) == 0
    message = await write(desk, "MW 1")
    await edit(desk, "MW 2", message, "Edited by a colleague")
    assert (await number(awa), await number(colleague), await number(SECRETARIAT)) == (1, 0, 0)
    await writing_service.write_on_behalf(desk.context, SECRETARIAT, "NE", MIXED, language="fr", theme=None)
    assert (await number(SECRETARIAT, "NE"), await number(SECRETARIAT)) == (1, 0)


async def test_a_form_without_a_theme_erases_none_that_a_colleague_chose_since(desk: DeskWorkshop) -> None:
    message = await write(desk, "MW 1")
    choose: dict[str, Any] = {"language": message.language, "reference": message.reference, "seen": message.version}
    await writing_service.write(desk.context, desk.people["MW 1"], message.text, theme="audit", **choose)
    with pytest.raises(TextChanged) as refused:
        await writing_service.write(desk.context, desk.people["MW 2"], message.text, theme=None, **choose)
    assert refused.value.text == message.text
    assert (await service.find(desk.context, message.reference)).theme == "audit"


async def test_an_edit_that_changes_nothing_adds_no_version(desk: DeskWorkshop) -> None:
    message = await translate(desk, await write(desk, "MW 1"))
    assert await edit(desk, "MW 2", message, message.text) == message


async def test_a_refused_text_is_given_back(desk: DeskWorkshop) -> None:
    message = await write(desk, "MW 1")
    with pytest.raises(NotYours) as not_yours:
        await edit(desk, "ML 1", message, MIXED)
    assert not_yours.value.text == MIXED
    with pytest.raises(TextTooLong) as too_long:
        await write(desk, "MW 1", "x" * 701)
    assert too_long.value.text == "x" * 701
    with pytest.raises(TextEmpty):
        await write(desk, "MW 1", " \n")
    for _ in range(2):
        await write(desk, "MW 1")
    with pytest.raises(TooManyMessages) as too_many:
        await write(desk, "MW 2", MIXED)
    assert too_many.value.text == MIXED
    with pytest.raises(UnknownMessage):
        await service.find(desk.context, "MW-9")


async def test_a_language_or_theme_that_the_workshop_lacks_is_not_saved(desk: DeskWorkshop) -> None:
    with pytest.raises(NotAnOption):
        await writing_service.write(desk.context, desk.people["MW 1"], MIXED, language="pt", theme=None)
    assert (await write(desk, "MW 1", theme="no longer there")).theme is None


async def test_a_message_on_behalf_of_an_administration_says_so_and_by_whom(desk: DeskWorkshop) -> None:
    desk.set_time(CLOSES + timedelta(hours=1))

    async def send(administration: str) -> KeyMessage:
        return await writing_service.write_on_behalf(
            desk.context, SECRETARIAT, administration, MIXED, language="fr", theme="audit", form="5"
        )

    message = await send("NE")
    assert await send("NE") == message
    assert (message.reference, message.on_behalf) == ("NE-1", True)
    assert (message.author, message.text) == ("Secrétariat", MIXED)
    overview = await service.overview(desk.context)
    assert overview.on_behalf == [message]
    assert [a.code for a in overview.coverage.missing] == ["MW", "ML"]
    with pytest.raises(UnknownAdministration):
        await send("XX")


async def test_the_administrations_people_make_it_theirs_by_an_edit(desk: DeskWorkshop) -> None:
    entered = await writing_service.write_on_behalf(desk.context, SECRETARIAT, "NE", MIXED, language="fr", theme=None)
    own = await edit(desk, "NE 1", entered, "Autrement")
    assert (own.on_behalf, own.author) == (False, "NE 1")
    history = await service.history(desk.context, "NE")
    assert [version.on_behalf for version in history[1]] == [True, False]


async def test_a_message_takes_few_versions_in_a_minute_and_a_limited_number_in_all(desk: DeskWorkshop) -> None:
    message = await write(desk, "MW 1", "1")
    for number in range(2, writing_service.MAX_VERSIONS_NOW + 1):
        message = await edit(desk, "MW 1", message, str(number))
    with pytest.raises(TooManyVersions) as refused:
        await edit(desk, "MW 2", message, "one more")
    assert (refused.value.text, refused.value.again_soon) == ("one more", True)
    assert await edit(desk, "MW 2", message, message.text) == message  # nothing changes: no version
    desk.pass_time(timedelta(minutes=1))
    for number in range(message.version + 1, writing_service.MAX_VERSIONS + 1):
        desk.pass_time(timedelta(seconds=15))
        message = await edit(desk, "MW 1", message, str(number))
    desk.pass_time(timedelta(minutes=5))
    with pytest.raises(TooManyVersions) as refused:
        await edit(desk, "MW 1", message, "the last straw")
    assert (refused.value.text, refused.value.again_soon) == ("the last straw", False)
