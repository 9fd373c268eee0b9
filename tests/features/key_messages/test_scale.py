"""With two hundred administrations and two thousand versions, reads and counts are still instant."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest_asyncio

from bot.core.instants import format_utc
from bot.core.programme import Administration
from bot.features.key_messages import publication_service, service
from bot.features.key_messages.publication_text import posts
from bot.features.key_messages.translation_service import TranslationQueue
from bot.storage.transaction import Transaction
from tests.features.key_messages.desk_workshop import OPENS, SECRETARIAT, DeskWorkshop, both, workshop

ADMINISTRATIONS, EACH, VERSIONS = 200, 2, 5
INSTANT = 0.25
"""CPU seconds: a busy machine does not change them. One of 2024 needs a third of it."""


@pytest_asyncio.fixture
async def large(tmp_path: Path) -> AsyncIterator[DeskWorkshop]:
    many = tuple(Administration(f"A{n:03}", both(f"Land {n}"), "fr", "UTC") for n in range(ADMINISTRATIONS))
    desk = await DeskWorkshop.open(tmp_path, workshop(administrations=many), each=0)
    await _fill(desk, [administration.code for administration in many])
    yield desk
    await desk.close()


async def _fill(desk: DeskWorkshop, codes: list[str]) -> None:
    at = format_utc(OPENS)
    keys = [("desk", code, number) for code in codes for number in range(1, EACH + 1)]
    versions = [(*key, version) for key in keys for version in range(1, VERSIONS + 1)]

    def write(tx: Transaction) -> None:
        tx.executemany(
            "insert into key_messages (workshop, administration, number, status, submitted_at)"
            f" values (?, ?, ?, 'submitted', '{at}')",
            keys,
        )
        tx.executemany(
            "insert into key_message_versions (workshop, administration, number, version, language, text, author,"
            f" written_at) values (?, ?, ?, ?, 'fr', '{'mot ' * 100}', 'Awa', '{at}')",
            versions,
        )
        tx.executemany(
            "insert into translations (workshop, administration, number, version, language, text, translator,"
            f" translated_at) values (?, ?, ?, ?, 'en', '{'word ' * 100}', 'Owner', '{at}')",
            versions,
        )

    await desk.context.database.write(write)


async def seconds(run: Callable[[], Awaitable[Any]]) -> float:
    """The CPU seconds of the fastest of three runs."""
    took = []
    for _ in range(3):
        began = time.process_time()
        await run()
        took.append(time.process_time() - began)
    return min(took)


async def test_reads_and_counts_are_instant(large: DeskWorkshop) -> None:
    context = large.context
    assert len(await service.all_messages(context)) == ADMINISTRATIONS * EACH
    took = {
        "overview": await seconds(lambda: service.overview(context)),
        "coverage": await seconds(lambda: service.coverage(context)),
        "own": await seconds(lambda: service.of_administration(context, "A100")),
        "history": await seconds(lambda: service.history(context, "A100")),
        "next": await seconds(lambda: TranslationQueue().next(context, SECRETARIAT)),
    }
    assert {name: took[name] for name in took if took[name] > INSTANT} == {}


async def test_published_messages_are_read_and_turned_into_posts_at_once(large: DeskWorkshop) -> None:
    context = large.context
    await publication_service.publish(context, SECRETARIAT, override=True)
    assert await seconds(lambda: publication_service.published(context)) < INSTANT
    published = await publication_service.published(context)

    async def make_posts() -> None:
        assert len(posts(context.workshop, published, frozenset())) == ADMINISTRATIONS * EACH + 1

    assert await seconds(make_posts) < INSTANT
