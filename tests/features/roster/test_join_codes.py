"""Join codes: how they are derived, how they may be typed, and what makes them invalid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.features.roster import join_codes
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext
from tests.features.helpers import ORGANISER
from tests.features.roster.helpers import opened

UNAMBIGUOUS_LETTERS = set("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")


async def codes(context: WorkshopContext, *, reissue: bool = False) -> dict[str, str]:
    return {a.code: code for a, code in await join_codes.all_codes(context, ORGANISER, reissue=reissue)}


async def test_a_code_has_fifty_bits_and_no_letters_that_look_alike(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        made = [join_codes.join_code(sample.context, "MW", generation) for generation in range(300)]
    assert all(len(code) == 11 and code[5] == "-" for code in made)
    assert set("".join(made)) - {"-"} == UNAMBIGUOUS_LETTERS  # 32 letters of 5 bits
    assert len(set(made)) == len(made)


async def test_a_code_depends_on_key_workshop_administration_and_generation(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        context = sample.context
        first = await codes(context)
        assert len(set(first.values())) == len(first) == 3
        same_key = replace(context, keys=KeyFile(tmp_path / "sample.keys"))
        assert await codes(same_key) == first
        other_key = replace(context, keys=KeyFile(tmp_path / "other.keys"))
        assert not set((await codes(other_key)).values()) & set(first.values())
        other_workshop = replace(context, workshop=replace(context.workshop, id="next-year"))
        assert join_codes.join_code(other_workshop, "MW", 0) != first["MW"]
        assert join_codes.join_code(context, "MW", 1) != first["MW"]


def full_width(code: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in code)


@pytest.mark.parametrize(
    "typed",
    [str, str.lower, lambda c: f" {c[:2]} {c[2:5]} - {c[6:]} ", lambda c: c.replace("-", "–"), full_width],
)
async def test_a_code_is_valid_however_it_is_typed(tmp_path: Path, typed: Callable[[str], str]) -> None:
    async with opened(tmp_path) as sample:
        code = (await codes(sample.context))["ML"]
        assert await join_codes.is_valid(sample.context, "ML", typed(code))


async def test_a_code_is_valid_for_its_own_administration_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        made = await codes(sample.context)
        for wrong in (made["MW"], made["ML"][:-1], made["ML"] + "A", "", " ", "\0", "é" * 4_000):
            assert not await join_codes.is_valid(sample.context, "ML", wrong)


async def test_reissued_codes_replace_the_old_ones_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        old, new = await codes(sample.context), await codes(sample.context, reissue=True)
        assert not set(old.values()) & set(new.values())
        assert not await join_codes.is_valid(sample.context, "ML", old["ML"])
        assert await join_codes.is_valid(sample.context, "ML", new["ML"])
        assert await codes(sample.context) == new
        rows = await sample.context.database.rows("select action, detail from audit order by id")
        assert [tuple(row) for row in rows][:2] == [("roster codes", ""), ("roster codes", "reissue")]
