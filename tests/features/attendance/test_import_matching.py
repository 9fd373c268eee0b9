"""Who the names of a report are: shared addresses, countries as first names, a third clock, and changes by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.errors import NothingToDo
from bot.core.programme import Administration
from bot.features.attendance import import_service
from bot.features.attendance.errors import UnknownZone
from bot.features.attendance.import_model import ImportDraft, ReportLine
from bot.features.attendance.report_model import Skipped
from bot.features.attendance.report_zones import zone_named
from bot.features.roster import store as roster_store
from tests.features.attendance.helpers import ACTOR, start_session
from tests.features.roster.helpers import SESSION, SampleWorkshop, opened, sample_workshop

HEADER = "Name,User Email,Join Time,Leave Time\n"
WITH_JORDAN = sample_workshop(
    administrations=(
        *sample_workshop().administrations,
        Administration("JO", {"fr": "Jordanie", "en": "Jordan"}, "en", "Asia/Amman"),
    )
)


async def imported(sample: SampleWorkshop, *rows: str, hours: str = "12:00,12:30") -> ImportDraft:
    """The draft of a report with these names and addresses; `hours` are those of each row."""
    came, left = (f"2021-03-17 {hour}:00" for hour in hours.split(","))
    content = HEADER + "".join(f"{row},{came},{left}\n" for row in rows)
    return await import_service.create_draft(sample.context, SESSION, content.encode(), 7)


def who(sample: SampleWorkshop, line: ReportLine) -> str | None:
    names = {participant.id: name for name, participant in sample.people.items()}
    return names[line.participant] if line.participant is not None else line.guest_of


async def test_two_registered_people_at_one_address_are_two(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        for name, discord_id in (("Awa Diarra", 1), ("Binta Koné", 2)):
            person = await sample.join(name, "ML", discord_id)
            await sample.context.write(roster_store.set_email, person.id, "douanes@mali.ml")
        await start_session(sample)
        draft = await imported(sample, "Awa Diarra,douanes@mali.ml", "KONE Binta,Douanes@mali.ml")
        assert [who(sample, line) for line in draft.lines] == ["Awa Diarra", "Binta Koné"]


async def test_an_unknown_name_at_a_shared_address_is_asked_for(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        awa = await sample.join("Awa Diarra", "ML", 1)
        await sample.context.write(roster_store.set_email, awa.id, "douanes@mali.ml")
        await start_session(sample)
        draft = await imported(sample, "Awa Diarra,douanes@mali.ml", "Salle 3 – Mali,douanes@mali.ml")
        assert [who(sample, line) for line in draft.lines] == ["Awa Diarra", None]
        assert draft.lines[1].candidates == (awa.id,)


async def test_an_address_that_speaks_against_the_name_settles_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        awa, binta = await sample.join("Awa Diarra", "ML", 1), await sample.join("Binta Koné", "ML", 2)
        await sample.context.write(roster_store.set_email, awa.id, "awa@mali.ml")
        await start_session(sample)
        draft = await imported(sample, "Binta Kone,awa@mali.ml")
        assert (who(sample, draft.lines[0]), draft.lines[0].candidates) == (None, (awa.id, binta.id))


async def test_a_country_that_may_be_a_first_name_is_only_suggested(tmp_path: Path) -> None:
    async with opened(tmp_path, WITH_JORDAN) as sample:
        await sample.join("Anna Smith", "JO", 1)
        await sample.join("Jordan Miller", "MW", 2)
        await start_session(sample)
        draft = await imported(
            sample, "Jordan Peters,", "Jordan – Ruth Peters,", "Jordan Anna Smith,", "Jordan Miller,"
        )
        assert [who(sample, line) for line in draft.lines] == [None, "JO", "Anna Smith", "Jordan Miller"]
        assert draft.lines[0].guess == "JO"


async def test_a_report_on_a_third_clock_is_read_in_the_zone_that_an_organiser_gives(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        await sample.join("Awa Diarra", "ML", 1)
        await start_session(sample)
        draft = await imported(sample, "Awa Diarra,", "Stranger,", hours="07:00,07:30")  # in New York
        assert (draft.lines, draft.skipped[Skipped.OUTSIDE]) == ((), 2)
        with pytest.raises(UnknownZone):
            await import_service.set_zone(sample.context, draft.id, "Atlantis")
        draft = await import_service.set_zone(sample.context, draft.id, "new york")
        assert (draft.zone, [line.time.total_seconds() for line in draft.lines]) == ("America/New_York", [1800, 1800])
        draft = await import_service.settle(sample.context, draft.id, 1, "g:NE")
        draft = await import_service.set_zone(sample.context, draft.id, "UTC-4")
        assert (draft.zone, [who(sample, line) for line in draft.lines]) == ("UTC-04:00", ["Awa Diarra", "NE"])
        assert draft == await import_service.find_draft(sample.context, draft.id)
        assert (await import_service.apply(sample.context, draft.id, ACTOR)).counted == 2


async def test_times_that_state_their_zone_keep_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        await start_session(sample)
        content = HEADER + "Awa,,2021-03-17T11:00:00Z,2021-03-17T11:30:00Z\n"
        draft = await import_service.create_draft(sample.context, SESSION, content.encode(), 7)
        assert (draft.zone, draft.file) == (None, "")
        with pytest.raises(NothingToDo):
            await import_service.set_zone(sample.context, draft.id, "UTC")


async def test_a_settled_line_can_be_changed_and_counts_its_rows(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        awa = await sample.join("Awa Diarra", "ML", 1)
        await start_session(sample)
        draft = await imported(sample, "Awa Diarra,", "Diarra Awa,")
        assert draft.lines == (replace(draft.lines[0], participant=awa.id, candidates=(awa.id,), rows=2),)
        draft = await import_service.settle(sample.context, draft.id, 0, "g:MW")
        assert (draft.lines[0].participant, draft.lines[0].guest_of) == (None, "MW")
        draft = await import_service.settle(sample.context, draft.id, 0, f"p:{awa.id}")
        assert draft.lines[0].participant == awa.id


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        (" new york ", "America/New_York"),
        ("Abidjan", "Africa/Abidjan"),
        ("utc", "UTC"),
        ("UTC+3", "UTC+03:00"),
        ("GMT−03:30", "UTC-03:30"),
        ("+0530", "UTC+05:30"),
    ],
)
def test_zones_are_typed_by_city_or_offset(words: str, zone: str) -> None:
    assert str(zone_named(words)) == zone


@pytest.mark.parametrize("words", ["", "Atlantis", "UTC+25", "+", "3"])
def test_other_words_are_no_zone(words: str) -> None:
    assert zone_named(words) is None
