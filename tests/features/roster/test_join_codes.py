"""Join codes: how they are derived, how they may be typed, and what makes them invalid."""

import base64
import hashlib
import hmac
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
        made = [code for _ in range(100) for code in (await codes(sample.context, reissue=True)).values()]
    assert all(len(code) == 11 and code[5] == "-" for code in made)
    assert set("".join(made)) - {"-"} == UNAMBIGUOUS_LETTERS  # 32 letters of 5 bits
    assert len(set(made)) == len(made) == 300


async def test_a_code_depends_on_its_workshop_its_administration_and_the_key_file(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        context = sample.context
        first = await codes(context)
        assert len(set(first.values())) == len(first) == 3
        same_keys = replace(context, keys=KeyFile(tmp_path / "sample.keys"))
        assert await codes(same_keys) == first
        other_keys = replace(context, keys=KeyFile(tmp_path / "other.keys"))
        assert not set((await codes(other_keys)).values()) & set(first.values())
        other_workshop = replace(context, workshop=replace(context.workshop, id="next-year"))
        assert join_codes.join_code(other_workshop, "MW") != first["MW"]


OLD_KEY = bytes(range(32))


async def test_codes_of_an_earlier_version_are_taken_over_once(tmp_path: Path) -> None:
    """It made them from one key, and from generations in the database, where a backup brought old ones back."""
    KeyFile(tmp_path / "sample.keys").put({"join": OLD_KEY})
    async with opened(tmp_path) as sample:
        context = sample.context
        await context.database.write(lambda tx: tx.execute("insert into join_codes values ('sample', 'ML', 2)"))
        await join_codes.take_over(context)
        assert await codes(context) == {code: old_code(code, 2 if code == "ML" else 0) for code in ("MW", "ML", "NE")}

        await context.database.write(lambda tx: tx.execute("update join_codes set generation = 1"))  # a backup
        await join_codes.take_over(context)
        assert join_codes.is_valid(context, "ML", old_code("ML", 2))
        assert not join_codes.is_valid(context, "ML", old_code("ML", 1))
        new = await codes(context, reissue=True)
        await join_codes.take_over(context)
        assert await codes(context) == new
        assert new["ML"] not in {old_code("ML", generation) for generation in range(100)}  # who has the key knows these


def old_code(administration: str, generation: int) -> str:
    digest = hmac.new(OLD_KEY, f"sample\n{administration}\n{generation}".encode(), hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode()[:10].replace("I", "8").replace("O", "9")
    return f"{letters[:5]}-{letters[5:]}"


def full_width(code: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in code)


@pytest.mark.parametrize(
    "typed",
    [str, str.lower, lambda c: f" {c[:2]} {c[2:5]} - {c[6:]} ", lambda c: c.replace("-", "–"), full_width],
)
async def test_a_code_is_valid_however_it_is_typed(tmp_path: Path, typed: Callable[[str], str]) -> None:
    async with opened(tmp_path) as sample:
        code = (await codes(sample.context))["ML"]
        assert join_codes.is_valid(sample.context, "ML", typed(code))


async def test_a_code_is_valid_for_its_own_administration_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        made = await codes(sample.context)
        for wrong in (made["MW"], made["ML"][:-1], made["ML"] + "A", "", " ", "\0", "é" * 4_000):
            assert not join_codes.is_valid(sample.context, "ML", wrong)


async def test_reissued_codes_replace_the_old_ones_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        old, new = await codes(sample.context), await codes(sample.context, reissue=True)
        assert not set(old.values()) & set(new.values())
        assert not join_codes.is_valid(sample.context, "ML", old["ML"])
        assert join_codes.is_valid(sample.context, "ML", new["ML"])
        assert await codes(sample.context) == new
        rows = await sample.context.database.rows("select action, detail from audit order by id")
        assert [tuple(row) for row in rows][:2] == [("roster codes", ""), ("roster codes", "reissue")]
