"""Time zones: whose zone a reply uses, and what happens when the rules of a zone change while the bot is off."""

import re
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.harness import ZONE, Harness, seconds_from_now, session, workshop_file

HOUR = timedelta(hours=1)


def one_hour_ahead(zone: str) -> str:
    """The zone whose clocks are one hour ahead of `Etc/GMT-3`, `Etc/GMT+0`…; the sign counts westwards."""
    return f"Etc/GMT{int(zone.removeprefix('Etc/GMT')) - 1:+d}"


def give_zone_other_rules(folder: Path, zone: str, rules: str) -> None:
    target = folder / zone
    target.parent.mkdir(parents=True)
    target.write_bytes(resources.files("tzdata.zoneinfo").joinpath(*rules.split("/")).read_bytes())


async def test_people_are_told_and_reminded_again_and_events_follow(
    harness: Harness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    untouched, moved = seconds_from_now(2 * 3600 + 120), seconds_from_now(4 * 3600)
    sessions = session("untouched", untouched, 600), session("moved", moved, 600)
    harness.configure(workshop_file(*sessions, reminders=["30m"]))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled()
    preview = await harness.organiser.slash("schedule delay", minutes=30, session="moved", cascade=False)
    assert preview.reply
    await harness.organiser.press(preview.reply, 0)
    await harness.until(lambda: len(announced(harness)) == 1, 20, "the change notice")
    assert await harness.bots[-1].terminate() == 0

    give_zone_other_rules(tmp_path / "zones", ZONE, one_hour_ahead(ZONE))
    monkeypatch.setenv("PYTHONTZPATH", str(tmp_path / "zones"))
    await harness.start_bot()
    await harness.until(lambda: len(announced(harness)) == 2, 20, "the second change notice")
    notice = announced(harness)[-1]
    for local, title in ((untouched, "Untouched"), (moved + timedelta(minutes=30), "Moved")):
        line = re.search(rf"- {title} \(en\): .*", notice)
        assert line
        assert f"still **{local:%H:%M}–" in line[0]
        assert f"<t:{int((local - HOUR).timestamp())}" in line[0]
    wanted = {untouched - HOUR, moved + timedelta(minutes=30) - HOUR}
    await harness.until(lambda: {event.start for event in harness.guild.events.values()} == wanted, 10, "the events")
    due = harness.rows("select due_at from announcements where kind = 'reminder' and status = 'due'")
    assert {datetime.fromisoformat(row["due_at"]) for row in due} == {at - HOUR / 2 for at in wanted}
    assert harness.server.violations == []


def announced(harness: Harness) -> list[str]:
    return [m.text for m in harness.guild.channel("announcements").history if "Change of programme" in m.text]


async def test_a_file_edited_while_the_bot_was_off_is_announced_once(harness: Harness) -> None:
    at = seconds_from_now(2 * 3600)
    harness.configure(workshop_file(session("opening", at, 600)))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled()
    await harness.eventually(lambda: harness.rows("select * from announced_times"))
    assert await harness.bots[-1].terminate() == 0
    harness.configure(workshop_file(session("opening", at + HOUR, 600)))
    await harness.start_bot()
    await harness.until(lambda: len(announced(harness)) == 1, 20, "the change notice")
    assert f"postponed by 1 hour, to **{at + HOUR:%H:%M}**" in announced(harness)[0]
    await harness.restart_after_kill()
    await harness.until(lambda: harness.guild.events)
    assert harness.rows("select count(*) as n from announcements where kind = 'change'") == [{"n": 1}]


async def test_a_coordinator_reads_the_clock_of_her_administration(harness: Harness) -> None:
    at = seconds_from_now(2 * 3600)
    harness.configure(workshop_file(session("opening", at, 600)))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled()
    mary, stranger = harness.coordinator("Mary", "en-GB"), harness.coordinator("Stranger", "en-GB")
    await mary.slash("join", administration="MW")
    for person, zone in ((mary, "Africa/Blantyre"), (stranger, ZONE), (harness.organiser, ZONE)):
        shown = (await person.slash("programme")).text
        assert f"{at.astimezone(ZoneInfo(zone)):%H:%M}–" in shown, (person, shown)
    assert "time in Blantyre" in (await mary.slash("programme")).text
