"""Announcements for interpreters: the full text, without buttons and links that only readers can use."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.announcement_kind import AnnouncementKind
from bot.core.programme import Desk
from bot.features.announcements import store
from bot.features.announcements.content import in_its_languages
from bot.features.announcements.model import Announcement
from bot.outbox.interpreter_store import InterpreterItem, InterpreterItemKind
from bot.workshop_workers import CONTENTS, INTERPRETER_TEXTS
from tests.features.prompts.helpers import CLOSES, OPENS, PromptWorkshop, workshop

WITH_BUTTONS = [
    Announcement("first/opening", AnnouncementKind.OPENING, "first", "", OPENS, "first"),
    Announcement("desk/desk_open", AnnouncementKind.DESK_OPEN, "desk", "", OPENS),
    Announcement("final/evaluation_open", AnnouncementKind.EVALUATION_OPEN, "final", "", OPENS),
]


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[PromptWorkshop]:
    opened = await PromptWorkshop.open(tmp_path, workshop(desk=Desk("second", CLOSES)))
    yield opened
    await opened.close()


async def read_out(here: PromptWorkshop, key: str) -> str | None:
    item = InterpreterItem(1, InterpreterItemKind.ANNOUNCEMENT, key, "", OPENS, 0, None)
    return await INTERPRETER_TEXTS[item.kind](here.context, item)


@pytest.mark.parametrize("announcement", WITH_BUTTONS, ids=lambda it: it.kind)
async def test_no_button_is_spoken_of_where_there_is_none(here: PromptWorkshop, announcement: Announcement) -> None:
    await here.context.write(store.add, here.context.id, [announcement])
    content = await CONTENTS[announcement.kind](here.context, announcement, False)
    assert content
    assert content.buttons
    shown = in_its_languages(here.context, announcement, content.say)
    speaks = announcement.kind is not AnnouncementKind.OPENING  # its buttons say themselves what they are for
    assert ["bouton ci-dessous" in shown[0], "button below" in shown[1]] == [speaks, speaks]
    read = await read_out(here, announcement.key)
    assert read
    assert not any(word in read for word in ("bouton", "button", "/"))
    # What it is about is said in each language.
    assert [block.split("\n")[0] in read for block in shown] == [True, True]


async def test_an_announcement_that_is_gone_is_not_read_out(here: PromptWorkshop) -> None:
    assert await read_out(here, "nothing/opening") is None
