"""Signing in, marking by hand, and reading who attended."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import CodeNeeded, NothingToDo, SessionIsOver, TextEmpty, TooManyTries
from bot.core.programme import AttendanceRule
from bot.core.schedule import cancelled
from bot.features.attendance import service, sign_in_codes, store
from bot.features.attendance.errors import SessionNotBegun, SessionNotOpen, WrongSignInCode
from bot.features.attendance.model import AttendanceStatus, Presence, PresenceSource, SignInResult
from bot.features.attendance.refusals import refusal
from bot.features.roster import service as roster
from bot.features.roster.code_throttle import MAX_WRONG_CODES
from bot.i18n.catalogue import phrases
from tests.features.attendance.helpers import ACTOR, end_session, set_minutes, start_session
from tests.features.roster.helpers import SESSION, START, SampleWorkshop, opened, sample_workshop

PRESENT, LATE, ABSENT, EXCUSED = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.LATE,
    AttendanceStatus.ABSENT,
    AttendanceStatus.EXCUSED,
)


async def presences(sample: SampleWorkshop, name: str) -> list[Presence]:
    found = await sample.context.read(store.presences_of_participant, sample.context.id, sample.people[name].id)
    return found.get(SESSION, [])


async def test_sign_in_opens_before_the_session_and_ends_with_it(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        context, awa = sample.context, sample.people["ML 1"]
        opens = START - context.workshop.attendance.opens
        sample.set_time(opens - timedelta(seconds=1))
        with pytest.raises(SessionNotOpen) as refused:
            await service.sign_in(context, awa)
        assert refused.value.opens == opens
        sample.set_time(opens)
        state = context.schedule[SESSION]
        assert await service.sign_in(context, awa) == SignInResult(state, opens, repeated=False)
        sample.pass_time(timedelta(minutes=1))
        assert await service.sign_in(context, awa) == SignInResult(state, opens, repeated=True)
        assert await presences(sample, "ML 1") == [Presence(opens, None, PresenceSource.BUTTON)]
        await start_session(sample)
        await end_session(sample)
        with pytest.raises(SessionNotOpen) as refused:
            await service.sign_in(context, awa)
        assert refused.value.opens is None


async def test_if_the_code_is_required_only_a_correct_code_signs_in(tmp_path: Path) -> None:
    async with opened(tmp_path, sample_workshop(attendance=AttendanceRule(code=True)), each=2) as sample:
        context = sample.context
        await start_session(sample)
        code = sign_in_codes.current_code(context, SESSION).digits
        with pytest.raises(CodeNeeded):
            await service.sign_in(context, sample.people["ML 1"])
        assert not (await service.sign_in(context, sample.people["ML 1"], code)).repeated
        assert (await service.sign_in(context, sample.people["ML 1"])).repeated
        assert [each.source for each in await presences(sample, "ML 1")] == [PresenceSource.CODE]


async def test_wrong_codes_are_counted(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        context, awa = sample.context, sample.people["ML 1"]
        await start_session(sample)
        code = sign_in_codes.current_code(context, SESSION).digits
        wrong = "111111" if code != "111111" else "222222"
        for _ in range(MAX_WRONG_CODES):
            with pytest.raises(WrongSignInCode) as refused:
                await service.sign_in(context, awa, wrong)
            assert "montré maintenant" in (refusal(phrases("fr"), refused.value) or "")
        with pytest.raises(TooManyTries):
            await service.sign_in(context, awa, code)
        assert await presences(sample, "ML 1") == []


async def test_a_code_after_the_button_is_a_second_source(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        context, awa = sample.context, sample.people["ML 1"]
        await start_session(sample)
        await service.sign_in(context, awa)
        sample.pass_time(timedelta(minutes=1))
        code = sign_in_codes.current_code(context, SESSION).digits
        assert await service.sign_in(context, awa, code) == SignInResult(
            context.schedule[SESSION], START, repeated=True
        )
        assert {each.source for each in await presences(sample, "ML 1")} == {PresenceSource.BUTTON, PresenceSource.CODE}


async def test_a_mark_replaces_the_last_one_and_can_be_removed(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        context, awa = sample.context, sample.people["ML 1"]
        await start_session(sample)
        await service.mark(context, SESSION, awa, LATE, "traffic", ACTOR)
        record = await service.mark(context, SESSION, awa, EXCUSED, " ill,  at home ", ACTOR)
        assert record.mark is not None
        assert (record.assessment.status, record.mark.reason, record.mark.actor) == (
            EXCUSED,
            "ill, at home",
            ACTOR.name,
        )
        assert (await service.unmark(context, SESSION, awa, ACTOR)).assessment.status is ABSENT
        with pytest.raises(NothingToDo):
            await service.unmark(context, SESSION, awa, ACTOR)
        rows = await context.database.rows("select about, detail, remark from audit where action = 'attendance mark'")
        assert [tuple(row) for row in rows] == [
            ("ML 1", "late", "traffic"),
            ("ML 1", "excused", "ill, at home"),
            ("ML 1", "taken back", ""),
        ]


async def test_before_a_session_a_person_can_only_be_excused_or_absent(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        context, awa = sample.context, sample.people["ML 1"]
        for status in (PRESENT, LATE):
            with pytest.raises(SessionNotBegun):
                await service.mark(context, SESSION, awa, status, "why", ACTOR)
        with pytest.raises(TextEmpty):
            await service.mark(context, SESSION, awa, EXCUSED, "  ", ACTOR)
        assert (await service.mark(context, SESSION, awa, EXCUSED, "ill", ACTOR)).assessment.status is EXCUSED


async def test_a_mark_after_the_end_is_a_correction(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        context, awa = sample.context, sample.people["ML 1"]
        await start_session(sample)
        assert not (await service.mark(context, SESSION, awa, EXCUSED, "ill", ACTOR)).corrected
        set_minutes(sample, 60)
        await end_session(sample)
        assert (await service.mark(context, SESSION, awa, PRESENT, "was there", ACTOR)).corrected
        (record,) = await service.records_of(context, awa)
        assert (record.corrected, record.assessment.status, record.assessment.minutes) == (True, PRESENT, 60)


async def test_a_session_counts_everyone_also_people_who_were_removed_since(tmp_path: Path) -> None:
    async with opened(tmp_path, each=2) as sample:
        context = sample.context
        state = await start_session(sample)
        await service.sign_in(context, sample.people["ML 1"])
        await service.sign_in(context, sample.people["MW 1"])
        await roster.remove(context, 1_001, "MW 1", ACTOR)
        await roster.remove(context, 1_002, "MW 2", ACTOR)
        attendance = await service.session_attendance(context, state)
        statuses = {record.participant.name: record.assessment.status for record in attendance.records}
        assert statuses == {"ML 1": PRESENT, "ML 2": ABSENT, "NE 1": ABSENT, "NE 2": ABSENT, "MW 1": PRESENT}
        assert attendance.present_count == 2
        assert [a.code for a in attendance.represented] == ["MW", "ML"]
        assert [a.code for a in attendance.missing] == ["NE"]


async def test_a_participant_has_records_only_of_sessions_that_have_begun(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        assert await service.records_of(sample.context, sample.people["ML 1"]) == []
        await start_session(sample)
        (record,) = await service.records_of(sample.context, sample.people["ML 1"])
        assert record == await service.record_of(
            sample.context, sample.context.schedule[SESSION], sample.people["ML 1"]
        )


async def test_a_cancelled_session_takes_no_marks(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        sample.context.schedule = cancelled(sample.context.schedule, SESSION)
        with pytest.raises(SessionIsOver):
            await service.mark(sample.context, SESSION, sample.people["ML 1"], EXCUSED, "ill", ACTOR)
