"""Joining a delegation, and choosing a language."""

from pathlib import Path

import pytest

from bot.core.errors import AwaitingApproval, CodeNeeded, UnknownAdministration, WrongCode
from bot.core.people import Membership, Person, Preference
from bot.core.programme import Administration, Registration
from bot.features.roster import join_codes, registration
from bot.features.roster.errors import AlreadyJoined
from tests.features.helpers import ORGANISER
from tests.features.roster.helpers import opened, sample_workshop

AWA = Person(77_000_000_000_000_001, "Awa", "fr")


async def test_a_person_joins_and_moves_to_another_delegation(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        joined = await registration.join(sample.context, AWA, "ML", None)
        assert (joined.name, joined.administration, joined.status) == ("Awa", "ML", Membership.JOINED)
        with pytest.raises(AlreadyJoined):
            await registration.join(sample.context, AWA, "Mali", None)
        moved = await registration.join(sample.context, AWA, "NE", None)
        assert (moved.id, moved.administration) == (joined.id, "NE")
        assert (await sample.reopen()).participant(AWA.discord_id) == moved
        (audited,) = await sample.context.database.rows("select actor, action, target, detail from audit")
        assert tuple(audited) == ("Awa", "join", str(joined.id), "ML -> NE")


async def test_with_approval_a_person_is_pending_until_an_organiser_says_yes(tmp_path: Path) -> None:
    async with opened(tmp_path, sample_workshop(registration=Registration.APPROVAL)) as sample:
        pending = await registration.join(sample.context, AWA, "ML", None)
        assert pending.status is Membership.PENDING
        assert sample.context.participant(AWA.discord_id) is None
        with pytest.raises(AwaitingApproval):
            await registration.join(sample.context, AWA, "ML", None)


async def test_a_code_is_needed_and_must_be_that_of_the_administration(tmp_path: Path) -> None:
    async with opened(tmp_path, sample_workshop(registration=Registration.CODE)) as sample:
        codes = {a.code: code for a, code in await join_codes.all_codes(sample.context, ORGANISER, reissue=False)}
        with pytest.raises(CodeNeeded):
            await registration.join(sample.context, AWA, "ML", None)
        with pytest.raises(WrongCode):
            await registration.join(sample.context, AWA, "ML", codes["MW"])
        assert sample.context.people == {}
        assert (await registration.join(sample.context, AWA, "ML", codes["ML"])).administration == "ML"


@pytest.mark.parametrize("typed", ["ml", " ML ", "Mali", "MALI", "côte d'ivoire", "Cote d’Ivoire"])
async def test_an_administration_is_found_by_its_code_or_by_its_name(tmp_path: Path, typed: str) -> None:
    names = {"CI": "Côte d’Ivoire", "ML": "Mali"}
    administrations = tuple(Administration(code, {"fr": name, "en": name}, "fr", "UTC") for code, name in names.items())
    async with opened(tmp_path, sample_workshop(administrations=administrations)) as sample:
        expected = "ML" if "m" in typed.lower() else "CI"
        assert registration.find_administration(sample.context, typed).code == expected
        with pytest.raises(UnknownAdministration):
            registration.find_administration(sample.context, "Atlantide")


async def test_with_automatic_language_discords_locale_counts_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        await registration.join(sample.context, AWA, "ML", None)
        for chosen, spoken in (("en", "en"), (None, "fr")):
            assert await registration.set_language(sample.context, AWA, chosen, None) == Preference(chosen)
            for context in (sample.context, await sample.reopen()):
                participant = context.participant(AWA.discord_id)
                assert participant is not None
                assert participant.language == spoken


async def test_the_choice_of_direct_messages_stays_when_only_the_language_changes(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        await registration.set_language(sample.context, AWA, None, True)
        assert await registration.set_language(sample.context, AWA, "en", None) == Preference("en", True)
        assert (await sample.reopen()).preferences == {AWA.discord_id: Preference("en", True)}
