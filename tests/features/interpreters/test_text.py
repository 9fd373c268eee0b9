"""What the interpreters read aloud: every word of it, and nothing that only a reader of the channel can do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from bot.chat.pagination import paged
from bot.chat.posts import Post
from bot.core.announcement_kind import AnnouncementKind
from bot.core.programme import Desk
from bot.features.announcements.model import Announcement
from bot.features.announcements.wording import in_words, words_of
from bot.features.interpreters.feed import _fitting
from bot.features.interpreters.service import Announced, Answered, Asked
from bot.features.interpreters.text import ONE, DiscordReader
from tests.features.prompts.helpers import CLOSES, HOPES, OPENS, SECRET, PromptWorkshop, workshop

READER = DiscordReader(discord.Client(intents=discord.Intents.none()))
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


@pytest.mark.parametrize("announcement", WITH_BUTTONS, ids=lambda it: it.kind)
async def test_no_button_is_spoken_of_where_there_is_none(here: PromptWorkshop, announcement: Announcement) -> None:
    say = await words_of(here.context, announcement, None)
    assert say
    shown = in_words(here.context, announcement, say)
    assert ["bouton ci-dessous" in shown[0], "button below" in shown[1]] == [True, True]
    read = "\n".join(await READER.parts(here.context, Announced(announcement, None)))
    assert not any(word in read for word in ("bouton", "button", "/"))
    assert [block.split("\n")[0] in read for block in shown] == [
        True,
        True,
    ]  # what it is about is said in each language


async def test_a_question_is_read_in_each_language_and_an_answer_with_its_country(here: PromptWorkshop) -> None:
    assert await READER.parts(here.context, Asked(SECRET)) == [
        "**Secret (fr)**\nAnonyme\xa0: ni votre nom ni votre administration ne sont conservés avec votre réponse.\n\n"
        "**Secret (en)**\nAnonymous: neither your name nor your administration is kept with your answer."
    ]
    assert await READER.parts(here.context, Answered(HOPES, "ML", "fr", "Un\ndeux")) == [
        "**Mali (fr) / Mali (en)** (français) · Hopes (fr)\n> Un\n> deux"
    ]


@pytest.mark.parametrize("text", ["mot " * 1_000, "é\n" * 2_000, "x" * 4_000], ids=["words", "lines", "one word"])
async def test_the_longest_answer_comes_whole_in_messages_that_discord_takes(here: PromptWorkshop, text: str) -> None:
    parts, shown = await READER.parts(here.context, Answered(HOPES, "ML", "fr", text)), ""
    while parts:
        first = _fitting(parts, READER.at_once)
        body = Post(tuple(paged(first, ONE))).new()
        shown += (body["content"] or "") + "".join(embed.description for embed in body["embeds"])
        parts = parts[len(first) :]
    assert [shown.count(letter) for letter in "mxé…"] == [text.count(letter) for letter in "mxé…"]
