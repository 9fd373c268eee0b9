"""Sign-in codes: six digits that change every two minutes and are valid for two more."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.features.attendance import sign_in_codes
from tests.features.roster.helpers import SESSION, opened

WINDOW = datetime(2021, 3, 17, 12, 0, tzinfo=UTC)


async def test_a_code_is_valid_in_its_two_minutes_and_the_next_two(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        sample.set_time(WINDOW)
        code = sign_in_codes.current_code(sample.context, SESSION)
        assert len(code.digits) == 6
        assert (code.changes_at, code.valid_until) == (WINDOW + timedelta(minutes=2), WINDOW + timedelta(minutes=4))
        for seconds, valid in ((0, True), (119, True), (120, True), (239, True), (240, False), (-1, False)):
            sample.set_time(WINDOW + timedelta(seconds=seconds))
            assert sign_in_codes.is_valid(sample.context, SESSION, code.digits) is valid


async def test_a_code_is_valid_in_other_digits_and_with_separators(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        digits = sign_in_codes.current_code(sample.context, SESSION).digits
        arabic = digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        assert sign_in_codes.is_valid(sample.context, SESSION, f" {arabic[:3]}-{arabic[3:]} ")


@pytest.mark.parametrize("typed", ["", " ", "12345", "²²²²²²", "é" * 20])
async def test_other_text_is_no_code(tmp_path: Path, typed: str) -> None:
    async with opened(tmp_path) as sample:
        assert not sign_in_codes.is_valid(sample.context, SESSION, typed)


async def test_each_session_has_its_own_code(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        digits = sign_in_codes.current_code(sample.context, SESSION).digits
        assert not sign_in_codes.is_valid(sample.context, "another", digits)
