"""The roster's tables."""

from datetime import timedelta
from pathlib import Path

from bot.core.people import Membership, Participant
from bot.features.roster import store
from tests.features.roster.helpers import START, opened


async def test_saving_a_participant_again_changes_them(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:

        async def save(name: str, administration: str, status: Membership) -> Participant:
            return await sample.context.write(
                store.save_participant,
                "sample",
                discord_id=7,
                name=name,
                administration=administration,
                status=status,
                language="fr",
                at=START,
            )

        first = await save("Awa", "ML", Membership.PENDING)
        assert first == Participant(first.id, 7, "Awa", "ML", Membership.PENDING, "fr")
        assert await save("Awa D.", "NE", Membership.JOINED) == Participant(
            first.id, 7, "Awa D.", "NE", Membership.JOINED, "fr"
        )
        removed = await sample.context.write(store.set_status, first.id, Membership.REMOVED)
        assert removed.status is Membership.REMOVED
        assert await sample.context.read(store.former_participants, "sample", [first.id, 99]) == [removed]
        assert await sample.context.read(store.former_participants, "sample", []) == []


async def test_addresses_are_those_that_are_known(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        guest = await sample.context.write(store.add_guest, "sample", "Chisomo", "MW", "en", "c@mra.mw", START)
        assert guest == Participant(guest.id, None, "Chisomo", "MW", Membership.JOINED, "en")
        await sample.context.write(store.add_guest, "sample", "No address", "MW", "en", None, START)
        await sample.context.write(store.set_email, sample.people["ML 1"].id, "ml@example.org")
        assert await sample.context.read(store.emails, "sample") == {
            guest.id: "c@mra.mw",
            sample.people["ML 1"].id: "ml@example.org",
        }


async def test_old_wrong_codes_are_deleted_when_recent_ones_are_read(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        minute = timedelta(minutes=1)
        for person, minutes in (("a", 0), ("a", 1), ("b", 0), ("a", 2)):
            await sample.context.write(store.add_wrong_code, "sample", person, START + minutes * minute)
        recent = await sample.context.write(store.recent_wrong_codes, "sample", "a", START)
        assert recent == [START + minute, START + 2 * minute]
        (count,) = await sample.context.database.rows("select count(*) as n from wrong_codes")
        assert count["n"] == 2
