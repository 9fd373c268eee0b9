"""Organisers assign, approve, remove and import."""

from pathlib import Path

import pytest

from bot.core.errors import BadFile, FileFault, NothingToDo, NotInWorkshop
from bot.core.people import Membership, Person
from bot.core.programme import Registration
from bot.features.roster import registration, service
from bot.features.roster.errors import RequestChanged
from bot.features.roster.model import RosterEntry, ServerMember
from tests.features.helpers import ORGANISER
from tests.features.roster.helpers import SampleWorkshop, opened, sample_workshop

AWA = ServerMember(77_000_000_000_000_001, "awa.d", "Awa Diarra")
BINTA = ServerMember(77_000_000_000_000_002, "Binta", "Binta")


async def audited(sample: SampleWorkshop) -> list[tuple[str, ...]]:
    return [tuple(row) for row in await sample.context.database.rows("select action, about, detail from audit")]


async def test_a_member_is_assigned_in_the_language_of_their_administration(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        assigned = await service.assign(sample.context, AWA, "ML", ORGANISER)
        assert (assigned.name, assigned.administration, assigned.language) == ("Awa Diarra", "ML", "fr")
        with pytest.raises(NothingToDo):
            await service.assign(sample.context, AWA, "ML", ORGANISER)
        moved = await service.assign(sample.context, ServerMember(AWA.discord_id, "awa.d", "new name"), "MW", ORGANISER)
        assert (moved.id, moved.name, moved.language) == (assigned.id, "Awa Diarra", "fr")  # name and language stay
        assert (await sample.reopen()).participant(AWA.discord_id) == moved
        assert await audited(sample) == [
            ("roster assign", "Awa Diarra", "ML"),
            ("roster assign", "Awa Diarra", "ML -> MW"),
        ]


async def test_a_request_is_approved_once(tmp_path: Path) -> None:
    async with opened(tmp_path, sample_workshop(registration=Registration.APPROVAL)) as sample:
        await registration.join(sample.context, Person(AWA.discord_id, "Awa"), "ML", None)
        approved = await service.approve(sample.context, AWA.discord_id, "Awa", ORGANISER)
        assert approved.status is Membership.JOINED
        assert sample.context.participant(AWA.discord_id) == approved
        with pytest.raises(NothingToDo):
            await service.approve(sample.context, AWA.discord_id, "Awa", ORGANISER)
        assert await audited(sample) == [("roster approve", "Awa", "ML")]


async def test_a_person_who_is_removed_can_be_assigned_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        assigned = await service.assign(sample.context, AWA, "ML", ORGANISER)
        removed = await service.remove(sample.context, AWA.discord_id, "Awa", ORGANISER)
        assert removed.status is Membership.REMOVED
        assert sample.context.people == {}
        for refused in (service.remove, service.approve):
            with pytest.raises(NotInWorkshop) as error:
                await refused(sample.context, AWA.discord_id, "Awa", ORGANISER)
            assert error.value.name == "Awa"
        with pytest.raises(RequestChanged):
            service.require_request(sample.context, AWA.discord_id, "ML")
        assert (await service.assign(sample.context, AWA, "NE", ORGANISER)).id == assigned.id


async def test_an_import_sorts_people_by_what_changed(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        members = [AWA, BINTA, ServerMember(1_001, "mw", "MW 1"), ServerMember(1_011, "ml", "ML 1")]
        entries = [
            RosterEntry(2, AWA.discord_id, "", "ML", "Awa D.", "awa@example.org"),
            RosterEntry(3, None, "binta", "NE", "", ""),
            RosterEntry(4, 1_001, "", "NE", "", ""),
            RosterEntry(5, 1_011, "", "ML", "", ""),
        ]
        result = await service.import_roster(sample.context, entries, members, ORGANISER)
        assert [(p.name, p.administration) for p in result.new] == [("Awa D.", "ML"), ("Binta", "NE")]
        assert [p.name for p in result.moved] == ["MW 1"]
        assert [p.name for p in result.unchanged] == ["ML 1"]
        assert sample.context.people.keys() == {AWA.discord_id, BINTA.discord_id, 1_001, 1_011, 1_021}
        assert await audited(sample) == [("roster import", "", "2 new, 1 moved, 1 as they were")]


async def test_an_import_that_names_strangers_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        entries = [
            RosterEntry(2, AWA.discord_id, "", "ML", "", ""),
            RosterEntry(3, None, "nobody", "ML", "", ""),
            RosterEntry(4, 123_456_789_012_345, "", "ML", "", ""),
            RosterEntry(5, 770_000_000_000_123_000, "", "ML", "", ""),
            RosterEntry(6, 770_000_000_000_124_000, "", "ML", "", ""),
        ]
        ends_in_zeros = ServerMember(770_000_000_000_124_000, "zero", "Zero")
        with pytest.raises(BadFile) as refused:
            await service.import_roster(sample.context, entries, [AWA, ends_in_zeros], ORGANISER)
        assert refused.value.faults == [
            FileFault("not in server", "nobody", 3),
            FileFault("not in server", "123456789012345", 4),
            FileFault("rounded id", "770000000000123000", 5),  # and the next one is real
        ]
        assert sample.context.people == {}
