"""The code of the moment: six digits of a session and two minutes, taken for two more; and who tries them all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.errors import CodeNeeded, TooManyTries
from bot.core.programme import AttendanceRule
from bot.features.attendance import service as attendance
from bot.features.attendance import sign_in_codes
from bot.features.attendance import store as kept
from bot.features.attendance.errors import SessionNotOpen, WrongMomentCode
from bot.features.attendance.model import Source
from bot.features.programme import session_service as sessions
from bot.features.refusals import refusal
from bot.features.roster.code_throttle import TRIES
from bot.i18n.catalogue import phrases
from tests.features.key_messages.desk_workshop import OPENS, DeskRoom, workshop


async def test_a_code_is_taken_in_its_two_minutes_and_the_two_after(tmp_path: Path) -> None:
    desk = await DeskRoom.open(tmp_path)
    window = datetime(2021, 3, 17, 12, 0, tzinfo=UTC)
    desk.clock.run(0, window)
    code = sign_in_codes.of_the_moment(desk.context, "messages")
    assert len(code.digits) == 6
    assert (code.changes_at, code.taken_until) == (window + timedelta(minutes=2), window + timedelta(minutes=4))
    for seconds, taken in ((0, True), (119, True), (120, True), (239, True), (240, False), (-1, False)):
        desk.clock.run(0, window + timedelta(seconds=seconds))
        assert sign_in_codes.fits(desk.context, "messages", code.digits) is taken
    desk.clock.run(0, window)
    arabic = code.digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert sign_in_codes.fits(desk.context, "messages", f" {arabic[:3]}-{arabic[3:]} ")
    assert not sign_in_codes.fits(desk.context, "another", code.digits)
    assert not sign_in_codes.fits(desk.context, "messages", "")
    await desk.context.database.close()


async def test_where_it_is_needed_nothing_else_signs_in_and_wrong_ones_are_counted(tmp_path: Path) -> None:
    desk = await DeskRoom.open(tmp_path, workshop(attendance=AttendanceRule(code=True)))
    context, awa = desk.context, desk.people["ML 1"]
    desk.clock.run(0, OPENS - timedelta(minutes=16))
    with pytest.raises(SessionNotOpen):
        await attendance.sign_in(context, awa, "123456")
    desk.clock.run(0, OPENS)
    await sessions.start_and_end_due(context)
    code = sign_in_codes.of_the_moment(context, "messages").digits
    wrong = "111111" if code != "111111" else "222222"
    with pytest.raises(CodeNeeded):
        await attendance.sign_in(context, awa)
    for _ in range(TRIES):
        with pytest.raises(WrongMomentCode) as refused:
            await attendance.sign_in(context, awa, wrong)
        assert "montré maintenant" in (refusal(phrases("fr"), refused.value) or "")  # the organisers have no other
    with pytest.raises(TooManyTries):
        await attendance.sign_in(context, awa, code)
    binta = desk.people["ML 2"]
    assert not (await attendance.sign_in(context, binta, code)).again
    assert (await attendance.sign_in(context, binta)).again
    presences = await context.read(kept.of_session, context.id, "messages")
    assert [(p.source, p.end) for p in presences[binta.id]] == [(Source.CODE, None)]
    assert awa.id not in presences
    await context.database.close()
