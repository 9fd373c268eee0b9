"""What interpreters read out of questions and answers: each whole, with its languages and its country."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.pagination import paged, pieces
from bot.chat.posts import Post
from bot.features.interpreters.feed import BLOCK_SIZE, MESSAGE_SIZE, fitting_parts
from bot.features.prompts import service as prompts
from bot.features.prompts.interpreter_content import answer, answer_text, question_text
from bot.outbox.interpreter_store import InterpreterItem, InterpreterItemKind
from tests.features.helpers import ORGANISER
from tests.features.prompts.helpers import HOPES, OPENS, SECRET, PromptWorkshop


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[PromptWorkshop]:
    opened = await PromptWorkshop.open(tmp_path)
    yield opened
    await opened.close()


def item(kind: InterpreterItemKind, prompt: str, answerer: str = "") -> InterpreterItem:
    return InterpreterItem(1, kind, prompt, answerer, OPENS, 0, None)


async def test_a_question_is_read_in_each_language(here: PromptWorkshop) -> None:
    await prompts.ask(here.context, SECRET, "first", ORGANISER)
    assert await question_text(here.context, item(InterpreterItemKind.QUESTION, "secret")) == (
        "**Secret (fr)**\nAnonyme\xa0: ni votre nom ni votre groupe ne sont conservés avec votre réponse.\n\n"
        "**Secret (en)**\nAnonymous: neither your name nor your group is kept with your answer."
    )


async def test_what_was_discarded_or_erased_is_not_read(here: PromptWorkshop) -> None:
    assert await question_text(here.context, item(InterpreterItemKind.QUESTION, "hopes")) is None
    await prompts.ask(here.context, HOPES, "first", ORGANISER)
    assert await answer_text(here.context, item(InterpreterItemKind.ANSWER, "hopes", "p:1")) is None


def test_an_answer_is_read_with_its_country_and_its_language(here: PromptWorkshop) -> None:
    assert answer(here.context, HOPES, "ML", "fr", "Un\ndeux") == (
        "**Mali (fr) / Mali (en)** (français) · Hopes (fr)\n> Un\n> deux"
    )


@pytest.mark.parametrize("text", ["mot " * 1_000, "é\n" * 2_000, "x" * 4_000], ids=["words", "lines", "one word"])
def test_the_longest_answer_comes_whole_in_messages_that_discord_takes(here: PromptWorkshop, text: str) -> None:
    parts, shown = pieces(answer(here.context, HOPES, "ML", "fr", text), BLOCK_SIZE), ""
    while parts:
        first = fitting_parts(parts, MESSAGE_SIZE)
        body = Post(tuple(paged(first, BLOCK_SIZE))).new()
        shown += (body["content"] or "") + "".join(embed.description for embed in body["embeds"])
        parts = parts[len(first) :]
    assert [shown.count(letter) for letter in "mxé…"] == [text.count(letter) for letter in "mxé…"]
