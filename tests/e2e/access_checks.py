"""Checks of the answers in the tests of access: who is refused, how, and that a refusal changes nothing."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager

from bot.chat.access import FACILITATOR, ORGANISER
from bot.chat.concurrency_limit import MAX_OF_ONE_MEMBER
from bot.core import errors
from bot.core.errors import WorkshopError
from bot.features.prompts.errors import NotYourTurn
from fakecord import Response
from tests.e2e.access_calls import is_private
from tests.e2e.access_server import PreparedServer
from tests.e2e.harness import Harness
from tests.fakecord.openapi import openapi

REFUSALS: dict[str, WorkshopError] = {
    "coordinator": errors.NotJoined(),
    "facilitator": errors.NotAllowed(FACILITATOR),
    "turn": NotYourTurn(),
    "organiser": errors.NotAllowed(ORGANISER),
}
INTERNAL_ERROR_WORDS = ("reference", "référence")
"""Words of the answer to an error of the bot itself."""


@asynccontextmanager
async def nothing_changes(prepared: PreparedServer, what: str) -> AsyncIterator[None]:
    """Neither in the database nor in a public message."""
    before = prepared.dump(), prepared.public_messages()
    yield
    assert (prepared.dump(), prepared.public_messages()) == before, what


async def refused(prepared: PreparedServer, what: str, tries: Iterable[Awaitable[Response]]) -> list[Response]:
    """Send as many calls at once as one person may.

    Each is refused in private, without an internal error, and nothing changes.
    """
    waiting, exchanges = list(tries), list[Response]()
    async with nothing_changes(prepared, what):
        while waiting:
            exchanges += await asyncio.gather(*waiting[:MAX_OF_ONE_MEMBER])
            del waiting[:MAX_OF_ONE_MEMBER]
    for exchange in exchanges:
        where = f"{exchange.interaction.data} of {exchange.user.name}: {exchange.text}"
        assert exchange.form or exchange.text, where
        assert is_private(exchange), where
        assert not any(word in exchange.text for word in INTERNAL_ERROR_WORDS), where
    return exchanges


def sentence(exchange: Response) -> str:
    """The first line of the answer, without the mentions beside the names of commands."""
    return re.sub(r" \(/[^()]*\)", "", exchange.text.split("\n")[0])


def nothing_went_wrong(harness: Harness) -> None:
    """What the bot asked of Discord, with every command among it, Discord would have done."""
    assert harness.server.violations == []
    assert "Traceback" not in harness.bots[0].log()
    if document := openapi():
        assert document.differences_of_requests(harness.server.log) == []
