"""The previous editions of a workshop.

Those that run, those whose file was deleted, and those that cannot be read any more.
"""

from dataclasses import replace

import pytest

from bot.workshop.context import WorkshopContext
from bot.workshop.editions import editions_before, kept_workshop, open_kept
from bot.workshop.store import keep_file, load_workshop
from tests.workshop.helpers import OpenWorkshop, workshop
from tests.workshop_file.small import SMALL


async def keep(opened: OpenWorkshop, id: str, previous: str = "", text: str = SMALL) -> None:
    """The file of an edition as the database keeps it."""
    source = text.replace("id: small", f"id: {id}" + (f"\nprevious: {previous}" if previous else ""))
    database = opened.context.database
    await database.write(load_workshop, id, None, opened.context.now())
    await database.write(keep_file, id, source)


def following(opened: OpenWorkshop, previous: str) -> WorkshopContext:
    return replace(opened.context, workshop=workshop(previous=previous))


async def before(context: WorkshopContext, *loaded: WorkshopContext) -> list[str]:
    return [edition.id for edition in await editions_before(context, loaded)]


async def test_the_chain_goes_on_where_files_are_gone(opened: OpenWorkshop) -> None:
    await keep(opened, "older")
    await keep(opened, "last", "older")
    assert await before(following(opened, "last")) == ["last", "older"]
    assert await before(opened.context) == []
    assert await before(following(opened, "never-there")) == []


async def test_an_edition_that_runs_is_taken_as_it_runs(opened: OpenWorkshop) -> None:
    await keep(opened, "last")
    context = following(opened, "last")
    running = replace(context, workshop=workshop(id="last"))
    assert (await editions_before(context, [context, running]))[0] is running


async def test_a_circle_ends(opened: OpenWorkshop) -> None:
    await keep(opened, "last", opened.context.id)
    assert await before(following(opened, "last")) == ["last"]


@pytest.mark.parametrize("text", ["", "id: small\n", "no: [yaml"])
async def test_what_was_not_kept_or_is_no_longer_valid_is_not_there(opened: OpenWorkshop, text: str) -> None:
    await keep(opened, "small", text=text)
    context = opened.context
    assert await context.read(kept_workshop, "small") is None
    assert await open_kept("small", context.database, context.clock, context.keys) is None
    assert await before(following(opened, "small")) == []
