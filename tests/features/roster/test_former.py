"""Two editions in one database: people who took part in the first join the same group of the second without a code."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.core.errors import CodeNeeded
from bot.core.people import Membership, Person
from bot.core.programme import Registration
from bot.features.roster import former, registration, service
from bot.workshop.context import WorkshopContext
from tests.features.helpers import ORGANISER
from tests.features.roster.helpers import SampleWorkshop, opened, sample_workshop

AWA = Person(77_000_000_000_000_001, "Awa", "fr")
STRANGER = Person(77_000_000_000_000_002, "Someone", "fr")


@asynccontextmanager
async def two_editions(
    folder: Path, registration_: Registration = Registration.CODE
) -> AsyncIterator[tuple[SampleWorkshop, WorkshopContext]]:
    """The first, which Awa has joined for Mali, and the context of the second, which names it as `previous`."""
    async with opened(folder) as first:
        await registration.join(first.context, AWA, "ML", None)
        second = sample_workshop(id="second", previous="sample", registration=registration_)
        keys, clock = first.context.keys, first.clock
        yield first, await WorkshopContext.open(second, first.context.database, clock, keys)


async def test_the_same_group_needs_no_code_and_another_does(tmp_path: Path) -> None:
    async with two_editions(tmp_path) as (_, second):
        known = await former.find(second, AWA.discord_id)
        assert known is not None
        assert (known.name, known.administration) == ("Awa", "ML")
        assert await former.find(second, STRANGER.discord_id) is None
        with pytest.raises(CodeNeeded):
            await registration.join(second, AWA, "NE", None)
        with pytest.raises(CodeNeeded):
            await registration.join(second, STRANGER, "ML", None)
        assert (await registration.join(second, AWA, "Mali", None)).status is Membership.JOINED


async def test_with_approval_an_organiser_still_says_yes(tmp_path: Path) -> None:
    async with two_editions(tmp_path, Registration.APPROVAL) as (_, second):
        assert (await registration.join(second, AWA, "ML", None)).status is Membership.PENDING


async def test_whoever_was_removed_is_not_known(tmp_path: Path) -> None:
    async with two_editions(tmp_path) as (first, second):
        await service.remove(first.context, AWA.discord_id, AWA.name, ORGANISER)
        assert await former.find(second, AWA.discord_id) is None
        with pytest.raises(CodeNeeded):
            await registration.join(second, AWA, "ML", None)


async def test_without_previous_nobody_is_known(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        await registration.join(sample.context, AWA, "ML", None)
        assert await former.find(sample.context, AWA.discord_id) is None
