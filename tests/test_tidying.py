"""Garbage goes while nobody waits, and not before."""

from __future__ import annotations

import asyncio
import gc
import weakref

from bot.tidying import tidy


class Knot:
    """Garbage that only a look through everything finds: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


def an_old_knot() -> weakref.ref[Knot]:
    """One that has lived long enough not to be looked at with what is new."""
    knot = Knot()
    gc.collect(1)
    gc.collect(1)
    return weakref.ref(knot)


async def test_garbage_goes_once_nobody_waits() -> None:
    before, found, looked_twice = gc.get_threshold(), list[bool](), asyncio.Event()

    def is_idle() -> bool:
        found.append(knot() is not None)
        if len(found) == 2:
            looked_twice.set()
        return len(found) > 1

    gc.collect()
    knot = an_old_knot()
    tidying = asyncio.create_task(tidy(is_idle))
    await asyncio.wait_for(looked_twice.wait(), 10)
    assert found == [True, True]
    assert knot() is None
    tidying.cancel()
    await asyncio.wait([tidying])
    assert gc.get_threshold() == before
