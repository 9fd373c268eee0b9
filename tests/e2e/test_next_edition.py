"""The next edition: its first agenda and its report begin with the progress on the previous edition's key messages."""

import html

import docx

from fakecord import Person
from tests.e2e.command_line import run
from tests.e2e.desk_server import THEMES, DeskServer
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file

SAID = "Keep the network alive"
HEADING = "What became of last time’s key messages"


async def end_of_first_edition(desk: DeskServer) -> None:
    """One message is published. Then the bot stops, and the file of this edition is deleted."""
    await desk.open()
    await desk.write(desk.mary, SAID, "transparency")
    await desk.publish(override=True)
    await desk.harness.organiser.slash("session end", session="opening")
    assert await desk.harness.bots[-1].terminate() == 0
    (desk.harness.folder / "config" / "workshops" / "e2e.yaml").unlink()


async def begin_next_edition(desk: DeskServer, agenda_in: int) -> None:
    """Its agenda is due in `seconds`, and its session begins five seconds later, with the desk open."""
    opening = session("opening", seconds_from_now(agenda_in + 5), 3000)
    closes = {"opens": "opening", "closes": seconds_from_now(4000).strftime("%Y-%m-%dT%H:%M:%S")}
    more = {"previous": "e2e", "daily": {"agenda": "5s"}, "themes": THEMES, "key_messages": closes}
    desk.harness.configure(workshop_file(opening, id="next", **more))
    await desk.harness.start_bot()
    await desk.harness.set_up()


async def say_what_became(organiser: Person) -> None:
    form = (await organiser.slash("synthesis progress", message="MW-1")).form
    assert form
    notes = {"fr": "Deux réunions ont eu lieu.", "en": "Two meetings took place."}
    await organiser.submit(form, {"status": ["under_way"], **notes})


async def exported(harness: Harness, format: str) -> str:
    path = f"report.{format}"
    options = ("--workshop", "next", "--format", format, "--language", "en", "--output", path)
    assert await run(harness.folder, "export", *options) == (0, "")
    if format == "html":
        return html.unescape((harness.folder / path).read_text(encoding="utf-8"))
    word = docx.Document(str(harness.folder / path))
    cells = [" | ".join(cell.text for cell in row.cells) for table in word.tables for row in table.rows]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


async def test_agenda_and_report_of_the_next_edition(desk: DeskServer) -> None:
    harness = desk.harness
    await end_of_first_edition(desk)
    await begin_next_edition(desk, 15)
    await say_what_became(harness.organiser)
    announcements = harness.guild.channel("announcements")
    agenda = await harness.until(
        lambda: next((m for m in announcements.history if "Today's agenda" in m.text), None), 30, "the agenda"
    )
    french, english = agenda.text.index("Suite donnée aux messages clés"), agenda.text.index(HEADING)
    assert french < agenda.text.index("Ordre du jour") < english < agenda.text.index("Today's agenda")
    assert f"- **MW-1** {SAID}: under way – Two meetings took place." in agenda.text

    await harness.eventually(lambda: harness.rows("select * from session_states where status = 'open'"), 20)
    for person, code in ((desk.mary, "MW"), (desk.awa, "ML")):
        await person.slash("join", administration=code)
        await person.slash("checkin")
        await desk.write(person, f"From {code}", "transparency")
    for format in ("docx", "html"):
        report = await exported(harness, format)
        assert report.index(HEADING) < report.index("Draft article")
        assert "MW-1 · under way" in report
        assert "Two meetings took place." in report
        compared = "2 people from 2 administrations took part, compared with 4 people from 3 administrations last time."
        assert f"{compared} 2 administrations took part both times." in report
        assert "Theme raised both times: “Transparency (en)”" in report
