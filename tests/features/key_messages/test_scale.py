"""Two hundred administrations and two thousand versions: reads and counts stay instant."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest_asyncio

from bot.core.instants import format_utc
from bot.core.programme import Administration
from bot.features.key_messages import service as key_messages
from bot.features.key_messages.publication_text import posts
from bot.features.key_messages.service import TranslationQueue
from bot.storage.transaction import Transaction
from tests.features.key_messages.desk_workshop import OPENS, SECRETARIAT, DeskRoom, both, workshop

ADMINISTRATIONS, EACH, VERSIONS = 200, 2, 5
INSTANT = 0.25
"""Seconds, on a slow machine that is busy with other things; it takes a tenth of it alone."""


@pytest_asyncio.fixture
async def crowd(tmp_path: Path) -> AsyncIterator[DeskRoom]:
    many = tuple(Administration(f"A{n:03}", both(f"Land {n}"), "fr", "UTC") for n in range(ADMINISTRATIONS))
    desk = await DeskRoom.open(tmp_path, workshop(administrations=many), each=0)
    await _fill(desk, [administration.code for administration in many])
    yield desk
    await desk.close()


async def _fill(desk: DeskRoom, codes: list[str]) -> None:
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


async def seconds(do: Callable[[], Awaitable[Any]]) -> float:
    """The best of three: what it takes where nothing else holds the machine."""
    took = []
    for _ in range(3):
        began = time.perf_counter()
        await do()
        took.append(time.perf_counter() - began)
    return min(took)


async def test_reads_and_counts_are_instant(crowd: DeskRoom) -> None:
    context = crowd.context
    assert len(await key_messages.everyone(context)) == ADMINISTRATIONS * EACH
    took = {
        "overview": await seconds(lambda: key_messages.overview(context)),
        "coverage": await seconds(lambda: key_messages.coverage(context)),
        "own": await seconds(lambda: key_messages.of_administration(context, "A100")),
        "history": await seconds(lambda: key_messages.history(context, "A100")),
        "next": await seconds(lambda: TranslationQueue().next(context, SECRETARIAT)),
    }
    assert {name: took[name] for name in took if took[name] > INSTANT} == {}


async def test_what_is_published_is_read_and_laid_out_at_once(crowd: DeskRoom) -> None:
    context = crowd.context
    await key_messages.publish(context, "Secrétariat", override=True)
    assert await seconds(lambda: key_messages.published(context)) < INSTANT
    stands = await key_messages.published(context)

    async def laid_out() -> None:
        assert len(posts(context.workshop, stands, frozenset())) == ADMINISTRATIONS * EACH + 1

    assert await seconds(laid_out) < INSTANT
