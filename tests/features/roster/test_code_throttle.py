"""The limit of wrong codes: when it applies, to whom, and what is stored."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import TooManyTries, WrongCode
from bot.features.roster.code_throttle import MAX_WRONG_CODES, WITHIN, check_code
from tests.features.roster.helpers import opened

AWA, BINTA = 77_000_000_000_000_001, 77_000_000_000_000_002


async def test_after_five_wrong_codes_a_correct_one_waits_too_also_after_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        for _ in range(MAX_WRONG_CODES):
            with pytest.raises(WrongCode):
                await check_code(sample.context, AWA, correct=False)
            sample.pass_time(timedelta(seconds=30))
        with pytest.raises(TooManyTries) as refused:
            await check_code(sample.context, AWA, correct=True)
        assert refused.value.minutes == 8  # two and a half of ten minutes have passed; rounded up
        restarted = await sample.reopen()
        with pytest.raises(TooManyTries):
            await check_code(restarted, AWA, correct=True)
        await check_code(restarted, BINTA, correct=True)
        sample.pass_time(timedelta(minutes=refused.value.minutes))
        await check_code(restarted, AWA, correct=True)


async def test_simultaneous_attempts_are_counted_one_by_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        attempts = (check_code(sample.context, AWA, correct=False) for _ in range(50))
        errors = [type(error) for error in await asyncio.gather(*attempts, return_exceptions=True)]
    assert errors.count(WrongCode) == MAX_WRONG_CODES
    assert errors.count(TooManyTries) == 50 - MAX_WRONG_CODES


async def test_an_attempt_is_stored_for_minutes_and_without_the_discord_id(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        with pytest.raises(WrongCode):
            await check_code(sample.context, AWA, correct=False)
        (row,) = await sample.context.database.rows("select * from wrong_codes")
        assert str(AWA) not in str(tuple(row))
        sample.pass_time(WITHIN)
        with pytest.raises(WrongCode):
            await check_code(sample.context, BINTA, correct=False)
        assert len(await sample.context.database.rows("select * from wrong_codes")) == 1
