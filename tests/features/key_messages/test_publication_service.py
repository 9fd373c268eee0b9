"""Clearing and publishing: what is not ready stays back, unless an override publishes it and says so."""

import pytest

from bot.core.errors import NothingToDo
from bot.features.key_messages import publication_service
from bot.features.key_messages.errors import NotComplete
from tests.features.key_messages.desk_workshop import SECRETARIAT, DeskWorkshop
from tests.features.key_messages.helpers import publish, translate, write


async def test_what_is_not_ready_prevents_a_publication_and_is_named(desk: DeskWorkshop) -> None:
    await write(desk, "MW 1")
    await translate(desk, await write(desk, "ML 1"))
    with pytest.raises(NotComplete) as refused:
        await publication_service.publish(desk.context, SECRETARIAT)
    assert (refused.value.untranslated, refused.value.uncleared) == (["MW-1"], ["ML-1"])
    assert await publication_service.published(desk.context) == []
    with pytest.raises(NotComplete):
        await publication_service.clear(desk.context, SECRETARIAT, "MW-1")


async def test_an_override_publishes_everything_and_is_logged(desk: DeskWorkshop) -> None:
    await write(desk, "MW 1")
    await translate(desk, await write(desk, "ML 1"))
    result = await publication_service.publish(desk.context, SECRETARIAT, override=True)
    assert result.overridden == ["MW-1", "ML-1"]
    published = {message.reference: message for message in await publication_service.published(desk.context)}
    assert all(message.uncleared for message in published.values())
    assert published["MW-1"].missing_languages(("fr", "en")) == ["fr"]
    logged = await desk.context.database.rows("select target, detail from audit where action = 'synthesis publish'")
    assert [tuple(row) for row in logged] == [("MW-1 ML-1", "override: MW-1 (not translated: fr), ML-1 (not cleared)")]
    again = await publication_service.publish(desk.context, SECRETARIAT)
    assert (again.new, again.changed) == ([], [])


async def test_after_an_override_a_message_can_be_cleared_and_published_again(desk: DeskWorkshop) -> None:
    await translate(desk, await write(desk, "MW 1"))
    await publication_service.publish(desk.context, SECRETARIAT, override=True)
    await publication_service.clear(desk.context, SECRETARIAT, "MW-1")
    with pytest.raises(NothingToDo):
        await publication_service.clear(desk.context, SECRETARIAT, "MW-1")
    result = await publication_service.publish(desk.context, SECRETARIAT)
    assert (result.changed, result.overridden) == (["MW-1"], [])
    [published] = await publication_service.published(desk.context)
    assert not published.uncleared


async def test_a_published_message_needs_no_second_clearing(desk: DeskWorkshop) -> None:
    await publish(desk, "MW 1")
    with pytest.raises(NothingToDo):
        await publication_service.clear(desk.context, SECRETARIAT, "MW-1")


async def test_published_messages_follow_the_themes_of_the_file_then_its_administrations(desk: DeskWorkshop) -> None:
    for name, theme in (("NE 1", None), ("ML 1", "audit"), ("MW 1", "audit"), ("NE 1", "transparency")):
        await write(desk, name, theme=theme)
    await publication_service.publish(desk.context, SECRETARIAT, override=True)
    published = await publication_service.published(desk.context)
    assert [message.reference for message in published] == ["NE-2", "MW-1", "ML-1", "NE-1"]
