"""Removed people cannot join in any way until they are assigned; and requests to join are limited."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import NothingToDo, WrongCode
from bot.core.people import Membership, Person
from bot.core.programme import Registration
from bot.features.privacy.erasing import erase_from_database
from bot.features.roster import join_codes, registration, service
from bot.features.roster.admission import MAX_REQUESTS, require_admitted
from bot.features.roster.errors import AlreadyJoined, Excluded, RequestChanged, TooManyRequests
from bot.features.roster.model import RosterEntry, ServerMember
from tests.features.helpers import ORGANISER
from tests.features.roster.helpers import SampleWorkshop, opened, sample_workshop

AWA = Person(77_000_000_000_000_001, "Awa", "fr")
MEMBER = ServerMember(AWA.discord_id, "awa.d", "Awa")


async def code_of(sample: SampleWorkshop, administration: str) -> str:
    codes = await join_codes.all_codes(sample.context, ORGANISER, reissue=False)
    return next(code for each, code in codes if each.code == administration)


async def join(sample: SampleWorkshop, administration: str, person: Person = AWA) -> None:
    is_code = sample.context.workshop.registration is Registration.CODE
    code = await code_of(sample, administration) if is_code else None
    await registration.join(sample.context, person, administration, code)


@pytest.mark.parametrize("how", Registration)
@pytest.mark.parametrize("erases", [False, True])
async def test_who_was_removed_stays_out_until_assigned(tmp_path: Path, how: Registration, erases: bool) -> None:
    async with opened(tmp_path, sample_workshop(registration=how)) as sample:
        await join(sample, "ML")
        await service.remove(sample.context, AWA.discord_id, "Awa", ORGANISER)
        if erases:
            await erase_from_database(sample.context, AWA)
        for administration in ("ML", "NE"):  # their own delegation, and another one
            with pytest.raises(Excluded):
                await join(sample, administration)
        sample.context = await sample.reopen()  # a restart changes nothing
        with pytest.raises(Excluded):
            await require_admitted(sample.context, AWA.discord_id)
        await join(sample, "ML", Person(77_000_000_000_000_002, "Awa"))  # somebody else of that name

        await service.assign(sample.context, MEMBER, "NE", ORGANISER)
        await require_admitted(sample.context, AWA.discord_id)
        assert sample.context.people[AWA.discord_id].administration == "NE"


async def test_an_import_takes_in_whom_it_names_and_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        await join(sample, "ML")
        await service.remove(sample.context, AWA.discord_id, "Awa", ORGANISER)
        entries = [RosterEntry(2, AWA.discord_id, "", "ML", "", "")]
        result = await service.import_roster(sample.context, entries, [MEMBER], ORGANISER)
        assert [p.name for p in result.readmitted] == ["Awa"]
        assert (result.new, result.moved, result.unchanged) == ([], [], [])
        await require_admitted(sample.context, AWA.discord_id)


async def test_removed_before_there_were_exclusions(tmp_path: Path) -> None:
    """A database of an earlier version has only the status."""
    async with opened(tmp_path) as sample:
        await join(sample, "ML")
        await service.remove(sample.context, AWA.discord_id, "Awa", ORGANISER)
        await sample.context.write(lambda tx: tx.execute("delete from exclusions"))
        with pytest.raises(Excluded):
            await join(sample, "ML")


async def test_an_approval_grants_what_was_read(tmp_path: Path) -> None:
    async with opened(tmp_path, sample_workshop(registration=Registration.APPROVAL)) as sample:
        await join(sample, "ML")
        await join(sample, "NE")
        with pytest.raises(RequestChanged):
            await service.approve_request(sample.context, AWA.discord_id, "ML", ORGANISER)
        assert sample.context.people[AWA.discord_id].status is Membership.PENDING
        granted = await service.approve_request(sample.context, AWA.discord_id, "NE", ORGANISER)
        assert (granted.administration, granted.status) == ("NE", Membership.JOINED)
        with pytest.raises(NothingToDo):
            await service.approve_request(sample.context, AWA.discord_id, "NE", ORGANISER)
        with pytest.raises(RequestChanged):
            await service.approve_request(sample.context, AWA.discord_id, "ML", ORGANISER)


async def test_a_request_that_changes_in_the_same_moment_is_not_approved(tmp_path: Path) -> None:
    async with opened(tmp_path, sample_workshop(registration=Registration.APPROVAL)) as sample:
        await join(sample, "ML")
        stale = await sample.reopen()  # what was in memory when the button was pressed
        await join(sample, "NE")
        with pytest.raises(RequestChanged):
            await service.approve_request(stale, AWA.discord_id, "ML", ORGANISER)


async def test_five_requests_an_hour_also_after_erasing(tmp_path: Path) -> None:
    async with opened(tmp_path, sample_workshop(registration=Registration.APPROVAL)) as sample:
        for number in range(MAX_REQUESTS):
            await join(sample, ("ML", "NE")[number % 2])
        await erase_from_database(sample.context, AWA)
        sample.context = await sample.reopen()
        with pytest.raises(TooManyRequests) as refused:
            await join(sample, "MW")
        assert refused.value.minutes == 60
        assert AWA.discord_id not in sample.context.people
        await join(sample, "MW", Person(77_000_000_000_000_002, "Binta"))  # others are not held up
        sample.pass_time(timedelta(minutes=60))
        await join(sample, "MW")


async def test_the_code_alone_says_for_whom(tmp_path: Path) -> None:
    async with opened(tmp_path, sample_workshop(registration=Registration.CODE)) as sample:
        codes = [code for _, code in await join_codes.all_codes(sample.context, ORGANISER, reissue=False)]
        assert len(set(codes)) == len(codes)
        typed = (await code_of(sample, "NE")).lower().replace("-", " ")
        assert (await registration.join_with_code(sample.context, AWA, typed)).administration == "NE"
        with pytest.raises(AlreadyJoined):
            await registration.join_with_code(sample.context, AWA, typed)
        with pytest.raises(WrongCode):
            await registration.join_with_code(sample.context, AWA, "AAAAA-AAAAA")
        old = await code_of(sample, "ML")
        await join_codes.all_codes(sample.context, ORGANISER, reissue=True)
        with pytest.raises(WrongCode):
            await registration.join_with_code(sample.context, AWA, old)
