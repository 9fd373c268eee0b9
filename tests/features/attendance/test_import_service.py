"""Importing a report: matching, settling by hand, and applying once."""

from pathlib import Path

import pytest

from bot.core.errors import NotAnOption, NothingToDo, SessionIsOver
from bot.core.schedule import cancelled
from bot.features.attendance import import_service, import_store, service, store
from bot.features.attendance.errors import SessionNotBegun
from bot.features.attendance.import_model import ImportDraft
from bot.features.attendance.model import PresenceSource
from bot.features.attendance.report_model import Skipped
from bot.features.roster import store as roster_store
from tests.features.attendance.helpers import ACTOR, start_session
from tests.features.roster.helpers import SESSION, SampleWorkshop, opened

AUTHOR = 7
REPORT = """Name,User Email,Join Time,Leave Time
Awa Diarra,,2021-03-17 12:00:00,2021-03-17 12:30:00
Someone else,Chisomo@mra.mw,2021-03-17 12:10:00,2021-03-17 12:40:00
Moussa Traore,,2021-03-17 12:00:00,2021-03-17 13:00:00
Niger - Zeinabou Issa,z@ne.org,2021-03-17 12:00:00,2021-03-17 12:20:00
Awa Diara,,2021-03-17 12:00:00,2021-03-17 12:05:00
Too early,,2021-03-17 09:00:00,2021-03-17 09:30:00
"""


async def draft_of(sample: SampleWorkshop) -> ImportDraft:
    """The draft of `REPORT`; the workshop has Awa Diarra and two people called Moussa Traoré."""
    await sample.join("Awa Diarra", "ML", 1)
    chisomo = await sample.join("Chisomo Banda", "MW", 2)
    await sample.context.write(roster_store.set_email, chisomo.id, "chisomo@mra.mw")
    await sample.join("Moussa Traoré", "ML", 3)
    await sample.join("Traore Moussa", "NE", 4)
    await start_session(sample)
    return await import_service.create_draft(sample.context, SESSION, REPORT.encode(), AUTHOR)


async def test_names_match_by_address_by_name_or_wait_to_be_settled(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        draft = await draft_of(sample)
        ids = {name: participant.id for name, participant in sample.people.items()}
        lines = {line.name: line for line in draft.lines}
        assert lines["Awa Diarra"].participant == ids["Awa Diarra"]
        assert lines["Someone else"].participant == ids["Chisomo Banda"]
        assert lines["Niger - Zeinabou Issa"].guest_of == "NE"
        assert lines["Moussa Traore"].candidates == (ids["Moussa Traoré"], ids["Traore Moussa"])
        assert lines["Awa Diara"].candidates == (ids["Awa Diarra"],)
        assert [draft.lines[index].name for index in draft.unsettled] == ["Moussa Traore", "Awa Diara"]
        assert (draft.zone, draft.rows) == ("Europe/Brussels", 7)
        assert draft.skipped == {Skipped.ABOUT: 1, Skipped.OUTSIDE: 1}
        assert await import_service.find_draft(sample.context, draft.id) == draft


async def test_a_line_is_settled_only_by_a_choice_that_was_offered(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        draft = await draft_of(sample)
        index = draft.unsettled[0]
        candidate = draft.lines[index].candidates[1]
        for choice in ("p:999", f"p:{sample.people['Awa Diarra'].id}", "g:XX", "", "more"):
            with pytest.raises(NotAnOption):
                await import_service.settle(sample.context, draft.id, index, choice)
        with pytest.raises(NotAnOption):
            await import_service.settle(sample.context, draft.id, 99, "-")
        settled = await import_service.settle(sample.context, draft.id, index, f"p:{candidate}")
        assert settled.lines[index].participant == candidate
        settled = await import_service.settle(sample.context, draft.id, index, "g:MW")
        assert (settled.lines[index].participant, settled.lines[index].guest_of) == (None, "MW")
        settled = await import_service.settle(sample.context, draft.id, index, "-")
        assert (settled.lines[index].guest_of, settled.lines[index].left_out) == (None, True)


async def test_a_draft_is_applied_once_and_leaves_out_what_is_not_settled(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        draft = await draft_of(sample)
        result = await import_service.apply(sample.context, draft.id, ACTOR)
        assert (result.counted, result.left_out) == (3, ["Moussa Traore", "Awa Diara"])
        (guest,) = result.guests
        assert (guest.name, guest.administration, guest.discord_id) == ("Niger - Zeinabou Issa", "NE", None)
        assert guest in sample.context.all_participants()
        presences = await sample.context.read(store.presences_in_session, sample.context.id, SESSION)
        assert presences.keys() == {sample.people["Awa Diarra"].id, sample.people["Chisomo Banda"].id, guest.id}
        record = await service.record_of(sample.context, result.session, sample.people["Awa Diarra"])
        assert (record.assessment.minutes, record.assessment.sources) == (30, (PresenceSource.IMPORT,))
        (audited,) = await sample.context.database.rows("select detail from audit where action = 'attendance import'")
        assert audited["detail"] == "3 people, 1 of them new guests, 2 left out"
        with pytest.raises(NothingToDo):
            await import_service.apply(sample.context, draft.id, ACTOR)


async def test_the_same_report_applied_again_adds_no_presence_twice(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        first = await draft_of(sample)
        await import_service.apply(sample.context, first.id, ACTOR)
        again = await import_service.create_draft(sample.context, SESSION, REPORT.encode(), AUTHOR)
        await import_service.apply(sample.context, again.id, ACTOR)
        (count,) = await sample.context.database.rows("select count(*) as n from presences")
        assert count["n"] == 3


async def test_a_discarded_draft_is_gone(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        draft = await draft_of(sample)
        await import_service.discard(sample.context, draft.id)
        for attempt in (
            import_service.find_draft(sample.context, draft.id),
            import_service.settle(sample.context, draft.id, 0, "-"),
            import_service.apply(sample.context, draft.id, ACTOR),
        ):
            with pytest.raises(NothingToDo):
                await attempt
        assert await sample.context.database.rows("select * from presences") == []


async def test_a_session_must_have_begun_and_not_be_cancelled(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        with pytest.raises(SessionNotBegun):
            await import_service.create_draft(sample.context, SESSION, REPORT.encode(), AUTHOR)
        sample.context.schedule = cancelled(sample.context.schedule, SESSION)
        with pytest.raises(SessionIsOver):
            await import_service.create_draft(sample.context, SESSION, REPORT.encode(), AUTHOR)


async def test_a_draft_of_an_earlier_version_can_still_be_read(tmp_path: Path) -> None:
    payload = (
        '{"session": "opening", "zone": null, "rows": 1, "elsewhere": 2, "staff": 3, "lines": [{"name": "Awa", '
        '"email": "", "spans": [["2021-03-17T11:00:00.000000Z", "2021-03-17T11:30:00.000000Z"]], "seconds": 1800.0, '
        '"who": null, "guest": "ML", "left_out": false, "candidates": [1, 2]}]}'
    )
    async with opened(tmp_path) as sample:
        await sample.context.database.write(
            lambda tx: tx.execute(
                "insert into drafts (workshop, kind, author, payload, written_at)"
                " values ('sample', 'report', 7, ?, '2021-03-17T11:00:00.000000Z')",
                (payload,),
            )
        )
        draft = await sample.context.read(import_store.find_draft, "sample", 1)
        assert draft is not None
        assert draft.skipped == {Skipped.OUTSIDE: 2, Skipped.STAFF: 3}
        assert (draft.lines[0].guest_of, draft.lines[0].time.total_seconds()) == ("ML", 1_800)
        await sample.context.write(import_store.update_draft, "sample", draft)
        assert await sample.context.read(import_store.find_draft, "sample", 1) == draft
