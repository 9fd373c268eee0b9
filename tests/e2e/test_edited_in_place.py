"""Last year's file with this year's dates is refused, if the database shows that the workshop has taken place."""

from datetime import timedelta
from typing import Any

from tests.e2e.command_line import run
from tests.e2e.harness import Bot, Harness, bilingual, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import settled

REFUSED = "and every day in the file is later, as in a next edition"
WAY = "begin the next edition in a copy of it, with another `id` and `previous: e2e`"


def edition(days: int = 0, **more: Any) -> dict[str, Any]:
    workshop = workshop_file(session("opening", seconds_from_now(600), 600), **more)
    workshop["days"][0]["date"] += timedelta(days=days)
    return workshop


async def test_last_years_file_is_refused_at_the_start_by_a_reload_and_by_check(harness: Harness) -> None:
    harness.configure(edition())
    await harness.start_bot()
    await harness.set_up()
    await settled(harness.organiser, "session start")
    await settled(harness.organiser, "session end")
    harness.configure(edition(365))
    said = (await settled(harness.organiser, "workshop reload")).text
    assert "nothing was changed" in said
    assert REFUSED in said
    assert WAY in said
    assert "e2e.yaml:1" in said
    assert "Opening" in (await settled(harness.organiser, "programme")).text

    status, errors = await run(harness.folder, "check")
    assert status == 2
    assert REFUSED in errors
    assert await harness.bots[-1].terminate() == 0
    refused = await Bot.start(harness.folder, harness.server.url)
    assert await refused.process.wait() == 2
    assert REFUSED in refused.log()
    assert "Traceback" not in refused.log()

    harness.configure(edition(), {**edition(365), "id": "next", "previous": "e2e"})
    assert (await run(harness.folder, "check"))[0] == 0
    await harness.start_bot()
    assert "Opening" in (await settled(harness.organiser, "programme")).text


async def test_a_workshop_that_is_put_off_is_none_if_it_has_not_begun_or_keeps_its_first_days(harness: Harness) -> None:
    harness.configure(edition())
    await harness.start_bot()
    await harness.set_up()
    awa = harness.coordinator("Awa", "fr-FR")
    await awa.slash("join", administration="ML")
    harness.configure(edition(30))
    assert "in use from now on" in (await settled(harness.organiser, "workshop reload")).text
    assert (await run(harness.folder, "check"))[0] == 0
    assert await harness.bots[-1].terminate() == 0
    harness.configure(edition())
    await harness.start_bot()

    await settled(harness.organiser, "session start")
    goes_on = edition()
    later, title = session("later", seconds_from_now(600), 600), bilingual("Second day")
    date = goes_on["days"][0]["date"] + timedelta(days=60)
    goes_on["days"].append({"date": date, "title": title, "sessions": [later]})
    harness.configure(goes_on)
    assert "New: Later (en)" in (await settled(harness.organiser, "workshop reload")).text
    assert harness.server.violations == []
